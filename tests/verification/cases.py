# SPDX-License-Identifier: Apache-2.0
"""The catalogue of cases: id, what is compared, the exact result, and why a case has no figures of its own."""

from dataclasses import dataclass

ATTRIBUTION = "attribution of an effect to levers, a part of `experiments` that is not built yet"
ESTIMATOR = "an estimator of models from observed choices or flows: the program simulates and has none"


@dataclass(frozen=True)
class Case:
    """`waits`: what of the program is missing, read only as long as the case has no figures. `see`: the case that has its
    figures."""

    id: str
    what: str
    exact: str
    waits: str = ""
    see: str = ""


CASES = (
    Case("V1", "multinomial logit: stay or one of three places, V = (0, .5, 1, -.5)",
         ".167405 .276004 .455054 .101536"),
    Case("V2", "nested logit, rho .6; then one place raised under the same luck",
         ".531059 .152090 .250753 .066098; who changes goes to that place"),
    Case("V2b", "nested logit with places known by chance .9, .5, .2", ".631925 .208426 .140936 .018712"),
    Case("V2c", "nested logit with a place listed twice", "stay 1/(1 + 2^rho)"),
    Case("V3", "monthly moves by a table", "powers of the matrix; (8, 10, 3)/21 in the long run"),
    Case("V4", "spells of residence, 2 % leave a month",
         "geometric: mean 50, sd 49.4975, median 35, S(36) .483213, S(60) .297553"),
    Case("V5", "employment lake with entries and exits",
         "path to u = .0826663; a month leaves .695307 of the gap, the second root"),
    Case("V6", "constant exit, Poisson entries, from one person", "Poisson(2500) in the end"),
    Case("V7", "clearing with one application each: 7,000 seekers, 7 pools of 1,000 posts",
         "mean 6918.248 hires, sd 24.999"),
    Case("V8", "contact of seekers and posts alone", "binomial, mean 7905.69; limits exact"),
    Case("V9", "Harris and Todaro's town: expected income by speculative choice",
         "5,892.69 in town at beta_y 20; 6,000 and a third idle in the limit"),
    Case("V10", "gravity: slopes of wage and distance found again by a Poisson fit", "1.5 (.0140), -1 (.0023)"),
    Case("V11", "two equal places of 100,000 people with peers", "m = tanh(b m)"),
    Case("V12", "five equal places with all fifteen modules; places listed in another order",
         "a fifth each; equal in every bit"),
    Case("V13", "moving cost without bound; no cost; no distance", "no moves; uniform; independent"),
    Case("V14", "a fund that runs out, in order and by lottery; claims by a Poisson stream",
         "33 paid, 100,000 CNY left; hypergeometric; 34th of Poisson(4) a month after 8.5 months, sd 1.4577"),
    Case("V15", "linear clawback of an award", "mean refund 25,401.64 CNY"),
    Case("V16", "awareness learnt and forgotten", ".833333; .436733 after 12 months"),
    Case("V17", "acquaintances made and lost", "Poisson(25)"),
    Case("V18", "house price when demand doubles", "x 1.542211, gap closing by (1 - k_P)^t"),
    Case("V19", "wage when a place doubles", "x 1.028114, 1.057018, 1.140764"),
    Case("V20", "rises through four tiers in 60 months", ".786249 .201129 .012497 .000125"),
    Case("V21", "deferred acceptance: the textbook market (by function: no scenario can write down preferences); a random one "
         "of 100,000 seekers and 1,024 pools on 1, 2, 3 and 8 threads",
         "the stable matches; equal in every bit; no blocking pair (unit test)"),
    Case("V22", "books recomputed from result files", "people, posts, flows, funds in fen: exact"),
    Case("V23", "Gini and Theil indices of 1, 1, 1, 1, 6, and of every result from its own figures; of lognormal values (unit "
         "test)", ".4 and .381909; .276326 and .125"),
    Case("V24", "Shapley values: glove game; v(S) = 1 - prod(1 - p)", "(2/3, 1/6, 1/6); (.077, .162, .257)",
         ATTRIBUTION),
    Case("V25", "Sobol indices by `design` and `sensitivity`: Ishigami's function, alone and with noise; the g function of eight "
         "factors; flow through a borehole; effects of a plane by Morris's trajectories",
         "Ishigami (.313905, .442411, 0), (.557589, .442411, .243684), within .003; slopes"),
    Case("V26", "100 flats with arrivals and exits, 800,000 months", "blocking .024563, mean occupancy 87.789"),
    Case("V27", "equal luck: dose 0, people out of reach, variance of a difference", "bits equal; F test"),
    Case("cohorts", "moves of V3, exits of V4 and awards of V15 as cohorts: who is there, who never left",
         "powers of the matrix, .98^h, after 12 to 60 months"),
    Case("desk", "days that a claim takes: 100 at once, 20 decided a month, 15 days each", "15, 135, 105, 75, 45, 15"),
    Case("L", "every lever kind alone over the base world, equal luck", "the direction of the evidence (docs/levers.md)"),
    Case("(a)", "published: QuantEcon's lake model of employment", "u = .0826663, second root .695307", see="V5"),
    Case("(b)", "published: age schedule of migration (`rogers1981`)", "rates at six ages, five decimals"),
    Case("(c)", "published: Willekens' examples of proportional fitting, as in the R package migest",
         "13.25019 ..., odds ratio 17.5; the 4 x 4 table"),
    Case("(d)", "published: Swissmetro nested logit estimates", "LL -5236.9, mu 2.05", ESTIMATOR),
    Case("(e)", "published: gravity coefficients of 17 Korean regions (`korea_gravity`)",
         "-.77, -.83, -.62 on distance", ESTIMATOR),
    Case("(f)", "published: migration between US census divisions (`plane1981`), all movers: choice, accounting, fitting",
         "destination shares of each origin; 173,290, 403,965, 331,058; dissimilarity .222, .201"),
)

BY_ID = {case.id: case for case in CASES}
