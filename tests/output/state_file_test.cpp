// SPDX-License-Identifier: Apache-2.0
// Saved states: what is written comes back, in the same bytes, by the rules for files of this program.
#include "output/state_file.hpp"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <numeric>

#include "output/sha256.hpp"
#include "sim/error.hpp"
#include "tests/output/state_sample.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::tests;
using Catch::Matchers::Contains;
using output::Replace;
using output::StateFile;
using output::StateFileWriter;

namespace {

/// The columns of a state, cut into writes of `cut` bytes.
void write_state(const std::filesystem::path& file, const std::vector<StateColumn>& columns, std::size_t cut,
                 Replace replace = Replace::no) {
    StateFileWriter out{output::claim(file, {replace, output::state_mark()}), sample_header()};
    for (const auto& column : columns) {
        out.begin_part(column.name, column.width);
        for (std::size_t i = 0; i < column.bytes.size(); i += cut)
            out.write(column.bytes.data() + i, std::min(cut, column.bytes.size() - i));
        out.end_part();
    }
    out.finish();
}

/// Columns of several pieces, an empty one, lengths that no width divides, and noise, which cannot get shorter.
std::vector<StateColumn> large_columns() {
    auto columns = small_columns();
    std::string rising(8 * 400'000, '\0');
    for (std::size_t i = 0; i < rising.size(); ++i) rising[i] = static_cast<char>(i / 8 >> (8 * (i % 8)));
    columns.push_back({"member 0/rising", 8, rising});
    columns.push_back({"member 0/odd", 255, rising.substr(0, 1'200'001)});
    columns.push_back({"member 0/piece", 3, rising.substr(0, 1024 * 1024)});
    columns.push_back({"member 0/noise", 1, noise(1'100'000)});
    return columns;
}

}  // namespace

TEST_CASE("state_file: header and columns come back", "[output][state]") {
    const TempFolder folder;
    const auto columns = large_columns();
    write_state(folder / "s.state", columns, 1'000'003);
    const StateFile state{folder / "s.state"};
    CHECK(state.header() == sample_header());
    CHECK(state.parts().size() == columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
        CHECK(state.parts()[i] == output::StatePart{columns[i].name, columns[i].width, columns[i].bytes.size()});
        CHECK(read_part(state, columns[i].name) == columns[i].bytes);
    }
    state.verify();
    state.require_this_program();
}

TEST_CASE("state_file: equal contents give equal bytes, however they are cut", "[output][state]") {
    const TempFolder folder;
    const auto columns = large_columns();
    write_state(folder / "a.state", columns, 1'000'003);
    for (const std::size_t cut : {4'096U, 1'048'576U, 100'000'000U}) {
        write_state(folder / "b.state", columns, cut, Replace::yes);
        CHECK(read_bytes(folder / "a.state") == read_bytes(folder / "b.state"));
    }
    CHECK(StateFile{folder / "a.state"}.sha256() == StateFile{folder / "b.state"}.sha256());
}

TEST_CASE("state_file: another content has another hash", "[output][state]") {
    const TempFolder folder;
    auto columns = small_columns();
    write_state(folder / "a.state", columns, 100);
    columns.back().bytes.back() ^= 1;
    write_state(folder / "b.state", columns, 100);
    CHECK(StateFile{folder / "a.state"}.sha256() != StateFile{folder / "b.state"}.sha256());
}

TEST_CASE("state_file: the writer's hash is the reader's", "[output][state]") {
    const TempFolder folder;
    StateFileWriter out{output::claim(folder / "s.state", {Replace::no, output::state_mark()}), sample_header()};
    const auto hash = out.finish();
    CHECK(hash.size() == 64);
    CHECK(StateFile{folder / "s.state"}.sha256() == hash);
}

TEST_CASE("state_file: columns of numbers get shorter than as they are", "[output][state]") {
    const TempFolder folder;
    std::vector<std::uint64_t> ids(200'000);
    std::iota(ids.begin(), ids.end(), 3'000'000'000U);
    const std::string bytes(reinterpret_cast<const char*>(ids.data()), 8 * ids.size());
    write_state(folder / "apart.state", {{"id", 8, bytes}}, bytes.size());
    write_state(folder / "as-is.state", {{"id", 1, bytes}}, bytes.size());
    CHECK(std::filesystem::file_size(folder / "apart.state") < bytes.size() / 50);
    CHECK(std::filesystem::file_size(folder / "apart.state") < std::filesystem::file_size(folder / "as-is.state") / 5);
}

TEST_CASE("state_file: a reader gives the bytes asked for and says what is missing or left", "[output][state]") {
    const TempFolder folder;
    write_state(folder / "s.state", small_columns(), 100);
    const StateFile state{folder / "s.state"};
    const StateColumn column = small_columns().front();
    auto reader = state.open(column.name);
    std::string bytes(column.bytes.size(), '\0');
    reader.read(bytes.data(), 10);
    CHECK(reader.left() == column.bytes.size() - 10);
    CHECK_THAT(bad_input([&] { reader.finish(); }),
               Contains("s.state: member 0/people/birth: ") && Contains(" bytes are left over"));
    reader.read(bytes.data() + 10, reader.left());
    CHECK(bytes == column.bytes);
    reader.finish();
    CHECK_THAT(bad_input([&] { reader.read(bytes.data(), 1); }), Contains("1 bytes are wanted and 0 are left"));
    CHECK_THAT(bad_input([&] { (void)state.open("member 7/people/birth"); }),
               Contains("holds no 'member 7/people/birth'") && Contains(state.header().program));
    CHECK_THAT(
        bad_input([&] { state.refuse("member 0/people/birth", "row 3: no such month"); }),
        Contains("error: ") && Contains("s.state: member 0/people/birth: row 3: no such month; use another copy"));
}

TEST_CASE("state_file: without finish nothing is left", "[output][state]") {
    const TempFolder folder;
    {
        StateFileWriter out{output::claim(folder / "s.state", {Replace::no, output::state_mark()}), sample_header()};
        out.begin_part("a");
        out.write("xyz", 3);
    }
    CHECK(folder.n_entries() == 0);
}

TEST_CASE("state_file: calls in another order are bugs", "[output][state]") {
    const TempFolder folder;
    StateFileWriter out{output::claim(folder / "s.state", {Replace::no, output::state_mark()}), sample_header()};
    CHECK_THROWS_AS(out.write("x", 1), BugError);
    CHECK_THROWS_AS(out.end_part(), BugError);
    out.begin_part("a");
    CHECK_THROWS_AS(out.begin_part("b"), BugError);
    CHECK_THROWS_AS(out.finish(), BugError);
    out.end_part();
    CHECK_THROWS_AS(out.begin_part("a"), BugError);
    CHECK_THROWS_AS(out.begin_part(""), BugError);
    CHECK_THROWS_AS(out.begin_part("line\nbreak"), BugError);
    CHECK_THROWS_AS(out.begin_part("c", 0), BugError);
    CHECK_THROWS_AS(out.begin_part("c", 256), BugError);
    out.finish();
    CHECK_THROWS_AS(out.begin_part("d"), BugError);
}

TEST_CASE("state_file: an existing file stays unless it is a state that may be replaced", "[output][state]") {
    const TempFolder folder;
    write_state(folder / "s.state", small_columns(), 100);
    const auto old = read_bytes(folder / "s.state");
    CHECK_THAT(output_error([&] { write_state(folder / "s.state", {}, 1); }), Contains("exists already"));
    CHECK(read_bytes(folder / "s.state") == old);
    write_state(folder / "s.state", {}, 1, Replace::yes);
    CHECK(StateFile{folder / "s.state"}.parts().empty());
    write_bytes(folder / "notes.txt", "mine");
    CHECK_THAT(output_error([&] { write_state(folder / "notes.txt", {}, 1, Replace::yes); }),
               Contains("is not a saved state that talentflow wrote"));
    CHECK(read_bytes(folder / "notes.txt") == "mine");
}

TEST_CASE("state_file: a state that is read is never written over", "[output][state]") {
    const TempFolder folder;
    write_state(folder / "s.state", small_columns(), 100);
    std::filesystem::create_symlink(folder / "s.state", folder / "link");
    CHECK_THAT(bad_input([&] {
                   (void)output::claim(folder / "link", {Replace::yes, output::state_mark(), {folder / "s.state"}});
               }),
               Contains("would replace it"));
}

TEST_CASE("state_file: a disk that fills up at any byte gives a message and leaves nothing", "[output][state]") {
    const TempFolder folder;
    rlimit old_limit{};
    ::getrlimit(RLIMIT_FSIZE, &old_limit);
    const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
    const auto columns = large_columns();
    for (const rlim_t limit : {0UL, 1UL, 500UL, 4096UL, 1000000UL}) {
        rlimit small = old_limit;
        small.rlim_cur = limit;
        ::setrlimit(RLIMIT_FSIZE, &small);
        const auto error = output_error([&] { write_state(folder / "s.state", columns, 100'000); });
        ::setrlimit(RLIMIT_FSIZE, &old_limit);
        CAPTURE(limit);
        CHECK_THAT(error, Contains("s.state: cannot write (File too large)"));
        CHECK(folder.n_entries() == 0);
    }
    std::signal(SIGXFSZ, old_handler);
}

TEST_CASE("state_file: a folder that cannot be written is refused at the start", "[output][state]") {
    const TempFolder folder;
    write_bytes(folder / "file", "x");
    CHECK_THAT(output_error([&] { write_state(folder / "file/s.state", {}, 1); }), Contains("Not a directory"));
    if (::geteuid() == 0) return;
    std::filesystem::create_directory(folder / "locked");
    ::chmod((folder / "locked").c_str(), 0555);
    CHECK_THAT(output_error([&] { write_state(folder / "locked/s.state", {}, 1); }), Contains("Permission denied"));
}
