// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/month/talent_model.hpp"
#include "sim/id.hpp"

namespace talentflow::experiments {

/// Home and tier of a person; regions and tiers in the order of the scenario file.
struct Home {
    std::size_t region = 0;
    std::size_t tier = 0;
};

/// Where every person of a world is at one instant, by person id: what two runs under equal luck
/// are joined on.
///
/// Two bytes a person. Ids are consecutive within a region and cohort, so they are kept in pages of
/// 4,096 ids in order of id; nine million people and ten years of newcomers take some 30 MB. People
/// who have left the world, or have not come, are on no page or are nobody on theirs.
class Whereabouts {
  public:
    static constexpr unsigned kPageBits = 12;
    static constexpr std::size_t kPageIds = std::size_t{1} << kPageBits;
    /// A place on a page: 0 nobody, else 1 + 8 region + tier (64 regions, 8 tiers at most).
    using Code = std::uint16_t;
    using Page = std::array<Code, kPageIds>;

    struct Person {
        sim::PersonId id;
        Home home;
    };

    /// Of the people alive in a model now. Parallel over blocks, by the model's team; equal for any number of threads.
    [[nodiscard]] static Whereabouts of(const models::TalentModel& model);
    /// Of listed people, each id once.
    [[nodiscard]] static Whereabouts of(const std::vector<Person>& people);

    [[nodiscard]] static Code code(Home home) noexcept { return static_cast<Code>(1 + home.region * 8 + home.tier); }
    /// Empty for nobody.
    [[nodiscard]] static std::optional<Home> home(Code code) noexcept {
        if (code == 0) return std::nullopt;
        return Home{(code - 1U) / 8, (code - 1U) % 8};
    }

    /// Ids of a page share everything but their last 12 bits; keys ascend.
    [[nodiscard]] const std::vector<std::uint64_t>& keys() const noexcept { return keys_; }
    /// The page of a key, or nullptr if nobody of it is in the world.
    [[nodiscard]] const Page* page(std::uint64_t key) const noexcept;

  private:
    explicit Whereabouts(std::vector<std::uint64_t> keys);
    [[nodiscard]] std::size_t index(std::uint64_t key) const noexcept;
    void put(sim::PersonId person, Home home, std::size_t page) noexcept {
        pages_[page][person.bits() & (kPageIds - 1)] = code(home);
    }

    std::vector<std::uint64_t> keys_;  // ascending
    std::vector<Page> pages_;          // [key]
};

}  // namespace talentflow::experiments
