// SPDX-License-Identifier: Apache-2.0
// Writes the samples that readers.py and readers.R check: write_sample FILE.h5 [members months]; and the one of
// state_reader.py: write_sample FILE.state
#include <cstdio>
#include <cstdlib>

#include "output/run_file.hpp"
#include "sim/error.hpp"
#include "tests/output/sample.hpp"
#include "tests/output/state_sample.hpp"

namespace {

using namespace talentflow;

// Those of the tests and one of several pieces: 400,000 numbers of 3 bytes and a byte.
void write_state(const std::filesystem::path& file) {
    auto columns = tests::small_columns();
    std::string rising;
    for (std::size_t i = 0; i < 400'000; ++i)
        for (std::size_t b = 0; b < 3; ++b) rising += static_cast<char>(i >> (8 * b) & 0xff);
    columns.push_back({"member 1/long", 3, rising + '\1'});
    output::StateFileWriter out{output::claim(file, {output::Replace::yes, output::state_mark()}),
                                tests::sample_header()};
    for (const auto& column : columns) {
        out.begin_part(column.name, column.width);
        out.write(column.bytes.data(), column.bytes.size());
        out.end_part();
    }
    out.finish();
}

}  // namespace

int main(int argc, char** argv) {
    try {
        if (argc == 2 && std::filesystem::path{argv[1]}.extension() == ".state") {
            write_state(argv[1]);
            return 0;
        }
        tests::SampleSize size;
        if (argc == 4) size = {std::atoi(argv[2]), std::atoi(argv[3])};
        output::write_run_file(tests::sample(size), argv[1], output::Replace::yes);
        return 0;
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return static_cast<int>(error.exit_code());
    }
}
