// SPDX-License-Identifier: Apache-2.0
// Figures of people whom programmes pick: courses, fairs, secondments, second posts.
#include <cmath>
#include <vector>

#include "models/run/recorder.hpp"

namespace talentflow::models {

namespace {

/// Where everybody on secondment works instead: from the column of workers at home to that at the host.
void move_secondees(const TalentModel& model, std::size_t at, std::int64_t scale, std::vector<std::int64_t>& workers,
                    std::vector<std::int64_t>* seconded) {
    const auto& c = model.world();
    const auto& people = model.population();
    for (const auto& s : model.programmes().secondments().away()) {
        if (!is_there(people, s.person, s.row)) continue;
        const auto who = people.status[s.row];
        const std::size_t home = c.file_of[who.region()], host = c.file_of[model.programmes().secondments().host(s)];
        const std::size_t kind = who.tier() * c.n_fields + who.field(), kinds = c.n_tiers * c.n_fields;
        workers[(at * c.n_regions + home) * kinds + kind] -= scale;
        workers[(at * c.n_regions + host) * kinds + kind] += scale;
        if (seconded != nullptr) (*seconded)[(at * c.n_regions + home) * c.n_regions + host] += scale;
    }
}

}  // namespace

void Recorder::record_picked(std::size_t at, const TalentModel& model) {
    const auto& c = model.world();
    const auto& people = model.programmes();
    auto& d = *data_;
    auto* seconded = d.has_variable("seconded") ? &d.values<std::int64_t>("seconded") : nullptr;
    move_secondees(model, at, scale_, d.values<std::int64_t>("workers"), seconded);
    auto& fte = d.values<double>("flexible_fte");
    const auto& posts = people.dual_posts();
    std::vector<std::int64_t> held(posts.size(), 0);  // heads first: whole numbers add up in any order
    for (const auto& h : posts.holders()) ++held[h.programme];
    for (std::size_t r = 0; r < c.n_regions; ++r) fte[at * c.n_regions + r] = 0.0;
    const auto persons = static_cast<double>(scale_);
    for (std::size_t i = 0; i < held.size(); ++i) {
        fte[at * c.n_regions + c.file_of[posts.region(i)]] +=
            posts.fraction(i) * static_cast<double>(held[i]) * persons;
    }
    const auto by_lever = [&](const char* name, const auto& count) {
        if (!d.has_variable(name)) return;
        for (std::size_t i = 0; i < world_->levers.size(); ++i) {
            d.values<std::int64_t>(name)[at * world_->levers.size() + i] = count(i) * scale_;
        }
    };
    by_lever("trainees", [&](std::size_t i) { return people.trainings().trainees(i); });
    by_lever("fair_attendances", [&](std::size_t i) { return people.fairs().attendances(i); });
}

}  // namespace talentflow::models
