// SPDX-License-Identifier: Apache-2.0
#include "output/atomic_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>

#include "output/partial_file.hpp"
#include "output/run_file.hpp"
#include "tests/output/sample.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::tests;
using Catch::Matchers::Contains;
using output::AtomicFile;
using output::Overwriting;
using output::prepare_target;
using output::Replace;

namespace {

namespace fs = std::filesystem;

/// Files of these tests begin with "ours".
Overwriting ours(Replace replace, std::vector<fs::path> inputs = {}) {
    return {replace, {"a test file", "ours", false}, std::move(inputs)};
}

void put(const fs::path& file, const std::string& bytes, Replace replace) {
    auto out = output::claim(file, ours(replace));
    out.write(bytes);
    out.publish();
}

mode_t mode_of(const fs::path& file) {
    struct stat status {};
    REQUIRE(::stat(file.c_str(), &status) == 0);
    return status.st_mode & 07777;
}

std::string bad_input(const std::function<void()>& action) {
    try {
        action();
    } catch (const ScenarioError& error) {
        return error.what();
    }
    return "no error";
}

}  // namespace

TEST_CASE("atomic_file: a file appears whole and leaves no partial", "[output]") {
    const TempFolder folder;
    put(folder / "new/sub/a.txt", "hello", Replace::no);
    CHECK(read_bytes(folder / "new/sub/a.txt") == "hello");
    CHECK_FALSE(std::filesystem::exists(folder / "new/sub/a.txt.partial"));
}

TEST_CASE("atomic_file: without publish nothing is left and the old file stays", "[output]") {
    const TempFolder folder;
    write_bytes(folder / "a.txt", "ours, old");
    {
        AtomicFile out{folder / "a.txt", ours(Replace::yes)};
        out.write("new");
        out.finish();
    }
    CHECK(read_bytes(folder / "a.txt") == "ours, old");
    CHECK(folder.n_entries() == 1);
}

TEST_CASE("atomic_file: the partial of a killed run is taken over, whatever its length", "[output]") {
    const TempFolder folder;
    for (const auto& left : {std::string{}, std::string{output::kUnfinished} + "half of it",
                             std::string{"ours, finished and not renamed"}}) {
        CAPTURE(left);
        write_bytes(folder / "a.txt.partial", left);
        put(folder / "a.txt", "short", Replace::no);
        CHECK(read_bytes(folder / "a.txt") == "short");
        CHECK(folder.n_entries() == 1);
        fs::remove(folder / "a.txt");
    }
}

TEST_CASE("atomic_file: two writers of one file are refused", "[output]") {
    const TempFolder folder;
    AtomicFile first{folder / "a.txt", Replace::no};
    CHECK_THAT(output_error([&] { AtomicFile(folder / "a.txt", Replace::no); }), Contains("another process"));
    first.write("first");
    first.publish();
    CHECK(read_bytes(folder / "a.txt") == "first");
}

TEST_CASE("atomic_file: a file that appears meanwhile is not replaced without leave", "[output]") {
    const TempFolder folder;
    AtomicFile out{folder / "a.txt", Replace::no};
    out.write("late");
    write_bytes(folder / "a.txt", "early");
    CHECK_THAT(output_error([&] { out.publish(); }), Contains("--force"));
    CHECK(read_bytes(folder / "a.txt") == "early");
}

TEST_CASE("atomic_file: a link is followed, a broken one refused", "[output]") {
    const TempFolder folder;
    write_bytes(folder / "real.txt", "ours, old");
    std::filesystem::create_symlink(folder / "real.txt", folder / "link.txt");
    put(folder / "link.txt", "new", Replace::yes);
    CHECK(read_bytes(folder / "real.txt") == "new");
    CHECK(std::filesystem::is_symlink(folder / "link.txt"));

    std::filesystem::create_symlink(folder / "nowhere", folder / "broken.txt");
    CHECK_THAT(output_error([&] { (void)prepare_target(folder / "broken.txt", Replace::yes); }),
               Contains("link to nothing"));
}

TEST_CASE("atomic_file: what is no file is refused, with a way out", "[output]") {
    const TempFolder folder;
    const auto error = [&](const std::filesystem::path& file, Replace replace = Replace::yes) {
        return output_error([&] { (void)prepare_target(file, ours(replace)); });
    };
    write_bytes(folder / "file", "ours");
    std::filesystem::create_directory(folder / "dir");
    CHECK_THAT(error(folder / "dir"), Contains("is a folder; give the name of a file in it"));
    CHECK_THAT(error(folder / "dir/"), Contains("names no file"));
    CHECK_THAT(error(""), Contains("names no file"));
    CHECK_THAT(error(folder / "file/as/dir.h5"), Contains("cannot create the folder (Not a directory)"));
    CHECK_THAT(error(folder / "file/a.h5"), Contains("Not a directory"));
    CHECK_THAT(error("/dev/null"), Contains("device or pipe"));
    CHECK_THAT(error(folder / "file", Replace::no), Contains("exists already") && Contains("--force"));
    CHECK(error(folder / "file") == "no error");
    CHECK_THAT(output_error([&] { AtomicFile(folder / std::string(300, 'n'), Replace::no); }),
               Contains("File name too long"));
    CHECK(folder.n_entries() == 2);
}

TEST_CASE("atomic_file: short and long contents are what was written", "[output]") {
    const TempFolder folder;
    for (const std::size_t n : {0UL, 1UL, 59UL, 60UL, 61UL, 62UL, 100000UL}) {
        std::string bytes(n, 'x');
        for (std::size_t i = 0; i < n; ++i) bytes[i] = static_cast<char>('a' + i % 26);
        auto out = output::claim(folder / std::to_string(n), Replace::no);
        for (std::size_t i = 0; i < n; i += 7) out.write(bytes.substr(i, 7));
        CHECK(read_bytes(folder / (std::to_string(n) + ".partial")).starts_with("talentflow is"));
        out.publish();
        CHECK(read_bytes(folder / std::to_string(n)) == bytes);
    }
}

TEST_CASE("atomic_file: a replacement takes only what this program wrote", "[output]") {
    const TempFolder folder;
    write_bytes(folder / "notes.txt", "mine");
    write_bytes(folder / "half.h5", "\211HDF\r\n\032\n and no seal");
    const auto text = output_error([&] { put(folder / "notes.txt", "new", Replace::yes); });
    CHECK_THAT(text, Contains("notes.txt: exists and is not a test file that talentflow wrote") &&
                         Contains("choose another name"));
    CHECK_THAT(output_error([&] { (void)output::claim(folder / "half.h5", Replace::yes); }),
               Contains("is not a result that talentflow wrote"));
    CHECK(read_bytes(folder / "notes.txt") == "mine");
    CHECK(folder.n_entries() == 2);

    write_bytes(folder / "empty.txt", "");  // as mktemp makes it
    put(folder / "empty.txt", "new", Replace::yes);
    CHECK(read_bytes(folder / "empty.txt") == "new");

    auto out = output::claim(folder / "late.txt", ours(Replace::yes));
    out.write("ours");
    write_bytes(folder / "late.txt", "mine");
    CHECK_THAT(output_error([&] { out.publish(); }), Contains("is not a test file"));
    CHECK(read_bytes(folder / "late.txt") == "mine");
}

TEST_CASE("atomic_file: what is read is never written over, by whatever name", "[output]") {
    const TempFolder folder;
    write_bytes(folder / "in.txt", "ours, read");
    write_bytes(folder / "out.txt.partial", "ours, read too");
    fs::create_symlink("in.txt", folder / "link.txt");
    fs::create_hard_link(folder / "in.txt", folder / "hard.txt");
    const auto rules = ours(Replace::yes, {folder / "in.txt", folder / "out.txt.partial"});
    for (const auto* name : {"in.txt", "link.txt", "hard.txt"}) {
        const auto error = bad_input([&] { (void)output::claim(folder / name, rules); });
        CHECK_THAT(error,
                   Contains(std::string{name} + ": this command reads that file") && Contains("choose another name"));
    }
    auto out = output::claim(folder / "out.txt", rules);
    out.write("ours, new");
    out.publish();
    CHECK(read_bytes(folder / "out.txt.partial") == "ours, read too");
    CHECK(read_bytes(folder / "in.txt") == "ours, read");
}

TEST_CASE("atomic_file: a partial of somebody else is left alone, and nothing waits for it", "[output]") {
    const TempFolder folder;
    const auto partial = folder / "a.txt.partial";
    const auto writes = [&] {
        put(folder / "a.txt", "ours, new", Replace::yes);
        CHECK(read_bytes(folder / "a.txt") == "ours, new");
        fs::remove(folder / "a.txt");
        CHECK(fs::symlink_status(partial).type() != fs::file_type::not_found);
        CHECK_FALSE(fs::exists(folder / "a.txt.partial-2"));
    };
    write_bytes(partial, "a thesis");
    writes();
    CHECK(read_bytes(partial) == "a thesis");
    fs::remove(partial);

    write_bytes(folder / "thesis", std::string{output::kUnfinished});
    fs::create_hard_link(folder / "thesis", partial);
    writes();
    fs::remove(partial);

    fs::create_symlink("thesis", partial);
    writes();
    fs::remove(partial);
    CHECK(read_bytes(folder / "thesis") == output::kUnfinished);

    REQUIRE(::mkfifo(partial.c_str(), 0600) == 0);
    writes();
    fs::remove(partial);

    fs::create_directory(partial);
    writes();
    fs::remove(partial);

    if (::geteuid() == 0) {
        write_bytes(partial, std::string{output::kUnfinished});
        REQUIRE(::chown(partial.c_str(), 12345, 12345) == 0);
        writes();
    }
}

TEST_CASE("atomic_file: the second writer is refused beside a foreign partial too", "[output]") {
    const TempFolder folder;
    write_bytes(folder / "a.txt.partial", "a thesis");
    const auto first = output::claim(folder / "a.txt", Replace::no);
    CHECK_THAT(output_error([&] { (void)output::claim(folder / "a.txt", Replace::no); }),
               Contains("another process is writing it"));
    for (int i = 2; i <= 9; ++i) write_bytes(folder / ("b.txt.partial-" + std::to_string(i)), "mine");
    write_bytes(folder / "b.txt.partial", "mine");
    CHECK_THAT(output_error([&] { (void)output::claim(folder / "b.txt", Replace::no); }),
               Contains("b.txt: cannot write it, as b.txt.partial and the names after it"));
}

TEST_CASE("atomic_file: the claim of a killed process does not stop the next", "[output]") {
    const TempFolder folder;
    const pid_t child = ::fork();
    if (child == 0) {
        auto out = output::claim(folder / "a.txt", Replace::no);
        out.write(std::string(1000, 'x'));
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    REQUIRE(WIFSIGNALED(status));
    CHECK(read_bytes(folder / "a.txt.partial").starts_with(output::kUnfinished));
    CHECK_FALSE(fs::exists(folder / "a.txt"));
    put(folder / "a.txt", "whole", Replace::no);
    CHECK(folder.n_entries() == 1);
}

TEST_CASE("atomic_file: a replaced file hands on its mode and its owner", "[output]") {
    const TempFolder folder;
    for (const mode_t mode : {0600U, 0640U, 0444U, 0666U}) {
        write_bytes(folder / "a.txt", "ours, old");
        REQUIRE(::chmod((folder / "a.txt").c_str(), mode) == 0);
        auto out = output::claim(folder / "a.txt", ours(Replace::yes));
        CHECK(mode_of(folder / "a.txt.partial") == mode);  // secrets stay secret while it is written
        out.write("ours, new");
        out.publish();
        CHECK(mode_of(folder / "a.txt") == mode);
        CHECK(read_bytes(folder / "a.txt") == "ours, new");
        fs::remove(folder / "a.txt");
    }
    if (::geteuid() != 0) return;
    write_bytes(folder / "a.txt", "ours, old");
    REQUIRE(::chown((folder / "a.txt").c_str(), 12345, 23456) == 0);
    put(folder / "a.txt", "ours, new", Replace::yes);
    struct stat status {};
    REQUIRE(::stat((folder / "a.txt").c_str(), &status) == 0);
    CHECK(status.st_uid == 12345);
    CHECK(status.st_gid == 23456);
}

TEST_CASE("atomic_file: a name that cannot be looked at has its true reason", "[output]") {
    const TempFolder folder;
    const auto error = [&](const fs::path& file) {
        return output_error([&] { (void)prepare_target(file, Replace::yes); });
    };
    fs::create_symlink("loop", folder / "loop");
    CHECK_THAT(error(folder / "loop"), Contains("Too many levels of symbolic links"));
    CHECK_THAT(error(folder / std::string(300, 'n')), Contains("File name too long"));
}

TEST_CASE("claim: leaves nothing behind but the folder", "[output]") {
    const TempFolder folder;
    (void)output::claim(folder / "results/run.h5", Replace::no);
    CHECK(fs::is_empty(folder / "results"));
    output::write_run_file(sample({1, 1}), folder / "run.h5", Replace::no);
    const auto old = read_bytes(folder / "run.h5");
    CHECK_THAT(output_error([&] { (void)output::claim(folder / "run.h5", Replace::no); }), Contains("exists already"));
    (void)output::claim(folder / "run.h5", Replace::yes);
    CHECK(read_bytes(folder / "run.h5") == old);
    CHECK(folder.n_entries() == 2);
}
