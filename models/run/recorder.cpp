// SPDX-License-Identifier: Apache-2.0
#include "models/run/recorder.hpp"

#include <algorithm>
#include <array>

#include "sim/parallel.hpp"

namespace talentflow::models {

namespace {

using Counts = std::vector<std::int64_t>;

}  // namespace

void Recorder::record(std::size_t member, std::size_t t, const TalentModel& model) {
    const std::size_t at = member * n_times_ + t;
    record_stocks(at, model);
    record_work(at, model);
    if (t > 0) record_flows(at, model);
    record_policy(at, model, t > 0);
    record_picked(at, model);
    if (data_->has_variable("awareness")) record_awareness(at, model);
    if (data_->has_variable("ties_mean") || data_->has_variable("ties_variance")) record_ties(at, model);
    record_indices(at, t > 0, model);
    if (t + 1 == n_times_ && data_->has_variable("cohort_size")) record_cohorts(member, model);
}

void Recorder::restore(std::size_t member, const Recorded& past) {
    models::restore(*data_, member, past);
    known_.restart();  // whoever is asked next, the walk begins at the last decision: the same bit (ADR 0008)
}

void Recorder::record_stocks(std::size_t at, const TalentModel& model) {
    const auto& c = model.world();
    const auto& books = model.books();
    const std::size_t per_region = c.n_tiers * c.n_fields;
    auto& stock = data_->values<std::int64_t>("stock");
    auto& workers = data_->values<std::int64_t>("workers");
    for (std::size_t r = 0; r < c.n_regions; ++r) {
        const std::size_t out = (at * c.n_regions + c.file_of[r]) * per_region;
        for (std::size_t i = 0; i < per_region; ++i) {
            const auto people = books.stock()[r * per_region + i];
            const auto idle = books.unemployed()[r * per_region + i];
            stock[out + i] = people * scale_;
            const std::int64_t at_work = c.has_posts ? books.workers()[r * per_region + i] : people - idle;
            workers[out + i] = at_work * scale_;
        }
    }
    if (data_->has_variable("commuters")) {
        auto& commuters = data_->values<std::int64_t>("commuters");
        const std::size_t n = c.n_regions;
        for (std::size_t i = 0; i < n * n; ++i) {
            commuters[(at * n + c.file_of[i / n]) * n + c.file_of[i % n]] = books.commuters()[i] * scale_;
        }
    }
    if (!data_->has_variable("stock_age")) return;
    auto& ages = data_->values<std::int64_t>("stock_age");
    const auto& bands = world_->age_bands;
    // Time t is the start of a month; ages stand still until time 0 (methods 3.1).
    const int now = (c.start + static_cast<int>(at % n_times_)).index();
    for (std::size_t r = 0; r < c.n_regions; ++r) {
        std::int64_t* row = ages.data() + (at * c.n_regions + c.file_of[r]) * (bands.size() + 1);
        for (int birth = now - 1200; birth <= now; ++birth) {
            const auto n = books.by_birth()[r * sim::Month::kMonths + static_cast<std::size_t>(birth)];
            if (n == 0) continue;
            const int years = (now - birth) / 12;
            std::size_t band = 0;
            while (band < bands.size() && (years < bands[band].from_years || years > bands[band].to_years)) ++band;
            row[band] += n * scale_;
        }
    }
}

void Recorder::record_flows(std::size_t at, const TalentModel& model) {
    const auto& c = model.world();
    const auto& f = model.books().flows();
    const std::size_t n = c.n_regions, kk = c.n_tiers, ff = c.n_fields;
    auto& od = data_->values<std::int64_t>("od_flow");
    auto& moves = data_->values<std::int64_t>("moves");
    auto& returned = data_->values<std::int64_t>("return_moves");
    auto& entries = data_->values<std::int64_t>("entries");
    auto& exits = data_->values<std::int64_t>("exits");
    auto& promoted = data_->values<std::int64_t>("promoted");
    auto& hires = data_->values<std::int64_t>("hires");
    const auto copy = [&](Counts& out, const std::vector<std::int64_t>& in, std::size_t r, std::size_t width) {
        for (std::size_t i = 0; i < width; ++i) {
            out[(at * n + c.file_of[r]) * width + i] = in[r * width + i] * scale_;
        }
    };
    for (std::size_t r = 0; r < n; ++r) {
        copy(returned, f.returned, r, kk);
        copy(entries, f.entries, r, kk * kEntryReasons);
        copy(exits, f.exits, r, kk * kExitReasons);
        copy(promoted, f.promoted, r, kk * kk);
        copy(hires, f.hires, r, kk * ff);
        for (std::size_t i = 0; i < kk * ff; ++i) {
            const std::size_t out = (at * n + c.file_of[r]) * 2 * kk * ff + i;
            moves[out] = f.moved_in[r * kk * ff + i] * scale_;
            moves[out + kk * ff] = f.moved_out[r * kk * ff + i] * scale_;
        }
        for (std::size_t s = 0; s < n; ++s) {
            for (std::size_t k = 0; k < kk; ++k) {
                od[((at * n + c.file_of[r]) * n + c.file_of[s]) * kk + k] = f.od[(r * n + s) * kk + k] * scale_;
            }
        }
    }
}

void Recorder::record_work(std::size_t at, const TalentModel& model) {
    const auto& c = model.world();
    auto& unemployed = data_->values<std::int64_t>("unemployed");
    auto& positions = data_->values<std::int64_t>("positions");
    auto& vacancies = data_->values<std::int64_t>("vacancies");
    auto& wage = data_->values<double>("wage");
    auto& house_price = data_->values<double>("house_price_index");
    for (std::size_t r = 0; r < c.n_regions; ++r) {
        house_price[at * c.n_regions + c.file_of[r]] = model.prices().house_price(r);
        for (std::size_t k = 0; k < c.n_tiers; ++k) {
            for (std::size_t f = 0; f < c.n_fields; ++f) {
                const std::size_t out = ((at * c.n_regions + c.file_of[r]) * c.n_tiers + k) * c.n_fields + f;
                const PoolIndex pool = c.pool(r, f, k);
                unemployed[out] = model.books().unemployed()[model.books().cell(r, k, f)] * scale_;
                positions[out] = model.posts().positions(pool) * scale_;
                vacancies[out] = model.posts().present() ? model.vacancies(pool) * scale_ : 0;
                wage[out] = model.prices().income_cny(pool) / 12.0;
            }
        }
    }
}

void Recorder::record_policy(std::size_t at, const TalentModel& model, bool flows) {
    const auto& claims = model.claims();
    const std::size_t levers = world_->levers.size(), regions = world_->n_regions(), tiers = world_->n_tiers();
    if (levers > 0) {
        auto& spending = data_->values<double>("payments_by_payer");
        for (std::size_t i = 0; i < levers; ++i) {
            const ClaimFigures& f = claims.figures()[i];
            const std::size_t out = at * levers + i;
            const auto put = [&](const char* name, std::int64_t value) {
                data_->values<std::int64_t>(name)[out] = value * scale_;
            };
            put("claims_queue", claims.queue(i));
            if (flows) {
                put("claims", f.filed);
                put("claims_approved", f.approved);
                put("claims_paid", f.paid);
                put("claims_lapsed", f.lapsed);
                if (data_->has_variable("referrals")) put("referrals", model.referrals().hires()[i]);
                auto& recipients = data_->values<std::int64_t>("recipients");
                for (std::size_t j = 0; j < tiers * 2; ++j) {
                    recipients[out * tiers * 2 + j] = f.recipients[j] * scale_;
                }
            }
            for (std::size_t r = 0; r < regions; ++r) {
                spending[out * regions + r] =
                    flows ? static_cast<double>(model.funds().by_payer()[i * regions + r]) / 100.0 : 0.0;
            }
            if (!data_->has_variable("created_posts")) continue;
            auto& created = data_->values<std::int64_t>("created_posts");
            for (std::size_t r = 0; r < regions; ++r) {
                created[out * regions + r] = model.ventures().created(i, model.world().inner_of[r]) * scale_;
            }
        }
    }
    for (std::size_t i = 0; i < world_->funds.size(); ++i) {
        const auto& m = model.funds().month()[i];
        const std::size_t out = at * world_->funds.size() + i;
        const auto put = [&](const char* name, Fen fen) {
            data_->values<double>(name)[out] = static_cast<double>(fen) / 100.0;
        };
        put("appropriation", flows ? m.appropriation : 0);
        put("payments", flows ? m.payments : 0);
        put("administration", flows ? m.administration : 0);
        put("clawback", flows ? m.clawback : 0);
        put("balance", model.funds().balance(i));
    }
}

void Recorder::record_awareness(std::size_t at, const TalentModel& model) {
    const auto& c = model.world();
    const std::size_t n = c.n_regions;
    const std::size_t t = at % n_times_;
    if (t == 0) known_.restart();
    known_.ask(model.team(), model.population(), model.decisions(), model.awareness(), c.start + static_cast<int>(t));
    auto& awareness = data_->values<double>("awareness");
    for (std::size_t a = 0; a < n; ++a) {
        if (known_.residents(a) == 0) continue;
        for (std::size_t b = 0; b < n; ++b) {
            awareness[(at * n + c.file_of[a]) * n + c.file_of[b]] =
                static_cast<double>(known_.knowing(a, b)) / static_cast<double>(known_.residents(a));
        }
    }
}

void Recorder::record_ties(std::size_t at, const TalentModel& model) {
    const auto& c = model.world();
    const auto& people = model.population();
    if (!people.columns().ties) return;
    const std::size_t n = c.n_regions;
    const sim::Month now = c.start + static_cast<int>(at % n_times_);
    std::vector<std::int64_t> count(n, 0), sum(n, 0), squares(n, 0);
    for (std::size_t row = 0; row < people.n_rows(); ++row) {
        if (people.status[row].empty()) continue;
        const std::size_t home = people.status[row].region();
        const std::int64_t k = model.decisions().acquaintances(static_cast<std::uint32_t>(row), home, now);
        ++count[home];
        sum[home] += k;
        squares[home] += k * k;
    }
    for (std::size_t r = 0; r < n; ++r) {
        if (count[r] == 0) continue;
        const double mean = static_cast<double>(sum[r]) / static_cast<double>(count[r]);
        const double variance = static_cast<double>(squares[r]) / static_cast<double>(count[r]) - mean * mean;
        const std::size_t out = at * n + c.file_of[r];
        if (data_->has_variable("ties_mean")) data_->values<double>("ties_mean")[out] = mean;
        if (data_->has_variable("ties_variance")) data_->values<double>("ties_variance")[out] = variance;
    }
}

}  // namespace talentflow::models
