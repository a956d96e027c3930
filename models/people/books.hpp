// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/people/state/population.hpp"
#include "models/world/compiled_world.hpp"
#include "sim/not_copyable.hpp"
#include "sim/parallel.hpp"

namespace talentflow::models {

enum class EntryReason : std::size_t { graduate, rest_of_world, other };
enum class ExitReason : std::size_t { retirement, death, rest_of_world, other };
inline constexpr std::size_t kEntryReasons = 3;
inline constexpr std::size_t kExitReasons = 4;

/// The flows of one month, in agents.
struct MonthFlows {
    std::vector<std::int64_t> od;                   // [(origin * n_regions + destination) * n_tiers + tier]
    std::vector<std::int64_t> moved_in, moved_out;  // [cell]
    std::vector<std::int64_t> returned;             // [region * n_tiers + tier]
    std::vector<std::int64_t> entries;              // [(region * n_tiers + tier) * kEntryReasons + reason]
    std::vector<std::int64_t> exits;                // [(region * n_tiers + tier) * kExitReasons + reason]
    std::vector<std::int64_t> promoted;             // [(region * n_tiers + tier) * n_tiers + tier_to]
    std::vector<std::int64_t> hires;                // [cell] region of the post, tier and field of the person
};

/// Stocks of the world in agents, and changes of them.
struct Stocks {
    std::vector<std::int64_t> people, unemployed;  // [cell]
    std::vector<std::int64_t> filled;              // [cell] of the post; 0 where posts are not limited
    std::vector<std::int64_t> workers;    // as people, but by region of the post; 0 where posts are not limited
    std::vector<std::int64_t> commuters;  // [home * n_regions + workplace], the two differ
    std::vector<std::int64_t> by_birth;   // [region * Month::kMonths + birth month]; 0 unless counted
};

/// Stocks, and the flows of the last month, by which some outlays of the next one go.
struct BooksState {
    Stocks stocks;
    MonthFlows flows;

    template <class Archive>
    void visit(Archive& archive) {
        archive("people", stocks.people);
        archive("unemployed", stocks.unemployed);
        archive("filled", stocks.filled);
        archive("workers", stocks.workers);
        archive("commuters", stocks.commuters);
        archive("by_birth", stocks.by_birth);
        archive("od", flows.od);
        archive("moved_in", flows.moved_in);
        archive("moved_out", flows.moved_out);
        archive("returned", flows.returned);
        archive("entries", flows.entries);
        archive("exits", flows.exits);
        archive("promoted", flows.promoted);
        archive("hires", flows.hires);
    }
};

/// What one thread adds to the books during a commit. Sums of whole numbers do not depend on who adds them.
class Tally {
  public:
    explicit Tally(const CompiledWorld& world);
    void clear();

    void enter(StatusWord who, std::uint16_t birth, EntryReason reason);
    void leave(StatusWord who, std::uint16_t birth, ExitReason reason);
    /// `who` still carries the old region.
    void move(StatusWord who, RegionIndex to, bool to_origin) {
        const CellIndex from_cell = cell(who);
        const CellIndex to_cell = world_->cell(to, who.tier(), who.field());
        --change.people[from_cell];
        ++change.people[to_cell];
        if (!who.employed()) {
            --change.unemployed[from_cell];
            ++change.unemployed[to_cell];
        }
        ++flows.od[(who.region() * world_->n_regions + to) * world_->n_tiers + who.tier()];
        ++flows.moved_out[from_cell];
        ++flows.moved_in[to_cell];
        if (to_origin) ++flows.returned[to * world_->n_tiers + who.tier()];
    }
    /// The birth of someone who moves, where births are counted.
    void move_birth(std::uint16_t birth, RegionIndex from, RegionIndex to) {
        --change.by_birth[from * sim::Month::kMonths + birth];
        ++change.by_birth[to * sim::Month::kMonths + birth];
    }
    /// `post` is that of an employed person.
    void promote(StatusWord who, TierIndex to_tier, HeldPost post);
    /// `who` carries the region of residence after a move and the status before.
    void hire(StatusWord who, HeldPost post);
    /// `who`, living where the status says, gives up the post or takes it without a search. Where posts are not limited
    /// nobody asks for them: callers save themselves the look-up.
    void vacate(StatusWord who, HeldPost post) { hold(who, post, -1); }
    void take(StatusWord who, HeldPost post) { hold(who, post, 1); }
    void becomes_unemployed(StatusWord who) { ++change.unemployed[cell(who)]; }
    /// Counts a person as present; for counting a population from nothing.
    void count(const Population& population, std::size_t row);

    Stocks change;
    MonthFlows flows;

  private:
    void hold(StatusWord who, HeldPost post, int sign);
    [[nodiscard]] CellIndex cell(StatusWord who) const noexcept {
        return world_->cell(who.region(), who.tier(), who.field());
    }

    const CompiledWorld* world_;
};

/// The books: stocks and flows in whole agents. Every change of a person passes through a tally of them, and closing
/// a month checks the identities of G8 (people by region and tier, rows and columns of the flow table).
class Books : private sim::NotCopyable {
  public:
    Books(sim::Team& team, const CompiledWorld& world, BooksState& state);

    /// Counts the population from nothing.
    void count(const Population& population);
    void open_month();
    [[nodiscard]] Tally& tally(std::size_t thread) noexcept { return tallies_[thread]; }
    /// Adds what the tallies hold and clears them.
    void absorb();

    /// Errors: ModelError with month, region and figures if an identity fails.
    void close_month(sim::Month now);
    /// Compares every stock with a fresh count. Errors: ModelError.
    void recount(const Population& population, sim::Month now) const;

    [[nodiscard]] const MonthFlows& flows() const noexcept { return state_->flows; }
    [[nodiscard]] const std::vector<std::int64_t>& stock() const noexcept { return state_->stocks.people; }
    [[nodiscard]] const std::vector<std::int64_t>& unemployed() const noexcept { return state_->stocks.unemployed; }
    [[nodiscard]] const std::vector<std::int64_t>& filled() const noexcept { return state_->stocks.filled; }
    [[nodiscard]] const std::vector<std::int64_t>& workers() const noexcept { return state_->stocks.workers; }
    [[nodiscard]] const std::vector<std::int64_t>& commuters() const noexcept { return state_->stocks.commuters; }
    [[nodiscard]] const std::vector<std::int64_t>& by_birth() const noexcept { return state_->stocks.by_birth; }
    [[nodiscard]] std::int64_t residents(RegionIndex region) const noexcept;
    [[nodiscard]] std::int64_t unemployed_in(RegionIndex region) const noexcept;
    [[nodiscard]] std::int64_t total() const noexcept;

  private:
    [[nodiscard]] Stocks counted(const Population& population) const;

    sim::Team* team_;
    const CompiledWorld* world_;
    BooksState* state_;
    std::vector<std::int64_t> opening_;
    std::vector<Tally> tallies_;  // [thread]
};

}  // namespace talentflow::models
