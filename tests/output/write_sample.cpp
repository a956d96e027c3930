// SPDX-License-Identifier: Apache-2.0
// Writes the sample that readers.py and readers.R check: write_sample FILE.h5 [members months]
#include <cstdio>
#include <cstdlib>

#include "output/run_file.hpp"
#include "sim/error.hpp"
#include "tests/output/sample.hpp"

int main(int argc, char** argv) {
    using namespace talentflow;
    try {
        tests::SampleSize size;
        if (argc == 4) size = {std::atoi(argv[2]), std::atoi(argv[3])};
        output::write_run_file(tests::sample(size), argv[1], output::Replace::yes);
        return 0;
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return static_cast<int>(error.exit_code());
    }
}
