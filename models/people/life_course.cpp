// SPDX-License-Identifier: Apache-2.0
#include "models/people/life_course.hpp"

#include <algorithm>
#include <cstddef>

#include "sim/math.hpp"

namespace talentflow::models {

namespace {

struct AgePoint {
    double age_years;
    double share;
};

// Assumptions (range +-30 %): shares of the college-educated with a partner, and with a child under 18 at home.
constexpr std::array<AgePoint, 6> kPartner{{{22, 0.10}, {25, 0.30}, {30, 0.70}, {35, 0.85}, {40, 0.88}, {60, 0.90}}};
constexpr std::array<AgePoint, 9> kChild{
    {{22, 0.02}, {25, 0.12}, {30, 0.45}, {35, 0.70}, {40, 0.75}, {45, 0.65}, {50, 0.35}, {55, 0.10}, {60, 0.03}}};
constexpr double kPartnerEmployed = 0.8;  // assumption [0.6, 0.9]

template <std::size_t N>
double interpolate(const std::array<AgePoint, N>& points, double age) noexcept {
    if (age <= points.front().age_years) return points.front().share;
    for (std::size_t i = 1; i < N; ++i) {
        if (age <= points[i].age_years) {
            const double part = (age - points[i - 1].age_years) / (points[i].age_years - points[i - 1].age_years);
            return points[i - 1].share + part * (points[i].share - points[i - 1].share);
        }
    }
    return points.back().share;
}

// The shares by month of age: millions ask for them. Beyond the last point they stay.
constexpr std::size_t kShareMonths = 61 * 12;
template <std::size_t N>
std::array<double, kShareMonths> by_month(const std::array<AgePoint, N>& points) {
    std::array<double, kShareMonths> shares{};
    for (std::size_t m = 0; m < kShareMonths; ++m) shares[m] = interpolate(points, static_cast<double>(m) / 12.0);
    return shares;
}
std::size_t month_index(int age_months) noexcept {
    return static_cast<std::size_t>(std::clamp(age_months, 0, static_cast<int>(kShareMonths) - 1));
}

}  // namespace

std::uint8_t experience_years(int age_months) noexcept {
    return static_cast<std::uint8_t>(std::clamp((age_months - kEntryAgeMonths) / 12, 0, 60));
}

double partner_share(int age_months) noexcept {
    static const auto shares = by_month(kPartner);
    return shares[month_index(age_months)];
}

double child_share(int age_months) noexcept {
    static const auto shares = by_month(kChild);
    return shares[month_index(age_months)];
}

Family family_of(const sim::Draws& draws, sim::PersonId person, int age_months) noexcept {
    return family_of(draws.words(person, sim::Month{}, sim::Purpose::life_course), age_months);
}

Family family_of(const sim::Words& words, int age_months) noexcept {
    Family family;
    family.partner = sim::to_uniform(words[0]) < partner_share(age_months);
    family.child = sim::to_uniform(words[1]) < child_share(age_months);
    family.partner_employed = family.partner && sim::to_uniform(words[2]) < kPartnerEmployed;
    family.mode_word = words[3];
    return family;
}

sim::Month retirement_month(sim::Month birth, RetirementClass who) noexcept {
    constexpr sim::Month kReform = sim::Month::of(2025, 1);
    int years = 60;
    int months_per_step = 4;
    int most = 36;
    if (who == RetirementClass::women_cadres) years = 55;
    if (who == RetirementClass::women_workers) {
        years = 50;
        months_per_step = 2;
        most = 60;
    }
    const sim::Month before = birth + years * 12;
    if (before < kReform) return before;
    const int delay = (before - kReform) / months_per_step + 1;
    return before + std::min(delay, most);
}

RetirementClass retirement_class(StatusWord status) noexcept {
    if (!status.woman()) return RetirementClass::men;
    return status.early_retirement() ? RetirementClass::women_workers : RetirementClass::women_cadres;
}

double death_probability(const Parameters& p, int age_months) noexcept {
    const double age = static_cast<double>(age_months) / 12.0;
    const double rate = p.mortality_at_40_per_year * sim::math::exp(p.mortality_growth_per_year * (age - 40.0));
    return 1.0 - sim::math::exp(-rate / 12.0);
}

double rogers_castro(double age_years) noexcept {
    constexpr double a1 = 0.02, alpha1 = 0.1, a2 = 0.06, alpha2 = 0.1, mu2 = 20.0, lambda2 = 0.4, c = 0.003;
    const double childhood = a1 * sim::math::exp(-alpha1 * age_years);
    const double labour =
        a2 * sim::math::exp(-alpha2 * (age_years - mu2) - sim::math::exp(-lambda2 * (age_years - mu2)));
    return childhood + labour + c;
}

}  // namespace talentflow::models
