// SPDX-License-Identifier: Apache-2.0
#include "models/month/processes.hpp"

#include "models/people/labour_force.hpp"
#include "models/policy/lever.hpp"

namespace talentflow::models {

namespace {

Columns columns_of(const CompiledWorld& c, const ProgrammeList& programmes) {
    Columns columns;
    columns.n_regions = c.n_regions;
    columns.awareness = c.present(&Modules::awareness) || c.world->overrides.awareness_on_probability.has_value() ||
                        c.world->overrides.awareness_off_probability.has_value();
    columns.ties = c.present(&Modules::ties);
    columns.accreditation = c.active(&Modules::claims) || c.active(&Modules::capability);
    Programmes::add_columns(c, programmes, columns);
    return columns;
}

/// Gives the state the columns of the world's people, before anything points to them.
Population& with_columns(MonthState& state, const CompiledWorld& world, const ProgrammeList& enrolled) {
    state.people = Population{columns_of(world, enrolled)};
    return state.people;
}

}  // namespace

Processes::Processes(sim::Team& handed_in, const World& description, const MemberOptions& options, MonthState& state)
    : team{handed_in},
      world{description},
      draws{description.seed, options.member, *options.kernels, options.future},
      policy{description},
      enrolled{models::enrolled(description)},
      lever_order{models::lever_order(description)},
      funds{world, state.funds},
      knowledge{.awareness{world, draws, state.awareness},
                .ties{world, draws},
                .community{world, draws, with_columns(state, world, enrolled), state.community}},
      people{.synthesis{team, world, draws, knowledge.awareness, knowledge.ties},
             .books{team, world, state.books},
             .hazards = Hazards{world},
             .cohorts{team, world, keeps_cohorts(description), state.cohorts}},
      economy{.prices{world, state.prices},
              .posts{world, draws, state.posts},
              .job_search{world, draws},
              .commuting{world, draws},
              .outlays{world, enrolled.outlays, state.outlays},
              .family_places{world, draws, enrolled.family_places, funds, state.family_places},
              .ventures{world, draws, enrolled, funds, state.ventures}},
      benefits{.claims{world, draws, enrolled, funds, state.claims},
               .referrals{world, draws, enrolled.referrals, funds, state.referrals}},
      programmes{
          team, world, draws, enrolled, knowledge.awareness, knowledge.ties, knowledge.community, state.programmes},
      choosing{.choice{world, draws},
               .decisions{world, draws, state.people, people.hazards, choosing.choice, knowledge.awareness,
                          knowledge.ties, economy.posts, benefits.claims, economy.commuting, knowledge.community}} {
    const bool has_posts = economy.posts.present();
    asks.every_look = options.look_every_month;
    asks.family = people.hazards.family_matters() || world.active(&Modules::clearing) || has_posts ||
                  (world.active(&Modules::choice) && world.utility.empty() &&
                   (description.parameters.partner_cost > 0.0 || description.parameters.child_cost > 0.0));
    asks.memory = state.people.columns().awareness || state.people.columns().ties;
    asks.residence = choosing.decisions.reads_clocks() || benefits.claims.present() || programmes.reads_residence() ||
                     keeps_cohorts(description);
    asks.status_alone = choosing.decisions.plain() && !asks.family;
    asks.nothing_scarce = !world.active(&Modules::clearing) && !has_posts;
    if (programmes.fairs_possible()) people.hazards.expect_fairs();
    region_state.posts.assign(world.n_cells, 0.0);
    state.month = world.first - 1;
    state.open_months.assign(world.n_cells, 0);
}

void Processes::populate(MonthState& state) {
    people.synthesis.populate(state.people);
    state.people.find_scattered();
    people.books.count(state.people);
    economy.posts.start(people.books.filled());
    count_regions();
    set_reference(state);
}

void Processes::restored(const MonthState& state) {
    economy.prices.restored();
    economy.ventures.set_reference(state.reference_people);
    economy.ventures.restored();
    economy.family_places.restored();
    benefits.claims.restored();
    programmes.restored();
    region_state.reference_residents = state.reference_residents;
    count_regions();
}

void Processes::set_reference(MonthState& state) {
    state.reference_residents.resize(world.n_regions);
    for (const RegionIndex r : world.regions()) {
        state.reference_residents[r] =
            static_cast<double>(people.books.residents(r)) * world.persons_per_agent * world.reference_scale[r];
    }
    region_state.reference_residents = state.reference_residents;
    economy.prices.set_reference(people.books);
    if (world.active(&Modules::demography)) {
        economy.posts.set_labour_force(labour_force_path(world, state.people, people.books));
    }
    state.reference_people = people.books.stock();
    economy.ventures.set_reference(state.reference_people);
}

void Processes::count_regions() {
    const std::size_t n = world.n_regions;
    region_state.residents.resize(n);
    region_state.labour_force.resize(n);
    region_state.employed.resize(n);
    for (const RegionIndex r : world.regions()) {
        region_state.residents[r] = people.books.residents(r);
        region_state.labour_force[r] = region_state.residents[r];
        region_state.employed[r] = region_state.residents[r] - people.books.unemployed_in(r);
    }
    for (PoolIndex pool = 0; pool < world.n_cells; ++pool) {
        region_state.posts[pool] = static_cast<double>(economy.posts.positions(pool)) * world.persons_per_agent;
    }
}

}  // namespace talentflow::models
