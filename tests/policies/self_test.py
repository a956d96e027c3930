#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every rule of the library finds what it is there to find."""
import unittest

import rules

FACTS = {"award": [{"value": "2000000", "qualifier": "up_to", "use": "policy_parameter"}],
         "fair": [{"value": "3000", "qualifier": "over", "use": "calibration_target"},
                  {"value": "2023-01", "qualifier": "exact", "use": "context"}]}
KNOWN = {"award", "fair"}


def breaches(key, **statement):
    return rules.breaches(("levers", "x", key), statement, FACTS, KNOWN)


class Rules(unittest.TestCase):
    def test_a_sound_statement_breaks_nothing(self):
        self.assertEqual(breaches("amount_cap_cny", value=2000000, evidence="printed", qualifier="up_to",
                                  mechanism="award"), [])
        self.assertEqual(breaches("reach", value=0.1, evidence="assumed", range=[0, 1], mechanism="fair"), [])

    def test_a_ceiling_as_the_amount(self):
        found = breaches("amount_cny", value=2000000, evidence="printed", qualifier="exact", mechanism="award")
        self.assertTrue(any("printed ceiling" in text for text in found), found)
        found = breaches("amount_cny", value=2000000, evidence="printed", qualifier="up_to", mechanism="award")
        self.assertEqual(len(found), 1)
        self.assertIn("_cap_", found[0])
        found = breaches("amount_cny", value=2000000, evidence="assumed", range=[0, 1], mechanism="award")
        self.assertEqual(len(found), 1)

    def test_an_outcome_as_an_input(self):
        self.assertIn("outcome", breaches("seats", value={"2020-01": 100, "2022-01": 3000}, evidence="assumed",
                                          range=[0, 1], mechanism="fair")[0])

    def test_a_figure_that_nobody_printed(self):
        self.assertIn("no printed figure", breaches("seats", value=12, evidence="printed", qualifier="exact",
                                                    mechanism="fair")[0])

    def test_an_assumption_without_a_range(self):
        self.assertIn("range", breaches("seats", value=12, evidence="assumed")[0])

    def test_a_number_without_evidence(self):
        levers = {"levers": [{"id": "x", "seats": 12, "enabled": True}]}
        self.assertEqual([path for path, _ in rules.statements(levers)], [("levers", "x", "seats")])
        self.assertIn("without evidence", rules.breaches(("seats",), 12, FACTS, KNOWN)[0])

    def test_a_mechanism_of_no_document(self):
        self.assertIn("no document", breaches("seats", value=12, evidence="assumed", range=[0, 20],
                                              mechanism="fare")[0])

    def test_regions_of_every_geography(self):
        content = {"funds": [{"payers": {"a": 1}}], "titles": [{"issuer": "b"}],
                   "levers": [{"for": ["c"], "at": "online"}, {"between": ["d", "e"]},
                              {"from_region": "f", "to_region": "g", "portable_to": "h"}]}
        self.assertEqual(rules.regions_named(content), set("abcdefgh"))


if __name__ == "__main__":
    unittest.main()
