// SPDX-License-Identifier: Apache-2.0
#include "tests/output/state_sample.hpp"

#include "output/sha256.hpp"

namespace talentflow::tests {

namespace {

std::string numbers(std::size_t n, std::size_t width, std::size_t step) {
    std::string bytes;
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t b = 0; b < width; ++b) bytes += static_cast<char>((i * step + i % 7) >> (8 * b) & 0xff);
    }
    return bytes;
}

}  // namespace

output::StateHeader sample_header() {
    output::StateHeader header;
    header.month = "2025-06";
    header.past_hash = output::sha256("past");
    header.command = R"({"command": "talentflow run small.yaml"})";
    header.scenario = "format: 1\ntitle: {en: Small, zh: 小}\n";
    header.members = 2;
    return header;
}

std::vector<StateColumn> small_columns() {
    return {{"member 0/people/birth", 2, numbers(501, 2, 3)},
            {"member 0/people/id", 8, numbers(300, 8, 70'001)},
            {"member 0/queues", 4, ""},
            {"member 1/people/birth", 2, noise(700)}};
}

// Knuth's 64-bit generator; its high bits.
std::string noise(std::size_t n) {
    std::string bytes;
    for (std::uint64_t x = 1; bytes.size() < n; bytes += static_cast<char>(x >> 56))
        x = x * 6364136223846793005U + 1442695040888963407U;
    return bytes;
}

std::string small_state(const TempFolder& folder) {
    output::StateFileWriter out{output::claim(folder / "good.state", {output::Replace::yes, output::state_mark()}),
                                sample_header()};
    for (const auto& column : small_columns()) {
        out.begin_part(column.name, column.width);
        out.write(column.bytes.data(), column.bytes.size());
        out.end_part();
    }
    out.finish();
    return read_bytes(folder / "good.state");
}

std::string read_part(const output::StateFile& state, const std::string& name) {
    auto reader = state.open(name);
    std::string bytes(static_cast<std::size_t>(reader.left()), '\0');
    reader.read(bytes.data(), bytes.size());
    reader.finish();
    return bytes;
}

void read_all(const std::filesystem::path& file) {
    const output::StateFile state{file};
    for (const auto& part : state.parts()) (void)read_part(state, part.name);
}

}  // namespace talentflow::tests
