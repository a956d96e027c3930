// SPDX-License-Identifier: Apache-2.0
#include "models/people/state/event_rows.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace talentflow::models {

EventBounds no_events() noexcept {
    StatusWord mask, usual, idle, somebody, woman, early;
    somebody.set_employment(static_cast<Employment>(3));
    mask.set_employment(static_cast<Employment>(3));
    mask.set_graduate(true);
    mask.set_after_contract(true);
    mask.set_fair_lately(true);
    mask.set_away(true);
    usual.set_employment(Employment::employed);
    idle.set_employment(Employment::unemployed);
    woman.set_woman(true);
    early.set_early_retirement(true);
    EventBounds bounds{};
    bounds.set_mask = mask.bits();
    bounds.usual = usual.bits();
    bounds.idle = idle.bits();
    bounds.woman = woman.bits();
    bounds.early = early.bits();
    bounds.somebody_mask = somebody.bits();
    return bounds;
}

namespace {

sim::kernels::EventArguments arguments(std::size_t n, const StatusWord* status, const std::uint16_t* birth,
                                       const EventBounds& bounds, EventRows& out) {
    static_assert(sizeof(StatusWord) == sizeof(std::uint32_t));
    constexpr std::size_t kSpare = 8;  // kernels write whole groups of eight
    // Only ever grown: filling 16 KB a block would cost as much as finding the events.
    if (out.flags.size() < n + kSpare) {
        out.flags.resize(n + kSpare);
        for (auto* list : {&out.rows, &out.words, &out.certain, &out.all_words}) list->resize(n + kSpare);
    }
    sim::kernels::EventArguments a{};
    a.n = n;
    a.status = reinterpret_cast<const std::uint32_t*>(status);
    a.birth = birth;
    a.bounds = &bounds;
    a.words = out.all_words.data();
    a.flags = out.flags.data();
    a.rows = out.rows.data();
    a.row_words = out.words.data();
    a.certain = out.certain.data();
    a.n_certain = &out.n_certain;
    return a;
}

}  // namespace

void find_events(const sim::kernels::Kernels& kernels, std::size_t n, const std::uint32_t* words,
                 const StatusWord* status, const std::uint16_t* birth, const EventBounds& bounds, EventRows& out) {
    auto a = arguments(n, status, birth, bounds, out);
    a.given = words;
    out.n = kernels.events(a);
}

void find_events(const sim::Draws& draws, sim::Month month, sim::PersonId first, std::size_t n,
                 const StatusWord* status, const std::uint16_t* birth, const EventBounds& bounds, EventRows& out) {
    auto a = arguments(n, status, birth, bounds, out);
    a.key0 = draws.key()[0];
    a.key1 = draws.key()[1];
    a.address = draws.address(month, sim::Purpose::monthly_bytes);
    a.high = first.high();
    a.first = first.index();
    out.n = draws.kernels().events(a);
}

void find_rows(const StatusWord* status, std::size_t n, StatusWord mask, StatusWord value,
               std::vector<std::uint32_t>& rows) {
    constexpr std::size_t kGroup = 64;
    rows.clear();
    for (std::size_t from = 0; from < n; from += kGroup) {
        const std::size_t count = std::min(kGroup, n - from);
        // Plain comparisons, which vectorize; most groups have few such rows.
        std::array<std::uint8_t, kGroup> is_one{};
        for (std::size_t i = 0; i < count; ++i)
            is_one[i] = (status[from + i].bits() & mask.bits()) == value.bits() ? 1 : 0;
        for (std::size_t i = 0; i < count; i += 8) {
            std::uint64_t eight = 0;
            std::memcpy(&eight, is_one.data() + i, 8);
            for (; eight != 0; eight &= eight - 1) {
                rows.push_back(
                    static_cast<std::uint32_t>(from + i + static_cast<std::size_t>(std::countr_zero(eight)) / 8));
            }
        }
    }
}

}  // namespace talentflow::models
