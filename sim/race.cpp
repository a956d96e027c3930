// SPDX-License-Identifier: Apache-2.0
#include "sim/race.hpp"

#include <limits>

#include "sim/exponential.hpp"
#include "sim/math.hpp"

namespace talentflow::sim {

std::uint8_t race(const Draws& draws, PersonId person, Month month, const double* inverse_weight,
                  std::size_t n_alternatives, double v_stay, double rho) noexcept {
    double best = std::numeric_limits<double>::infinity();
    std::uint8_t which = kStay;
    Words words{};
    for (std::size_t a = 0; a < n_alternatives; ++a) {
        if (a % 4 == 0) {
            words = draws.words(person, month, Purpose::choice_race, static_cast<std::uint32_t>(a / 4));
        }
        const double product = exponential(words[a % 4]) * inverse_weight[a];
        if (product < best) {
            best = product;
            which = static_cast<std::uint8_t>(a);
        }
    }
    if (!(best < 1.0e300)) return kStay;
    const auto uniform = [&](std::size_t i) {
        return to_uniform(draws.word_of_four(person, month, Purpose::choice_race, static_cast<std::uint32_t>(i)));
    };
    double shift = 0.0;
    if (rho < 1.0) {
        const double other = 1.0 - rho;
        const double u = uniform(n_alternatives + 1);
        const double b = rho * math::log(math::sin_pi(rho * u)) + other * math::log(math::sin_pi(other * u)) -
                         math::log(math::sin_pi(u));
        shift = other * math::log(-math::log(uniform(n_alternatives + 2))) - b;
    }
    const double left = math::log(-math::log(uniform(n_alternatives))) - v_stay;
    const double right = rho * math::log(best) + shift;
    return left <= right ? kStay : which;
}

}  // namespace talentflow::sim
