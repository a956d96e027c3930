// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/distances.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>

#include "scenarios/loader/number.hpp"
#include "scenarios/loader/overlay.hpp"

namespace talentflow::scenarios {

namespace {

constexpr double kEarthRadiusKm = 6371.0088;
constexpr double kPi = 3.14159265358979323846;
constexpr double kTeachingKm = 100;  // between regions of a world without places
constexpr double kLeastKm = 0.001;

std::optional<models::Seat> seat_of(const Node& root, const std::string& region) {
    const Node* regions = root.find("regions");
    for (std::size_t r = 0; regions != nullptr && r < regions->items.size(); ++r) {
        const Node& item = regions->items[r];
        if (item.text_of("id") != region) continue;
        const Node* seat = item.find("seat");
        if (seat == nullptr || seat->broken) return std::nullopt;
        return models::Seat{number_of(seat->find("lat")), number_of(seat->find("lon"))};
    }
    return std::nullopt;
}

/// Fills in the pairs of one scenario.
class Filler {
  public:
    Filler(Node& root, const SpecContext& context, Report& report) : root_{root}, context_{context}, report_{report} {
        preset_.kind = Origin::Kind::preset;
        preset_.source = std::make_shared<const std::string>("default");
    }

    void fill() {
        Node& list = list_node();
        std::set<std::string> stated;
        for (auto& item : list.items) {
            if (item.broken) continue;
            const auto& pair = item.find("between")->items;
            stated.insert(id_of(item, ItemKey::between));
            complete_item(item, pair[0].text, pair[1].text);
        }
        if (list.broken) return;
        for (std::size_t i = 0; i < context_.regions.size(); ++i) {
            for (std::size_t j = i + 1; j < context_.regions.size(); ++j) {
                Node item = pair_node(context_.regions[i], context_.regions[j]);
                if (stated.count(id_of(item, ItemKey::between)) > 0) continue;
                complete_item(item, context_.regions[i], context_.regions[j]);
                list.items.push_back(std::move(item));
            }
        }
    }

  private:
    Node& list_node() {
        if (Node* known = root_.find("distances")) return *known;
        const auto regions = std::find_if(root_.entries.begin(), root_.entries.end(),
                                          [](const Entry& entry) { return entry.key == "regions"; });
        const auto at = regions == root_.entries.end() ? regions : regions + 1;
        return root_.entries.insert(at, Entry{"distances", preset_, make_list(preset_)})->value;
    }

    [[nodiscard]] Node pair_node(const std::string& a, const std::string& b) const {
        Node pair = make_list(preset_);
        pair.items = {make_scalar(a, preset_), make_scalar(b, preset_)};
        Node item = make_map(preset_);
        item.entries.push_back(Entry{"between", preset_, std::move(pair)});
        return item;
    }

    void complete_item(Node& item, const std::string& a, const std::string& b) {
        if (item.find("km") == nullptr) {
            const auto km = known_km(item, a, b);
            if (!km) return;
            item.entries.insert(item.entries.begin() + 1,
                                Entry{"km", preset_, make_scalar(format_number(*km), preset_)});
        }
        if (item.find("minutes") == nullptr) {
            const std::string km = format_number(number_of(item.find("km")));
            item.entries.push_back(Entry{"minutes", preset_, make_scalar(km, preset_)});
        }
    }

    std::optional<double> known_km(const Node& item, const std::string& a, const std::string& b) {
        const auto from = seat_of(root_, a), to = seat_of(root_, b);
        if (from && to) return great_circle_km(*from, *to);
        if (context_.relaxed) return kTeachingKm;
        const bool stated = item.origin.kind != Origin::Kind::preset;
        const Node* regions = root_.find("regions");
        if (regions != nullptr && regions->broken) return std::nullopt;  // their seats may be to blame
        report_.add(stated ? item.origin : root_.find("regions")->origin, "distances",
                    "no distance between '" + a + "' and '" + b + "', and no seats to compute it from",
                    "write {between: [" + a + ", " + b + "], km: ...}");
        return std::nullopt;
    }

    Node& root_;
    const SpecContext& context_;
    Report& report_;
    Origin preset_;
};

}  // namespace

double great_circle_km(models::Seat a, models::Seat b) {
    const double radian = kPi / 180;
    const double south_north = std::sin((b.lat - a.lat) * radian / 2);
    const double west_east = std::sin((b.lon - a.lon) * radian / 2);
    const double h =
        south_north * south_north + std::cos(a.lat * radian) * std::cos(b.lat * radian) * west_east * west_east;
    const double km = 2 * kEarthRadiusKm * std::asin(std::min(1.0, std::sqrt(h)));
    return std::max(std::round(km * 1000) / 1000, kLeastKm);
}

void fill_distances(Node& root, const SpecContext& context, Report& report) {
    Filler{root, context, report}.fill();
}

void bind_distances(Binding& b) {
    const std::size_t n = b.context.regions.size();
    b.world.distances.assign(n, models::ByFileRegion<models::Distance>(n, {}));
    const Node* list = b.root.find("distances");
    for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
        const Node& item = list->items[i];
        const auto pair = indices_of<models::FileRegion>(b.context.regions, item.find("between"));
        if (item.broken || pair.size() != 2) continue;
        const models::Distance distance{number_of(item.find("km"), kTeachingKm),
                                        number_of(item.find("minutes"), kTeachingKm)};
        b.world.distances[pair[0]][pair[1]] = distance;
        b.world.distances[pair[1]][pair[0]] = distance;
    }
}

}  // namespace talentflow::scenarios
