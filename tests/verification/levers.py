# SPDX-License-Identifier: Apache-2.0
"""Every lever kind alone over the base world: the run ends, and its effect has the direction that the evidence says.

The base world at 50 persons an agent, 48 months, 2 members, with and without one lever under equal luck. A figure is a
difference of totals over members; with equal luck it is no estimate but what this lever does to these people. `expected`
+1 or -1 is the direction of the evidence column of docs/levers.md.
"""

from world import SCENARIOS

BASE = SCENARIOS / "base" / "chengdu-chongqing.yaml"
WORDS = ("--set", "population.persons_per_agent=50", "--months", 48, "--replicates", 2)
FUND = [{"id": "fund", "name": {"en": "Fund", "zh": "资金"}, "payers": {"longquanyi": 1}, "per_year_cny": 1e9,
         "from": "2018-01", "to": "2027-12"}]
HERE, THERE = "longquanyi", "tongnan"


def of(result, name, tail=slice(None), **where):
    """Sum of a variable over members and `tail` of the times, at the named labels of other axes."""
    values = result[name]
    for axis, label in where.items():
        place = result.axes[name].index(axis)
        labels = [label] if isinstance(label, str) else label
        values = values.take([result.at(axis, one) for one in labels], axis=place)
    return float(values[:, tail].sum())


def arrivals(tiers=None):
    where = {"tier": tiers} if tiers else {}
    return lambda r: of(r, "moves", region=HERE, direction="in", **where)


def stock(place=HERE, tiers=None):
    where = {"tier": tiers} if tiers else {}
    return lambda r: of(r, "stock", slice(-12, None), region=place, **where)


HIGH = ["B", "C", "D"]

# kind: the lever's own keys, what is measured, direction.
ALONE = {
    "settling_award": ({"for": [HERE], "eligible": {"tiers": ["D"], "newcomers": "only"},
                        "amount_cny": {"D": 200000}}, arrivals(["D"]), +1),
    "team_grant": ({"for": [HERE], "eligible": {"tiers": ["C"]}, "amount_cny": {"C": 1000000}, "posts_per_team": 20},
                   lambda r: of(r, "positions", slice(-12, None), region=HERE), +1),
    "housing_support": ({"for": [HERE], "instrument": "rent_subsidy", "cost_relief": 0.8,
                         "eligible": {"tiers": ["D", "E"], "newcomers": "only"}}, arrivals(), +1),
    "research_funding": ({"for": [HERE], "amount_per_year_cny": {"D": 100000}, "eligible": {"tiers": ["D"]}},
                         lambda r: of(r, "promoted", region=HERE, tier="D"), +1),
    "green_card": ({"for": [HERE], "modules": ["government_affairs", "innovation_business", "daily_life", "travel"]},
                   arrivals(HIGH), +1),
    "mutual_recognition": ({"between": ["chengdu_rest", "chongqing_rest"]},
                           lambda r: of(r, "od_flow", origin="chengdu_rest", destination="chongqing_rest")
                           + of(r, "od_flow", origin="chongqing_rest", destination="chengdu_rest"), +1),
    "joint_job_fair": ({"at": ["chengdu_rest"], "for": [THERE], "events_per_year": 12, "reach": 0.5},
                       lambda r: of(r, "awareness", slice(-12, None), origin="chengdu_rest", destination=THERE), +1),
    "secondment": ({"from_region": "suining", "to_region": THERE, "persons_per_year": 2000},
                   lambda r: of(r, "seconded", origin="suining", destination=THERE), +1),
    "training": ({"for": [HERE], "seats_per_year": 20000}, lambda r: of(r, "promoted", region=HERE, tier="E"), +1),
    "referral_bonus": ({"for": [HERE], "bonus_cny": 50000}, lambda r: of(r, "referrals"), +1),
    "innovation_voucher": ({"for": [HERE], "value_cny": 1000000, "vouchers_per_year": 1000},
                           lambda r: of(r, "positions", slice(-12, None), region=HERE), +1),
    "hiring_voucher": ({"for": [HERE], "agencies": 5, "agency_award_cny": 100000}, lambda r: of(r, "hires", region=HERE), +1),
    "talent_fund": ({"for": [HERE], "pool_cny": 1e9, "deals_per_year": 12, "deal_cny": 20000000},
                    lambda r: of(r, "positions", slice(-12, None), region=HERE), +1),
    "workstation": ({"for": [HERE], "stations_per_year": 100, "grant_cny": 500000},
                    lambda r: of(r, "positions", slice(-12, None), region=HERE), +1),
    "one_stop_service": ({"for": [HERE], "processing_days": 5},
                         lambda r: of(r, "processing_days", slice(-12, None), region=HERE), -1),
    "shared_instruments": ({"for": [HERE], "wage_gain": 0.02, "member_share": 1},
                           lambda r: of(r, "wage", slice(-12, None), region=HERE), +1),
    "enclave_park": ({"from_region": "suining", "to_region": THERE, "posts": 4000, "failure_per_year": 0.01},
                     lambda r: of(r, "positions", slice(-12, None), region=THERE), +1),
    "dual_employment": ({"for": [HERE], "places": 2000, "eligible": {"tiers": ["B", "C", "D"]}},
                        lambda r: of(r, "flexible_fte", region=HERE), +1),
    "talent_information": ({"for": [THERE], "awareness_rate_per_month": 0.03},
                           lambda r: of(r, "awareness", slice(-12, None), destination=THERE), +1),
    "family_services": ({"for": [HERE], "school_chance": 1, "spouse_chance": 0.8}, arrivals(), +1),
    "publicity": ({"for": [THERE], "awareness_rate_per_month": 0.02},
                  lambda r: of(r, "awareness", slice(-12, None), destination=THERE), +1),
    "community_integration": ({"for": [HERE], "reached_share_per_month": 0.2, "stay_utility": 0.3, "tie_gain": 1},
                              lambda r: of(r, "moves", region=HERE, direction="out"), -1),
    "public_amenity": ({"for": [HERE], "places_gain": 0.5, "utility_per_tenth": 0.1, "building_months": 12},
                       stock(), +1),
    "transport_link": ({"between": ["suining", THERE], "minutes": 20, "effective_km": 15},
                       lambda r: of(r, "commuters", slice(-12, None), origin="suining", destination=THERE)
                       + of(r, "commuters", slice(-12, None), origin=THERE, destination="suining"), +1),
    "industry_project": ({"for": [HERE], "posts": 20000, "failure_per_year": 0.01, "crowd_out": 0}, arrivals(), +1),
    "care_and_career": ({"for": [HERE], "covered_share": 1, "separation_cut": 0.3},
                        lambda r: of(r, "unemployed", slice(-24, None), region=HERE), -1),
    "joint_governance": ({"for": [HERE], "processing_factor": 0.8},
                         lambda r: of(r, "processing_days", slice(-12, None), region=HERE), -1),
}


def run(program, table):
    kinds = program.lever_kinds()
    table.exact("L", "kinds of the register without a case of their own", [], sorted(set(kinds) ^ set(ALONE)))
    for kind in kinds:
        keys, measure, direction = ALONE[kind]
        lever = {"id": "alone", "kind": kind, "from": "2018-01", "paid_from": "fund", **keys}
        scenario = {"format": 1, "name": f"alone-{kind.replace('_', '-')}", "extends": str(BASE), "funds": FUND,
                    "levers": [lever]}
        with_it = program.run(scenario, *WORDS, threads=2)
        # Variables of levers exist only with a lever, so the base is the same lever at dose 0.
        base = program.run(scenario, *WORDS, "--set", "levers.alone.dose=0", threads=2)
        change = measure(with_it) - measure(base)
        table.sign("L", f"{kind}: {'more' if direction > 0 else 'less'} of what it aims at, of {measure(base):.6g}",
                   direction, change)
