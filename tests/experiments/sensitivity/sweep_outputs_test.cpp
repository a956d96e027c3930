// SPDX-License-Identifier: Apache-2.0
#include "experiments/sensitivity/sweep_outputs.hpp"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>

#include "sim/error.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::experiments;

namespace {

/// A folder that goes with the test.
class Folder {
  public:
    Folder() : path_{std::filesystem::temp_directory_path() / "talentflow_sweep_outputs_test"} {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directory(path_);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }

    void write(const std::string& name, const std::string& text) const { std::ofstream{path_ / name} << text; }
    [[nodiscard]] std::string refusal() const {
        try {
            static_cast<void>(read_sweep_outputs(path_));
        } catch (const ScenarioError& error) {
            std::string text = error.what();
            for (auto at = text.find(path_.string()); at != std::string::npos; at = text.find(path_.string()))
                text.replace(at, path_.string().size(), "DIR");
            return text;
        }
        return "it was read";
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

const std::string kDesign = "run,base,role,luck,x\n0,0,point,0,1\n1,1,point,0,2.5\n";
const std::string kHeader = "run,output,as,arm,value,luck_sd,status,message,base,role,luck,x\n";
const std::string kIndex = kHeader +
                           "0,kept,level,base,10,,ok,,0,point,0,1\n0,kept,difference,joint,3,,ok,,0,point,0,1\n"
                           "1,kept,level,base,,,failed,\"no, it broke\",1,point,0,2.5\n"
                           "1,kept,difference,joint,-4e1,,ok,,1,point,0,2.5\n";

std::string with(std::string text, const std::string& what, const std::string& instead) {
    return text.replace(text.find(what), what.size(), instead);
}

}  // namespace

TEST_CASE("sweep outputs: one series for each output, level or difference, and arm", "[experiments][sensitivity]") {
    const Folder folder;
    folder.write("design.csv", kDesign);
    folder.write("index.csv", kIndex);
    const auto read = read_sweep_outputs(folder.path());
    CHECK((read.design.n == 2 && read.design.factors[0].path == "x"));
    REQUIRE(read.series.size() == 2);
    CHECK((read.series[0].output == "kept" && read.series[0].as == "level" && read.series[0].arm == "base"));
    CHECK((read.series[0].values[0] == 10 && std::isnan(read.series[0].values[1])));
    CHECK((read.series[1].as == "difference" && read.series[1].arm == "joint"));
    CHECK(read.series[1].values == std::vector<double>{3, -40});
}

TEST_CASE("sweep outputs: what is missing is said", "[experiments][sensitivity]") {
    const Folder folder;
    CHECK_THROWS_WITH(read_sweep_outputs(folder.path() / "none"), Catch::Contains("none: is no folder of a sweep"));
    CHECK(folder.refusal().find("error: DIR: design.csv is not there, so the sweep is not finished") == 0);
    folder.write("design.csv", kDesign);
    CHECK(folder.refusal().find("error: DIR: index.csv is not there, so the sweep is not finished") == 0);
    folder.write("index.csv", "");
    CHECK(folder.refusal().find("DIR/index.csv: error: there is no row") == 0);
    folder.write("index.csv", kHeader);
    CHECK(folder.refusal().find("error: DIR: index.csv holds no output") == 0);
    folder.write("index.csv", kIndex.substr(0, kIndex.find("1,kept,difference,joint,-4e1")));
    CHECK(
        folder.refusal().find("error: DIR: the sweep is not finished: of 2 runs 1 are missing for the output kept, the "
                              "first is run 1;") == 0);
    folder.write("index.csv", with(kIndex, ",status,", ",state,"));
    CHECK(folder.refusal().find("DIR/index.csv:1: error: the column 'status' is missing") == 0);
}

TEST_CASE("sweep outputs: rows of another sweep are refused", "[experiments][sensitivity]") {
    const Folder folder;
    folder.write("design.csv", kDesign);
    const auto refused = [&](const std::string& what, const std::string& instead) {
        folder.write("index.csv", with(kIndex, what, instead));
        return folder.refusal();
    };
    CHECK(refused("0,point,0,1\n", "0,point,0,1.5\n")
              .find("DIR/index.csv:2:37: error: x is 1.5 here and 1 in design.csv") == 0);
    CHECK(refused("0,point,0,1\n", "0,A,0,1\n").find("DIR/index.csv:2:29: error: role is A here and point in") == 0);
    CHECK(refused("0,point,0,1\n", "0,point,2,1\n").find("luck is 2 here and 0 in design.csv") != std::string::npos);
    CHECK(refused("1,kept,level", "2,kept,level").find("DIR/index.csv:4:1: error: run 2 is not in design.csv") == 0);
    CHECK(refused("0,kept,difference,joint", "0,kept,level,base").find("run 0 stands there twice") !=
          std::string::npos);
    CHECK(refused("base,10,", "base,ten,").find("'ten' is no finite number") != std::string::npos);
    CHECK(refused("0,kept,level,base,10", "-1,kept,level,base,10").find("'-1' is no whole number") !=
          std::string::npos);
    CHECK(refused(",ok,,0,point", ",ok,0,point").find("DIR/index.csv:2: error: 11 cells, and the first line has 12") ==
          0);
}
