// SPDX-License-Identifier: Apache-2.0
#include "tests/app/sample_result.hpp"
#include "tests/support/indices.hpp"

#include <string>
#include <utility>
#include <vector>

namespace talentflow::tests {

namespace {

using sim::Dataset;
using sim::Dimension;

void add_axis(Dataset& data, const std::string& name, std::vector<sim::Label> labels) {
    Dimension axis;
    axis.name = name;
    axis.labels = std::move(labels);
    data.add_dimension(std::move(axis));
}

template <class T>
void add(Dataset& data, const std::string& name, std::vector<std::string> dims) {
    sim::Variable variable;
    variable.name = name;
    variable.dims = std::move(dims);
    variable.units = std::string{"1"};
    data.add_variable<T>(std::move(variable));
}

/// All before any is filled: adding a variable may move the others.
void add_variables(Dataset& data) {
    add<std::int64_t>(data, "stock", {"member", "time", "region", "tier", "field"});
    add<std::int64_t>(data, "od_flow", {"member", "time", "origin", "destination", "tier"});
    add<std::int64_t>(data, "moves", {"member", "time", "region", "direction", "tier", "field"});
    add<std::int64_t>(data, "claims", {"member", "time", "lever"});
    add<double>(data, "payments_by_payer", {"member", "time", "lever", "payer"});
    add<double>(data, "balance", {"member", "time", "fund"});
}

models::World world_of_three() {
    models::World world;
    world.name = "sample";
    world.title = {"A sample", "样例"};
    world.start = sim::Month::of(2018, 1);
    world.months = 2;
    world.replicates = 2;
    for (const char* id : {"suining", "tongnan", "chengdu"}) {
        models::Region region;
        region.id = id;
        world.regions.push_back(region);
    }
    world.regions[0_in_file].name = {"Suining", "遂宁"};
    world.tiers = {{"D", {"D", "D"}, true}, {"E", {"E", "E"}, false}};
    world.fields = {{"education", {"Education", "教育"}, true}, {"auto", {"Cars", "汽车"}, false}};
    world.groups = {{"suitong", {"Suining-Tongnan", "遂潼"}, {0_in_file, 1_in_file}}};
    return world;
}

/// Every cell of suining D/education holds 100 at the start and 110 (member 0) or 130 (member 1) at
/// the end; all other cells hold 10 throughout.
void fill_stock(Dataset& data) {
    auto& stock = data.values<std::int64_t>("stock");
    for (auto& cell : stock) cell = 10;
    const auto at = [](std::size_t m, std::size_t t) { return (m * 3 + t) * 3 * 2 * 2; };
    for (std::size_t m = 0; m < 2; ++m) {
        stock[at(m, 0)] = 100;
        stock[at(m, 1)] = 105;
        stock[at(m, 2)] = m == 0 ? 110 : 130;
    }
}

/// Month 1 of each member: 3 of tier E from suining to tongnan (inside the group), 4 of tier D from
/// chengdu to suining, 1 of tier E from tongnan to chengdu.
void fill_flows(Dataset& data) {
    auto& flow = data.values<std::int64_t>("od_flow");
    auto& moves = data.values<std::int64_t>("moves");
    for (std::size_t m = 0; m < 2; ++m) {
        const auto add_move = [&](std::size_t from, std::size_t to, std::size_t tier, int n) {
            flow[(((m * 3 + 1) * 3 + from) * 3 + to) * 2 + tier] += n;
            const auto cell = [&](std::size_t region, std::size_t direction) {
                return ((((m * 3 + 1) * 3 + region) * 2 + direction) * 2 + tier) * 2;
            };
            moves[cell(to, 0)] += n;
            moves[cell(from, 1)] += n;
        };
        add_move(0, 1, 1, 3);
        add_move(2, 0, 0, 4);
        add_move(1, 2, 1, 1);
    }
}

void fill_money(Dataset& data) {
    auto& claims = data.values<std::int64_t>("claims");
    auto& paid = data.values<double>("payments_by_payer");
    auto& balance = data.values<double>("balance");
    for (auto& cell : paid) cell = 0;
    for (std::size_t m = 0; m < 2; ++m) {
        claims[m * 3 + 1] = 5;
        claims[m * 3 + 2] = 2;
        paid[(m * 3 + 1) * 2] = 1000000.1;
        paid[(m * 3 + 2) * 2] = 2000000.2;
        for (std::size_t t = 0; t < 3; ++t) balance[m * 3 + t] = 100.0 * static_cast<double>(t);
    }
}

}  // namespace

SampleRun sample_run() {
    SampleRun sample{world_of_three(), {}};
    auto& data = sample.result.data;
    Dimension member;
    member.name = "member";
    member.values = {0, 1};
    data.add_dimension(std::move(member));
    data.set_time(sample.world.start, 3);
    const std::vector<sim::Label> regions{{"suining", "Suining", "遂宁"}, {"tongnan", "", ""}, {"chengdu", "", ""}};
    add_axis(data, "region", regions);
    add_axis(data, "origin", regions);
    add_axis(data, "destination", regions);
    add_axis(data, "tier", {{"D", "D", "D"}, {"E", "E", "E"}});
    add_axis(data, "field", {{"education", "Education", "教育"}, {"auto", "Cars", "汽车"}});
    add_axis(data, "direction", {{"in", "in", "迁入"}, {"out", "out", "迁出"}});
    add_axis(data, "lever", {{"award", "Settling award", "安家补贴"}});
    add_axis(data, "payer", {{"suining", "", ""}, {"tongnan", "", ""}});
    add_axis(data, "fund", {{"special", "Special fund", "专项资金"}});
    add_variables(data);
    fill_stock(data);
    fill_flows(data);
    fill_money(data);
    sample.result.agents_at_start = 210;
    sample.result.agent_months = 840;
    sample.result.loop_seconds = 0.5;
    sample.result.shortages = {{.region = 0_in_file,
                                .tier = 0_tier,
                                .field = 1_field,
                                .vacancies = 12,
                                .vacancy_rate = 0.3,
                                .oldest_open_months = 7},
                               {.region = 1_in_file,
                                .tier = 1_tier,
                                .field = 0_field,
                                .vacancies = 5,
                                .vacancy_rate = 0.25,
                                .oldest_open_months = 2}};
    return sample;
}

}  // namespace talentflow::tests
