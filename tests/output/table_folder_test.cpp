// SPDX-License-Identifier: Apache-2.0
// A folder of tables holds one result, whole, or says that it does not.
#include <fcntl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <iterator>

#include "output/run_file.hpp"
#include "sim/error.hpp"
#include "tests/output/sample.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::tests;
using Catch::Matchers::Contains;
using output::ByteOrderMark;
using output::export_csv;
using output::Replace;

namespace fs = std::filesystem;

namespace {

int calls_until_kill = 0;  // 0: never

void kill_at_name_change(int call) {
    calls_until_kill = call;
}

void count_call() {
    if (calls_until_kill > 0 && --calls_until_kill == 0) ::kill(::getpid(), SIGKILL);
}

}  // namespace

// Names change in these three calls alone: they stand before those of the C library.
extern "C" int unlink(const char* path) noexcept {
    count_call();
    return static_cast<int>(::syscall(SYS_unlinkat, AT_FDCWD, path, 0));
}
extern "C" int rename(const char* from, const char* to) noexcept {
    count_call();
    return static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0U));
}
extern "C" int renameat2(int from_folder, const char* from, int to_folder, const char* to,
                         unsigned int flags) noexcept {
    count_call();
    return static_cast<int>(::syscall(SYS_renameat2, from_folder, from, to_folder, to, flags));
}

namespace {

std::size_t n_entries(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator{folder}, fs::directory_iterator{}));
}

/// A result of another kind: a single table, alone.csv.
sim::Dataset one_variable() {
    sim::Dataset data;
    data.add_dimension({"member", "random repetition", "重复", {}, {0}, "1"});
    // Built in one piece: g++ 12 warns of overlaps that are none when such members are assigned.
    data.add_variable<double>({"alone", {"member"}, "alone", "单独", "1", "a figure", "", {}});
    return data;
}

}  // namespace

TEST_CASE("table_folder: a folder holds the tables of one result, and what is not ours stays", "[output]") {
    const TempFolder folder;
    const auto data = sample({1, 1});
    export_csv(data, folder.path(), ByteOrderMark::yes, Replace::no);
    write_bytes(folder / "notes.csv", "mine");
    const auto few = one_variable();
    const auto error = output_error([&] { export_csv(few, folder.path(), ByteOrderMark::no, Replace::no); });
    CHECK_THAT(error, Contains("variables.csv: exists already"));
    CHECK(folder.n_entries() == data.variables().size() + 2);

    export_csv(few, folder.path(), ByteOrderMark::no, Replace::yes);
    CHECK(folder.n_entries() == 3);  // alone.csv, variables.csv, notes.csv
    CHECK(fs::exists(folder / "alone.csv"));
    CHECK(read_bytes(folder / "notes.csv") == "mine");

    // And back, over tables with a byte order mark or without.
    export_csv(data, folder.path(), ByteOrderMark::no, Replace::yes);
    CHECK(folder.n_entries() == data.variables().size() + 2);
    CHECK_FALSE(fs::exists(folder / "alone.csv"));
}

TEST_CASE("table_folder: a table that somebody replaced is kept", "[output]") {
    const TempFolder folder;
    export_csv(sample({1, 1}), folder.path(), ByteOrderMark::yes, Replace::no);
    write_bytes(folder / "stock.csv", "my own figures");
    write_bytes(folder / "wage.csv", "mine too");
    const auto n = folder.n_entries();
    for (const auto& data : {sample({1, 1}), one_variable()}) {
        const auto error = output_error([&] { export_csv(data, folder.path(), ByteOrderMark::yes, Replace::yes); });
        CHECK_THAT(error, Contains("stock.csv, wage.csv exists and is not of an earlier export"));
        CHECK(read_bytes(folder / "stock.csv") == "my own figures");
        CHECK(folder.n_entries() == n);
    }
}

TEST_CASE("table_folder: a codebook cannot lead out of its folder", "[output]") {
    const TempFolder folder;
    write_bytes(folder / "precious.csv", "member,1\n");
    fs::create_directory(folder / "tables");
    write_bytes(folder / "tables/variables.csv",
                "variable,dimensions,units,long_name\n../precious,member "
                "time,1,x\n.hidden,member,1,\"a\nprecious,member\"\n");
    write_bytes(folder / "tables/.hidden.csv", "member,1\n");
    write_bytes(folder / "tables/precious.csv", "member,1\n");
    export_csv(one_variable(), folder / "tables", ByteOrderMark::no, Replace::yes);
    CHECK(fs::exists(folder / "precious.csv"));
    CHECK(fs::exists(folder / "tables/.hidden.csv"));
    CHECK(fs::exists(folder / "tables/precious.csv"));
}

TEST_CASE("table_folder: a file that is read is not written over", "[output]") {
    const TempFolder folder;
    write_bytes(folder / "stock.csv", "a result in disguise");
    CHECK_THROWS_AS(export_csv(sample({1, 1}), folder.path(), ByteOrderMark::no, Replace::yes, {folder / "stock.csv"}),
                    ScenarioError);
    CHECK(folder.n_entries() == 1);
}

TEST_CASE("table_folder: two exports into one folder: the second is refused", "[output]") {
    const TempFolder folder;
    const auto claimed = output::claim(folder / "variables.csv", Replace::no);
    CHECK_THAT(output_error([&] { export_csv(one_variable(), folder.path(), ByteOrderMark::no, Replace::no); }),
               Contains("another process is writing it"));
}

TEST_CASE("table_folder: a killed export never looks complete, and can be done again", "[output]") {
    const TempFolder folder;
    const auto old = one_variable();
    const auto data = sample({1, 1});
    const auto whole = [&](const fs::path& tables) {
        const bool of_old = fs::exists(tables / "alone.csv") && !fs::exists(tables / "stock.csv");
        bool of_new = !fs::exists(tables / "alone.csv");
        for (const auto& variable : data.variables()) of_new = of_new && fs::exists(tables / (variable.name + ".csv"));
        return of_old || of_new;
    };
    int n_killed = 0, n_incomplete = 0;
    for (int call = 1; call < 400; ++call) {
        const auto tables = folder / std::to_string(call);
        export_csv(old, tables, ByteOrderMark::no, Replace::no);
        const pid_t child = ::fork();
        if (child == 0) {
            kill_at_name_change(call);
            export_csv(data, tables, ByteOrderMark::no, Replace::yes);
            ::_exit(0);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        if (!WIFSIGNALED(status)) break;
        ++n_killed;
        CAPTURE(call);
        if (fs::exists(tables / "variables.csv"))
            CHECK(whole(tables));
        else
            ++n_incomplete;
        export_csv(data, tables, ByteOrderMark::no, Replace::yes);
        CHECK(n_entries(tables) == data.variables().size() + 1);
    }
    CHECK(n_killed > 10);
    CHECK(n_incomplete > 5);
}
