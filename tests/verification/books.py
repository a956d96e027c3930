# SPDX-License-Identifier: Apache-2.0
"""V22: the books of a run balance every month, recomputed from its result file alone, in whole people and fen."""

import numpy as np

from world import DEFAULT, LESSONS


def fen(values):
    """CNY to whole fen; what is not a whole number of fen shows as an error."""
    cents = np.rint(values * 100.0)
    assert np.abs(values * 100.0 - cents).max() < 1e-3
    return cents.astype(np.int64)


def worst(values):
    return int(np.abs(values).max()) if values.size else 0


def balances(r):
    """Figure and largest violation of each identity; all should be 0."""
    stock = r["stock"].sum(axis=4, dtype=np.int64)  # member, time, region, tier
    moves = r["moves"].sum(axis=5, dtype=np.int64)
    inward, outward = moves[..., r.at("direction", "in"), :], moves[..., r.at("direction", "out"), :]
    entries, exits = r["entries"].sum(axis=4, dtype=np.int64), r["exits"].sum(axis=4, dtype=np.int64)
    promoted = r["promoted"].astype(np.int64)
    risen = promoted.sum(axis=3) - promoted.sum(axis=4)
    change = inward - outward + entries - exits + risen
    yield "stock: change = in - out + entries - exits + rises", worst(np.diff(stock, axis=1) - change[:, 1:])
    yield "all flows of time 0", worst(np.concatenate([x[:, 0].ravel() for x in (moves, entries, exits, promoted)]))

    od = r["od_flow"].astype(np.int64)
    yield "od_flow: rows = moves out", worst(od.sum(axis=3) - outward)
    yield "od_flow: columns = moves in", worst(od.sum(axis=2) - inward)
    yield "od_flow: diagonal", worst(np.einsum("mtaak->mtak", od))
    yield "return moves beyond moves in", worst(np.minimum(0, inward - r["return_moves"]))
    one_up = np.eye(promoted.shape[3], k=-1, dtype=bool)
    yield "rises of other than one tier", worst(promoted[..., ~one_up])

    at_work = r["stock"].astype(np.int64) - r["unemployed"]
    # People on secondment keep their post at home and count as workers at their host.
    lent = np.zeros_like(at_work.sum(axis=(3, 4)))
    if "seconded" in r:
        seconded = r["seconded"].astype(np.int64)
        lent = seconded.sum(axis=3) - seconded.sum(axis=2)
        yield "seconded: diagonal", worst(np.einsum("mtaa->mta", seconded))
    if "commuters" in r or "seconded" in r:
        here = at_work.sum(axis=(3, 4)) - lent
        if "commuters" in r:
            commuters = r["commuters"].astype(np.int64)
            here += commuters.sum(axis=2) - commuters.sum(axis=3)
        yield "workers = residents at work, less commuters and secondees out, and those in", \
            worst(r["workers"].sum(axis=(3, 4)) - here)
        yield "workers = residents at work, by cell of the world", worst((r["workers"] - at_work).sum(axis=2))
    else:
        yield "stock = workers + unemployed, by cell", worst(at_work - r["workers"])
    if "stock_age" in r:
        yield "stock_age: sum over ages = stock", worst(r["stock_age"].sum(axis=3) - stock.sum(axis=3))
    # Posts above the target are kept until they fall free, so there may be more workers than posts.
    filled = (r["positions"] - r["vacancies"]).sum(axis=(3, 4))
    yield "filled posts beyond workers, by region", worst(np.minimum(0, r["workers"].sum(axis=(3, 4)) + lent - filled))
    yield "vacancies outside 0 to positions", worst(np.minimum(0, np.minimum(r["vacancies"],
                                                                            r["positions"] - r["vacancies"])))
    if "claims" in r:
        queue = np.diff(r["claims_queue"], axis=1)
        flow = (r["claims"] - r["claims_paid"] - r["claims_lapsed"])[:, 1:]
        yield "claims_queue: change = filed - paid - lapsed", worst(queue - flow)
        yield "recipients = claims paid", worst(r["recipients"].sum(axis=(3, 4)) - r["claims_paid"])
    if "balance" in r:
        parts = {name: fen(r[name]) for name in ("balance", "appropriation", "payments", "administration", "clawback")}
        change = parts["appropriation"] + parts["clawback"] - parts["payments"] - parts["administration"]
        yield "funds: change of balance, fen", worst(np.diff(parts["balance"], axis=1) - change[:, 1:])
        yield "funds: below 0, fen", worst(np.minimum(0, parts["balance"]))
        spent = parts["payments"] + parts["administration"]
        by_payer = fen(r["payments_by_payer"])
        yield "payments_by_payer = payments + administration, fen", worst(by_payer.sum(axis=(2, 3)) - spent.sum(axis=2))


def v22(program, table, name, scenario, *words):
    result = program.run(scenario, *words)
    for figure, error in balances(result):
        table.exact("V22", f"{name}: {figure}", 0, error)
    return result


def run(program, table):
    scaled = v22(program, table, "default / 100", DEFAULT, "--set", "population.persons_per_agent=100",
                 "--months", 24, "--replicates", 2)
    counts = [name for name in scaled.variables() if scaled[name].dtype.kind == "i"]
    table.exact("V22", "default / 100: counts that are not hundreds", [],
                [name for name in counts if (scaled[name] % 100).any()])
    table.above("V22", "default / 100: moves (something happens)", 0, int(scaled["od_flow"].sum()))
    # To 2023-12, with all documented levers in force in the end.
    long = v22(program, table, "default / 400", DEFAULT, "--set", "population.persons_per_agent=400", "--months", 72)
    table.above("V22", "default / 400: claims filed", 0, int(long["claims"].sum()))
    for lesson in sorted(LESSONS.glob("*.yaml")):
        v22(program, table, lesson.stem, lesson)
