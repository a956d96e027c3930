// SPDX-License-Identifier: Apache-2.0
#include "output/run_file.hpp"

#include <malloc.h>

#include <limits>
#include <optional>
#include <utility>

#include "output/child_process.hpp"
#include "output/file_seal.hpp"
#include "output/layout.hpp"
#include "output/messages.hpp"
#include "output/run_bytes.hpp"
#include "sim/error.hpp"

namespace talentflow::output {

namespace {

constexpr unsigned kNoLimit = 0;  // a large result takes its time

// The child's answer: the bytes, or '!' and the message of its error.
std::string built_in_child(const sim::Dataset& data, AtomicFile& claimed, const H5Place& place) {
    claimed.close_in_child();
    // Compression takes and gives back 1 MiB for every variable: faster if the system does not get
    // it each time. The child ends soon.
    ::mallopt(M_TRIM_THRESHOLD, 256 * 1024 * 1024);
    try {
        return run_file_bytes(data, place);
    } catch (const Error& error) {
        return std::string{"!"} + error.what();
    }
}

// HDF5 1.10 can end the process when one of its allocations fails.
std::string built(const sim::Dataset& data, AtomicFile& claimed, const H5Place& place) {
    std::optional<std::string> answer;
    try {
        answer = compute_in_child([&] { return built_in_child(data, claimed, place); }, kNoLimit,
                                  std::numeric_limits<std::size_t>::max());
    } catch (const OutputError&) {
        // No process can be started: the result of a long run is worth the risk.
        return run_file_bytes(data, place);
    }
    if (!answer) throw OutputError{messages::kNoMemoryForFile(place.file)};
    if (answer->starts_with('!')) throw OutputError{answer->substr(1)};
    return *std::move(answer);
}

}  // namespace

void write_run_file(const sim::Dataset& data, AtomicFile& claimed) {
    check_layout(data);
    const std::string bytes =
        built(data, claimed, {claimed.target().string(), "", "this should not happen, please report it"});
    claimed.write(bytes);
    claimed.write(seal_of(bytes));
    claimed.publish();
}

void write_run_file(const sim::Dataset& data, const std::filesystem::path& file, const Overwriting& overwriting) {
    check_layout(data);
    auto claimed = claim(file, overwriting);
    write_run_file(data, claimed);
}

}  // namespace talentflow::output
