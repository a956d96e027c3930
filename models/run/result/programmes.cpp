// SPDX-License-Identifier: Apache-2.0
// People whom programmes pick: second posts, secondments, courses, fairs.
#include <algorithm>
#include <vector>

#include "models/run/result/families.hpp"
#include "models/run/result/places.hpp"

namespace talentflow::models {

namespace {

/// Axis region.
void count_flexible_fte(const Moment& m, Numbers out) {
    const auto& posts = m.model.programmes().dual_posts();
    std::vector<std::int64_t> held(posts.size(), 0);  // heads first: whole numbers add up in any order
    for (const auto& h : posts.holders()) ++held[h.programme];
    std::fill(out.begin(), out.end(), 0.0);
    for (std::size_t i = 0; i < held.size(); ++i) {
        const double heads = static_cast<double>(held[i]);
        out[place_of(m, posts.region(i))] += posts.fraction(i) * heads * static_cast<double>(m.persons(1));
    }
}

/// Axes origin, destination.
void count_seconded(const Moment& m, Counts out) {
    const auto& c = m.world();
    const auto& people = m.model.population();
    const auto& secondments = m.model.programmes().secondments();
    std::fill(out.begin(), out.end(), 0);
    for (const auto& s : secondments.away()) {
        if (!is_there(people, s.person, s.row)) continue;
        const RegionIndex home = people.status[s.row].region(), host = secondments.host(s);
        out[place_of(m, home) * c.n_regions + place_of(m, host)] += m.persons(1);
    }
}

}  // namespace

void add_second_workplaces(Variables& result) {
    result.at_instant(
        {.name = "flexible_fte",
         .axes = {"region"},
         .long_name = "flexible full-time equivalents",
         .long_name_zh = "柔性引才（折合全时）",
         .units = "1",
         .definition = "Parts of a full post that people who live elsewhere hold in the region beside their own, "
                       "summed, at the instant; they are not among its residents or workers."},
        count_flexible_fte);
    if (result.world().modules.secondment != ModuleState::none) {
        result.at_instant({.name = "seconded",
                           .axes = {"origin", "destination"},
                           .long_name = "talents on secondment",
                           .long_name_zh = "挂职人才",
                           .units = "1",
                           .definition = "Talents whose home is the origin and who are on secondment in the "
                                         "destination at the instant."},
                          count_seconded);
    }
}

void add_attendances(Variables& result) {
    if (result.has_lever("training")) {
        result.in_month(
            {.name = "trainees",
             .axes = {"lever"},
             .long_name = "people enrolled in courses",
             .long_name_zh = "参训人才",
             .units = "1",
             .definition = "Talents who took a seat of the lever's courses at the end of the month that ended."},
            [](const Moment& m, Counts out) {
                const auto& trainings = m.model.programmes().trainings();
                one_by_one(out, [&](std::size_t lever) { return m.persons(trainings.trainees(lever)); });
            });
    }
    if (result.has_lever("joint_job_fair")) {
        result.in_month({.name = "fair_attendances",
                         .axes = {"lever"},
                         .long_name = "attendances of job fairs",
                         .long_name_zh = "招聘会参会人次",
                         .units = "1",
                         .definition = "Attendances of the lever's fairs in the month that ended, person-times."},
                        [](const Moment& m, Counts out) {
                            const auto& fairs = m.model.programmes().fairs();
                            one_by_one(out, [&](std::size_t lever) { return m.persons(fairs.attendances(lever)); });
                        });
    }
}

}  // namespace talentflow::models
