// SPDX-License-Identifier: Apache-2.0
#include "sim/batches.hpp"

#include "sim/kernel_choice.hpp"

namespace talentflow::sim {

std::size_t monthly_words(const Draws& draws, Month month, PersonId first, std::size_t n, std::uint32_t* out) {
    const std::size_t shift = first.index() & 3U;
    kernels::chosen().monthly_words(draws.key()[0], draws.key()[1], Draws::address(month, Purpose::monthly_bytes),
                                    first.high(), first.index() >> 2, (n + shift + 3) / 4, out);
    return shift;
}

void monthly_words(const Draws& draws, Month month, const PersonBatch& persons, std::uint32_t* out) {
    kernels::chosen().words_of(draws.key()[0], draws.key()[1], Draws::address(month, Purpose::monthly_bytes),
                               persons.size(), persons.index.data(), persons.high.data(), out);
}

void words(const Draws& draws, Month month, Purpose purpose, const PersonBatch& persons,
           std::vector<std::uint32_t>& out) {
    const std::size_t n = persons.size();
    if (out.size() < 4 * n) out.resize(4 * n);
    kernels::chosen().philox({draws.key()[0], draws.key()[1], Draws::address(month, purpose), 0, nullptr, nullptr, n,
                              persons.index.data(), persons.high.data(), out.data()});
}

void words(const Draws& draws, const DrawBatch& batch, std::vector<std::uint32_t>& out) {
    const std::size_t n = batch.size();
    if (out.size() < 4 * n) out.resize(4 * n);
    kernels::chosen().philox({draws.key()[0], draws.key()[1], 0, 0, batch.address.data(), batch.draw.data(), n,
                              batch.persons.index.data(), batch.persons.high.data(), out.data()});
}

namespace {

constexpr std::size_t kSpare = 8;  // kernels write whole groups of eight

kernels::FlagArguments flag_arguments(std::size_t n, const StatusWord* status, const std::uint16_t* birth,
                                      const FlagBounds& bounds, std::vector<std::uint8_t>& flags,
                                      std::vector<std::uint32_t>& rows) {
    static_assert(sizeof(StatusWord) == sizeof(std::uint32_t));
    StatusWord mask, usual;
    mask.set_employment(static_cast<Employment>(3));
    mask.set_graduate(true);
    mask.set_after_contract(true);
    usual.set_employment(Employment::employed);
    // Only ever grown: filling 16 KB a block would cost as much as the flags.
    if (flags.size() < n) flags.resize(n);
    if (rows.size() < n + kSpare) rows.resize(n + kSpare);
    return {n, nullptr, reinterpret_cast<const std::uint32_t*>(status), birth,
            {bounds.byte[0], bounds.byte[1], bounds.byte[2], bounds.byte[3]}, mask.bits(), usual.bits(),
            bounds.retire_birth, flags.data(), rows.data()};
}

}  // namespace

std::size_t flag_rows(std::size_t n, const std::uint32_t* words, const StatusWord* status, const std::uint16_t* birth,
               const FlagBounds& bounds, std::vector<std::uint8_t>& scratch, std::vector<std::uint32_t>& rows) {
    auto arguments = flag_arguments(n, status, birth, bounds, scratch, rows);
    arguments.words = words;
    return kernels::chosen().flag(arguments);
}

std::size_t event_rows(const Draws& draws, Month month, PersonId first, std::size_t n, const StatusWord* status,
                const std::uint16_t* birth, const FlagBounds& bounds, EventScratch& scratch,
                std::vector<std::uint32_t>& rows, std::vector<std::uint32_t>& words) {
    if (scratch.words.size() < n + kSpare) scratch.words.resize(n + kSpare);
    if (words.size() < n + kSpare) words.resize(n + kSpare);
    const auto flag = flag_arguments(n, status, birth, bounds, scratch.flags, rows);
    return kernels::chosen().events({flag, draws.key()[0], draws.key()[1],
                                     Draws::address(month, Purpose::monthly_bytes), first.high(), first.index(),
                                     scratch.words.data(), words.data()});
}

const char* instruction_set() { return kernels::chosen().name; }

}  // namespace talentflow::sim
