// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/economy/outlays.hpp"
#include "models/economy/post_plan.hpp"
#include "models/economy/posts.hpp"
#include "models/people/books.hpp"
#include "models/policy/funds.hpp"
#include "models/policy/policy_field.hpp"
#include "models/policy/post_grant.hpp"
#include "models/policy/programme.hpp"
#include "models/world/compiled_world.hpp"
#include "sim/draws.hpp"
#include "sim/not_copyable.hpp"

namespace talentflow::models {

/// A region whose park takes part in a pool, and how many people somebody who works there meets in it.
struct ParkSponsor {
    RegionIndex region;
    double mean_met = 0;
};

/// Posts that stand by source (a lever, or a claim that brings posts), and deals that go on.
struct VenturesState {
    struct Source {
        std::vector<std::int64_t> standing;  // [pool]
        double founders_at_start = 0;        // of its regions together
        Fen spent = 0;
        int months_acted = 0;
        bool begun = false;  // the project

        template <class Archive>
        void visit(Archive& archive) {
            archive("standing", standing);
            archive("founders_at_start", founders_at_start);
            archive("spent", spent);
            archive("months_acted", months_acted);
            archive("begun", begun);
        }
    };
    struct Deal {
        std::size_t source = 0;
        sim::PersonId key;
        std::uint32_t number = 0;
        int months = 0;  // of the ramp that are over
        std::vector<PlannedPosts> posts;

        template <class Archive>
        void visit(Archive& archive) {
            archive("source", source);
            archive("key", key);
            archive("number", number);
            archive("months", months);
            archive("posts", posts);
        }
    };

    std::vector<Source> sources;
    std::vector<Deal> deals;  // being built, or able to fail; in the order in which they began

    template <class Archive>
    void visit(Archive& archive) {
        archive("sources", sources);
        archive("deals", deals);
    }
};

/// Methods 3.17: public money that makes firms create posts, and the firms that fail.
///
/// Each month, before posts open: deals and projects in force may fail (their posts close); those that are still being
/// built create a part of their posts; new deals are made,
///   planned    floor(n t/12 + u) - floor(n (t - 1)/12 + u) in the t-th month in which the lever acts,
///   by chance  Poisson(n/12 x founders / founders at time 0),
/// and each is paid at once from the lever's fund; one that cannot be paid, or would exceed the pool, does not happen.
/// Posts of a deal come over its ramp whatever happens to the lever; those of a project (no deals a year) only in
/// months in which the lever acts and its costs are paid, and are lost else. What stands is written to the policy
/// field: posts, what they crowd out, and the shift of the chance to rise of those who hold them,
///   shift = ln(1 + sum over programmes of (posts/positions of the pool) (exp(chi) - 1)), posts and positions of last
///   month.
///
/// Numbers of the programmes are persons; here they are agents. Nothing acts during burn-in.
/// Draws: one per programme (planned) or programme and month (chance), two calls per deal, one per deal and month for
/// failure; keyed by the lever's id, posts of a grant by its holder.
class Ventures : private sim::NotCopyable {
  public:
    /// What a month starts from: the state that last month left.
    struct LastMonth {
        const Books& books;
        const Posts& posts;
        const Outlays& outlays;
        const std::vector<PostGrant>& grants;  // of last month
    };

    /// `funds` pays; both outlive this.
    Ventures(const CompiledWorld& world, const sim::Draws& draws, const ProgrammeList& programmes, Funds& funds,
             VenturesState& state);

    /// The state has been replaced.
    void restored() { count_created(); }
    /// Reference of time 0: founders by region, of people by cell.
    void set_reference(const std::vector<std::int64_t>& people);
    /// The month's failures, posts and deals; writes the policy field.
    void open_month(sim::Month now, const LastMonth& last, PolicyField& policy);

    /// Whether any programme may create posts in this world.
    [[nodiscard]] bool present() const noexcept { return !sources_.empty(); }
    /// Posts that closed this month, by pool; empty if none did.
    [[nodiscard]] const std::vector<std::int64_t>& closed() const noexcept { return closed_; }
    /// New posts of this month that are meant for people from outside, by pool; empty if there are none.
    [[nodiscard]] const std::vector<std::int64_t>& invitations() const noexcept { return invitations_; }
    /// Whether any post of the pool stands in a park whose sponsor people come to know.
    [[nodiscard]] bool sponsored(PoolIndex pool) const noexcept {
        return std::any_of(sponsored_.begin(), sponsored_.end(),
                           [&](std::size_t s) { return state_->sources[s].standing[pool] != 0; });
    }
    /// The sponsor of the park in which a person hired into `pool` works, if any: with the park's share of the
    /// positions. `u`: the person's uniform.
    [[nodiscard]] std::optional<ParkSponsor> sponsor_of(PoolIndex pool, std::int64_t positions, double u) const;
    /// Posts that stand because of a lever, in an inner region, in agents.
    [[nodiscard]] std::int64_t created(std::size_t lever, RegionIndex region) const noexcept {
        return created_[lever * world_->n_regions + region];
    }

  private:
    /// A venture programme, or a claim whose grants bring posts.
    struct Source {
        VentureProgramme programme;
        bool grants = false;
        std::vector<RegionIndex> regions;  // ascending
        std::uint32_t uid = 0;             // of the lever
        std::size_t index = 0;
        bool acts = false;  // this month, costs paid
    };
    using SourceState = VenturesState::Source;
    using Deal = VenturesState::Deal;
    [[nodiscard]] SourceState& of(const Source& source) const noexcept { return state_->sources[source.index]; }

    void add_source(VentureProgramme programme, bool grants);
    [[nodiscard]] double founders(const Source& source, const std::vector<std::int64_t>& people) const;
    void write_shifts(const Posts& posts, PolicyField& policy) const;
    void write_posts(PolicyField& policy) const;
    void take_grants(const LastMonth& last, sim::Month now);
    [[nodiscard]] bool fails(const Deal& deal, sim::Month now) const;
    void close(Deal& deal);
    void build(Deal& deal);
    void make_deals(std::size_t source, sim::Month now, const LastMonth& last);
    void begin_project(std::size_t source, sim::Month now, const Posts& at_start);
    [[nodiscard]] std::int64_t deals_due(const Source& source, sim::Month now, const Books& books) const;
    [[nodiscard]] bool pay(Source& source);
    [[nodiscard]] static sim::PersonId key_of(const Source& source) noexcept {
        return sim::PersonId::of(source.uid, sim::Month{}, 0);
    }
    [[nodiscard]] RegionIndex region_of_deal(const Source& source, const Posts& at_start, double u) const;
    void add_deal(Deal deal, sim::Month now, std::uint32_t draw, double posts, const PoolShares& shares);
    void count_created();

    const CompiledWorld* world_;
    const sim::Draws* draws_;
    Funds* funds_;
    VenturesState* state_;
    std::vector<std::size_t> sponsored_;  // sources: parks whose sponsors people come to know
    std::vector<Source> sources_;
    std::vector<std::size_t> source_of_claim_;        // [claim programme], kNoIndex: brings no posts
    std::vector<std::int64_t> closed_, invitations_;  // [pool] or empty
    std::vector<std::int64_t> created_;               // [lever * n_regions + region]
};

}  // namespace talentflow::models
