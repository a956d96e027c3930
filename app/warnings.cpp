// SPDX-License-Identifier: Apache-2.0
#include "app/warnings.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "app/messages.hpp"
#include "app/table.hpp"

namespace talentflow::app {

namespace {

using Json = nlohmann::ordered_json;

/// What is left of the month's money when it counts as used up: less than a payment, as a rule.
constexpr double kUsedUpShare = 0.05;

/// A variable by member, time and item, as means over members.
class Means {
  public:
    Means(const sim::Dataset& data, const std::string& name, std::size_t n_items) : n_items_{n_items} {
        if (n_items == 0 || !data.has_variable(name)) return;
        std::visit(
            [&](const auto& values) {
                n_times_ = data.dimension("time").size();
                const std::size_t one = n_times_ * n_items;
                const std::size_t members = one == 0 ? 0 : values.size() / one;
                sums_.assign(one, 0.0);
                for (std::size_t i = 0; i < members * one; ++i) {
                    sums_[i % one] += static_cast<double>(values[i]) / static_cast<double>(members);
                }
            },
            data.variable(name).data);
    }
    [[nodiscard]] double at(std::size_t time, std::size_t item) const {
        return sums_.empty() ? 0 : sums_[time * n_items_ + item];
    }
    [[nodiscard]] std::size_t n_times() const noexcept { return n_times_; }

  private:
    std::size_t n_items_, n_times_ = 0;
    std::vector<double> sums_;
};

}  // namespace

std::string warning_count(std::size_t n, Language language) {
    const auto number = std::to_string(n);
    return n == 1 ? messages::kOneWarning.in(language, number) : messages::kWarnings.in(language, number);
}

void print_warnings(const Warnings& warnings, const CommonOptions& common, const Io& io) {
    if (warnings.empty() || common.quiet || common.json) return;
    for (const auto& warning : warnings) io.err << scenarios::to_string(warning) << '\n';
    io.err << warning_count(warnings.size(), common.language) << '\n';
}

Json diagnostic_json(const scenarios::Diagnostic& d) {
    return {{"file", d.file},
            {"line", d.line},
            {"column", d.column},
            {"path", d.path},
            {"severity", d.severity == scenarios::Severity::warning ? "warning" : "error"},
            {"problem", d.problem},
            {"suggestion", d.suggestion}};
}

Json warnings_json(const Warnings& warnings) {
    Json list = Json::array();
    for (const auto& warning : warnings) list.push_back(diagnostic_json(warning));
    return list;
}

void add_new(Warnings& all, const Warnings& more) {
    std::set<std::string> known;
    for (const auto& warning : all) known.insert(scenarios::to_string(warning));
    for (const auto& warning : more) {
        if (known.insert(scenarios::to_string(warning)).second) all.push_back(warning);
    }
}

Warnings funds_used_up(const scenarios::Scenario& scenario, const sim::Dataset& data) {
    Warnings found;
    const auto& world = scenario.world;
    const Means appropriation{data, "appropriation", world.funds.size()}, balance{data, "balance", world.funds.size()};
    const Means payments{data, "payments", world.funds.size()};
    const Means queue{data, "claims_queue", world.levers.size()}, lapsed{data, "claims_lapsed", world.levers.size()};
    for (std::size_t f = 0; f < world.funds.size() && f < scenario.fund_places.size(); ++f) {
        std::size_t t = 1;  // time 0 has no flows
        double given = 0;
        // Claims take their time at the desk: the first month is the first one in which money goes out.
        for (; t < payments.n_times(); ++t) {
            given += appropriation.at(t, f);
            if (payments.at(t, f) > 0) break;
        }
        if (t >= payments.n_times() || balance.at(t, f) > kUsedUpShare * given) continue;
        double waiting = 0;
        for (std::size_t i = 0; i < world.levers.size(); ++i) {
            if (world.levers[i].fund == f) waiting += queue.at(t, i) + lapsed.at(t, i);
        }
        if (std::round(waiting) < 1) continue;
        auto warning = scenario.fund_places[f];
        const auto month = sim::to_string(world.start + (static_cast<int>(t) - 1));
        warning.problem = messages::kFundUsedUp(month, with_thousands(given), with_thousands(balance.at(t, f)),
                                                with_thousands(waiting));
        warning.suggestion = messages::kFundMore();
        found.push_back(std::move(warning));
    }
    return found;
}

void refuse_standard_stream(const std::string& file, const char* what) {
    if (file == "-") throw ScenarioError{messages::kNoStream(what)};
}

}  // namespace talentflow::app
