// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "experiments/sweep/session.hpp"
#include "experiments/sweep/sweep_plan.hpp"
#include "scenarios/loader/sweep_file.hpp"
#include "tests/experiments/compare/contestants.hpp"

/// Small sweeps for tests.
namespace talentflow::test {

/// A folder that goes away with the object.
class SweepPlace {
  public:
    SweepPlace() {
        std::string name = (std::filesystem::temp_directory_path() / "talentflow-sweep-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
        write("base.yaml", kAwardWorld);
        write(
            "arm.yaml",
            "format: 1\nname: arm\nextends: base.yaml\nlevers:\n"
            "  - {id: more, kind: settling_award, for: [west], paid_from: f, eligible: {tiers: [D], newcomers: only}, "
            "amount_cny: {D: 100000}, service_months: 36}\n");
    }
    ~SweepPlace() { std::filesystem::remove_all(path_); }
    SweepPlace(const SweepPlace&) = delete;
    SweepPlace& operator=(const SweepPlace&) = delete;

    std::filesystem::path write(const std::string& name, const std::string& text) const {
        std::ofstream{path_ / name, std::ios::binary} << text;
        return path_ / name;
    }
    [[nodiscard]] static std::string read(const std::filesystem::path& file) {
        std::ifstream in{file, std::ios::binary};
        return {std::istreambuf_iterator<char>{in}, {}};
    }
    [[nodiscard]] experiments::SweepPlan plan(const std::string& text) const {
        return experiments::plan_sweep(scenarios::read_sweep(write("sweep.yaml", text)));
    }
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    [[nodiscard]] std::filesystem::path folder() const { return path_ / "results"; }

  private:
    std::filesystem::path path_;
};

/// Twelve points, an arm, two members.
inline const std::string kSmallSweep = R"(format: 1
scenario: base.yaml
against: [arm.yaml]
set: {time.months: 6}
design: {kind: grid}
parameters:
  - {path: levers.award.dose, values: [0, 0.5, 1, 2]}
  - {path: levers.more.dose, values: [0, 1, 2]}
replicates: 2
outputs:
  - {id: east, variable: stock, select: {region: east, tier: D}}
  - {id: gain, variable: stock, select: {region: both}, as: difference}
  - {id: paid, variable: payments, from: 2018-07, to: 2018-12, as: difference}
)";

inline experiments::SessionOptions quiet_session() {
    experiments::SessionOptions options;
    options.clock = [] { return 0.0; };
    return options;
}

}  // namespace talentflow::test
