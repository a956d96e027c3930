// SPDX-License-Identifier: Apache-2.0
#include "experiments/compare/comparison_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "experiments/compare/words.hpp"
#include "output/layout.hpp"
#include "output/provenance.hpp"
#include "output/quick_look.hpp"

namespace talentflow::experiments {

namespace {

using Dims = std::vector<std::string>;

constexpr const char* kComment =
    R"(Difference in people living in each place at the last horizon, by arm. Put the name of this file for FILE.h5.

Python (xarray):
  import xarray as xr
  c = xr.open_dataset("FILE.h5").isel(horizon=-1).sel(tier="_total", quantity="living")
  print(c[["difference_mean", "difference_low", "difference_high"]].to_dataframe())

R (ncdf4; axes come in reverse order):
  library(ncdf4); f <- nc_open("FILE.h5"); d <- ncvar_get(f, "difference_mean", collapse_degen = FALSE)
  print(d[1, dim(d)[2], , dim(d)[4], ])
)";

/// Fills the variables of a comparison one after the other.
class Builder {
  public:
    explicit Builder(const Comparison& c) : c_{c}, l_{*c.layout} {
        for (const auto& spec : quantity_specs()) {
            bool everywhere = c.base_figures.has(spec.quantity);
            for (const auto& figures : c.figures) everywhere &= figures.has(spec.quantity);
            if (everywhere) quantities_.push_back(spec);
        }
    }

    sim::Dataset build() {
        add_axes();
        add_people();
        add_spending();
        add_costs();
        if (!c_.who.empty()) add_who();
        return std::move(data_);
    }

  private:
    void add_axes();
    void add_people();
    void add_spending();
    void add_costs();
    void add_who();

    void axis(const char* name, const char* en, const char* zh, std::vector<sim::Label> labels) {
        data_.add_dimension({name, en, zh, std::move(labels), {}, ""});
    }
    template <class T>
    void variable(const std::string& name, Dims dims, const std::string& en, const std::string& zh, const char* units,
                  const std::string& definition) {
        sim::Variable v;
        v.name = name;
        v.dims = std::move(dims);
        v.long_name = en;
        v.long_name_zh = zh;
        v.units = units;
        v.definition = definition;
        data_.add_variable<T>(std::move(v));
    }
    /// The mean of paired differences and the ends of its interval, `name`_mean, _low and _high.
    struct Three {
        std::string mean, low, high;
    };
    Three interval(const std::string& name, const Dims& dims, const std::string& en, const std::string& zh,
                   const char* units) {
        const Three names{name + "_mean", name + "_low", name + "_high"};
        const std::string rule = "95 % t interval of the paired differences over members (luck only, " +
                                 std::string{kAssumptions} + "); no value with one member.";
        variable<double>(names.mean, dims, en + ", arm minus base", zh + "（方案减基准）", units,
                         "Mean over members of the paired differences, arm minus base.");
        variable<double>(names.low, dims, en + ", lower end (luck)", zh + "（随机误差下限）", units,
                         "Lower end of the " + rule);
        variable<double>(names.high, dims, en + ", upper end (luck)", zh + "（随机误差上限）", units,
                         "Upper end of the " + rule);
        return names;
    }
    void put(const Three& names, std::size_t at, const Estimate& difference) {
        data_.values<double>(names.mean)[at] = difference.mean;
        if (!difference.luck) return;
        data_.values<double>(names.low)[at] = difference.luck->low;
        data_.values<double>(names.high)[at] = difference.luck->high;
    }

    const Comparison& c_;
    const Layout& l_;
    std::vector<QuantitySpec> quantities_;
    sim::Dataset data_;
};

void Builder::add_axes() {
    std::vector<sim::Label> arms, horizons, places, quantities;
    for (const auto& arm : c_.arms) arms.push_back({arm.id, arm.title.en, arm.title.zh});
    for (const auto month : l_.horizons) {
        const auto name = end_of_month(month);
        horizons.push_back({sim::to_string(month), name.en, name.zh});
    }
    for (const auto& place : l_.places) places.push_back({place.id, place.name.en, place.name.zh});
    for (const auto& spec : quantities_) quantities.push_back({spec.id, spec.en, spec.zh});
    auto tiers = l_.tiers;
    auto payers = c_.regions, regions = c_.regions;
    tiers.push_back({kTotal, "all tiers", "全部层次"});
    payers.push_back({kAll, "all payers", "全部出资方"});
    regions.push_back({kOutside, "outside the world", "世界以外"});

    axis("arm", "arm", "方案", std::move(arms));
    sim::Dimension member{"member", "replicate", "重复", {}, {}, "1"};
    for (int m = 0; m < c_.members; ++m) member.values.push_back(m);
    data_.add_dimension(std::move(member));
    axis("horizon", "horizon, state at the end of the month", "时点（当月末）", std::move(horizons));
    axis("place", "region or group of regions", "地区或地区组合", std::move(places));
    axis("tier", "tier of talent", "人才层次", std::move(tiers));
    axis("quantity", "what is counted", "统计量", std::move(quantities));
    axis("payer", "region that pays", "出资方", std::move(payers));
    sim::Dimension year{"year", "calendar year", "年份", {}, {}, "1"};
    for (std::size_t y = 0; y < l_.n_years(); ++y) year.values.push_back(l_.first_year() + static_cast<int>(y));
    data_.add_dimension(std::move(year));
    if (c_.who.empty()) return;
    axis("region_base", "home in the base", "基准中的居住地", regions);
    axis("region_arm", "home with the arm", "方案中的居住地", regions);
    axis("elsewhere", "home in the other run", "另一运行中的居住地", std::move(regions));
    axis("change", "how a person differs", "差别类型",
         {{"stayed", "stayed", "留下"}, {"came", "came", "前来"}, {"left", "left", "离开"}});
    axis("tier_base", "tier in the base", "基准中的层次", l_.tiers);
    axis("tier_arm", "tier with the arm", "方案中的层次", l_.tiers);
}

void Builder::add_people() {
    const Dims cells{"horizon", "place", "tier", "quantity"};
    const auto with = [&](Dims first) {
        first.insert(first.end(), cells.begin(), cells.end());
        return first;
    };
    std::string what = "By quantity:";
    for (const auto& spec : quantities_) what += std::string{" "} + spec.id + ": " + spec.definition;
    variable<double>("base_people", with({"member"}), "people in the base", "基准中的人数", "1", what);
    variable<double>("arm_people", with({"arm", "member"}), "people with the arm", "方案中的人数", "1", what);
    variable<double>("difference", with({"arm", "member"}), "difference in people", "人数差异（方案减基准）", "1",
                     "arm_people less base_people of the same member. " + what);
    const auto mean = interval("difference", with({"arm"}), "difference in people", "人数差异", "1");

    const std::size_t n_tiers = l_.tiers.size() + 1, members = static_cast<std::size_t>(c_.members);
    const std::size_t n_cells = l_.horizons.size() * l_.places.size() * n_tiers * quantities_.size();
    auto& base = data_.values<double>("base_people");
    auto& arms = data_.values<double>("arm_people");
    auto& difference = data_.values<double>("difference");
    std::size_t cell = 0;
    for (std::size_t h = 0; h < l_.horizons.size(); ++h)
        for (std::size_t p = 0; p < l_.places.size(); ++p)
            for (std::size_t k = 0; k < n_tiers; ++k)
                for (const auto& spec : quantities_) {
                    for (std::size_t m = 0; m < members; ++m) {
                        const double b = c_.base_figures.people(m, h, p, k, spec.quantity);
                        base[m * n_cells + cell] = b;
                        for (std::size_t a = 0; a < c_.arms.size(); ++a) {
                            const std::size_t at = (a * members + m) * n_cells + cell;
                            arms[at] = c_.figures[a].people(m, h, p, k, spec.quantity);
                            difference[at] = arms[at] - b;
                        }
                    }
                    for (std::size_t a = 0; a < c_.arms.size(); ++a)
                        if (const auto r = people(c_, {a, h}, p, k, spec.quantity))
                            put(mean, a * n_cells + cell, r->difference);
                    ++cell;
                }
}

void Builder::add_spending() {
    const auto add = [&](const std::string& suffix, const std::string& dim, const char* over_en, const char* over_zh,
                         std::size_t n, const auto& of_member, const auto& of_mean) {
        const std::string en = std::string{"spending"} + over_en, zh = std::string{"支出"} + over_zh;
        const std::string what =
            "Payments and administration of every lever" + std::string{over_en} + ", by the region that pays.";
        variable<double>("base_spending" + suffix, {"member", dim, "payer"}, en + " in the base", "基准" + zh, "CNY",
                         what);
        variable<double>("arm_spending" + suffix, {"arm", "member", dim, "payer"}, en + " with the arm", "方案" + zh,
                         "CNY", what);
        const auto names = interval("spending" + suffix + "_difference", {"arm", dim, "payer"}, "difference in " + en,
                                    zh + "差异", "CNY");
        auto& base = data_.values<double>("base_spending" + suffix);
        auto& arms = data_.values<double>("arm_spending" + suffix);
        const std::size_t payers = l_.n_regions + 1, members = static_cast<std::size_t>(c_.members);
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t r = 0; r < payers; ++r) {
                for (std::size_t m = 0; m < members; ++m) {
                    base[(m * n + i) * payers + r] = of_member(c_.base_figures, m, i, r);
                    for (std::size_t a = 0; a < c_.arms.size(); ++a)
                        arms[((a * members + m) * n + i) * payers + r] = of_member(c_.figures[a], m, i, r);
                }
                const std::size_t payer = r < l_.n_regions ? r : kAllPayers;
                for (std::size_t a = 0; a < c_.arms.size(); ++a)
                    put(names, (a * n + i) * payers + r, of_mean(a, i, payer).difference);
            }
    };
    add(
        "", "horizon", " since the start", "（自起点累计）", l_.horizons.size(),
        [&](const Figures& f, std::size_t m, std::size_t h, std::size_t r) {
            return f.spent(m, h, r < l_.n_regions ? r : kAllPayers);
        },
        [&](std::size_t a, std::size_t h, std::size_t payer) {
            return spending(c_, {a, h}, payer);
        });
    add(
        "_by_year", "year", " in the year", "（当年）", l_.n_years(),
        [&](const Figures& f, std::size_t m, std::size_t y, std::size_t r) {
            return f.spent_in(m, y, r < l_.n_regions ? r : kAllPayers);
        },
        [&](std::size_t a, std::size_t y, std::size_t payer) { return spending_in(c_, a, y, payer); });
}

void Builder::add_costs() {
    const Dims dims{"arm", "horizon", "place"};
    const std::string what =
        "CNY of all payers, arm minus base, divided by additional persons living in the place, arm "
        "minus base";
    const std::string name = "cost_per_additional_person";
    variable<double>(name, dims, "cost per additional person", "每净增一人的支出", "CNY",
                     what + "; no value unless the luck interval of the additional persons is above 0.");
    variable<double>(name + "_low", dims, "cost per additional person, lower end (luck)",
                     "每净增一人的支出（随机误差下限）", "CNY", what + ": lower end of Fieller's 95 % interval.");
    variable<double>(name + "_high", dims, "cost per additional person, upper end (luck)",
                     "每净增一人的支出（随机误差上限）", "CNY", what + ": upper end of Fieller's 95 % interval.");
    std::size_t at = 0;
    for (std::size_t a = 0; a < c_.arms.size(); ++a)
        for (std::size_t h = 0; h < l_.horizons.size(); ++h)
            for (std::size_t p = 0; p < l_.places.size(); ++p, ++at) {
                const auto cost = cost_per_person(c_, {a, h}, p);
                if (cost.state != Cost::State::identified) continue;
                data_.values<double>(name)[at] = cost.cny;
                data_.values<double>(name + "_low")[at] = cost.luck.low;
                data_.values<double>(name + "_high")[at] = cost.luck.high;
            }
}

void Builder::add_who() {
    const Dims first{"arm", "member", "horizon"};
    const auto with = [&](Dims rest) {
        rest.insert(rest.begin(), first.begin(), first.end());
        return rest;
    };
    variable<std::int64_t>("counterfactual", with({"region_base", "region_arm", "tier_arm"}),
                           "people by home in the base and with the arm", "按基准与方案居住地统计的人数", "1",
                           "Persons by where the same person lives in both runs; tier with the "
                           "arm, or in the base for those outside the "
                           "world with the arm; those outside in both are not counted.");
    variable<std::int64_t>("who_differs", with({"place", "change", "elsewhere", "tier"}),
                           "people who are in the place in one run only", "仅在一个运行中居于该地的人数", "1",
                           "stayed: in the place with the arm, elsewhere in the base, and lived "
                           "there at the start; came: the same, but "
                           "did not live there at the start; left: in the place in the base, "
                           "elsewhere with the arm. elsewhere: home in "
                           "the other run. Tier with the arm, in the base for left.");
    variable<std::int64_t>("other_tier", with({"place", "tier_base", "tier_arm"}),
                           "people who are in the place in both runs with another tier",
                           "两个运行中均居于该地但层次不同的人数", "1",
                           "Persons whose home is in the place in both runs, by tier in the base "
                           "and with the arm, where the two differ: "
                           "promoted there (or not), never retained by the arm.");
    const std::size_t n = l_.tiers.size(), regions = l_.n_regions + 1;
    std::size_t pair = 0, differs = 0, tiers = 0;
    auto& counterfactual = data_.values<std::int64_t>("counterfactual");
    auto& who_differs = data_.values<std::int64_t>("who_differs");
    auto& other = data_.values<std::int64_t>("other_tier");
    for (const auto& members : c_.who)
        for (const auto& horizons : members)
            for (const auto& who : horizons) {
                for (std::size_t b = 0; b < regions; ++b)
                    for (std::size_t a = 0; a < regions; ++a)
                        for (std::size_t k = 0; k < n; ++k) counterfactual[pair++] = who.counterfactual(b, a, k);
                for (std::size_t p = 0; p < l_.places.size(); ++p) {
                    for (const auto change : {Change::stayed, Change::came, Change::left})
                        for (std::size_t r = 0; r < regions; ++r) {
                            std::int64_t sum = 0;
                            for (std::size_t k = 0; k < n; ++k) {
                                who_differs[differs] = who.changed(p, change, r, k);
                                sum += who_differs[differs++];
                            }
                            who_differs[differs++] = sum;
                        }
                    for (std::size_t b = 0; b < n; ++b)
                        for (std::size_t a = 0; a < n; ++a) other[tiers++] = who.other_tier(p, b, a);
                }
            }
}

/// "suitong: suining tongnan; ...".
std::string groups_text(const Comparison& c) {
    std::string text;
    for (const auto& place : c.layout->places) {
        if (!place.is_group) continue;
        text += (text.empty() ? "" : "; ") + place.id + ":";
        for (const auto r : place.regions) text += " " + c.regions[r].id;
    }
    return text;
}

void set_attributes(sim::Dataset& data, const Comparison& c, const std::string& command) {
    data.set_attribute("Conventions", std::string{output::kConventions});
    data.set_attribute("title", "Comparison of policies; base: " + base_words(c).en);
    data.set_attribute("title_zh", "政策比较；基准：" + base_words(c).zh);
    data.set_attribute("source", "talentflow " + output::version() +
                                     ", agent-based simulation of people who choose where to live and work");
    data.set_attribute("comment", std::string{kComment});
    data.set_attribute(kContent, std::string{kComparison});
    data.set_attribute("notice", std::string{kNotice});
    data.set_attribute("notice_zh", std::string{kNoticeZh});
    data.set_attribute("luck",
                       c.members > 1 ? "95 % t interval of paired member differences" : std::string{kOneMember});
    data.set_attribute("assumptions", std::string{kAssumptions});
    data.set_attribute("assumptions_zh", std::string{kAssumptionsZh});
    data.set_attribute("talentflow_version", output::version());
    data.set_attribute("git_commit", output::git_commit());
    data.set_attribute("build", output::build_description());
    data.set_whole("seed", c.seed);
    data.set_attribute("replicates", std::int64_t{c.members});
    data.set_attribute("persons_per_agent", c.persons_per_agent);
    const auto& l = *c.layout;
    data.set_attribute("first_month", sim::to_string(l.start));
    data.set_attribute("last_month", sim::to_string(l.start + (l.months - 1)));
    if (const auto groups = groups_text(c); !groups.empty()) data.set_attribute("groups", groups);
    data.set_attribute("base_scenario_sha256", c.base.scenario_sha256);
    for (std::size_t a = 0; a < c.arms.size(); ++a)
        data.set_attribute(fmt::format("arm_{}_scenario_sha256", a + 1), c.arms[a].scenario_sha256);
    data.set_attribute("result_format", std::string{output::kResultFormat});
    data.set_attribute("command", command);
    data.set_text("base_scenario_yaml", c.base.scenario_yaml);
    for (std::size_t a = 0; a < c.arms.size(); ++a)
        data.set_text(fmt::format("arm_{}_scenario_yaml", a + 1), c.arms[a].scenario_yaml);
}

}  // namespace

bool is_comparison(const sim::Dataset& data) noexcept {
    return std::any_of(data.attributes().begin(), data.attributes().end(), [](const auto& a) {
        const auto* text = std::get_if<std::string>(&a.second);
        return a.first == kContent && text != nullptr && *text == kComparison;
    });
}

sim::Dataset dataset_of(const Comparison& c, const std::string& command) {
    auto data = Builder{c}.build();
    set_attributes(data, c, command);
    return c.quick_look ? output::quick_look_of(data) : data;
}

}  // namespace talentflow::experiments
