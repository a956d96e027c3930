// SPDX-License-Identifier: Apache-2.0
#include "output/run_file.hpp"

#include <hdf5.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <cstdint>
#include <limits>

#include "output/layout.hpp"
#include "tests/output/sample.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::tests;
using Catch::Matchers::Contains;
using output::read_run_file;
using output::Replace;
using output::write_run_file;

TEST_CASE("run file: reading gives back what was written", "[output]") {
    const TempFolder folder;
    const auto data = sample();
    write_run_file(data, folder / "run.h5", Replace::no);
    CHECK(equal(read_run_file(folder / "run.h5"), data));
    CHECK(folder.n_entries() == 1);
}

TEST_CASE("run file: many members and chunks read back", "[output]") {
    const TempFolder folder;
    const auto data = sample({40, 130});
    write_run_file(data, folder / "run.h5", Replace::no);
    CHECK(equal(read_run_file(folder / "run.h5"), data));
}

TEST_CASE("run file: one member, one time", "[output]") {
    const TempFolder folder;
    const auto data = sample({1, 0});
    write_run_file(data, folder / "run.h5", Replace::no);
    CHECK(equal(read_run_file(folder / "run.h5"), data));
}

TEST_CASE("run file: extreme numbers survive", "[output]") {
    const TempFolder folder;
    auto data = sample({1, 2});
    data.values<double>("balance") = {1.7976931348623157e308, -0.0, 5e-324};
    data.values<std::int64_t>("stock")[0] = std::numeric_limits<std::int64_t>::min();
    data.values<std::int64_t>("cohort_size")[1] = std::numeric_limits<std::int64_t>::max();
    data.set_attribute("least", std::int64_t{-1});
    data.set_attribute("empty", std::string{});
    data.set_whole("seed", std::numeric_limits<std::uint64_t>::max());
    data.set_attribute("half", 0.5);
    write_run_file(data, folder / "run.h5", Replace::no);
    CHECK(equal(read_run_file(folder / "run.h5"), data));
}

TEST_CASE("run file: counts take 32 bits where they fit, else 64", "[output]") {
    auto data = sample({1, 2});
    CHECK(output::stored_type(data.variable("stock")) == std::string{"int32"});
    CHECK(output::stored_type(data.variable("cohort_size")) == std::string{"int64"});
    CHECK(output::stored_type(data.variable("wage")) == std::string{"float64"});
    data.variable("stock").missing = std::int64_t{1} << 40;
    CHECK(output::stored_type(data.variable("stock")) == std::string{"int64"});
    data.values<std::int64_t>("stock")[3] = std::int64_t{1} << 40;
    const TempFolder folder;
    write_run_file(data, folder / "run.h5", Replace::no);
    CHECK(equal(read_run_file(folder / "run.h5"), data));
}

TEST_CASE("run file: a seed of 64 bits is one in the file", "[output]") {
    const TempFolder folder;
    auto data = sample({1, 0});
    data.set_whole("seed", 18446744073709551615U);
    write_run_file(data, folder / "run.h5", Replace::no);
    const hid_t file = H5Fopen((folder / "run.h5").c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    const hid_t seed = H5Aopen(file, "seed", H5P_DEFAULT);
    const hid_t type = H5Aget_type(seed);
    std::uint64_t value = 0;
    CHECK(H5Aread(seed, H5T_NATIVE_UINT64, &value) >= 0);
    CHECK(value == 18446744073709551615U);
    CHECK(H5Tget_sign(type) == H5T_SGN_NONE);
    H5Tclose(type);
    H5Aclose(seed);
    H5Fclose(file);
}

TEST_CASE("run file: what breaks the layout is damage in a file that is read", "[output]") {
    const TempFolder folder;
    const auto file = folder / "run.h5";
    write_run_file(sample({1, 2}), file, Replace::no);
    const hid_t open = H5Fopen(file.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    REQUIRE(open >= 0);
    CHECK(H5Lmove(open, "stock", open, "stock of people", H5P_DEFAULT, H5P_DEFAULT) >= 0);
    H5Fclose(open);
    const auto error = output_error([&] { (void)read_run_file(file); });
    CHECK_THAT(error, Contains("run.h5: stock of people: the name may hold only"));
}

TEST_CASE("run file: no name on the disk stands in the way of HDF5 in memory", "[output]") {
    const TempFolder folder;
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(folder.path());
    std::filesystem::create_directory("talentflow-in-memory");
    write_run_file(sample({1, 2}), folder / "run.h5", Replace::no);
    CHECK(equal(read_run_file(folder / "run.h5"), sample({1, 2})));
    std::filesystem::current_path(before);
}

TEST_CASE("run file: equal data give equal bytes", "[output]") {
    const TempFolder folder;
    write_run_file(sample(), folder / "a.h5", Replace::no);
    // Another process, with other rubbish in its memory.
    const pid_t child = ::fork();
    if (child == 0) {
        const std::string rubbish(5'000'000, 'r');
        write_run_file(sample(), folder / "b.h5", Replace::no);
        ::_exit(rubbish.size() == 5'000'000 ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    write_run_file(sample({7, 60}), folder / "other.h5", Replace::no);
    write_run_file(sample(), folder / "c.h5", Replace::no);
    const std::string bytes = read_bytes(folder / "a.h5");
    CHECK(read_bytes(folder / "b.h5") == bytes);
    CHECK(read_bytes(folder / "c.h5") == bytes);
    write_run_file(read_run_file(folder / "a.h5"), folder / "d.h5", Replace::no);
    CHECK(read_bytes(folder / "d.h5") == bytes);
}

TEST_CASE("run file: an existing file is left alone without leave", "[output]") {
    const TempFolder folder;
    write_bytes(folder / "run.h5", "precious");
    const auto error = output_error([&] { write_run_file(sample(), folder / "run.h5", Replace::no); });
    CHECK_THAT(error, Contains((folder / "run.h5").string() + ": exists already"));
    CHECK(read_bytes(folder / "run.h5") == "precious");
    CHECK(folder.n_entries() == 1);
}

TEST_CASE("run file: is replaced while a reader holds the old one", "[output]") {
    const TempFolder folder;
    const auto file = folder / "run.h5";
    write_run_file(sample(), file, Replace::no);
    const hid_t reader = H5Fopen(file.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    REQUIRE(reader >= 0);

    const auto newer = sample({2, 3});
    write_run_file(newer, file, Replace::yes);
    CHECK(equal(read_run_file(file), newer));

    const hid_t old = H5Dopen2(reader, "stock", H5P_DEFAULT);
    std::vector<std::int64_t> stock(sample().values<std::int64_t>("stock").size());
    CHECK(H5Dread(old, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, stock.data()) >= 0);
    CHECK(stock == sample().values<std::int64_t>("stock"));
    H5Dclose(old);
    H5Fclose(reader);
}

TEST_CASE("run file: what another program changed is read once that program closed it", "[output]") {
    const TempFolder folder;
    const auto file = folder / "run.h5";
    write_run_file(sample(), file, Replace::no);
    const hid_t writer = H5Fopen(file.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    REQUIRE(writer >= 0);
    const auto error = output_error([&] { (void)read_run_file(file); });
    CHECK((error == "no error" || error.find("close it if another program") != std::string::npos));
    const hid_t stock = H5Dopen2(writer, "stock", H5P_DEFAULT);
    auto changed = sample();
    auto& values = changed.values<std::int64_t>("stock");
    values[5] = 42;
    CHECK(H5Dwrite(stock, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) >= 0);
    H5Dclose(stock);
    H5Fclose(writer);  // HDF5 cuts off the checksum, as it ends behind the last byte that HDF5 uses
    CHECK(equal(read_run_file(file), changed));
}

TEST_CASE("run file: a dataset that breaks the layout is a bug of the caller", "[output]") {
    const TempFolder folder;
    const auto refused = [&](const sim::Dataset& data) {
        CHECK_THROWS_AS(write_run_file(data, folder / "run.h5", Replace::no), BugError);
        CHECK(folder.n_entries() == 0);
    };
    SECTION("data that do not fill their axes") {
        auto data = sample();
        data.values<double>("balance").pop_back();
        refused(data);
    }
    SECTION("an axis twice in one variable") {
        auto data = sample();
        data.add_variable<double>({"square", {"region", "region"}, "", "", "1", "", "", {}});
        refused(data);
    }
    SECTION("a name that other tools cannot use") {
        auto data = sample();
        data.add_variable<double>({"存量", {"region"}, "", "", "1", "", "", {}});
        refused(data);
    }
    SECTION("two labels with one id") {
        auto data = sample();
        data.add_dimension({"lever", "", "", {{"a", "", ""}, {"a", "", ""}}, {}, ""});
        refused(data);
    }
    SECTION("a variable named like the names of an axis") {
        auto data = sample();
        data.add_variable<double>({"region_name", {"region"}, "", "", "1", "", "", {}});
        refused(data);
    }
    SECTION("an empty axis") {
        auto data = sample();
        data.add_dimension({"lever", "", "", {}, {}, ""});
        refused(data);
    }
}
