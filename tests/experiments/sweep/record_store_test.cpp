// SPDX-License-Identifier: Apache-2.0
#include "experiments/sweep/record_store.hpp"

#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <string>

#include "sim/error.hpp"
#include "tests/experiments/sweep/sweeps.hpp"
#include "tests/output/killing.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::experiments;
using talentflow::test::SweepPlace;
namespace fs = std::filesystem;

namespace {

RunRecord record_of(std::size_t run, double value) {
    RunRecord record;
    record.key = "key-" + std::to_string(run);
    record.run = run;
    record.values = {value};
    return record;
}

fs::path records(const SweepPlace& place, const std::string& name = "a") {
    return place.path() / "records" / (name + ".records");
}

void fill(const SweepPlace& place, std::size_t n, const std::string& name = "a") {
    RecordWriter writer{place.path(), name, "sweep"};
    for (std::size_t run = 0; run < n; ++run) writer.append(record_of(run, 1.5 * static_cast<double>(run)));
    writer.sync();
}

}  // namespace

TEST_CASE("record store: what was appended is read back", "[experiments][sweep]") {
    const SweepPlace place;
    fill(place, 5);
    const auto known = read_records(place.path(), "sweep");
    CHECK(known.by_key.size() == 5);
    CHECK(known.notes.empty());
    REQUIRE(known.find("key-3") != nullptr);
    CHECK(known.find("key-3")->values == std::vector<double>{4.5});
    CHECK(known.find("key-9") == nullptr);
}

TEST_CASE("record store: a tail cut off anywhere costs its own row only", "[experiments][sweep]") {
    const SweepPlace place;
    fill(place, 3);
    const auto whole = SweepPlace::read(records(place));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        place.write("records/a.records", whole.substr(0, size));
        RecordWriter writer{place.path(), "a", "sweep"};
        const auto kept = SweepPlace::read(records(place));
        CHECK(whole.compare(0, kept.size(), kept) == 0);
        CHECK((kept.empty() || kept.back() == '\n'));
        CHECK(writer.notes().empty() == (size == 0 || whole[size - 1] == '\n'));
        for (std::size_t run = 0; run < 3; ++run) writer.append(record_of(run, 1.5 * static_cast<double>(run)));
        writer.sync();
        CHECK(read_records(place.path(), "sweep").by_key.size() == 3);
    }
}

TEST_CASE("record store: damage in the middle costs that row, with a note", "[experiments][sweep]") {
    const SweepPlace place;
    fill(place, 5);
    auto bytes = SweepPlace::read(records(place));
    const auto at = bytes.find("key-2");
    bytes[at + 4] = '7';
    place.write("records/a.records", bytes);
    const auto known = read_records(place.path(), "sweep");
    CHECK(known.by_key.size() == 4);
    REQUIRE(known.notes.size() == 1);
    CHECK(known.notes.front().find("line 4 is damaged") != std::string::npos);
    const RecordWriter writer{place.path(), "a", "sweep"};  // what is behind the damage stays
    CHECK(SweepPlace::read(records(place)) == bytes);
    CHECK(writer.notes().empty());
}

TEST_CASE("record store: one process writes a file at a time", "[experiments][sweep]") {
    const SweepPlace place;
    const RecordWriter writer{place.path(), "a", "sweep"};
    CHECK_THROWS_WITH((RecordWriter{place.path(), "a", "sweep"}), Catch::Contains("another process is at work"));
    CHECK(files_being_written(place.path()).size() == 1);
    CHECK_NOTHROW(RecordWriter{place.path(), "b", "sweep"});
}

TEST_CASE("record store: rows of another sweep are refused", "[experiments][sweep]") {
    const SweepPlace place;
    fill(place, 1);
    CHECK_THROWS_WITH((RecordWriter{place.path(), "a", "other"}), Catch::Contains("are of another sweep"));
    CHECK_THROWS_AS(read_records(place.path(), "other"), ScenarioError);
}

TEST_CASE("record store: a success counts before a failure, and two successes must agree", "[experiments][sweep]") {
    const SweepPlace place;
    fill(place, 1);
    auto failed = record_of(0, 0);
    failed.code = ExitCode::bug;
    failed.values.clear();
    {
        RecordWriter writer{place.path(), "b", "sweep"};
        writer.append(failed);
    }
    CHECK(read_records(place.path(), "sweep").find("key-0")->ok());
    {
        RecordWriter writer{place.path(), "c", "sweep"};
        writer.append(record_of(0, 0));
    }
    CHECK_NOTHROW(read_records(place.path(), "sweep"));
    {
        RecordWriter writer{place.path(), "d", "sweep"};
        writer.append(record_of(0, 9));
    }
    CHECK_THROWS_WITH(read_records(place.path(), "sweep"), Catch::Contains("hold different values"));
}

TEST_CASE("record store: a killed writer leaves whole rows", "[experiments][sweep]") {
    const SweepPlace place;
    std::size_t before = 0;
    for (const double seconds : {0.002, 0.004, 0.008, 0.016, 0.03}) {
        const bool killed = tests::killed_while(
            [&] {
                RecordWriter writer{place.path(), "a", "sweep"};
                for (std::size_t run = before; run < before + 1000000; ++run) {
                    writer.append(record_of(run, 1.5 * static_cast<double>(run)));
                    if (run % 64 == 0) writer.sync();
                }
            },
            seconds);
        CHECK(killed);
        { const RecordWriter writer{place.path(), "a", "sweep"}; }
        const auto known = read_records(place.path(), "sweep");
        CHECK(known.notes.empty());
        CHECK(known.by_key.size() >= before);
        for (std::size_t run = 0; run < known.by_key.size(); ++run) {
            const auto* record = known.find("key-" + std::to_string(run));
            REQUIRE(record != nullptr);
            REQUIRE(record->values.front() == 1.5 * static_cast<double>(run));
        }
        before = known.by_key.size();
    }
}

TEST_CASE("record store: a full disk loses nothing that was written", "[experiments][sweep]") {
    const SweepPlace place;
    fill(place, 3);
    const auto whole = SweepPlace::read(records(place));
    const auto old_action = std::signal(SIGXFSZ, SIG_IGN);
    rlimit old_limit{};
    ::getrlimit(RLIMIT_FSIZE, &old_limit);
    rlimit small = old_limit;
    small.rlim_cur = whole.size() + 30;  // half of a row
    std::string said;
    {
        RecordWriter writer{place.path(), "a", "sweep"};
        ::setrlimit(RLIMIT_FSIZE, &small);
        try {
            writer.append(record_of(3, 4.5));
        } catch (const OutputError& error) {
            said = error.what();
        }
        ::setrlimit(RLIMIT_FSIZE, &old_limit);
        CHECK(said.find("cannot be written") != std::string::npos);
        CHECK(SweepPlace::read(records(place)) == whole);
        writer.append(record_of(3, 4.5));
    }
    std::signal(SIGXFSZ, old_action);
    CHECK(read_records(place.path(), "sweep").by_key.size() == 4);
}
