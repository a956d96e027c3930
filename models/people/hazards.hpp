// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/people/life_course.hpp"
#include "models/people/state/event_rows.hpp"
#include "models/people/state/status_word.hpp"
#include "models/policy/policy_field.hpp"
#include "models/world/compiled_world.hpp"
#include "sim/not_copyable.hpp"

namespace talentflow::models {

/// Monthly probabilities of the four event processes, and the bytes that bound them (ADR 0005).
///
/// A process acts if and only if its own uniform, whose leading byte comes from the month's shared word, is below its
/// probability. A byte above floor(256 p) rules that out without a look; bounds never enter a draw.
///
///   consider  1 - exp(-h), h = h_0 RC(age)/RCbar exp(th_U 1[U] + th_G 1[graduate] + th_C 1[contract ended]
///             + th_J 1[fair lately] - th_P partner - th_K child)                         (methods 3.3)
///   separate  1 - exp(-factor s_EU exp(-delta_ten min(tenure, 60)/12))                    (methods 3.9)
///   search    1 - exp(-sigma_U), the unemployed, same byte as separation                  (methods 3.5)
///   die, retire;  rise  1 - exp(-u_k exp(shift)), shift by policy, courses, stays     (methods 3.2, 3.18)
class Hazards : private sim::NotCopyable {
  public:
    explicit Hazards(const CompiledWorld& world);

    /// Lets people consider more after a fair. Without this call nobody has been to one, and bounds stay lower.
    void expect_fairs();

    [[nodiscard]] double consider(std::size_t status_class, int age_months, bool partner, bool child) const noexcept;
    [[nodiscard]] double separate(int tenure_months) const noexcept;
    /// The same for somebody who works in `region` (inner): the hazard times what levers make of it there
    /// (Entry::separation_factor).
    [[nodiscard]] double separate(RegionIndex region, StatusWord who, int tenure_months) const noexcept;
    /// The most that anybody's is this month: whoever's uniform is above need not be asked for the tenure.
    [[nodiscard]] double separate_most() const noexcept { return separate_most_; }
    [[nodiscard]] bool anyone_separates() const noexcept { return separate_bound_ >= 0; }
    /// Does the word leave open that this person loses a post, rises, dies?
    [[nodiscard]] bool may_separate(StatusWord who, std::uint32_t word) const noexcept {
        return who.employed() && static_cast<std::int32_t>((word >> 8) & 0xFFU) <= separate_bound_;
    }
    [[nodiscard]] bool may_rise(StatusWord who, std::uint32_t word) const noexcept {
        return !resting_ && static_cast<std::int32_t>(word >> 24) <= rise_bound_[who.tier()];
    }
    [[nodiscard]] bool may_die(std::uint16_t birth, std::uint32_t word) const noexcept {
        return static_cast<std::int32_t>((word >> 16) & 0xFFU) <=
               death_bound_[static_cast<std::size_t>(age_index(birth))];
    }
    [[nodiscard]] double search() const noexcept { return search_; }
    [[nodiscard]] double finding() const noexcept { return finding_; }
    [[nodiscard]] double die(int age_months) const noexcept;
    [[nodiscard]] double rise(TierIndex tier) const noexcept { return resting_ ? 0.0 : rise_[tier]; }
    /// The same with a shift of the log hazard; 0 gives rise(tier) bit for bit. A probability given by a table has no
    /// shift.
    [[nodiscard]] double rise(TierIndex tier, double shift) const noexcept;
    /// The most that anybody's can be this month.
    [[nodiscard]] double rise_most(TierIndex tier) const noexcept { return resting_ ? 0.0 : rise_most_[tier]; }
    /// Whether anybody's log hazard of rising is shifted this month.
    [[nodiscard]] bool rises_shift() const noexcept { return rises_shift_; }

    /// The most that `consider` can be for a class and age, over all families.
    [[nodiscard]] double consider_most(std::size_t status_class, int age_months) const noexcept;
    /// Whether partner or child change the consideration of anyone.
    [[nodiscard]] bool family_matters() const noexcept { return family_matters_; }
    /// Bytes of this month's words that may mean an event.
    [[nodiscard]] const EventBounds& bounds() const noexcept { return bounds_; }

    /// Takes what levers make of separation this month; before `open_month`, which sets the bounds.
    void use_separation(const PolicyField& policy);
    /// Opens a month: which births retire, whether demography stands still, and the range of shifts of the log hazard
    /// of rising, which is all 0 if there are none.
    void open_month(sim::Month now, double least_shift = 0.0, double most_shift = 0.0);
    [[nodiscard]] bool retires(StatusWord who, std::uint16_t birth) const noexcept {
        return birth <= retire_birth_[static_cast<std::size_t>(retirement_class(who))];
    }

    /// Is the byte of considering a move low enough for this person?
    [[nodiscard]] bool may_consider(StatusWord who, const std::uint16_t* birth, std::uint32_t word) const noexcept {
        return static_cast<std::int32_t>(word & 0xFFU) <=
               consider_bound_[who.consideration_class() * kAges + static_cast<std::size_t>(age_index(*birth))];
    }

    /// Can anything happen to this person, judging by the bytes of the month's word? Reads the birth only where it
    /// matters: it may have to come from far.
    [[nodiscard]] bool may_happen(StatusWord who, const std::uint16_t* birth, std::uint32_t word) const noexcept {
        const auto consider_byte = static_cast<std::int32_t>(word & 0xFFU);
        // The commonest case needs no table: a byte that is enough at any age of the usual class.
        if (consider_byte <= sure_consider_ && who.consideration_class() == 0) return true;
        const auto work_byte = static_cast<std::int32_t>((word >> 8) & 0xFFU);
        return may_consider(who, birth, word) || work_byte <= (who.employed() ? separate_bound_ : search_bound_) ||
               may_die(*birth, word) || may_rise(who, word) || retires(who, *birth);
    }
    /// Does the word alone tell that this person, for whom something may happen, considers moving and nothing else?
    [[nodiscard]] bool only_considers(StatusWord who, const std::uint16_t* birth, std::uint32_t word) const noexcept {
        const auto byte = [&](unsigned b) { return (word >> (8 * b)) & 0xFFU; };
        return who.consideration_class() == 0 && !who.away() && byte(1) >= bounds_.below[0][1] &&
               byte(2) >= bounds_.below[0][2] && byte(3) >= bounds_.below[0][3] && byte(0) < certain_most_ &&
               byte(0) < certain_consider_[static_cast<std::size_t>(age_index(*birth))] &&
               *birth > bounds_.retire_birth[static_cast<std::size_t>(retirement_class(who))];
    }
    [[nodiscard]] int age_months(std::uint16_t birth) const noexcept { return age_clock_ - static_cast<int>(birth); }

  private:
    void set_consider_bounds();
    void set_bounds();

    static constexpr std::size_t kAges = 1200;  // months
    [[nodiscard]] int age_index(std::uint16_t birth) const noexcept {
        const int age = age_months(birth);
        return age < 0 ? 0 : (age >= static_cast<int>(kAges) ? static_cast<int>(kAges) - 1 : age);
    }

    const CompiledWorld* world_;
    int age_clock_ = 0;
    bool family_matters_ = false;
    bool resting_ = false;  // capability stands still during burn-in, unless a table says otherwise
    EventBounds bounds_ = no_events();
    std::vector<double> consider_most_;  // [class * kAges + age]
    double search_ = 0, finding_ = 0;
    std::array<int, 3> retire_birth_{-1, -1, -1};
    std::vector<double> consider_;              // [((class * 4) + partner * 2 + child) * kAges + age]
    std::vector<double> separate_;              // [tenure 0..60]
    std::vector<double> separate_hazard_;       // [tenure] -ln(1 - separate_)
    std::vector<double> separation_factor_;     // [cell]; empty: nobody's is changed
    std::vector<double> die_, die_in_burn_in_;  // [age]
    std::array<double, kMaxTiers> rise_{}, rise_most_{};
    std::array<bool, kMaxTiers> rise_given_{};  // by a table
    bool rises_shift_ = false;
    std::size_t classes_ = StatusWord::kClasses / 2;  // that anybody is in: fairs have the upper half
    std::vector<std::int16_t> consider_bound_;        // [class * kAges + age], -1: never
    std::int32_t sure_consider_ = -1;                 // least bound of class 0 over all ages
    std::vector<std::uint16_t> certain_consider_;     // [age] of class 0: bytes below it are enough in every family
    std::uint32_t certain_most_ = 0;
    std::int16_t separate_bound_ = -1, search_bound_ = -1;
    std::int16_t separate_bound_alone_ = -1;  // without levers
    double separate_most_ = 0, separate_most_alone_ = 0;
    std::vector<std::int16_t> death_bound_, death_bound_open_;
    std::array<std::int16_t, kMaxTiers> rise_bound_{};
};

}  // namespace talentflow::models
