// SPDX-License-Identifier: Apache-2.0
#include "app/machine.hpp"

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "models/run/size.hpp"
#include "sim/error.hpp"
#include "sim/parallel.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
namespace fs = std::filesystem;

namespace {

/// Folders like /proc and /sys/fs/cgroup, gone at the end.
class System {
  public:
    System() {
        std::string name = (fs::temp_directory_path() / "talentflow-XXXXXX").string();
        root_ = mkdtemp(name.data());
        put("proc/meminfo", "MemTotal:        8000 kB\nMemFree: 1 kB\n");
    }
    System(const System&) = delete;
    System& operator=(const System&) = delete;
    ~System() { fs::remove_all(root_); }

    void put(const std::string& file, const std::string& text) const {
        fs::create_directories((root_ / file).parent_path());
        std::ofstream{root_ / file} << text;
    }
    [[nodiscard]] app::Allowance allowance() const { return app::allowance({root_ / "proc", root_ / "cgroup"}); }

  private:
    fs::path root_;
};

}  // namespace

TEST_CASE("allowance: without cgroups it is the machine's", "[app][machine]") {
    const System system;
    CHECK(system.allowance().processors >= 1);
    CHECK(system.allowance().memory_bytes == 8000.0 * 1024.0);
}

TEST_CASE("allowance: quota and memory of a group hold, and of the groups above it", "[app][machine]") {
    const System system;
    system.put("proc/self/cgroup", "0::/user/job\n");
    system.put("cgroup/user/job/cpu.max", "max 100000\n");
    system.put("cgroup/user/job/memory.max", "3000000\n");
    system.put("cgroup/user/cpu.max", "50000 100000\n");
    system.put("cgroup/user/memory.max", "max\n");
    CHECK(system.allowance().processors == 1);  // half a processor
    CHECK(system.allowance().memory_bytes == 3e6);
    system.put("cgroup/user/memory.max", "2000000\n");
    CHECK(system.allowance().memory_bytes == 2e6);
}

TEST_CASE("allowance: the first version of cgroups", "[app][machine]") {
    const System system;
    system.put("proc/self/cgroup", "4:memory:/box\n3:cpu,cpuacct:/box\n");
    system.put("cgroup/cpu,cpuacct/box/cpu.cfs_quota_us", "100000\n");
    system.put("cgroup/cpu,cpuacct/box/cpu.cfs_period_us", "100000\n");
    system.put("cgroup/memory/box/memory.limit_in_bytes", "5000000\n");
    CHECK(system.allowance().processors == 1);
    CHECK(system.allowance().memory_bytes == 5e6);
    system.put("cgroup/cpu,cpuacct/box/cpu.cfs_quota_us", "-1\n");  // none
    CHECK(system.allowance().processors >= 1);
}

TEST_CASE("size: a world that cannot fit is refused with its number", "[app][machine]") {
    models::World world;
    world.regions.resize(2);
    world.overrides.initial_agents.resize(2);
    world.overrides.initial_agents[0].count = 1'000'000'000'000;
    world.overrides.initial_agents[1].count = 1;
    CHECK(models::expected_agents(world) == 1'000'000'000'001);
    world.overrides.initial_agents[0].count = 3'999'999'999;
    CHECK_THROWS_WITH(app::refuse_if_too_large(world, "big.yaml"),
                      Catch::Matchers::Contains("GB of memory for 4,000,000,000 agents"));
    world.overrides.initial_agents[0].count = 1000;
    CHECK_NOTHROW(app::refuse_if_too_large(world, "big.yaml"));
}

TEST_CASE("schedule: read as OpenMP writes it, ours for anything else", "[app][machine]") {
    using sim::Schedule;
    using Kind = Schedule::Kind;
    CHECK(app::schedule_of("static") == Schedule{Kind::runs, 0});
    CHECK(app::schedule_of("static,16") == Schedule{Kind::runs, 16});
    CHECK(app::schedule_of("dynamic") == Schedule{Kind::runs, 1});
    CHECK(app::schedule_of(" nonmonotonic : Dynamic , 4 ") == Schedule{Kind::runs, 4});
    CHECK(app::schedule_of("guided") == Schedule{Kind::guided, 0});
    CHECK(app::schedule_of("GUIDED,3") == Schedule{Kind::guided, 3});
    for (const char* other : {"", "auto", "fast", "static,", "static,0", "static,-1", "static,2x", "dynamic,1e3", ","})
        CHECK(app::schedule_of(other) == Schedule{});
}

TEST_CASE("kernels: chosen by name, the fastest without one", "[app][machine]") {
    CHECK(&app::kernels_of("") == &sim::kernels::fastest());
    CHECK(&app::kernels_of("scalar") == &sim::kernels::scalar);
    CHECK_THROWS_WITH(
        app::kernels_of("mmx"),
        Catch::Matchers::StartsWith("TALENTFLOW_ISA: 'mmx' is unknown or this processor lacks it; it has ") &&
            Catch::Matchers::EndsWith("scalar"));
}
