// SPDX-License-Identifier: Apache-2.0
#include "output/run_bytes.hpp"

#include <cerrno>
#include <fstream>
#include <string_view>
#include <system_error>

#include "output/file_seal.hpp"
#include "output/messages.hpp"
#include "sim/error.hpp"

namespace talentflow::output {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSignature = "\211HDF\r\n\032\n";

[[noreturn]] void refuse(const H5Place& place, const std::string& problem) {
    throw OutputError{place.file + ": " + problem};
}

std::string load(const fs::path& file, const H5Place& place) {
    std::error_code error;
    const auto status = fs::status(file, error);
    if (status.type() == fs::file_type::none) throw OutputError{messages::kCannotLookAt(place.file, error.message())};
    if (!fs::exists(status)) refuse(place, "does not exist; check the name");
    if (fs::is_directory(status)) refuse(place, "is a folder; give the name of a run file in it");
    if (!fs::is_regular_file(status)) refuse(place, "is no ordinary file; give the name of a run file");
    std::ifstream in{file, std::ios::binary};
    if (!in)
        refuse(place,
               "cannot be opened (" + std::generic_category().message(errno) + "); check the file and its permissions");
    // The signature first: a large file of another kind is refused without reading it.
    std::string bytes(kSignature.size(), '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (bytes != kSignature) refuse(place, "is no HDF5 file; give a file that 'talentflow run' wrote");
    const auto n = fs::file_size(file, error);
    if (error) refuse(place, "cannot be read; check the disk");
    bytes.resize(n);
    in.read(bytes.data() + kSignature.size(), static_cast<std::streamsize>(n - kSignature.size()));
    if (!in) refuse(place, "cannot be read to its end; check the disk");
    return bytes;
}

}  // namespace

std::string load_run_bytes(const fs::path& file, const H5Place& place) {
    std::string bytes = load(file, place);
    if (take_seal(bytes) == Seal::broken) {
        refuse(place,
               "its bytes do not match the checksum at its end; close it if another program is "
               "changing it, "
               "otherwise " +
                   place.advice);
    }
    return bytes;
}

}  // namespace talentflow::output
