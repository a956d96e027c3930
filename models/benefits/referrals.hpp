// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/people/state/population.hpp"
#include "models/policy/funds.hpp"
#include "models/policy/programme.hpp"
#include "models/world/compiled_world.hpp"
#include "sim/draws.hpp"
#include "sim/not_copyable.hpp"

namespace talentflow::models {

/// Referred people who have been hired and are not accredited yet.
struct ReferralsState {
    struct Pending {
        std::uint64_t person;
        std::uint32_t row;
        std::uint32_t order;  // keyed hash
        std::uint16_t programme;
        sim::Month until;

        template <class Archive>
        void visit(Archive& archive) {
            archive("person", person);
            archive("row", row);
            archive("order", order);
            archive("programme", programme);
            archive("until", until);
        }
    };
    std::vector<Pending> pending;  // in the order in which they are paid

    template <class Archive>
    void visit(Archive& archive) {
        archive("pending", pending);
    }
};

/// Methods 3.20: residents who refer acquaintances from elsewhere to employers of their region, and what they get for
/// it.
///
///   A person of another region who looks for a post in region r and has n acquaintances there has been referred by one
///   of them within the last 12 months with probability 1 - exp(-12 p n), p the sum over the programmes that act in r.
///
/// The receiver is tested by an own word (never drawn from a list), so more acquaintances or a higher rate can only add
/// to those referred. When the referred person is hired in r, moves there and is accredited there within
/// `success_within_months`, the bonus of the programme is booked to its fund, once; the resident who gets it is not
/// tracked. A fund that cannot pay all pays those hired first, within a month by a keyed hash and the id. Draws: one
/// word of (person, month, region); one for each person hired.
class Referrals : private sim::NotCopyable {
  public:
    /// `funds` pays and outlives this.
    Referrals(const CompiledWorld& world, const sim::Draws& draws, std::vector<ReferralProgramme> programmes,
              Funds& funds, ReferralsState& state);

    void open_month(sim::Month now);

    /// Whether anybody can be referred to `region` this month (cheap first test).
    [[nodiscard]] bool acting(RegionIndex region) const noexcept { return ((acting_ >> region) & 1U) != 0; }
    /// The programme under which somebody of `field` with so many acquaintances in `region` has been referred there.
    [[nodiscard]] std::optional<std::uint16_t> referred(sim::PersonId person, RegionIndex region, FieldIndex field,
                                                        int acquaintances, sim::Month now) const;
    [[nodiscard]] double contact_factor(std::uint16_t programme) const noexcept {
        return programmes_[programme].contact_factor;
    }

    /// A person referred under `programme` now holds a post in its region, and lives there or commutes.
    void hired(const Population& population, std::uint32_t row, std::uint16_t programme, sim::Month now);
    /// Pays the bonus of those who have been accredited; called after the month's accreditations.
    void settle(const Population& population, sim::Month now);

    /// Hires of referred people in the month, by lever, in agents.
    [[nodiscard]] const std::vector<std::int64_t>& hires() const noexcept { return hires_; }

  private:
    using Pending = ReferralsState::Pending;

    /// Puts those hired since the last settlement behind the others, in an order that no row has a part in.
    void queue_hired();

    [[nodiscard]] bool earned(const Population& population, const Pending& p) const;

    const CompiledWorld* world_;
    const sim::Draws* draws_;
    Funds* funds_;
    ReferralsState* state_;
    std::vector<ReferralProgramme> programmes_;  // in the order of the register and of ids
    std::vector<RegionIndex> region_;            // [programme]
    std::vector<unsigned char> programme_acts_;  // [programme]
    std::uint64_t acting_ = 0;                   // regions
    std::vector<Pending> hired_;                 // since the last settlement, as told
    std::vector<std::int64_t> hires_;            // [lever]
};

}  // namespace talentflow::models
