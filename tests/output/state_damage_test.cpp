// SPDX-License-Identifier: Apache-2.0
// Saved states that are damaged, foreign, of another version, or made to do harm: a message, never a crash.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <random>

#include "output/descriptor.hpp"
#include "output/partial_file.hpp"
#include "output/run_file.hpp"
#include "output/sha256.hpp"
#include "output/state_file.hpp"
#include "tests/output/state_sample.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::tests;
using Catch::Matchers::Contains;
using output::StateFile;

namespace {

constexpr std::size_t kHash = 32, kTrailer = 48, kProgram = 16, kPieceEntry = 40;

std::uint64_t number_at(const std::string& bytes, std::size_t at, std::size_t n) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < n && at + i < bytes.size(); ++i)
        value |= std::uint64_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
    return value;
}

void put_number(std::string& bytes, std::size_t at, std::size_t n, std::uint64_t value) {
    for (std::size_t i = 0; i < n; ++i) bytes[at + i] = static_cast<char>(value >> (8 * i) & 0xff);
}

void put_hash(std::string& bytes, std::size_t at, std::size_t begin, std::size_t end) {
    if (begin > end || end > bytes.size() || at + kHash > bytes.size()) return;
    const auto digest = output::digest_of(std::string_view{bytes}.substr(begin, end - begin));
    std::memcpy(bytes.data() + at, digest.data(), digest.size());
}

/// Where things are in an undamaged state, found as docs/output-format.md tells it.
struct Places {
    explicit Places(const std::string& bytes)
        : preamble_hash{kProgram + number_at(bytes, 12, 4)},
          header{preamble_hash + kHash},
          header_hash{header + 4 + number_at(bytes, header, 4)},
          pieces{header_hash + kHash},
          trailer{bytes.size() - kTrailer},
          index{trailer - number_at(bytes, trailer, 8)} {}
    std::size_t preamble_hash, header, header_hash, pieces, trailer, index;
};

/// Every hash of changed bytes made anew, as a stranger would.
std::string sealed_again(std::string bytes, const Places& at) {
    put_hash(bytes, at.preamble_hash, 0, at.preamble_hash);
    put_hash(bytes, at.header_hash, 0, at.header_hash);
    bytes.replace(at.index, kHash, bytes, at.header_hash, kHash);
    std::size_t entry = at.index + kHash + 4, piece = at.pieces;
    for (auto parts = number_at(bytes, at.index + kHash, 4); parts > 0 && entry < at.trailer; --parts) {
        entry += 4 + number_at(bytes, entry, 4) + 1;
        auto n = number_at(bytes, entry, 4);
        for (entry += 4; n > 0 && entry + kPieceEntry <= at.trailer; --n, entry += kPieceEntry) {
            const auto stored = number_at(bytes, entry + 4, 4);
            put_hash(bytes, entry + 8, piece, piece + stored);
            piece += stored;
        }
    }
    put_hash(bytes, at.trailer + 8, at.index, at.trailer + 8);
    return bytes;
}

std::string error_of(const std::filesystem::path& file) {
    return bad_input([&] { read_all(file); });
}

// Over what is there: some file systems wait for the disk when a file is emptied and written again.
std::string error_of(const TempFolder& folder, const std::string& bytes) {
    const auto file = folder / "bad.state";
    const output::Descriptor out{::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666)};
    REQUIRE(::pwrite(out.get(), bytes.data(), bytes.size(), 0) == static_cast<::ssize_t>(bytes.size()));
    REQUIRE(::ftruncate(out.get(), static_cast<off_t>(bytes.size())) == 0);
    return error_of(file);
}

/// Ordinary flips and those that look for a bound.
void change(std::string& bytes, std::size_t at, std::mt19937_64& random) {
    const unsigned char values[] = {0, 1, 0x7f, 0x80, 0xff};
    bytes[at] = random() % 2 == 0 ? static_cast<char>(bytes[at] ^ (1 << (random() % 8)))
                                  : static_cast<char>(values[random() % std::size(values)]);
}

}  // namespace

TEST_CASE("state_damage: every flipped byte is refused", "[output][state]") {
    const TempFolder folder;
    std::string bytes = small_state(folder);
    REQUIRE(bytes.size() < 20'000);
    REQUIRE(error_of(folder, bytes) == "no error");
    int n_read = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const char flip = static_cast<char>(1 << (i % 8));
        bytes[i] = static_cast<char>(bytes[i] ^ flip);
        const auto error = error_of(folder, bytes);
        bytes[i] = static_cast<char>(bytes[i] ^ flip);
        if (error.find("bad.state: ") == std::string::npos) {
            UNSCOPED_INFO("byte " << i << ": " << error);
            ++n_read;
        }
    }
    CHECK(n_read == 0);
}

TEST_CASE("state_damage: every truncation is refused, and every addition", "[output][state]") {
    const TempFolder folder;
    const std::string bytes = small_state(folder);
    const auto file = folder / "good.state";
    int n_read = 0;
    for (std::size_t n = bytes.size(); n-- > 0;) {
        REQUIRE(::truncate(file.c_str(), static_cast<off_t>(n)) == 0);
        n_read += error_of(file).find("good.state: ") == std::string::npos ? 1 : 0;
    }
    CHECK(n_read == 0);
    for (const auto& more : {std::string{"\0", 1}, std::string{"\n"}})
        CHECK_THAT(error_of(folder, bytes + more), Contains("something was added"));
    CHECK_THAT(error_of(folder, bytes + bytes), Contains("bad.state: "));
    CHECK_THAT(error_of(folder, bytes.substr(0, bytes.size() - 1)), Contains("a part at its end is missing"));
}

TEST_CASE("state_damage: the message says where the damage is", "[output][state]") {
    const TempFolder folder;
    const std::string good = small_state(folder);
    const Places at{good};
    const auto error_at = [&](std::size_t place) {
        std::string bytes = good;
        bytes[place] = static_cast<char>(bytes[place] ^ 4);
        return error_of(folder, bytes);
    };
    CHECK_THAT(error_at(kProgram), Contains("its beginning does not match its checksum"));
    CHECK_THAT(error_at(at.header + 10), Contains("its header does not match its checksum"));
    CHECK_THAT(error_at(at.pieces), Contains("its part 'member 0/people/birth' does not match its checksum"));
    CHECK_THAT(error_at(at.index + 40), Contains("its index does not match its checksum"));
}

TEST_CASE("state_damage: damage in a column shows before it is read, if asked", "[output][state]") {
    const TempFolder folder;
    std::string bytes = small_state(folder);
    bytes[Places{bytes}.index - 1] ^= 1;
    write_bytes(folder / "bad.state", bytes);
    const StateFile state{folder / "bad.state"};
    CHECK_THAT(bad_input([&] { state.verify(); }), Contains("its part 'member 1/people/birth' does not match"));
    CHECK(read_part(state, "member 0/people/birth") == small_columns().front().bytes);
}

TEST_CASE("state_damage: a state of another format names the program that wrote it", "[output][state]") {
    const TempFolder folder;
    std::string bytes = small_state(folder);
    const Places at{bytes};
    put_number(bytes, 8, 4, 2);
    bytes.replace(kProgram, 16, "talentflow 9.2.1");
    put_hash(bytes, at.preamble_hash, 0, at.preamble_hash);
    CHECK_THAT(error_of(folder, bytes),
               Contains("bad.state: is a saved state of format 2, written by talentflow 9.2.1") &&
                   Contains("this program reads format 1"));
    // Whatever that format looks like behind its first lines.
    CHECK_THAT(error_of(folder, bytes.substr(0, at.header)), Contains("written by talentflow 9.2.1"));
}

TEST_CASE("state_damage: another commit's state is told from our own", "[output][state]") {
    const TempFolder folder;
    auto header = sample_header();
    header.program = "talentflow 0.0.9 (commit \x1b[2J)";
    output::StateFileWriter{output::claim(folder / "s.state", {}), header}.finish();
    const StateFile state{folder / "s.state"};
    const auto error = bad_input([&] { state.require_this_program(); });
    CHECK_THAT(error, Contains("s.state: was written by talentflow 0.0.9") && Contains(output::this_program()));
    CHECK(error.find('\x1b') == std::string::npos);
}

TEST_CASE("state_damage: what is no saved state is named as such", "[output][state]") {
    const TempFolder folder;
    CHECK_THAT(error_of(folder / "none.state"), Contains("none.state: does not exist"));
    CHECK_THAT(error_of(folder.path()), Contains("is a folder"));
    CHECK_THAT(error_of("/dev/zero"), Contains("is a device or pipe"));
    REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
    CHECK_THAT(error_of(folder / "pipe"), Contains("is a device or pipe"));
    CHECK_THAT(error_of(folder, ""), Contains("is no saved state"));
    CHECK_THAT(error_of(folder, "format: 1\n"), Contains("is no saved state"));
    CHECK_THAT(error_of(folder, std::string{output::kUnfinished} + "half of it"), Contains("was not finished"));
    output::write_run_file(sample({1, 1}), folder / "run.h5", output::Replace::no);
    CHECK_THAT(error_of(folder / "run.h5"), Contains("run.h5: is a result and holds no people"));
    if (::geteuid() == 0) return;
    write_bytes(folder / "locked.state", "");
    ::chmod((folder / "locked.state").c_str(), 0);
    CHECK_THAT(output_error([&] { read_all(folder / "locked.state"); }), Contains("Permission denied"));
}

TEST_CASE("state_damage: sizes that a file only claims take neither memory nor time", "[output][state]") {
    const TempFolder folder;
    const std::string good = small_state(folder);
    const Places at{good};
    const std::size_t parts = at.index + kHash, first = parts + 4, n_pieces = first + 4 + 21 + 1;
    REQUIRE(number_at(good, first, 4) == 21);
    const auto start = std::chrono::steady_clock::now();
    for (const auto& [place, n] : std::vector<std::pair<std::size_t, std::size_t>>{{12, 4},
                                                                                   {at.header, 4},
                                                                                   {at.header + 4, 4},
                                                                                   {at.trailer, 8},
                                                                                   {parts, 4},
                                                                                   {first, 4},
                                                                                   {n_pieces, 4},
                                                                                   {n_pieces + 4, 4},
                                                                                   {n_pieces + 8, 4}}) {
        for (const std::uint64_t value : {0xffffffffffffffffULL, 0x7fffffffffffffffULL, 0x100001ULL, 0x1000000ULL}) {
            std::string bytes = good;
            put_number(bytes, place, n, value);
            CAPTURE(place, value);
            CHECK_THAT(error_of(folder, sealed_again(bytes, at)), Contains("bad.state: "));
        }
    }
    // A file of a terabyte, of which the disk holds next to nothing.
    write_bytes(folder / "bad.state", good.substr(0, at.pieces));
    REQUIRE(::truncate((folder / "bad.state").c_str(), off_t{1} << 40) == 0);
    CHECK_THAT(error_of(folder / "bad.state"), Contains("something was added"));
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{5});
}

TEST_CASE("state_damage: changed bytes under hashes made anew crash and hang nothing", "[output][state]") {
    const TempFolder folder;
    const std::string good = small_state(folder);
    const Places at{good};
    REQUIRE(sealed_again(good, at) == good);
    // TALENTFLOW_FLIPS=N tries more.
    const char* wanted = std::getenv("TALENTFLOW_FLIPS");
    const int n = wanted == nullptr ? 1000 : std::atoi(wanted);
    std::mt19937_64 random{20251129};
    int n_refused = 0;
    for (int i = 0; i < n; ++i) {
        std::string bytes = good;
        // A third each in header, pieces and index.
        const std::size_t begin = i % 3 == 0 ? 8 : (i % 3 == 1 ? at.pieces : at.index);
        const std::size_t end = i % 3 == 0 ? at.pieces : (i % 3 == 1 ? at.index : bytes.size());
        for (std::size_t changes = 1 + random() % 3; changes > 0; --changes)
            change(bytes, begin + random() % (end - begin), random);
        const auto error = error_of(folder, sealed_again(bytes, at));
        CAPTURE(i, error);
        if (error != "no error" && error.find("bad.state: ") == std::string::npos) FAIL("another message");
        n_refused += error == "no error" ? 0 : 1;
    }
    CHECK(n_refused > n / 5);
}
