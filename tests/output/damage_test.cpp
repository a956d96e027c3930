// SPDX-License-Identifier: Apache-2.0
// The reader against files that are damaged, foreign or newer: a message, never a crash.
#include <hdf5.h>

#include <chrono>
#include <cstdlib>
#include <random>

#include "output/file_seal.hpp"
#include "output/run_file.hpp"
#include "tests/output/sample.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::tests;
using Catch::Matchers::Contains;
using output::read_run_file;
using output::Replace;
using output::write_run_file;

namespace {

std::string read_error(const std::filesystem::path& file) {
    return output_error([&] { (void)read_run_file(file); });
}

std::string sample_bytes(const TempFolder& folder) {
    write_run_file(sample(), folder / "good.h5", Replace::yes);
    return read_bytes(folder / "good.h5");
}

}  // namespace

TEST_CASE("damage: every truncation of the data is refused", "[output][damage]") {
    const TempFolder folder;
    const std::string bytes = sample_bytes(folder);
    for (std::size_t i = 0; i < 50; ++i) {
        const std::size_t n = (bytes.size() - 200) * i / 49;
        CAPTURE(n);
        write_bytes(folder / "bad.h5", bytes.substr(0, n));
        const auto error = read_error(folder / "bad.h5");
        CHECK_THAT(error, Contains("bad.h5: ") && Contains(n < 8 ? "no HDF5 file" : "damaged"));
    }
}

TEST_CASE("damage: every flipped bit is refused", "[output][damage]") {
    const TempFolder folder;
    const std::string bytes = sample_bytes(folder);
    std::mt19937_64 random{20261121};
    for (int i = 0; i < 60; ++i) {
        const std::size_t at = i < 20 ? static_cast<std::size_t>(i) * 4 : random() % bytes.size();
        CAPTURE(at);
        std::string bad = bytes;
        bad[at] = static_cast<char>(bad[at] ^ (1 << (random() % 8)));
        write_bytes(folder / "bad.h5", bad);
        const bool in_mark = at >= bytes.size() - 86 && at < bytes.size() - 65;  // then it reads as no mark at all
        if (in_mark) continue;
        CHECK_THAT(read_error(folder / "bad.h5"), Contains(at < 8 ? "no HDF5 file" : "do not match the checksum"));
    }
}

TEST_CASE("damage: without the checksum a flipped bit crashes nothing either", "[output][damage]") {
    const TempFolder folder;
    write_run_file(sample({2, 12}), folder / "good.h5", Replace::no);
    std::string bytes = read_bytes(folder / "good.h5");
    REQUIRE(output::take_seal(bytes) == output::Seal::intact);
    std::mt19937_64 random{7};
    int n_refused = 0;
    for (int i = 0; i < 100; ++i) {
        std::string bad = bytes;
        // Half of them in the first part, where the structure of the file lies.
        const std::size_t at = random() % (i % 2 == 0 ? 8000 : bad.size());
        bad[at] = static_cast<char>(bad[at] ^ (1 << (random() % 8)));
        write_bytes(folder / "bad.h5", bad);
        const auto error = read_error(folder / "bad.h5");
        CAPTURE(at);
        CHECK((error == "no error" || error.find("bad.h5: ") != std::string::npos));
        n_refused += error == "no error" ? 0 : 1;
    }
    CHECK(n_refused > 10);
}

TEST_CASE("damage: a flipped bit under a hash made anew crashes and hangs nothing", "[output][damage]") {
    const TempFolder folder;
    write_run_file(sample({1, 2}), folder / "good.h5", Replace::no);
    std::string bytes = read_bytes(folder / "good.h5");
    REQUIRE(output::take_seal(bytes) == output::Seal::intact);
    // TALENTFLOW_FLIPS=N tries more.
    const char* wanted = std::getenv("TALENTFLOW_FLIPS");
    const int n = wanted == nullptr ? 100 : std::atoi(wanted);
    std::mt19937_64 random{99};
    int n_refused = 0;
    for (int i = 0; i < n; ++i) {
        std::string bad = bytes;
        const std::size_t at = random() % (i % 4 == 0 ? bad.size() : 12000);
        bad[at] = static_cast<char>(bad[at] ^ (1 << (random() % 8)));
        write_bytes(folder / "bad.h5", bad + output::seal_of(bad));
        CAPTURE(at);
        const auto start = std::chrono::steady_clock::now();
        const auto error = read_error(folder / "bad.h5");
        CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{10});
        CHECK((error == "no error" || error.find("bad.h5: ") != std::string::npos));
        n_refused += error == "no error" ? 0 : 1;
    }
    CHECK(n_refused > n / 20);
}

TEST_CASE("damage: what is no run file is named as such", "[output][damage]") {
    const TempFolder folder;
    CHECK_THAT(read_error(folder / "none.h5"), Contains("does not exist"));
    CHECK_THAT(read_error(folder.path()), Contains("is a folder"));
    CHECK_THAT(read_error("/dev/zero"), Contains("no ordinary file"));
    write_bytes(folder / "empty.h5", "");
    CHECK_THAT(read_error(folder / "empty.h5"), Contains("no HDF5 file"));
    write_bytes(folder / "text.h5", "format: 1\ntitle: not a result\n");
    CHECK_THAT(read_error(folder / "text.h5"), Contains("no HDF5 file"));

    const hid_t foreign = H5Fcreate((folder / "foreign.h5").c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    H5Fclose(foreign);
    CHECK_THAT(read_error(folder / "foreign.h5"), Contains("no run file") && Contains("result_format"));
}

TEST_CASE("damage: a newer major format is refused, a newer minor one read", "[output][damage]") {
    const TempFolder folder;
    auto data = sample();
    data.set_attribute("result_format", std::string{"2.0"});
    write_run_file(data, folder / "run.h5", Replace::yes);
    CHECK_THAT(read_error(folder / "run.h5"), Contains("result format 2.0") && Contains("newer talentflow"));
    data.set_attribute("result_format", std::string{"1.7"});
    write_run_file(data, folder / "run.h5", Replace::yes);
    CHECK(read_error(folder / "run.h5") == "no error");
    for (const char* bad : {"", "1", "x.1", "99999999999999999999.0"}) {
        data.set_attribute("result_format", std::string{bad});
        write_run_file(data, folder / "run.h5", Replace::yes);
        CHECK_THAT(read_error(folder / "run.h5"), Contains("no run file"));
    }
}
