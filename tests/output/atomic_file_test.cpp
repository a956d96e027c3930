// SPDX-License-Identifier: Apache-2.0
#include "output/atomic_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "tests/output/sample.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::tests;
using Catch::Matchers::Contains;
using output::AtomicFile;
using output::prepare_target;
using output::Replace;

namespace {

void put(const std::filesystem::path& file, const std::string& bytes, Replace replace) {
    AtomicFile out{prepare_target(file, replace), replace};
    out.write(bytes);
    out.publish();
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
    write_bytes(folder / "a.txt", "old");
    {
        AtomicFile out{folder / "a.txt", Replace::yes};
        out.write("new");
        out.finish();
    }
    CHECK(read_bytes(folder / "a.txt") == "old");
    CHECK(folder.n_entries() == 1);
}

TEST_CASE("atomic_file: the partial of a killed run is taken over, whatever its length",
          "[output]") {
    const TempFolder folder;
    write_bytes(folder / "a.txt.partial", std::string(1000, 'x'));
    put(folder / "a.txt", "short", Replace::no);
    CHECK(read_bytes(folder / "a.txt") == "short");
}

TEST_CASE("atomic_file: two writers of one file are refused", "[output]") {
    const TempFolder folder;
    AtomicFile first{folder / "a.txt", Replace::no};
    CHECK_THAT(output_error([&] {
                   AtomicFile{folder / "a.txt", Replace::no};
               }),
               Contains("another process"));
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
    write_bytes(folder / "real.txt", "old");
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
        return output_error([&] { (void)prepare_target(file, replace); });
    };
    write_bytes(folder / "file", "x");
    std::filesystem::create_directory(folder / "dir");
    CHECK_THAT(error(folder / "dir"), Contains("is a folder; give the name of a file in it"));
    CHECK_THAT(error(folder / "dir/"), Contains("names no file"));
    CHECK_THAT(error(""), Contains("names no file"));
    CHECK_THAT(error(folder / "file/as/dir.h5"),
               Contains("cannot create the folder (Not a directory)"));
    CHECK_THAT(error(folder / "file/a.h5"), Contains("Not a directory"));
    CHECK_THAT(error("/dev/null"), Contains("device or pipe"));
    CHECK_THAT(error(folder / "file", Replace::no),
               Contains("exists already") && Contains("--force"));
    CHECK(error(folder / "file") == "no error");
    CHECK_THAT(output_error([&] {
                   AtomicFile{folder / std::string(300, 'n'), Replace::no};
               }),
               Contains("File name too long"));
    CHECK(folder.n_entries() == 2);
}

TEST_CASE("check_writable: leaves nothing behind but the folder", "[output]") {
    const TempFolder folder;
    output::check_writable(folder / "results/run.h5", Replace::no);
    CHECK(std::filesystem::is_empty(folder / "results"));
    write_bytes(folder / "run.h5", "old");
    CHECK_THAT(output_error([&] { output::check_writable(folder / "run.h5", Replace::no); }),
               Contains("exists already"));
    output::check_writable(folder / "run.h5", Replace::yes);
    CHECK(read_bytes(folder / "run.h5") == "old");
}
