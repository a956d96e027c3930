// SPDX-License-Identifier: Apache-2.0
#include "output/file_seal.hpp"

#include "output/sha256.hpp"

namespace talentflow::output {

namespace {

constexpr std::string_view kMark = "\n# talentflow sha256 ";
static_assert(kSealBytes == kMark.size() + 64 + 1);

}  // namespace

bool is_seal_line(std::string_view text) {
    return text.size() == kSealBytes && text.starts_with(kMark) && text.ends_with('\n') &&
           text.substr(kMark.size(), 64).find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string seal_of(const std::string& content) {
    return std::string{kMark} + sha256(content) + "\n";
}

Seal take_seal(std::string& file) {
    if (file.size() < kSealBytes) return Seal::absent;
    const std::string seal = file.substr(file.size() - kSealBytes);
    // A mark further on is that of a line that was cut.
    if (seal.compare(0, kMark.size(), kMark) != 0)
        return seal.find(kMark) == std::string::npos ? Seal::absent : Seal::broken;
    file.resize(file.size() - kSealBytes);
    return seal == seal_of(file) ? Seal::intact : Seal::broken;
}

}  // namespace talentflow::output
