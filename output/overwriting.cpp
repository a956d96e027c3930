// SPDX-License-Identifier: Apache-2.0
#include "output/overwriting.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>
#include <system_error>

#include "output/descriptor.hpp"
#include "output/file_seal.hpp"
#include "output/messages.hpp"
#include "sim/error.hpp"
#include "sim/printable.hpp"

namespace talentflow::output {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string bytes_at(int descriptor, std::size_t n, off_t offset) {
    std::string bytes(n, '\0');
    std::size_t done = 0;
    while (done < n) {
        const ::ssize_t got = ::pread(descriptor, bytes.data() + done, n - done, offset + static_cast<off_t>(done));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) throw std::system_error{errno, std::generic_category()};
        if (got == 0) break;
        done += static_cast<std::size_t>(got);
    }
    bytes.resize(done);
    return bytes;
}

}  // namespace

FileMark result_mark() {
    return {"a result", "\211HDF\r\n\032\n", true};
}

bool carries(int descriptor, const FileMark& mark) {
    std::string head = bytes_at(descriptor, kByteOrderMark.size() + mark.begin.size(), 0);
    if (head.starts_with(kByteOrderMark)) head.erase(0, kByteOrderMark.size());
    if (!head.starts_with(mark.begin)) return false;
    if (!mark.sealed) return true;
    struct stat status {};
    if (::fstat(descriptor, &status) != 0) throw std::system_error{errno, std::generic_category()};
    const auto end = static_cast<off_t>(kSealBytes);
    return status.st_size > end && is_seal_line(bytes_at(descriptor, kSealBytes, status.st_size - end));
}

const fs::path* input_at(const fs::path& file, const std::vector<fs::path>& inputs) {
    std::error_code ignored;  // what cannot be looked at is not the same file
    for (const auto& input : inputs)
        if (fs::equivalent(file, input, ignored)) return &input;
    return nullptr;
}

void refuse_input(const fs::path& file, const std::vector<fs::path>& inputs) {
    if (const auto* input = input_at(file, inputs))
        throw ScenarioError{messages::kIsRead(sim::printable(file.string()), sim::printable(input->string()))};
}

void refuse_foreign(const fs::path& target, const FileMark& mark) {
    const Descriptor file{::open(target.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)};
    try {
        if (file.get() < 0) throw std::system_error{errno, std::generic_category()};
        struct stat status {};
        if (::fstat(file.get(), &status) != 0) throw std::system_error{errno, std::generic_category()};
        if (status.st_size == 0 || carries(file.get(), mark)) return;
    } catch (const std::system_error& error) {
        if (error.code().value() == ENOENT) return;  // gone meanwhile
        throw OutputError{messages::kCannotTellWhose(target.string(), mark.what, error.code().message())};
    }
    throw OutputError{messages::kNotOurs(target.string(), mark.what)};
}

}  // namespace talentflow::output
