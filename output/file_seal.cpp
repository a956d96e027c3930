// SPDX-License-Identifier: Apache-2.0
#include "output/file_seal.hpp"

#include "output/provenance.hpp"

namespace talentflow::output {

namespace {

constexpr std::string_view kMark = "\n# talentflow sha256 ";
constexpr std::size_t kSealBytes = kMark.size() + 64 + 1;

}  // namespace

std::string seal_of(const std::string& content) {
    return std::string{kMark} + sha256(content) + "\n";
}

Seal take_seal(std::string& file) {
    if (file.size() < kSealBytes) return Seal::absent;
    const std::string seal = file.substr(file.size() - kSealBytes);
    if (seal.compare(0, kMark.size(), kMark) != 0) return Seal::absent;
    file.resize(file.size() - kSealBytes);
    return seal == seal_of(file) ? Seal::intact : Seal::broken;
}

}  // namespace talentflow::output
