// SPDX-License-Identifier: Apache-2.0
#include "output/sha256.hpp"

#include <openssl/evp.h>

#include <fmt/format.h>

#include "sim/contract.hpp"

namespace talentflow::output {

Digest digest_of(std::string_view bytes) {
    Digest digest{};
    unsigned int n = 0;
    const bool done = EVP_Digest(bytes.data(), bytes.size(), digest.data(), &n, EVP_sha256(), nullptr) == 1;
    TF_ENSURE(done && n == digest.size());
    return digest;
}

std::string hexadecimal(const Digest& digest) {
    return fmt::format("{:02x}", fmt::join(digest, ""));
}

std::string sha256(std::string_view text) {
    return hexadecimal(digest_of(text));
}

}  // namespace talentflow::output
