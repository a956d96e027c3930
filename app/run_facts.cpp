// SPDX-License-Identifier: Apache-2.0
#include "app/run_facts.hpp"

#include <algorithm>

namespace talentflow::app {

models::Name talent_definition(const models::World& world) {
    const auto has_census =
        std::any_of(world.regions.begin(), world.regions.end(), [](const models::Region& r) { return !r.men.empty(); });
    if (!has_census || !world.overrides.initial_agents.empty())
        return {
            "Made-up population: the people are those the scenario states; no real place is "
            "described.",
            "虚构人口：人数由情景文件给定，不代表任何真实地区。"};
    const auto is_longquanyi = [](const models::Region& r) { return r.id == "longquanyi"; };
    if (std::any_of(world.regions.begin(), world.regions.end(), is_longquanyi))
        return {
            "Talent = economically active residents with college education (2020 census), scaled "
            "to Longquanyi's printed 340,000; not the office's own talent statistics "
            "(人才资源统计).",
            "人才 = 大专及以上学历的经济活动常住人口（2020 年人口普查），按龙泉驿区公布的 34 万人"
            "折算；不等同于人才工作部门的人才资源统计。"};
    return {
        "Talent = economically active residents with college education (census of the scenario); "
        "not an office's own talent statistics.",
        "人才 = 大专及以上学历的经济活动常住人口（情景所载普查数）；不等同于人才资源统计。"};
}

}  // namespace talentflow::app
