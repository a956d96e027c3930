// SPDX-License-Identifier: Apache-2.0
// Levers, funds and dates that never matter in the run.
#include <algorithm>
#include <optional>

#include "scenarios/loader/messages.hpp"
#include "scenarios/loader/number.hpp"
#include "scenarios/loader/plausible.hpp"

namespace talentflow::scenarios {

namespace {

using models::LeverInstance;

/// Months from first to last, both included; empty if first is after last.
struct Window {
    sim::Month first, last;
    [[nodiscard]] bool empty() const noexcept { return last < first; }
};

Window within(Window a, const std::optional<sim::Month>& from, const std::optional<sim::Month>& to) {
    if (from) a.first = std::max(a.first, *from);
    if (to) a.last = std::min(a.last, *to);
    return a;
}

class LeverWarnings {
  public:
    explicit LeverWarnings(Binding& binding)
        : b_{binding}, run_{b_.world.first_month(), b_.world.start + (b_.world.months - 1)} {
        const Node* time = b_.root.find("time");
        for (const char* key : {"start", "months", "burn_in_months"}) {
            const Node* value = time == nullptr ? nullptr : time->find(key);
            if (value != nullptr && value->origin.kind == Origin::Kind::setting) shortened_ = value;
        }
    }

    void check() {
        check_each("funds", b_.world.funds.size(), [&](std::size_t i, const Node& item, const std::string& path) {
            const auto& fund = b_.world.funds[i];
            check_dates(item, path, fund.from, fund.to);
        });
        check_each("levers", b_.world.levers.size(), [&](std::size_t i, const Node& item, const std::string& path) {
            const auto& lever = b_.world.levers[i];
            if (!lever.enabled || !(lever.dose > 0)) return;
            if (!check_dates(item, path, lever.from, lever.to)) return;
            check_requires(i, item, path);
            check_age(lever, item, path);
            const Window own = within(run_, lever.from, lever.to);
            for (const auto& entry : item.entries) check_points(entry.value, own, join_path(path, entry.key));
        });
        tell_shortened();
    }

  private:
    template <class Check>
    void check_each(const char* key, std::size_t n, const Check& check) {
        const Node* list = b_.root.find(key);
        if (list == nullptr || list->items.size() != n) return;
        for (std::size_t i = 0; i < n; ++i) {
            check(i, list->items[i], std::string{key} + "." + list->items[i].text_of("id"));
        }
    }

    /// What the scenario's own file or the command line says; a package is written for more than one run.
    [[nodiscard]] bool is_own(const Origin& origin) const {
        if (origin.kind == Origin::Kind::setting) return true;
        return origin.kind == Origin::Kind::file && shortened_ == nullptr && origin.name() == b_.root.origin.name();
    }

    /// False if it never acts in the run.
    bool check_dates(const Node& item, const std::string& path, const std::optional<sim::Month>& from,
                     const std::optional<sim::Month>& to) {
        const bool late = from && *from > run_.last;
        const bool early = to && *to < run_.first;
        if (late || early) {
            const Node& where = *item.find(late ? "from" : "to");
            if (shortened_ != nullptr && where.origin.kind != Origin::Kind::setting) {
                never_.push_back(path);
            } else {
                b_.report.warn(
                    where.origin, path,
                    messages::kNeverInRun(late ? messages::kBegins() : messages::kHasEnded(), where.text, run_text()),
                    messages::kChangeDates());
            }
            return false;
        }
        const Node* end = item.find("to");
        if (to && *to > run_.last && is_own(end->origin)) {
            b_.report.warn(end->origin, path + ".to", messages::kBeyondRun(end->text, to_string(run_.last)));
        }
        return true;
    }

    [[nodiscard]] std::string run_text() const {
        return messages::kFromTo(to_string(run_.first), to_string(run_.last));
    }

    /// A run made shorter by hand leaves many out: one line for all of them.
    void tell_shortened() {
        if (never_.empty()) return;
        b_.report.warn(shortened_->origin, "time",
                       messages::kManyNeverInRun(run_text(), std::to_string(never_.size()), listed(never_)));
    }

    /// When lever `i` is in force: its own dates and those of all that it requires.
    [[nodiscard]] Window in_force(std::size_t i) const {
        std::vector<unsigned char> seen(b_.world.levers.size());
        std::vector<std::size_t> open{i};
        Window window = run_;
        while (!open.empty()) {
            const std::size_t at = open.back();
            open.pop_back();
            if (seen[at] != 0) continue;
            seen[at] = 1;
            const auto& lever = b_.world.levers[at];
            if (!lever.enabled || !(lever.dose > 0)) return {run_.last + 1, run_.last};
            window = within(window, lever.from, lever.to);
            open.insert(open.end(), lever.requires_levers.begin(), lever.requires_levers.end());
        }
        return window;
    }

    void check_requires(std::size_t i, const Node& item, const std::string& path) {
        const auto& lever = b_.world.levers[i];
        if (lever.requires_levers.empty() || !in_force(i).empty()) return;
        std::vector<std::string> ids;
        for (const auto required : lever.requires_levers) ids.push_back(in_marks(b_.world.levers[required].id));
        b_.report.warn(item.find("requires")->origin, path, messages::kNeverTogether(listed(ids)));
    }

    void check_age(const LeverInstance& lever, const Node& item, const std::string& path) {
        if (!lever.eligible.age_max_years || b_.world.age_bands.empty()) return;
        if (!b_.world.overrides.initial_agents.empty()) return;
        constexpr int kYoungestGraduate = 22;  // who enters later is no younger (methods 3.2)
        const int youngest = std::min(b_.world.age_bands.front().from_years, kYoungestGraduate);
        if (*lever.eligible.age_max_years >= youngest) return;
        const Node& age = *item.find("eligible")->find("age_max_years");
        b_.report.warn(age.origin, path, messages::kNobodyYoung(number_node(age).text, std::to_string(youngest)));
    }

    /// Points of paths over time that lie outside the time in which the lever acts.
    void check_points(const Node& value, const Window& own, const std::string& path) {
        if (!value.is_map()) return;
        const auto& entries = value.entries;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            const auto month = sim::parse_month(entries[i].key);
            if (!month) {
                check_points(entries[i].value, own, entries[i].key == "value" ? path : join_path(path, entries[i].key));
                continue;
            }
            if (!is_own(entries[i].key_origin)) continue;
            const bool ramp = path.size() > 5 && path.compare(path.size() - 5, 5, ".ramp") == 0;
            const auto before = i > 0 ? sim::parse_month(entries[i - 1].key) : std::nullopt;
            const auto next = i + 1 < entries.size() ? sim::parse_month(entries[i + 1].key) : std::nullopt;
            // A ramp leads up to the first point beyond the end; a path has its first value before its first month too.
            const bool late = *month > own.last && i > 0 && (!ramp || (before && *before >= own.last));
            const bool early = next && *next <= own.first;
            if (late) {
                b_.report.warn(entries[i].key_origin, path,
                               messages::kPointNeverActs(entries[i].key, messages::kAfterEnd(to_string(own.last))));
            } else if (early) {
                b_.report.warn(entries[i].key_origin, path,
                               messages::kPointNeverActs(entries[i].key, messages::kBeforeBegin(to_string(*next))));
            }
        }
    }

    Binding& b_;
    Window run_;
    const Node* shortened_ = nullptr;  // what the command line says of the time
    std::vector<std::string> never_;
};

}  // namespace

void warn_of_levers(Binding& binding) {
    LeverWarnings{binding}.check();
}

}  // namespace talentflow::scenarios
