#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The policy library says what the documents say: every mechanism, every printed figure, nothing invented."""
import re
import unittest

import rules


class Library(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.mechanisms = {row["mechanism"]: row["relevance"]
                          for row in rules.rows(rules.HERE / "mechanisms.csv")}
        cls.facts = rules.facts_by_mechanism()
        cls.packages = rules.packages()
        cls.readme = (rules.POLICIES / "README.md").read_text(encoding="utf-8")
        cls.table = list(rules.table_rows(cls.readme))
        cls.levers = [lever for content in cls.packages.values() for lever in content["levers"]]

    def of(self, *relevances):
        return {m for m, relevance in self.mechanisms.items() if relevance in relevances}

    def test_shipped_table_of_mechanisms_is_the_documents(self):
        shipped = {row["mechanism"]: row["relevance"]
                   for row in rules.rows(rules.POLICIES / "mechanisms.csv")}
        self.assertEqual(shipped, self.mechanisms)
        self.assertEqual(len(shipped), 222)

    def test_every_core_and_supporting_mechanism_is_a_lever(self):
        expressed = rules.levers_by_mechanism(self.packages)
        needed = self.of("core", "supporting")
        print(f"\nmechanisms expressed by a lever: {len(needed & set(expressed))}/{len(needed)}")
        self.assertEqual(sorted(needed - set(expressed)), [])
        self.assertEqual(len(needed), 201)
        self.assertEqual(sorted(set(expressed) - needed), [], "context is not modelled")

    def test_no_lever_hides_many_mechanisms(self):
        for lever in self.levers:
            named = {s["mechanism"] for _, s in rules.statements(lever)
                     if isinstance(s, dict) and "mechanism" in s}
            self.assertLessEqual(len(named), 5, lever["id"])

    def test_every_context_mechanism_is_listed_with_its_reason(self):
        reasons = {cells[0].strip("`"): cells[-1] for cells in self.table
                   if cells[0].startswith("`") and len(cells) == 3}
        context = self.of("context")
        print(f"\ncontext mechanisms listed with a reason: {len(context & set(reasons))}/{len(context)}")
        self.assertEqual(sorted(context - set(reasons)), [])
        self.assertEqual(len(context), 21)
        for mechanism in context:
            self.assertGreater(len(reasons[mechanism].split()), 3, mechanism)

    def test_printed_figures_ceilings_targets_and_ranges(self):
        found = rules.all_breaches(self.packages, self.facts, self.mechanisms)
        self.assertEqual(found, [], "\n".join(found))

    def test_every_ceiling_of_a_modelled_mechanism_enters_as_a_ceiling(self):
        ceilings = {(m, rules.number(f["value"])) for m, of_m in self.facts.items() for f in of_m
                    if f["qualifier"] == "up_to"}
        entered = {(s.get("mechanism"), x) for content in self.packages.values()
                   for _, s in rules.statements(content["levers"]) if isinstance(s, dict)
                   and s.get("qualifier") == "up_to" for x in rules.numbers_of(s)}
        self.assertEqual(sorted(ceilings - entered), [])
        self.assertEqual(len(ceilings), 10)

    def test_a_package_names_the_world_that_has_its_places(self):
        base = rules.ROOT / "scenarios" / "base" / "chengdu-chongqing.yaml"
        for name, content in self.packages.items():
            world = (rules.POLICIES / content["world"]).resolve() if "world" in content else base
            self.assertLessEqual(rules.regions_named(content), rules.regions_of(world), name)
            outside = rules.regions_named(content) - rules.regions_of(base)
            self.assertEqual("world" in content, bool(outside), name)

    def test_the_wide_world_keeps_chengdu_person_by_person(self):
        base = rules.ROOT / "scenarios" / "base"
        small = {r["id"]: r for r in rules.read(base / "chengdu-chongqing.yaml")["regions"]}["chengdu_rest"]
        wide = {r["id"]: r for r in rules.read(base / "sichuan-and-beyond.yaml")["regions"]}
        parts = [wide[region] for region in ("chengdu_rest", "xinjin", "wenjiang", "dujiangyan")]

        def total(get):
            return sum(get(part)["value"] for part in parts)
        for get in (lambda r: r["residents"], lambda r: r["talent"]["total"],
                    lambda r: r["graduates_per_year"]):
            self.assertEqual(total(get), get(small)["value"])
        for sex in ("men", "women"):
            for band in range(8):
                self.assertEqual(total(lambda r: r[sex][band]), small[sex][band]["value"])

    def test_ids_are_used_once_and_funds_are_their_own(self):
        ids = [lever["id"] for lever in self.levers]
        self.assertEqual(len(ids), len(set(ids)))
        for name, content in self.packages.items():
            funds = {fund["id"] for fund in content.get("funds", [])}
            paid = {lever["paid_from"] for lever in content["levers"] if "paid_from" in lever}
            self.assertEqual(paid - funds, set(), name)
            self.assertEqual(funds - paid, set(), f"{name}: a fund pays nothing")

    def test_groups_of_suining_tongnan_follow_the_document(self):
        groups = {lever["group"] for lever in self.packages["suining-tongnan"]["levers"]}
        self.assertEqual(groups, {"policies", "recruitment-training", "platforms", "resources", "services"})

    def test_shared_levers_rest_on_the_agreement(self):
        levers = {lever["id"]: lever for lever in self.packages["suining-tongnan"]["levers"]}

        def rests(lever_id):
            requires = levers[lever_id].get("requires", [])
            return lever_id == "st-agreement" or any(rests(other) for other in requires)
        alone = {lever_id for lever_id in levers if not rests(lever_id)}
        self.assertEqual(alone, {"st-border-agreement"}, "eight places signed that one")

    def test_readme_lists_every_package_and_lever(self):
        counts = {cells[0].strip("`"): cells[-1] for cells in self.table if len(cells) == 5
                  and cells[0].strip("`").endswith(".yaml")}
        self.assertEqual(counts, {f"{name}.yaml": str(len(content["levers"]))
                                  for name, content in self.packages.items()})
        kinds = {cells[0].strip("`"): cells[1] for cells in self.table if len(cells) == 4}
        self.assertEqual({lever["id"]: lever["kind"] for lever in self.levers},
                         {k: v for k, v in kinds.items() if k != "lever"})
        self.assertEqual(len(self.packages), 16)

    def test_readme_lists_codes_that_stay_closed(self):
        codes = {f["value"] for of_m in self.facts.values() for f in of_m
                 if f["unit"] == "code" and not re.fullmatch(r"G\d+|3113", f["value"])}
        for code in codes:  # 3113 is spelled out in its document; G347 is the number of a road
            self.assertIn(f"“{code}”", self.readme)


if __name__ == "__main__":
    unittest.main()
