// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "models/people/state/status_word.hpp"
#include "models/world/parameters.hpp"
#include "sim/calendar.hpp"
#include "sim/draws.hpp"

/// Methods 3.2, the person's side: age, family, retirement, death. All of it is a function of the person's
/// id and the month, so nothing is stored and nothing has to be kept up (docs/methods.md section 3.2).
namespace talentflow::models {

/// Age at which working life starts: experience counts from it and tenures are cut at it.
inline constexpr int kEntryAgeMonths = 22 * 12;
/// Entrants are 22, 23 or 24 years old (assumption, methods 7).
inline constexpr int kGraduateAgeSpread = 36;
/// Graduates enter in June and in July, half of a year's each (assumption, methods 7).
inline constexpr int kGraduationMonths = 2;
[[nodiscard]] constexpr bool graduation_month(sim::Month month) noexcept {
    return month.month_of_year() == 6 || month.month_of_year() == 7;
}
/// Whole years of experience at an age, 0 to 60.
[[nodiscard]] std::uint8_t experience_years(int age_months) noexcept;

/// The four words that fix a person's family and mode for life; one Philox call.
///
/// Partner at age a if u_1 < s_P(a), child if u_2 < s_K(a), partner employed if u_3 < 0.8: with rising s_P
/// a partner, once there, stays. Shares by age are assumptions (table in life_course.cpp).
struct Family {
    bool partner = false;
    bool child = false;
    bool partner_employed = false;
    std::uint32_t mode_word = 0;  // below job_led_share x 2^32: job-led
};
[[nodiscard]] Family family_of(const sim::Words& words, int age_months) noexcept;
[[nodiscard]] Family family_of(const sim::Draws& draws, sim::PersonId person, int age_months) noexcept;

/// Shares of people of an age with a partner, and with a child at home.
[[nodiscard]] double partner_share(int age_months) noexcept;
[[nodiscard]] double child_share(int age_months) noexcept;

/// The month in which a person born in `birth` reaches the statutory retirement age.
///
/// Men 60, women cadres 55, women workers 50; from 2025-01 one month later per 4 months (men, cadres) or per
/// 2 months (workers), up to 63, 58 and 55. Source: decision of the NPC Standing Committee of September 2024
/// (docs/methods.md).
enum class RetirementClass { men, women_cadres, women_workers };
[[nodiscard]] sim::Month retirement_month(sim::Month birth, RetirementClass who) noexcept;
[[nodiscard]] RetirementClass retirement_class(StatusWord status) noexcept;

/// Death probability of one month: 1 - exp(-m(x)/12), m(x) = m_40 exp(g (x - 40)), x in years.
[[nodiscard]] double death_probability(const Parameters& p, int age_months) noexcept;

/// Rogers-Castro migration schedule at age x (years): a1 exp(-alpha1 x) + a2 exp(-alpha2 (x - mu2) -
/// exp(-lambda2 (x - mu2))) + c. Source: Rogers and Castro 1981, fundamental parameters.
[[nodiscard]] double rogers_castro(double age_years) noexcept;

/// Mean of the schedule over the ages 22..60, by which the hazard is scaled: 0.0153053.
inline constexpr double kRogersCastroMean = 0.0153053;

}  // namespace talentflow::models
