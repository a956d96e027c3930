// SPDX-License-Identifier: Apache-2.0
#include "output/dataset_stream.hpp"

#include <cstring>
#include <random>

#include "tests/output/sample.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::tests;

namespace {

std::string sent(const sim::Dataset& data) {
    std::string bytes;
    output::send_dataset(data, [&](std::string_view piece) { bytes += piece; });
    return bytes;
}

std::optional<sim::Dataset> received(std::string_view bytes) {
    return output::receive_dataset([&](char* into, std::size_t n) {
        if (n > bytes.size()) return false;
        std::memcpy(into, bytes.data(), n);
        bytes.remove_prefix(n);
        return true;
    });
}

}  // namespace

TEST_CASE("dataset_stream: what is sent arrives", "[output]") {
    auto data = sample({3, 24});
    data.set_whole("seed", 18446744073709551615U);
    data.set_attribute("half", 0.5);
    const auto back = received(sent(data));
    REQUIRE(back);
    CHECK(equal(*back, data));
}

TEST_CASE("dataset_stream: bytes that end early are no dataset", "[output]") {
    const std::string bytes = sent(sample({1, 1}));
    for (std::size_t n = 0; n < bytes.size(); n += n < 4000 ? 13 : 997)
        CHECK_FALSE(received(std::string_view{bytes}.substr(0, n)));
}

TEST_CASE("dataset_stream: bytes of a sender with a damaged memory break nothing", "[output]") {
    const std::string bytes = sent(sample({1, 1}));
    std::mt19937_64 random{5};
    for (int i = 0; i < 3000; ++i) {
        std::string bad = bytes;
        const std::size_t at = random() % (i % 4 == 0 ? bad.size() : 6000);
        bad[at] = static_cast<char>(random());
        CHECK_NOTHROW(received(bad));
    }
}
