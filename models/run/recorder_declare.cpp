// SPDX-License-Identifier: Apache-2.0
// Axes and variables of a result; what fills them is in recorder.cpp and recorder_indices.cpp. Definitions are the
// user's documentation: one sentence that names the denominator (docs/output-format.md lists them all).
#include <algorithm>
#include <limits>
#include <utility>

#include "models/policy/lever.hpp"
#include "models/run/recorder.hpp"

namespace talentflow::models {

namespace {

using sim::Dimension;
using sim::Label;
using sim::Variable;
using Dims = std::vector<std::string>;

constexpr const char* kPoint = "time: point";
constexpr const char* kSum = "time: sum";

Variable variable(std::string name, Dims dims, std::string en, std::string zh, std::string units,
                  std::string definition, std::string methods) {
    Variable v;
    v.name = std::move(name);
    v.dims = {"member", "time"};
    v.dims.insert(v.dims.end(), dims.begin(), dims.end());
    v.long_name = std::move(en);
    v.long_name_zh = std::move(zh);
    v.units = std::move(units);
    v.definition = std::move(definition);
    v.cell_methods = std::move(methods);
    return v;
}

template <class Items>
std::vector<Label> labels(const Items& items) {
    std::vector<Label> out;
    for (const auto& item : items) {
        out.push_back(
            {item.id, item.name.en.empty() ? item.id : item.name.en, item.name.zh.empty() ? item.id : item.name.zh});
    }
    return out;
}

/// Whether any lever of the world may create posts.
bool creates_posts(const World& world) {
    const auto needs_firms = [](const LeverInstance& lever) {
        const auto& specs = all_lever_specs();
        const auto spec = std::find_if(specs.begin(), specs.end(), [&](const auto& s) { return s.kind == lever.kind; });
        return spec != specs.end() && std::find(spec->needs.begin(), spec->needs.end(), "firms") != spec->needs.end();
    };
    return world.modules.firms == ModuleState::active &&
           std::any_of(world.levers.begin(), world.levers.end(), needs_firms);
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

bool counts_residents(const World& world) {
    return std::any_of(world.regions.begin(), world.regions.end(), [](const Region& r) { return r.residents > 0.0; });
}

}  // namespace

Recorder::Recorder(const World& world, sim::Dataset& data, int first_member)
    : world_{&world},
      data_{&data},
      n_times_{static_cast<std::size_t>(world.months) + 1},
      scale_{static_cast<std::int64_t>(world.persons_per_agent)},
      known_{world.regions.size()} {
    declare_axes(first_member);
    declare_people();
    declare_work();
    declare_policy();
    declare_picked();
    declare_indices();
    if (keeps_cohorts(world)) declare_cohorts();
}

void Recorder::declare_axes(int first_member) {
    Dimension member{"member", "replicate", "重复", {}, {}, "1"};
    for (int m = 0; m < world_->replicates; ++m) member.values.push_back(first_member + m);
    data_->add_dimension(std::move(member));
    data_->set_time(world_->start, n_times_);
    const auto regions = labels(world_->regions);
    const auto tiers = labels(world_->tiers);
    data_->add_dimension(axis("region", "region", "地区", regions));
    data_->add_dimension(axis("tier", "tier of talent", "人才层次", tiers));
    data_->add_dimension(axis("field", "field of work", "领域", labels(world_->fields)));
    data_->add_dimension(axis("origin", "region left", "迁出地", regions));
    data_->add_dimension(axis("destination", "region moved to", "迁入地", regions));
    add_seats(*data_, *world_, "region", "");
    add_seats(*data_, *world_, "origin", "origin_");
    add_seats(*data_, *world_, "destination", "destination_");
    data_->add_dimension(axis("tier_to", "tier risen to", "晋升后层次", tiers));
    data_->add_dimension(axis("direction", "direction of the move", "迁移方向",
                              {{"in", "moved in", "迁入"}, {"out", "moved out", "迁出"}}));
    data_->add_dimension(axis("entry_reason", "reason of entry", "进入原因",
                              {{"graduate", "graduate entering work", "毕业生"},
                               {"rest_of_world", "from the rest of the world", "域外流入"},
                               {"other", "by the scenario's table", "其他"}}));
    data_->add_dimension(axis("exit_reason", "reason of exit", "退出原因",
                              {{"retirement", "retirement", "退休"},
                               {"death", "death", "死亡"},
                               {"rest_of_world", "to the rest of the world", "流出域外"},
                               {"other", "by the scenario's table", "其他"}}));
    if (!world_->age_bands.empty()) {
        std::vector<Label> bands;
        for (const auto& b : world_->age_bands) {
            const auto text = std::to_string(b.from_years) + "-" + std::to_string(b.to_years);
            bands.push_back({text, text, text + "岁"});
        }
        bands.push_back({"other", "other ages", "其他年龄"});
        data_->add_dimension(axis("age_band", "age in completed years", "年龄段", bands));
    }
    if (!world_->levers.empty()) {
        std::vector<Label> levers;
        for (const auto& l : world_->levers) {
            levers.push_back({l.id, l.name.en.empty() ? l.id : l.name.en, l.name.zh.empty() ? l.id : l.name.zh});
        }
        data_->add_dimension(axis("lever", "policy lever", "政策措施", levers));
        data_->add_dimension(axis("payer", "region that pays", "出资方", regions));
        data_->add_dimension(axis("newcomer", "newcomer or not", "是否新引进",
                                  {{"no", "resident for over 12 months", "存量"}, {"yes", "newcomer", "新引进"}}));
    }
    if (!world_->funds.empty()) data_->add_dimension(axis("fund", "fund", "资金", labels(world_->funds)));
}

void Recorder::declare_people() {
    auto& d = *data_;
    d.add_variable<std::int64_t>(
        variable("stock", {"region", "tier", "field"}, "talents living in the region", "常住人才存量", "1",
                 "Talents whose home is the region at the instant, heads, not a share of anything.", kPoint));
    d.add_variable<std::int64_t>(variable("workers", {"region", "tier", "field"}, "employed talents by workplace",
                                          "在岗人才", "1",
                                          "Talents who work in the region at the instant, by their own tier and field; "
                                          "people on secondment at their host.",
                                          kPoint));
    if (!world_->age_bands.empty()) {
        d.add_variable<std::int64_t>(
            variable("stock_age", {"region", "age_band"}, "talents by age", "分年龄人才存量", "1",
                     "Talents whose home is the region at the instant, by completed years of age.", kPoint));
    }
    d.add_variable<std::int64_t>(
        variable("od_flow", {"origin", "destination", "tier"}, "moves of home", "迁移流量", "1",
                 "Changes of home from origin to destination in the month that ended; the diagonal is 0.", kSum));
    d.add_variable<std::int64_t>(variable("moves", {"region", "direction", "tier", "field"}, "moves in and out",
                                          "迁入与迁出", "1",
                                          "Changes of home into or out of the region in the month that ended.", kSum));
    d.add_variable<std::int64_t>(
        variable("return_moves", {"region", "tier"}, "moves back to the region of origin", "返乡迁移", "1",
                 "Moves in the month that ended whose destination is the mover's region of entry.", kSum));
    d.add_variable<std::int64_t>(
        variable("entries", {"region", "tier", "entry_reason"}, "entries to the world", "新进入人才", "1",
                 "Talents who joined the population in the region in the month that ended, by reason.", kSum));
    d.add_variable<std::int64_t>(
        variable("exits", {"region", "tier", "exit_reason"}, "exits from the world", "退出人才", "1",
                 "Talents who left the population from the region in the month that ended, by reason.", kSum));
    d.add_variable<std::int64_t>(
        variable("promoted", {"region", "tier", "tier_to"}, "rises of tier", "层次晋升", "1",
                 "Talents of the region who rose from tier to tier_to in the month that ended.", kSum));
}

void Recorder::declare_work() {
    auto& d = *data_;
    const Dims cell{"region", "tier", "field"};
    d.add_variable<std::int64_t>(variable(
        "unemployed", cell, "talents without a post", "失业人才", "1",
        "Talents whose home is the region and who hold no post at the instant; divide by stock for the rate.", kPoint));
    d.add_variable<std::int64_t>(variable("positions", cell, "posts, filled or open", "岗位数", "1",
                                          "Posts of the region by the post's own tier and field at the instant.",
                                          kPoint));
    d.add_variable<std::int64_t>(
        variable("vacancies", cell, "open posts", "空缺岗位", "1",
                 "Posts not filled at the instant, by the post's own tier and field; divide by positions for the rate.",
                 kPoint));
    d.add_variable<std::int64_t>(
        variable("hires", cell, "hires", "聘用人数", "1",
                 "Talents hired to posts in the region in the month that ended, by their own tier and field.", kSum));
    if (world_->modules.commuting == ModuleState::active) {
        d.add_variable<std::int64_t>(variable(
            "commuters", {"origin", "destination"}, "people who work elsewhere", "跨区通勤人才", "1",
            "Employed residents of origin whose post is in destination at the instant; the diagonal is 0.", kPoint));
    }
    d.add_variable<double>(variable("wage", cell, "mean wage", "平均工资", "CNY/month",
                                    "Monthly wage of the cell's posts in prices of 2021, with what levers add; it "
                                    "stands still unless the module wages "
                                    "is active or a lever changes it.",
                                    kPoint));
    d.add_variable<double>(variable("house_price_index", {"region"}, "house price index", "房价指数", "1",
                                    "House price over that of the region the scenario takes as 1; it stands still "
                                    "unless the module housing is active.",
                                    kPoint));
    if (world_->modules.awareness != ModuleState::none || world_->overrides.awareness_on_probability ||
        world_->overrides.awareness_off_probability) {
        d.add_variable<double>(variable("awareness", {"origin", "destination"}, "share who know a region", "知晓率",
                                        "1",
                                        "Share of the origin's residents who know the destination otherwise than by "
                                        "acquaintances there, estimated on "
                                        "the fixed 1/256 of persons with id mod 256 = 0.",
                                        kPoint));
    }
    if (world_->modules.claims != ModuleState::none) {
        d.add_variable<double>(
            variable("processing_days", {"region"}, "days that a claim takes", "办理时限", "day",
                     "Days from filing to decision of a claim without a card: the region's days as the policies of the "
                     "month that "
                     "ended change them + 30 x cases waiting at the instant / cases its desk decides a month.",
                     kPoint));
    }
    d.add_variable<double>(variable(
        "structure_match", {"region"}, "match of talent and posts by field", "人才结构与产业结构匹配度", "1",
        "1 - half the sum over fields of |share of residents - share of posts|; near 1 at the start by construction.",
        kPoint));
    const auto& asked = world_->output_variables;
    for (const char* name : {"ties_mean", "ties_variance"}) {
        if (std::find(asked.begin(), asked.end(), name) == asked.end()) continue;
        d.add_variable<double>(
            variable(name, {"region"}, "acquaintances at home", "本地社会联系", "1",
                     "Over all residents of the region: mean or variance of their acquaintances at home.", kPoint));
    }
}

void Recorder::declare_policy() {
    auto& d = *data_;
    if (!world_->levers.empty()) {
        const Dims lever{"lever"};
        d.add_variable<std::int64_t>(variable("claims", lever, "claims filed", "申领数", "1",
                                              "Claims of the lever filed in the month that ended.", kSum));
        d.add_variable<std::int64_t>(variable("claims_approved", lever, "claims approved", "核准数", "1",
                                              "Claims approved in the month that ended.", kSum));
        d.add_variable<std::int64_t>(variable("claims_paid", lever, "claims first paid", "兑付数", "1",
                                              "Claims whose first payment (or card) was made in the month that ended.",
                                              kSum));
        d.add_variable<std::int64_t>(variable("claims_queue", lever, "claims waiting", "排队数", "1",
                                              "Claims filed and neither paid nor lapsed at the instant.", kPoint));
        d.add_variable<std::int64_t>(variable(
            "claims_lapsed", lever, "claims lapsed", "失效数", "1",
            "Claims that lapsed in the month that ended, by departure or for want of money or of a free flat.", kSum));
        d.add_variable<std::int64_t>(variable(
            "recipients", {"lever", "tier", "newcomer"}, "recipients", "受益人数", "1",
            "Persons whose first payment (or card) was made in the month that ended, by tier and newcomer.", kSum));
        if (std::any_of(world_->levers.begin(), world_->levers.end(),
                        [](const auto& l) { return l.kind == "referral_bonus"; })) {
            d.add_variable<std::int64_t>(variable(
                "referrals", lever, "hires of referred people", "引荐录用人数", "1",
                "Talents hired in the lever's regions in the month that ended whom an acquaintance there had referred.",
                kSum));
        }
        d.add_variable<double>(variable(
            "payments_by_payer", {"lever", "payer"}, "spending by payer", "分担支出", "CNY",
            "Payments and administration of the lever in the month that ended, by the region that pays.", kSum));
        if (creates_posts(*world_)) {
            d.add_variable<std::int64_t>(variable(
                "created_posts", {"lever", "region"}, "posts created by policy", "政策创造岗位", "1",
                "Posts of the region that stand at the instant because of the lever; part of positions.", kPoint));
        }
    }
    if (world_->funds.empty()) return;
    const Dims fund{"fund"};
    d.add_variable<double>(variable("appropriation", fund, "appropriation", "拨款", "CNY",
                                    "Money given to the fund in the month that ended, less what lapsed.", kSum));
    d.add_variable<double>(variable("payments", fund, "payments", "支付", "CNY",
                                    "Money that the fund paid out in the month that ended, administration aside: "
                                    "awards, grants, deals, events, services.",
                                    kSum));
    d.add_variable<double>(variable("administration", fund, "administration", "管理费用", "CNY",
                                    "Cost of administration paid from the fund in the month that ended.", kSum));
    d.add_variable<double>(variable("clawback", fund, "clawback", "违约退回", "CNY",
                                    "Money collected from leavers and credited to the fund in the month that ended.",
                                    kSum));
    d.add_variable<double>(variable(
        "balance", fund, "balance", "余额", "CNY",
        "Balance at the instant: the one before + appropriation + clawback - payments - administration.", kPoint));
}

void Recorder::declare_indices() {
    auto& d = *data_;
    d.add_variable<double>(variable(
        "net_brain_gain", {"region"}, "net brain gain", "净智力流入", "1",
        "Sum over tiers of the tier's wage factor x (moves in + arrivals from the rest of the world - moves out - "
        "departures to it) in the month that ended, over the talents who lived in the region when it began.",
        kSum));
    if (counts_residents(*world_)) {
        d.add_variable<double>(variable("theil_between_regions", {}, "inequality between regions (Theil)",
                                        "地区间差异（泰尔指数）", "1",
                                        "Theil index over regions, weighted by their residents of the census, of "
                                        "talents per 1,000 of these residents "
                                        "at the instant.",
                                        kPoint));
    }
    if (!world_->levers.empty()) {
        d.add_variable<double>(variable("gini_awards", {}, "inequality of awards (Gini)", "奖补分配差异（基尼系数）",
                                        "1",
                                        "Gini coefficient, over everybody paid an award until the instant, of what "
                                        "each has been paid by all levers, "
                                        "before anything returned.",
                                        kPoint));
    }
}

void Recorder::declare_cohorts() {
    auto& d = *data_;
    const int first = world_->start.year(), last = (world_->start + (world_->months - 1)).year();
    Dimension years{"cohort_year", "calendar year of entry", "进入年份", {}, {}, "year"};
    for (int year = first; year <= last; ++year) years.values.push_back(year);
    d.add_dimension(std::move(years));
    d.add_dimension(axis("entry", "way into the cohort", "进入方式",
                         {{"moved_in", "moved in", "迁入"},
                          {"graduate", "graduate entering work", "毕业生"},
                          {"award_paid", "first payment of an award", "首次获得奖补"},
                          {"resident_at_decision", "resident at time 0", "起始时点常住"}}));
    Dimension horizons{"horizon", "months after the own entry", "进入后月数", {}, {}, "month"};
    for (const int months : kCohortHorizons) horizons.values.push_back(months);
    d.add_dimension(std::move(horizons));

    const auto cohort = [&](std::string name, std::string en, std::string zh, std::string definition) -> Variable& {
        Variable v = variable(std::move(name), {}, std::move(en), std::move(zh), "1", std::move(definition), "");
        v.dims = {"member", "cohort_year", "region", "tier", "entry"};
        const bool later = v.name != "cohort_size";
        if (later) v.dims.emplace_back("horizon");
        if (later) v.missing = kNotReached;
        return d.add_variable<std::int64_t>(std::move(v));
    };
    cohort(
        "cohort_size", "entries to the cohort", "同期群规模",
        "Entries in the year (residents: those of time 0), by region and tier at that moment; who enters twice counts "
        "twice.");
    cohort(
        "cohort_present", "of the cohort, still in the region", "同期群中仍在本地人数",
        "Of cohort_size, those who live in the region of entry so many months after their own month of entry; no value "
        "where the run ends before.");
    cohort(
        "cohort_never_left", "of the cohort, never moved away", "同期群中从未迁出人数",
        "Of cohort_present, those who have not changed home since they entered; no value where the run ends before.");
}

void Recorder::declare_picked() {
    auto& d = *data_;
    d.add_variable<double>(variable(
        "flexible_fte", {"region"}, "flexible full-time equivalents", "柔性引才（折合全时）", "1",
        "Parts of a full post that people who live elsewhere hold in the region beside their own, summed, at the "
        "instant; they are not among its residents or workers.",
        kPoint));
    if (world_->modules.secondment != ModuleState::none) {
        d.add_variable<std::int64_t>(variable(
            "seconded", {"origin", "destination"}, "talents on secondment", "挂职人才", "1",
            "Talents whose home is the origin and who are on secondment in the destination at the instant.", kPoint));
    }
    if (has_kind("training")) {
        d.add_variable<std::int64_t>(
            variable("trainees", {"lever"}, "people enrolled in courses", "参训人才", "1",
                     "Talents who took a seat of the lever's courses at the end of the month that ended.", kSum));
    }
    if (has_kind("joint_job_fair")) {
        d.add_variable<std::int64_t>(
            variable("fair_attendances", {"lever"}, "attendances of job fairs", "招聘会参会人次", "1",
                     "Attendances of the lever's fairs in the month that ended, person-times.", kSum));
    }
}

bool Recorder::has_kind(const std::string& kind) const {
    return std::any_of(world_->levers.begin(), world_->levers.end(), [&](const auto& l) { return l.kind == kind; });
}

}  // namespace talentflow::models
