// SPDX-License-Identifier: Apache-2.0
#include "output/state_chunk.hpp"

#include "tests/output/state_sample.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using output::ChunkPacker;
using output::ChunkUnpacker;
using output::kChunkBytes;

TEST_CASE("state_chunk: a piece of any length and width comes back", "[output][state]") {
    ChunkPacker packer;
    ChunkUnpacker unpacker;
    const std::string mixed = std::string(3000, 'a') + tests::noise(3000);
    for (const std::size_t n : {1U, 2U, 7U, 255U, 256U, 257U, 5000U}) {
        for (const std::size_t width : {1U, 2U, 3U, 8U, 16U, 255U}) {
            const std::string bytes = mixed.substr(mixed.size() - n) + mixed.substr(0, n);
            const std::string stored{packer.pack(bytes, width)};
            std::string back = "what was there";
            CAPTURE(n, width);
            CHECK(stored.size() <= bytes.size());
            CHECK(unpacker.unpack(stored, bytes.size(), width, back));
            CHECK(back == bytes);
        }
    }
}

TEST_CASE("state_chunk: bytes of equal rank lie side by side", "[output][state]") {
    ChunkPacker packer;
    CHECK(packer.pack("a1b2c3d", 2) == "abc123d");  // too short for zstd
    CHECK(packer.pack("a1b2c3d", 1) == "a1b2c3d");
}

TEST_CASE("state_chunk: noise is stored as it is, a full piece of zeros as next to nothing", "[output][state]") {
    ChunkPacker packer;
    const auto noise = tests::noise(kChunkBytes);
    CHECK(packer.pack(noise, 1) == noise);
    CHECK(packer.pack(std::string(kChunkBytes, '\0'), 4).size() < 200);
}

TEST_CASE("state_chunk: what is not exactly one frame of the length is refused", "[output][state]") {
    ChunkPacker packer;
    ChunkUnpacker unpacker;
    const std::string bytes(5000, 'x');
    const std::string stored{packer.pack(bytes, 1)};
    REQUIRE(stored.size() < 100);
    std::string back;
    const auto refused = [&](const std::string& what, std::size_t n) { return !unpacker.unpack(what, n, 1, back); };
    CHECK(refused(stored, 4999));
    CHECK(refused(stored, 5001));
    CHECK(refused(stored, kChunkBytes));
    CHECK(refused(stored.substr(0, stored.size() - 1), 5000));
    CHECK(refused(stored + '\0', 5000));
    CHECK(refused(stored + stored, 5000));
    CHECK(refused(stored + stored, 10000));
    const std::string skipped("\x50\x2a\x4d\x18\0\0\0\0", 8);
    CHECK(refused(stored + skipped, 5000));
    CHECK(refused(skipped + stored, 5000));
    CHECK(refused("", 5000));
    CHECK(refused(bytes, 4999));
    for (const char version : {'\x22', '\x23', '\x24', '\x25', '\x26', '\x27'})  // 0.2 to 0.7
        CHECK(refused(version + stored.substr(1), 5000));
    CHECK_FALSE(refused(stored, 5000));
}
