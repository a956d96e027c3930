// SPDX-License-Identifier: Apache-2.0
#include "sim/batches.hpp"

namespace talentflow::sim {

std::size_t monthly_words(const Draws& draws, Month month, PersonId first, std::size_t n, std::uint32_t* out) {
    const std::size_t shift = first.index() & 3U;
    draws.kernels().monthly_words(draws.key()[0], draws.key()[1], draws.address(month, Purpose::monthly_bytes),
                                  first.high(), first.index() >> 2, (n + shift + 3) / 4, out);
    return shift;
}

void monthly_words(const Draws& draws, Month month, const PersonBatch& persons, std::uint32_t* out) {
    draws.kernels().words_of(draws.key()[0], draws.key()[1], draws.address(month, Purpose::monthly_bytes),
                             persons.size(), persons.index.data(), persons.high.data(), out);
}

void words(const Draws& draws, Month month, Purpose purpose, const PersonBatch& persons,
           std::vector<std::uint32_t>& out, std::uint32_t index) {
    const std::size_t n = persons.size();
    if (out.size() < 4 * n) out.resize(4 * n);
    draws.kernels().philox({draws.key()[0], draws.key()[1], draws.address(month, purpose), index, nullptr, nullptr, n,
                            persons.index.data(), persons.high.data(), out.data()});
}

void words(const Draws& draws, const DrawBatch& batch, std::vector<std::uint32_t>& out) {
    const std::size_t n = batch.size();
    if (out.size() < 4 * n) out.resize(4 * n);
    draws.kernels().philox({draws.key()[0], draws.key()[1], 0, 0, batch.address_.data(), batch.draw_.data(), n,
                            batch.persons_.index.data(), batch.persons_.high.data(), out.data()});
}

}  // namespace talentflow::sim
