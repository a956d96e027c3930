# SPDX-License-Identifier: Apache-2.0
"""V22: the books of a run balance every month, recomputed from its result file alone, in whole people and fen; so are
cohorts against flows, and indices against their definitions."""

import numpy as np

from world import DEFAULT, LESSONS

NO_AWARD = {"green_card", "housing_support"}  # kinds whose claims bring no payment of an award


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
    entries_by_reason = r["entries"].astype(np.int64)
    entries, exits = entries_by_reason.sum(axis=4), r["exits"].sum(axis=4, dtype=np.int64)
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
    if "created_posts" in r:
        own = r["positions"].sum(axis=(3, 4)) - r["created_posts"].sum(axis=2)
        yield "created posts beyond positions", worst(np.minimum(0, own))
        yield "created posts at time 0", worst(r["created_posts"][:, 0])
    if "claims" in r:
        queue = np.diff(r["claims_queue"], axis=1)
        flow = (r["claims"] - r["claims_paid"] - r["claims_lapsed"])[:, 1:]
        yield "claims_queue: change = filed - paid - lapsed", worst(queue - flow)
        yield "recipients = claims paid", worst(r["recipients"].sum(axis=(3, 4)) - r["claims_paid"])
    if "cohort_size" in r:
        yield from cohorts(r, inward, entries_by_reason)
    if "balance" in r:
        parts = {name: fen(r[name]) for name in ("balance", "appropriation", "payments", "administration", "clawback")}
        change = parts["appropriation"] + parts["clawback"] - parts["payments"] - parts["administration"]
        yield "funds: change of balance, fen", worst(np.diff(parts["balance"], axis=1) - change[:, 1:])
        yield "funds: below 0, fen", worst(np.minimum(0, parts["balance"]))
        spent = parts["payments"] + parts["administration"]
        # Every lever of a fund, whatever it pays for; levers without a fund pay without one.
        fund_of = {lever["id"]: lever.get("paid_from") for lever in r.scenario().get("levers", [])}
        by_lever = fen(r["payments_by_payer"]).sum(axis=3)
        for place, fund in enumerate(r.labels("fund")):
            own = [i for i, lever in enumerate(r.labels("lever")) if fund_of[lever] == fund]
            yield f"{fund}: payments_by_payer of its levers = payments + administration, fen", worst(
                by_lever[..., own].sum(axis=2) - spent[..., place])


def by_year(r, monthly):
    """Sums over the months of each calendar year of the run; time is the second axis."""
    total = np.zeros((monthly.shape[0], len(r["cohort_year"]), *monthly.shape[2:]), dtype=np.int64)
    for t, year in enumerate(r.years(), 1):
        total[:, year] += monthly[:, t]
    return total


def cohorts(r, inward, entries):
    """What cohorts say of entries that flows say too, and of what came later."""
    size = r["cohort_size"].astype(np.int64)
    way = {label: size[..., r.at("entry", label)] for label in r.labels("entry")}
    outside = entries[..., r.at("entry_reason", "rest_of_world")]
    yield "cohort_size: moved in = moves in + arrivals of the year", worst(way["moved_in"] - by_year(r, inward + outside))
    graduates = entries[..., r.at("entry_reason", "graduate")]
    yield "cohort_size: graduates = graduates of the year", worst(way["graduate"] - by_year(r, graduates))
    residents = way["resident_at_decision"].copy()
    residents[:, 0] -= r["stock"][:, 0].sum(axis=3)
    yield "cohort_size: residents = stock of time 0", worst(residents)
    if "claims_paid" in r:
        kinds = {lever["id"]: lever["kind"] for lever in r.scenario().get("levers", [])}
        awards = [i for i, lever in enumerate(r.labels("lever")) if kinds[lever] not in NO_AWARD]
        paid = by_year(r, r["claims_paid"][..., awards].sum(axis=2))
        yield "cohort_size: award paid = claims paid but for cards", worst(way["award_paid"].sum(axis=(2, 3)) - paid)

    present, never_left = r["cohort_present"].astype(np.int64), r["cohort_never_left"].astype(np.int64)
    months, years = len(r["time"]) - 1, np.array(r.years())
    order = early = 0
    for e, label in enumerate(r.labels("entry")):
        for year in range(len(r["cohort_year"])):
            last = -1 if label == "resident_at_decision" else int(np.flatnonzero(years == year)[-1])
            for h, horizon in enumerate(r["horizon"]):
                there, stayed = present[:, year, ..., e, h], never_left[:, year, ..., e, h]
                if last + horizon >= months:
                    early += int((there != -1).sum() + (stayed != -1).sum())
                else:
                    least = np.minimum(stayed, np.minimum(there - stayed, way[label][:, year] - there))
                    order = max(order, worst(np.minimum(0, least)))
    yield "cohorts: 0 <= never left <= present <= size", order
    yield "cohorts: values beyond the end of the run", early


def indices(r):
    """Relative error of each index against its definition, from the file alone."""
    scenario = r.scenario()
    tiers = {tier["id"]: tier.get("wage_factor", 1) for tier in scenario["tiers"]}
    factor = np.array([tiers[tier] for tier in r.labels("tier")])
    moves = r["moves"].sum(axis=5, dtype=np.int64)
    net = (moves[..., r.at("direction", "in"), :] - moves[..., r.at("direction", "out"), :]
           + r["entries"][..., r.at("entry_reason", "rest_of_world")]
           - r["exits"][..., r.at("exit_reason", "rest_of_world")])[:, 1:]
    stock = r["stock"].sum(axis=(3, 4)).astype(float)
    per_head = np.where(stock > 0, 1 / np.maximum(stock, 1), 0)[:, :-1]  # where nobody is the index has no value
    expected = (net * factor).sum(axis=3) * per_head
    scale = (abs(net) * factor).sum(axis=3) * per_head  # of the terms, which may nearly cancel
    error = np.where(scale > 0, abs(r["net_brain_gain"][:, 1:] - expected) / np.maximum(scale, 1e-300), 0.0)
    yield "net_brain_gain", float(error.max())

    posts = r["positions"].sum(axis=3).astype(float)
    people = r["stock"].sum(axis=3).astype(float)
    shares = [x / x.sum(axis=3, keepdims=True) for x in (people, posts)] if posts.sum(axis=3).all() else None
    if shares:
        expected = 1 - 0.5 * abs(shares[0] - shares[1]).sum(axis=3)
        yield "structure_match", float(abs(r["structure_match"] - expected).max())
    if "theil_between_regions" in r:
        residents = {region["id"]: region.get("residents", 0) for region in scenario["regions"]}
        weight = np.array([residents[region] for region in r.labels("region")], dtype=float)
        x = 1000 * stock[..., weight > 0] / weight[weight > 0]
        weight = weight[weight > 0] / weight.sum()
        ratio = x / (x * weight).sum(axis=2, keepdims=True)
        expected = (weight * ratio * np.log(ratio)).sum(axis=2)
        yield "theil_between_regions", float(abs(r["theil_between_regions"] - expected).max() / expected.min())


def v22(program, table, name, scenario, *words):
    result = program.run(scenario, *words)
    for figure, error in balances(result):
        table.exact("V22", f"{name}: {figure}", 0, error)
    for figure, error in indices(result):
        table.near("V23", f"{name}: {figure} from its definition, relative error", 0, error, 1e-12)
    return result


def run(program, table):
    scaled = v22(program, table, "default / 100", DEFAULT, "--set", "population.persons_per_agent=100",
                 "--months", 24, "--replicates", 2)
    counts = [name for name in scaled.variables() if scaled[name].dtype.kind == "i"]
    table.exact("V22", "default / 100: counts that are not hundreds", [],
                [name for name in counts if (scaled[name][scaled[name] != scaled.none[name]] % 100).any()])
    table.above("V22", "default / 100: moves (something happens)", 0, int(scaled["od_flow"].sum()))
    # To 2023-12, with all documented levers in force in the end.
    long = v22(program, table, "default / 400", DEFAULT, "--set", "population.persons_per_agent=400", "--months", 72)
    table.above("V22", "default / 400: residents still there after 60 months", 0,
                int(long["cohort_present"][0, 0, ..., long.at("entry", "resident_at_decision"), 3].sum()))
    table.above("V22", "default / 400: first payments of awards", 0,
                int(long["cohort_size"][..., long.at("entry", "award_paid")].sum()))
    table.above("V22", "default / 400: claims filed", 0, int(long["claims"].sum()))
    for lesson in sorted(LESSONS.glob("*.yaml")):
        v22(program, table, lesson.stem, lesson, "--set", "output.variables=[default, cohorts]")
