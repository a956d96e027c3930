// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "scenarios/loader/bind.hpp"

namespace talentflow::scenarios {

namespace {

using models::LeverField;
using models::LeverFieldKind;
using models::LeverInstance;

models::Eligibility bind_eligible(const Binding& b, const Node* node) {
    models::Eligibility who;
    if (node == nullptr || node->broken) return who;
    who.tiers = indices_of<models::TierIndex>(b.context.tiers, node->find("tiers"));
    who.fields = indices_of<models::FieldIndex>(b.context.fields, node->find("fields"));
    who.titles = indices_of(b.context.titles, node->find("titles"));
    who.age_max_years = optional_number(node->find("age_max_years"));
    using Education = models::Eligibility::Education;
    const bool bachelor = node->text_of("education_min") == "bachelor";
    who.education_min = bachelor ? Education::bachelor : Education::any;
    const std::string& newcomers = node->text_of("newcomers");
    who.newcomers = newcomers == "only" ? models::Newcomers::only
                    : newcomers == "no" ? models::Newcomers::no
                                        : models::Newcomers::all;
    who.first_time = flag_of(node->find("first_time"), true);
    return who;
}

void bind_geography(Binding& b, const Node& item, const std::string& path, LeverInstance& lever) {
    const auto& regions = b.context.regions;
    lever.for_regions = indices_of<models::FileRegion>(regions, item.find("for"));
    lever.at_regions = indices_of<models::FileRegion>(regions, item.find("at"));
    if (const Node* at = item.find("at"); at != nullptr) {
        lever.online =
            std::any_of(at->items.begin(), at->items.end(), [](const Node& i) { return i.text == "online"; });
    }
    const auto pair = indices_of<models::FileRegion>(regions, item.find("between"));
    if (pair.size() == 2) lever.between = std::pair{pair[0], pair[1]};
    const Node* from = item.find("from_region");
    const Node* to = item.find("to_region");
    if ((from == nullptr) != (to == nullptr)) {
        b.report.add((from != nullptr ? from : to)->origin, path,
                     from != nullptr ? "'from_region' without 'to_region'" : "'to_region' without 'from_region'");
    }
    if (from == nullptr || to == nullptr || from->broken || to->broken) return;
    lever.from_region = models::FileRegion{index_of(regions, from->text)};
    lever.to_region = models::FileRegion{index_of(regions, to->text)};
    if (lever.from_region == lever.to_region) {
        b.report.add(to->origin, path + ".to_region", "is the same as 'from_region'");
    }
}

LeverInstance bind_common(Binding& b, const Node& item, const std::string& path) {
    LeverInstance lever;
    lever.id = item.text_of("id");
    lever.kind = item.text_of("kind");
    lever.name = name_of(item);
    lever.enabled = flag_of(item.find("enabled"), true);
    lever.dose = number_of(item.find("dose"), 1);
    lever.group = item.text_of("group");
    lever.requires_levers = indices_of(b.context.levers, item.find("requires"));
    if (const Node* exclusive = item.find("exclusive"); exclusive != nullptr && !exclusive->broken) {
        lever.exclusive_set = exclusive->text_of("set");
        const std::string& rule = exclusive->text_of("rule");
        lever.exclusive_rule = rule == "first" ? models::ExclusiveRule::first
                               : rule == "sum" ? models::ExclusiveRule::sum
                                               : models::ExclusiveRule::highest;
    }
    lever.from = month_of(item.find("from"));
    lever.to = month_of(item.find("to"));
    check_from_to(b, item, path);
    if (const Node* fund = item.find("paid_from"); fund != nullptr) {
        lever.fund = index_of(b.context.funds, fund->text);
    }
    lever.admin_share = number_of(item.find("admin_share"));
    lever.eligible = bind_eligible(b, item.find("eligible"));
    bind_geography(b, item, path, lever);
    return lever;
}

std::vector<std::string> texts_of(const Node& list) {
    std::vector<std::string> texts;
    for (const auto& item : list.items) texts.push_back(item.text);
    return texts;
}

models::TierPaths tier_paths(const Binding& b, const Node& node, double factor) {
    models::TierPaths paths;
    for (std::size_t k = 0; k < b.context.tiers.size(); ++k) {
        const Node* value = number_node(node).find(b.context.tiers[k]);
        if (value != nullptr) paths.emplace_back(k, path_of(*value, factor));
    }
    return paths;
}

void set_field(const Binding& b, const LeverField& field, const Node& item, models::Lever& lever) {
    // The money key may carry a unit that the field's own name leaves out.
    auto [node, factor] = money_entry(item, field.name);
    if (node == nullptr && field.unit.rfind("CNY", 0) == 0) {
        const auto with_unit = money_entry(item, field.name + "_cny");
        node = with_unit.first;
        factor = with_unit.second;
    }
    if (node == nullptr || node->broken) return;
    switch (field.kind) {
        case LeverFieldKind::number:
            return field.set(lever, path_of(*node, factor));
        case LeverFieldKind::tier_numbers:
            return field.set(lever, tier_paths(b, *node, factor));
        case LeverFieldKind::text:
            return field.set(lever, node->text);
        case LeverFieldKind::text_list:
            return field.set(lever, texts_of(*node));
        case LeverFieldKind::region_list:
            return field.set(lever, indices_of<models::FileRegion>(b.context.regions, node));
        case LeverFieldKind::title_list:
            return field.set(lever, indices_of(b.context.titles, node));
        case LeverFieldKind::flag:
            return field.set(lever, flag_of(node));
    }
}

std::shared_ptr<const models::Lever> make_lever(const Binding& b, const Node& item) {
    for (const auto& spec : b.context.lever_kinds()) {
        if (spec.kind != item.text_of("kind")) continue;
        std::shared_ptr<models::Lever> lever = spec.make();
        for (const auto& field : spec.fields) set_field(b, field, item, *lever);
        return lever;
    }
    return nullptr;
}

bool is_present(const models::World& world, const std::string& name) {
    // Posts of a table do for posts what the module does.
    if (name == "posts" && !world.overrides.posts.empty()) return true;
    for (const auto& module : models::module_specs()) {
        if (name == module.name) return world.modules.*module.member != models::ModuleState::none;
    }
    return false;
}

/// A lever whose modules are off would silently do nothing.
void check_needs(Binding& b, const Node& item, const LeverInstance& instance) {
    if (!instance.enabled) return;
    for (const auto& spec : b.context.lever_kinds()) {
        if (spec.kind != instance.kind) continue;
        for (const auto& name : spec.needs) {
            if (is_present(b.world, name)) continue;
            b.report.add(item.origin, "levers." + instance.id,
                         "kind " + spec.kind + " needs the module " + name + ", which is none; write modules: {" +
                             name + ": active}");
        }
        const auto& ways = spec.needs_one_of;
        const auto present = [&](const std::string& name) { return is_present(b.world, name); };
        if (ways.empty() || std::any_of(ways.begin(), ways.end(), present)) continue;
        std::string all;
        for (const auto& name : ways) all += (all.empty() ? "" : ", ") + name;
        b.report.add(item.origin, "levers." + instance.id,
                     "kind " + spec.kind + " acts through the modules " + all + ", which are none; write modules: {" +
                         ways.front() + ": active}");
    }
}

void check_fund_dates(Binding& b, const Node& item, const LeverInstance& instance) {
    if (instance.fund == models::kNoIndex || !instance.to) return;
    const auto& fund = b.world.funds[instance.fund];
    if (!fund.from || *fund.from <= *instance.to) return;
    b.report.add(item.find("paid_from")->origin, "levers." + instance.id + ".paid_from",
                 "fund " + fund.id + " begins in " + to_string(*fund.from) + ", after the lever has ended in " +
                     to_string(*instance.to));
}

/// Which of a set a person gets would depend on which lever is asked.
void check_exclusive(Binding& b, const Node& levers) {
    std::map<std::string, std::size_t> first;
    for (std::size_t i = 0; i < levers.items.size(); ++i) {
        const auto& lever = b.world.levers[i];
        if (lever.exclusive_set.empty()) continue;
        const auto& other = b.world.levers[first.emplace(lever.exclusive_set, i).first->second];
        if (other.exclusive_rule == lever.exclusive_rule) continue;
        b.report.add(levers.items[i].find("exclusive")->origin, "levers." + lever.id + ".exclusive",
                     "the rule of the set " + lever.exclusive_set + " is not that of " + other.id,
                     "write one rule for all levers of the set");
    }
}

/// Depth-first search for levers that require themselves, directly or through others.
class RequirementCheck {
  public:
    RequirementCheck(Binding& binding, const Node& levers)
        : b_{binding}, levers_{levers}, state_(binding.world.levers.size(), State::unseen) {}

    void run() {
        for (std::size_t start = 0; start < state_.size(); ++start) {
            if (state_[start] == State::unseen) walk(start);
        }
    }

  private:
    enum class State : unsigned char { unseen, on_path, done };
    struct Step {
        std::size_t lever;
        std::size_t next = 0;  // which of its requirements comes next
    };

    void walk(std::size_t start) {
        std::vector<Step> path{{start}};
        state_[start] = State::on_path;
        while (!path.empty()) {
            const std::size_t lever = path.back().lever;
            const auto& required = b_.world.levers[lever].requires_levers;
            if (path.back().next == required.size()) {
                state_[lever] = State::done;
                path.pop_back();
                continue;
            }
            const std::size_t to = required[path.back().next++];
            if (state_[to] == State::on_path) report_cycle(path, to);
            if (state_[to] != State::unseen) continue;
            state_[to] = State::on_path;
            path.push_back({to});
        }
    }

    void report_cycle(const std::vector<Step>& path, std::size_t to) {
        const std::string& id = b_.world.levers[to].id;
        std::string chain;
        constexpr std::size_t kMostShown = 12;
        auto at = std::find_if(path.begin(), path.end(), [&](const Step& s) { return s.lever == to; });
        for (std::size_t n = 0; at != path.end() && n < kMostShown; ++at, ++n) {
            chain += b_.world.levers[at->lever].id + " -> ";
        }
        if (at != path.end()) chain += "... -> ";
        const bool itself = path.back().lever == to;
        const Node& item = levers_.items[path.back().lever];
        b_.report.add(item.find("requires")->origin, "levers." + item.text_of("id") + ".requires",
                      itself ? "a lever cannot require itself" : "the levers require one another: " + chain + id);
    }

    Binding& b_;
    const Node& levers_;
    std::vector<State> state_;
};

}  // namespace

void bind_levers(Binding& b) {
    const Node* levers = b.root.find("levers");
    if (levers == nullptr || !levers->is_list()) return;
    for (const auto& item : levers->items) {
        const std::string path = "levers." + item.text_of("id");
        b.world.levers.push_back(bind_common(b, item, path));
        if (!item.broken) b.world.levers.back().lever = make_lever(b, item);
    }
    if (levers->items.size() == b.context.levers.size()) RequirementCheck{b, *levers}.run();
    check_exclusive(b, *levers);
    for (const char* key : {"regions", "tiers", "fields", "funds", "titles", "time"}) {
        if (!sound(b, key)) return;  // a lever looks things up in the world
    }
    for (std::size_t i = 0; i < levers->items.size(); ++i) {
        const auto& instance = b.world.levers[i];
        if (instance.lever == nullptr) continue;
        for (const auto& problem : instance.lever->problems(b.world, instance)) {
            b.report.add(levers->items[i].origin, "levers." + instance.id, problem);
        }
        check_needs(b, levers->items[i], instance);
        check_fund_dates(b, levers->items[i], instance);
    }
}

}  // namespace talentflow::scenarios
