// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "models/world/compiled_world.hpp"
#include "sim/not_copyable.hpp"

namespace talentflow::models {

/// Money in fen (0.01 CNY), as int64 everywhere inside.
using Fen = std::int64_t;
[[nodiscard]] Fen to_fen(double cny) noexcept;

/// What every fund holds.
struct FundsState {
    std::vector<Fen> balance;  // [fund]

    template <class Archive>
    void visit(Archive& archive) {
        archive("balance", balance);
    }
};

/// The accounts of every fund, plus one without limit for levers that name none.
///
/// Identity per fund and month: balance = balance before + appropriation + clawback - payments - administration.
class Funds : private sim::NotCopyable {
  public:
    struct Month {
        Fen appropriation = 0, payments = 0, administration = 0, clawback = 0;
    };

    Funds(const CompiledWorld& world, FundsState& state);

    /// Who pays for a lever that names no fund, as shares that sum to 1; without this the first region of `for`, else
    /// of `between`, else `from_region`. The first leads.
    void share_cost(std::size_t lever, std::vector<std::pair<FileRegion, double>> payers);

    /// Clears the month's figures and appropriates what is due in `now`: a year's sum in the first month in force
    /// of each calendar year, pro rata of the months in force. Without carry-over what is left lapses then.
    void open_month(sim::Month now);
    /// Pays `amount` and its administration for `lever` if its fund can; false if not.
    bool pay(std::size_t lever, Fen amount);
    /// Books a cost that is administration only; false if the fund cannot.
    bool administer(std::size_t lever, Fen amount);
    /// Credits money collected to the paying fund.
    void collect(std::size_t lever, Fen amount);
    /// Checks the identity of every fund. Errors: ModelError.
    void close_month(sim::Month now) const;

    [[nodiscard]] bool can_pay(std::size_t lever, Fen amount) const;
    /// How many of `n` equal payments the fund can make now.
    [[nodiscard]] std::size_t affordable(std::size_t lever, Fen each, std::size_t n) const;
    /// Whether money may still come: the fund is in force or has something left.
    [[nodiscard]] bool alive(std::size_t lever, sim::Month now) const;
    [[nodiscard]] const std::vector<Month>& month() const noexcept { return month_; }
    [[nodiscard]] Fen balance(std::size_t fund) const noexcept { return state_->balance[fund]; }
    /// Payments and administration of the month by [lever * n_regions(file order) + payer].
    [[nodiscard]] const std::vector<Fen>& by_payer() const noexcept { return by_payer_; }

  private:
    [[nodiscard]] Fen administration(std::size_t lever, Fen amount) const noexcept;
    void book(std::size_t lever, Fen amount);

    const CompiledWorld* world_;
    FundsState* state_;
    std::vector<Month> month_;  // [n_funds]
    std::vector<Fen> opening_;
    std::vector<Fen> by_payer_;
    std::vector<std::vector<std::pair<FileRegion, double>>> payers_;  // [lever]
};

}  // namespace talentflow::models
