// SPDX-License-Identifier: Apache-2.0
// Killed writers, full disks, folders that cannot be written: the result is absent or complete.
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <random>

#include "output/run_file.hpp"
#include "tests/output/killing.hpp"
#include "tests/output/sample.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::tests;
using Catch::Matchers::Contains;
using output::export_csv;
using output::read_run_file;
using output::Replace;
using output::write_run_file;

namespace {

/// A small file system in memory; `mounted` is false where the user may not make one.
class TinyDisk {
  public:
    TinyDisk(const std::filesystem::path& folder, const char* options, unsigned long flags = 0) : folder_{folder} {
        std::filesystem::create_directories(folder_);
        mounted = ::mount("tmpfs", folder_.c_str(), "tmpfs", flags, options) == 0;
    }
    ~TinyDisk() {
        if (mounted) ::umount2(folder_.c_str(), MNT_DETACH);
    }
    TinyDisk(const TinyDisk&) = delete;
    TinyDisk& operator=(const TinyDisk&) = delete;
    bool mounted = false;

  private:
    std::filesystem::path folder_;
};

double seconds_to_write(const sim::Dataset& data, const std::filesystem::path& file) {
    const auto start = std::chrono::steady_clock::now();
    write_run_file(data, file, Replace::yes);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

TEST_CASE("crash: a killed writer leaves no result or a complete one", "[output][crash]") {
    const TempFolder folder;
    const auto data = sample({10, 240});
    const double duration = seconds_to_write(data, folder / "probe.h5");
    std::mt19937_64 random{30};
    int n_killed = 0;
    int n_complete = 0;
    for (int i = 0; i < 30; ++i) {
        const auto file = folder / ("run" + std::to_string(i) + ".h5");
        const double when = duration * 1.3 * static_cast<double>(random() % 1000) / 1000.0;
        CAPTURE(i, when);
        n_killed += killed_while([&] { write_run_file(data, file, Replace::yes); }, when) ? 1 : 0;
        if (!std::filesystem::exists(file)) continue;
        ++n_complete;
        CHECK(equal(read_run_file(file), data));
    }
    CHECK(n_killed > 5);
    CHECK(n_complete < 30);
    // What a killed one left does not stop the next.
    write_run_file(data, folder / "run0.h5", Replace::yes);
    CHECK_FALSE(std::filesystem::exists(folder / "run0.h5.partial"));
}

TEST_CASE("crash: a killed replacement leaves the old result or the new one", "[output][crash]") {
    const TempFolder folder;
    const auto file = folder / "run.h5";
    const auto old = sample({2, 5});
    const auto data = sample({10, 240});
    const double duration = seconds_to_write(data, folder / "probe.h5");
    std::mt19937_64 random{31};
    for (int i = 0; i < 10; ++i) {
        write_run_file(old, file, Replace::yes);
        (void)killed_while([&] { write_run_file(data, file, Replace::yes); },
                           duration * 1.3 * static_cast<double>(random() % 1000) / 1000.0);
        const auto now = read_run_file(file);
        CHECK((equal(now, old) || equal(now, data)));
    }
}

TEST_CASE("crash: a disk that fills up at any byte gives a message and leaves nothing", "[output][crash]") {
    const TempFolder folder;
    const auto data = sample({3, 24});
    rlimit old_limit{};
    ::getrlimit(RLIMIT_FSIZE, &old_limit);
    const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
    for (const rlim_t limit : {0UL, 1UL, 4096UL, 100000UL, 187000UL}) {
        rlimit small = old_limit;
        small.rlim_cur = limit;
        ::setrlimit(RLIMIT_FSIZE, &small);
        const auto run = output_error([&] { write_run_file(data, folder / "run.h5", Replace::no); });
        const auto csv = output_error([&] { export_csv(data, folder.path(), output::ByteOrderMark::no, Replace::no); });
        ::setrlimit(RLIMIT_FSIZE, &old_limit);
        CAPTURE(limit);
        CHECK_THAT(run, Contains("run.h5: cannot write (File too large)") && Contains("ulimit -f"));
        CHECK_THAT(csv, Contains("cannot write (File too large)"));
        CHECK(folder.n_entries() == 0);
    }
    std::signal(SIGXFSZ, old_handler);
    write_run_file(data, folder / "run.h5", Replace::no);  // and the program can go on
    CHECK(equal(read_run_file(folder / "run.h5"), data));
}

TEST_CASE("crash: a full file system keeps the old result", "[output][crash]") {
    const TempFolder folder;
    const TinyDisk disk{folder / "disk", "size=192k"};
    if (!disk.mounted) {
        WARN("not run: no right to mount a small file system");
        return;
    }
    const auto small = sample({1, 1});
    write_run_file(small, folder / "disk/run.h5", Replace::no);
    const auto error = output_error([&] { write_run_file(sample({10, 60}), folder / "disk/run.h5", Replace::yes); });
    CHECK_THAT(error, Contains("No space left on device") && Contains("free space"));
    CHECK(equal(read_run_file(folder / "disk/run.h5"), small));
    CHECK_FALSE(std::filesystem::exists(folder / "disk/run.h5.partial"));
}

TEST_CASE("crash: a folder that cannot be written is refused before the run", "[output][crash]") {
    const TempFolder folder;
    std::filesystem::create_directory(folder / "locked");
    ::chmod((folder / "locked").c_str(), 0555);
    const TinyDisk disk{folder / "read-only", "size=64k", MS_RDONLY};
    const auto error = [&](const std::string& file) {
        return output_error([&] { (void)output::claim(folder / file, Replace::no); });
    };
    if (::geteuid() != 0) CHECK_THAT(error("locked/run.h5"), Contains("Permission denied"));
    if (disk.mounted) CHECK_THAT(error("read-only/run.h5"), Contains("Read-only file system"));
    write_bytes(folder / "file", "x");
    CHECK_THAT(error("file/as/dir.h5"), Contains("Not a directory"));
}
