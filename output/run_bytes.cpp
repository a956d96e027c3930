// SPDX-License-Identifier: Apache-2.0
#include "output/run_bytes.hpp"

#include <fstream>
#include <string_view>
#include <system_error>

#include "output/child_process.hpp"
#include "output/file_seal.hpp"
#include "output/messages.hpp"
#include "sim/error.hpp"

namespace talentflow::output {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSignature = "\211HDF\r\n\032\n";
constexpr unsigned kChildSeconds = 9;  // no input may hang for 10 s; a 20 MB file takes 1 s

[[noreturn]] void refuse(const H5Place& place, const std::string& problem) {
    throw OutputError{place.file + ": " + problem};
}

std::string load(const fs::path& file, const H5Place& place) {
    std::error_code error;
    const auto status = fs::status(file, error);
    if (status.type() == fs::file_type::none)
        throw OutputError{kCannotLookAt(place.file, error.message())};
    if (!fs::exists(status)) refuse(place, "does not exist; check the name");
    if (fs::is_directory(status)) refuse(place, "is a folder; give the name of a run file in it");
    if (!fs::is_regular_file(status))
        refuse(place, "is no ordinary file; give the name of a run file");
    std::ifstream in{file, std::ios::binary};
    if (!in) refuse(place, "cannot be opened; check its permissions");
    // The signature first: a large file of another kind is refused without reading it.
    std::string bytes(kSignature.size(), '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (bytes != kSignature)
        refuse(place, "is no HDF5 file; give a file that 'talentflow run' wrote");
    const auto n = fs::file_size(file, error);
    if (error) refuse(place, "cannot be read; check the disk");
    bytes.resize(n);
    in.read(bytes.data() + kSignature.size(), static_cast<std::streamsize>(n - kSignature.size()));
    if (!in) refuse(place, "cannot be read to its end; check the disk");
    return bytes;
}

// The child's answer: a hashed file, or '!' and the message of its error.
std::string rewrite(const std::string& bytes, const H5Place& place) {
    try {
        const std::string fresh = run_file_bytes(dataset_from_bytes(bytes, place), place);
        return fresh + seal_of(fresh);
    } catch (const Error& error) {
        return std::string{"!"} + error.what();
    }
}

}  // namespace

std::string load_run_bytes(const fs::path& file, const H5Place& place) {
    std::string bytes = load(file, place);
    const Seal seal = take_seal(bytes);
    if (seal == Seal::intact) return bytes;
    if (seal == Seal::broken) {
        refuse(place,
               "its bytes do not match the checksum at its end; close it if another program is "
               "changing it, "
               "otherwise " +
                   place.advice);
    }
    const std::size_t most = 64 * bytes.size() + 64 * 1024 * 1024;
    auto answer = compute_in_child([&] { return rewrite(bytes, place); }, kChildSeconds, most);
    if (!answer) refuse(place, "HDF5 fails on it; " + place.advice);
    if (!answer->empty() && answer->front() == '!') throw OutputError{answer->substr(1)};
    if (take_seal(*answer) != Seal::intact) refuse(place, "HDF5 fails on it; " + place.advice);
    return std::move(*answer);
}

}  // namespace talentflow::output
