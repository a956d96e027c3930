// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "experiments/design/csv.hpp"
#include "experiments/design/design.hpp"
#include "sim/error.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::experiments;

namespace {

std::vector<Factor> factors() {
    std::vector<Factor> made(2);
    made[0].path = "parameters.income_elasticity";
    made[0].low = 0.5;
    made[0].high = 2.5;
    made[1].path = "levers.a.dose";
    made[1].low = 0.001;
    made[1].high = 2;
    made[1].scale = Scale::log;
    return made;
}

std::string refusal(const std::string& text) {
    try {
        static_cast<void>(read_design_csv(text, "d.csv"));
    } catch (const ScenarioError& error) {
        return error.what();
    }
    return "it was read";
}

/// `text` with the first `what` replaced.
std::string with(std::string text, const std::string& what, const std::string& instead) {
    const auto at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), instead);
}

}  // namespace

TEST_CASE("design csv: what is written reads back the same", "[experiments][design]") {
    for (const auto kind : {DesignKind::sobol, DesignKind::morris, DesignKind::latin_hypercube}) {
        const auto made = make_design(kind, factors(), 8, 5);
        const auto read = read_design_csv(design_csv(made), "d.csv");
        CHECK(read.kind == (kind == DesignKind::latin_hypercube ? DesignKind::list : kind));
        CHECK(
            (read.values == made.values && read.luck == made.luck && read.role == made.role && read.base == made.base));
        CHECK((read.n == 8 && read.factors[1].path == "levers.a.dose"));
        CHECK(design_csv(read) == design_csv(made));
    }
}

TEST_CASE("design csv: header and rows", "[experiments][design]") {
    const auto text = design_csv(make_design(DesignKind::morris, factors(), 2, 1));
    CHECK(text.rfind("run,base,role,luck,parameters.income_elasticity,levers.a.dose\n0,0,trajectory:0:start,0,", 0) ==
          0);
    const auto point = design_csv(list_design(factors(), {0.1, 1e-7}));
    CHECK(point == "run,base,role,luck,parameters.income_elasticity,levers.a.dose\n0,0,point,0,0.1,1.0e-07\n");
}

TEST_CASE("design csv: a foreign one is a list with equal luck", "[experiments][design]") {
    const auto read = read_design_csv("\xEF\xBB\xBF\"a,b\", x\r\n1, 2.5e0\r\n\r\n3,-4", "d.csv");
    CHECK((read.kind == DesignKind::list && read.n == 2));
    CHECK((read.factors[0].path == "a,b" && read.factors[1].path == " x"));
    CHECK(read.values == std::vector<double>{1, 2.5, 3, -4});
    CHECK((read.luck == std::vector<std::uint32_t>{0, 0} && read.role[1] == "point" && read.base[1] == 1));
    CHECK((read.factors[1].low == -4 && read.factors[1].high == 2.5));
}

TEST_CASE("design csv: wrong columns and cells are refused with their place", "[experiments][design]") {
    CHECK(refusal("") == "d.csv: error: there is no row; the first line names the paths, the others are points");
    CHECK(refusal("x,y\n").find("d.csv: error: there is no row") == 0);
    CHECK(refusal("0.5,0.7\n1,2\n").find("d.csv:1:1: error: a number where a path should stand") == 0);
    CHECK(refusal("x,,y\n1,2,3\n").find("d.csv:1:3: error: a column has no name") == 0);
    CHECK(refusal("x,y,x\n1,2,3\n").find("d.csv:1:5: error: the path 'x' is named twice (column 1 too)") == 0);
    CHECK(refusal("run,x\n1,2\n").find("d.csv:1:1: error: 'run' is a column of designs of this program") == 0);
    CHECK(refusal("run,base,role,luck\n0,0,point,0\n").find("nothing to vary") != std::string::npos);
    CHECK(refusal("x,y\n1,2\n3\n") == "d.csv:3: error: 1 cells, and the first line has 2");
    CHECK(refusal("x,y\n1,2,3\n") == "d.csv:2: error: 3 cells, and the first line has 2");
    for (const std::string bad : {"", "abc", "nan", "inf", "1e999", "0x10", "1 2", "1;2"})
        CHECK(refusal("x,y\n1,2\n3," + bad + "\n") == "d.csv:3:3: error: '" + bad + "' is no finite number");
    CHECK(refusal("x\n\"1\n").find("d.csv:2:1: error: the quote that begins here is not closed") == 0);
    CHECK(refusal("x\n\"1\"2\n").find("d.csv:2:1: error: text follows the closing quote") == 0);
}

TEST_CASE("design csv: one that was changed is refused at the row", "[experiments][design]") {
    const auto sobol = design_csv(make_design(DesignKind::sobol, factors(), 2, 1));
    const auto begins = [](const std::string& text, const std::string& start) { return text.rfind(start, 0) == 0; };
    CHECK(begins(refusal(with(sobol, "AB:luck", "AB:levers.a.dose")),
                 "d.csv:5:5: error: 'AB:levers.a.dose' stands where "));
    CHECK(begins(refusal(with(sobol, "\n3,0,", "\n4,0,")), "d.csv:5:1: error: '4' stands where 3 belongs"));
    CHECK(begins(refusal(with(sobol, "\n5,1,", "\n5,0,")), "d.csv:7:3: error: '0' stands where 1 belongs"));
    CHECK(begins(refusal(with(sobol, "AB:luck,1", "AB:luck,0")), "d.csv:5:13: error: '0' stands where 1 belongs"));
    CHECK(begins(refusal(with(sobol, ",B,1,", ",B,1,9")), "d.csv:6:9: error: '9"));  // another point than AB had
    CHECK(begins(refusal(sobol.substr(0, sobol.find("\n9,1,") + 1)), "d.csv:10: error: the design ends within"));
    const auto morris = design_csv(make_design(DesignKind::morris, factors(), 2, 1));
    CHECK(begins(refusal(with(morris, "trajectory:1:start", "trajectory:2:start")), "d.csv:5:5: error: "));
    CHECK(begins(refusal(with(morris, "trajectory:0:levers.a.dose", "trajectory:0:levers.b.dose")), "d.csv:"));
}

TEST_CASE("csv: quotes, commas and line breaks within cells", "[experiments][design]") {
    const std::string awkward = "a \"word\", and\nmore";
    const auto text = "x,y\n1," + csv_cell(awkward) + "\n2,z\n";
    CsvRows rows{text, "t.csv"};
    REQUIRE(rows.next());
    REQUIRE(rows.next());
    CHECK(rows.cells() == std::vector<std::string>{"1", awkward});
    REQUIRE(rows.next());
    CHECK((rows.where() == "t.csv:4" && rows.where(1) == "t.csv:4:3"));
    CHECK_FALSE(rows.next());
    CHECK(csv_cell("plain words") == "plain words");
    CHECK((csv_count(" 12 ") == 12U && !csv_count("-1") && !csv_count("1.0") && !csv_count("")));
}
