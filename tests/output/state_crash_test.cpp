// SPDX-License-Identifier: Apache-2.0
// Killed writers of saved states: the state is absent or complete.
#include <chrono>
#include <cstdlib>
#include <random>

#include "output/state_file.hpp"
#include "tests/output/killing.hpp"
#include "tests/output/state_sample.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::tests;
using output::Replace;

namespace {

void write_state(const std::filesystem::path& file, const std::string& column, Replace replace) {
    output::StateFileWriter out{output::claim(file, {replace, output::state_mark()}), sample_header()};
    for (const char* name : {"member 0", "member 1", "member 2"}) {
        out.begin_part(name, 8);
        out.write(column.data(), column.size());
        out.end_part();
    }
    out.finish();
}

}  // namespace

TEST_CASE("state_crash: a killed writer leaves the old state, the new one or none, and always a whole one",
          "[output][state][crash]") {
    const TempFolder folder;
    const std::string column = noise(700'000), old = noise(1000);
    const auto start = std::chrono::steady_clock::now();
    write_state(folder / "probe.state", column, Replace::no);
    const double duration = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    // TALENTFLOW_KILLS=N tries more.
    const char* wanted = std::getenv("TALENTFLOW_KILLS");
    const int n = wanted == nullptr ? 10 : std::atoi(wanted);
    std::mt19937_64 random{30};
    int n_killed = 0;
    for (int i = 0; i < n; ++i) {
        const auto file = folder / (i % 2 == 0 ? "s0.state" : "s1.state");
        const bool replaces = i % 4 < 2;
        std::filesystem::remove(file);
        if (replaces) write_state(file, old, Replace::no);
        // The first is killed for sure.
        const double when = i == 0 ? 0 : duration * 1.2 * static_cast<double>(random() % 1000) / 1000.0;
        CAPTURE(i, when);
        n_killed += killed_while([&] { write_state(file, column, Replace::yes); }, when) ? 1 : 0;
        if (!std::filesystem::exists(file)) {
            CHECK_FALSE(replaces);
            continue;
        }
        const output::StateFile state{file};
        const auto found = read_part(state, "member 2");
        CHECK((found == column || (replaces && found == old)));
    }
    CHECK(n_killed > 0);
    // What a killed one left does not stop the next, and goes.
    for (const char* name : {"s0.state", "s1.state"}) {
        write_state(folder / name, old, Replace::yes);
        CHECK_FALSE(std::filesystem::exists(folder / (std::string{name} + ".partial")));
    }
}
