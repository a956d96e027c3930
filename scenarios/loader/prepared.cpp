// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/prepared.hpp"

#include <algorithm>
#include <utility>

#include "scenarios/loader/flat.hpp"
#include "scenarios/loader/number.hpp"
#include "scenarios/loader/settings.hpp"
#include "scenarios/loader/show.hpp"
#include "scenarios/loader/sources.hpp"

namespace talentflow::scenarios {

namespace {

/// Takes out notes, sources and the like; a number under such a key belongs to a thing of that name.
void drop_remarks(Node& node) {
    const auto remark = [](const Entry& entry) {
        return is_remark(entry.key) && entry.value.is_scalar() && !parse_number(entry.value.text).value;
    };
    node.entries.erase(std::remove_if(node.entries.begin(), node.entries.end(), remark), node.entries.end());
    for (auto& entry : node.entries) drop_remarks(entry.value);
    for (auto& item : node.items) drop_remarks(item);
}

}  // namespace

std::optional<PreparedScenario> PreparedScenario::read(const std::filesystem::path& file,
                                                       const std::vector<Setting>& settings, Report& report) {
    PreparedScenario prepared;
    auto merged = read_merged(file, report, &prepared.files_);
    if (!merged) return std::nullopt;
    prepared.merged_ = std::move(*merged);
    for (const auto& setting : settings) apply_setting(prepared.merged_, setting, report);
    return prepared;
}

Resolved PreparedScenario::resolve(const std::vector<Setting>& settings, Report& report) const {
    LoadOptions options;
    options.settings = settings;
    return scenarios::resolve(merged_, options, report);
}

Scenario PreparedScenario::scenario(Report& report) const {
    const std::size_t before = report.size();
    Resolved resolved = resolve({}, report);
    if (report.size() > before) return {};
    auto scenario = scenario_of(std::move(resolved), report);
    scenario.files = files_;
    return scenario;
}

models::World PreparedScenario::world(const std::vector<Setting>& settings) const {
    Report report;
    Resolved resolved = resolve(settings, report);
    report.throw_if_any();
    return std::move(resolved.world);
}

bool PreparedScenario::has(const std::string& path) const {
    const auto dot = path.find('.');
    if (dot == std::string::npos) return true;
    const std::string list = path.substr(0, dot);
    if (list != "levers" && list != "funds" && list != "titles") return true;
    const Node* things = merged_.find(list);
    if (things == nullptr) return false;
    // Ids may hold dots: the longest that the path begins with would do, and any is enough.
    const std::string rest = path.substr(dot + 1);
    return std::any_of(things->items.begin(), things->items.end(), [&](const Node& item) {
        const std::string& id = item.text_of("id");
        return !id.empty() && (rest == id || rest.rfind(id + ".", 0) == 0);
    });
}

std::string PreparedScenario::identity() const {
    Node values = merged_;
    drop_remarks(values);
    return flow_text(values);
}

}  // namespace talentflow::scenarios
