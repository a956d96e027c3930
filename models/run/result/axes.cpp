// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <utility>

#include "models/run/result/families.hpp"

namespace talentflow::models {

namespace {

using sim::Dimension;
using sim::Label;

template <class Items>
std::vector<Label> labels(const Items& items) {
    std::vector<Label> out;
    for (const auto& item : items) {
        out.push_back(
            {item.id, item.name.en.empty() ? item.id : item.name.en, item.name.zh.empty() ? item.id : item.name.zh});
    }
    return out;
}

Dimension axis(std::string name, std::string en, std::string zh, std::vector<Label> values) {
    return {std::move(name), std::move(en), std::move(zh), std::move(values), {}, ""};
}

/// Where the seats of the regions lie, along an axis of regions; nothing if the world has none.
void add_seats(sim::Dataset& data, const World& world, const std::string& axis, const std::string& prefix) {
    const auto has_seat = [](const Region& r) { return r.seat.has_value(); };
    if (std::none_of(world.regions.begin(), world.regions.end(), has_seat)) return;
    std::vector<double> lat, lon;
    for (const auto& region : world.regions) {
        lat.push_back(region.seat ? region.seat->lat : std::numeric_limits<double>::quiet_NaN());
        lon.push_back(region.seat ? region.seat->lon : std::numeric_limits<double>::quiet_NaN());
    }
    data.add_coordinate({prefix + "lat", axis, "latitude of the seat", "驻地纬度", "degrees_north", "latitude", lat});
    data.add_coordinate({prefix + "lon", axis, "longitude of the seat", "驻地经度", "degrees_east", "longitude", lon});
}

void add_places(sim::Dataset& data, const World& world) {
    const auto regions = labels(world.regions);
    data.add_dimension(axis("region", "region", "地区", regions));
    data.add_dimension(axis("tier", "tier of talent", "人才层次", labels(world.tiers)));
    data.add_dimension(axis("field", "field of work", "领域", labels(world.fields)));
    data.add_dimension(axis("origin", "region left", "迁出地", regions));
    data.add_dimension(axis("destination", "region moved to", "迁入地", regions));
    add_seats(data, world, "region", "");
    add_seats(data, world, "origin", "origin_");
    add_seats(data, world, "destination", "destination_");
    data.add_dimension(axis("tier_to", "tier risen to", "晋升后层次", labels(world.tiers)));
}

void add_ways(sim::Dataset& data) {
    data.add_dimension(axis("direction", "direction of the move", "迁移方向",
                            {{"in", "moved in", "迁入"}, {"out", "moved out", "迁出"}}));
    data.add_dimension(axis("entry_reason", "reason of entry", "进入原因",
                            {{"graduate", "graduate entering work", "毕业生"},
                             {"rest_of_world", "from the rest of the world", "域外流入"},
                             {"other", "by the scenario's table", "其他"}}));
    data.add_dimension(axis("exit_reason", "reason of exit", "退出原因",
                            {{"retirement", "retirement", "退休"},
                             {"death", "death", "死亡"},
                             {"rest_of_world", "to the rest of the world", "流出域外"},
                             {"other", "by the scenario's table", "其他"}}));
}

void add_ages(sim::Dataset& data, const World& world) {
    if (world.age_bands.empty()) return;
    std::vector<Label> bands;
    for (const auto& b : world.age_bands) {
        const auto text = std::to_string(b.from_years) + "-" + std::to_string(b.to_years);
        bands.push_back({text, text, text + "岁"});
    }
    bands.push_back({"other", "other ages", "其他年龄"});
    data.add_dimension(axis("age_band", "age in completed years", "年龄段", bands));
}

void add_policy(sim::Dataset& data, const World& world) {
    if (!world.levers.empty()) {
        data.add_dimension(axis("lever", "policy lever", "政策措施", labels(world.levers)));
        data.add_dimension(axis("payer", "region that pays", "出资方", labels(world.regions)));
        data.add_dimension(axis("newcomer", "newcomer or not", "是否新引进",
                                {{"no", "resident for over 12 months", "存量"}, {"yes", "newcomer", "新引进"}}));
    }
    if (!world.funds.empty()) data.add_dimension(axis("fund", "fund", "资金", labels(world.funds)));
}

}  // namespace

void add_axes(const World& world, sim::Dataset& data, int first_member) {
    Dimension member{"member", "replicate", "重复", {}, {}, "1"};
    for (int m = 0; m < world.replicates; ++m) member.values.push_back(first_member + m);
    data.add_dimension(std::move(member));
    data.set_time(world.start, static_cast<std::size_t>(world.months) + 1);
    add_places(data, world);
    add_ways(data);
    add_ages(data, world);
    add_policy(data, world);
}

}  // namespace talentflow::models
