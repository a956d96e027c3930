// SPDX-License-Identifier: Apache-2.0
// Reading a run file where a crash costs nothing: HDF5 works in a child process, which hands the
// dataset back in a form of our own.
#include <new>
#include <optional>
#include <stdexcept>

#include "output/child_process.hpp"
#include "output/dataset_stream.hpp"
#include "output/layout.hpp"
#include "output/messages.hpp"
#include "output/run_bytes.hpp"
#include "output/run_file.hpp"
#include "sim/error.hpp"

namespace talentflow::output {

namespace {

constexpr std::size_t kMiB = 1024 * 1024;
// No input may take 10 s or 1 GiB: the child has a little less, so that the whole program stays
// below.
constexpr ChildLimits kLimits{.seconds = 8, .memory = 896 * kMiB, .answer = 1024 * kMiB};

constexpr char kDataset = 'd';
constexpr char kError = 'e';

void answer(const std::filesystem::path& file, const H5Place& place, const Send& send) {
    const auto tell = [&](const std::string& message) {
        send({&kError, 1});
        send_text(message, send);
    };
    try {
        const auto data = dataset_from_bytes(load_run_bytes(file, place), place);
        send({&kDataset, 1});
        send_dataset(data, send);
    } catch (const OutputError& error) {
        tell(error.what());
    } catch (const std::bad_alloc&) {
        tell(messages::kFile(place.file, messages::kTooMuchMemory(), place.advice));
    } catch (const std::length_error&) {
        tell(messages::kFile(place.file, messages::kTooMuchMemory(), place.advice));
    }
}

}  // namespace

sim::Dataset read_run_file(const std::filesystem::path& file) {
    const H5Place place{file.string(), "", messages::kDamaged()};
    std::optional<sim::Dataset> data;
    std::optional<std::string> error;
    const auto take = [&](const Receive& receive) {
        char kind = 0;
        if (!receive(&kind, 1)) return false;
        if (kind == kDataset) data = receive_dataset(receive);
        if (kind == kError) error = receive_text(receive);
        return data || error;
    };
    const bool well = stream_from_child([&](const Send& send) { answer(file, place, send); }, take, kLimits);
    if (!well) throw OutputError{messages::kFile(place.file, messages::kChildFailed(), place.advice)};
    if (error) throw OutputError{*error};
    if (const auto found = layout_problem(*data))
        throw OutputError{messages::kObject(place.file, found->object, found->problem, place.advice)};
    return std::move(*data);
}

}  // namespace talentflow::output
