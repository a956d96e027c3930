// SPDX-License-Identifier: Apache-2.0
#include "sim/dataset.hpp"

#include <algorithm>
#include <limits>

#include "sim/contract.hpp"

namespace talentflow::sim {

namespace {

template <class Items>
auto find_named(Items& items, const std::string& name) {
    return std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.name == name; });
}

template <class Pairs, class Value>
void set_pair(Pairs& pairs, const std::string& name, Value value) {
    for (auto& [key, old] : pairs) {
        if (key == name) {
            old = std::move(value);
            return;
        }
    }
    pairs.emplace_back(name, std::move(value));
}

}  // namespace

Dimension& Dataset::add_dimension(Dimension dimension) {
    TF_EXPECT(find_named(dimensions_, dimension.name) == dimensions_.end());
    dimensions_.push_back(std::move(dimension));
    return dimensions_.back();
}

template <class T>
Variable& Dataset::add_variable(Variable variable) {
    const std::size_t n = n_cells(variable);
    if constexpr (std::is_same_v<T, double>) {
        variable.data = std::vector<double>(n, std::numeric_limits<double>::quiet_NaN());
    } else {
        variable.data = std::vector<T>(n, T{0});
    }
    return add_variable(std::move(variable));
}
template Variable& Dataset::add_variable<std::int64_t>(Variable);
template Variable& Dataset::add_variable<double>(Variable);

Variable& Dataset::add_variable(Variable variable) {
    TF_EXPECT(!has_variable(variable.name));
    for (const auto& name : variable.dims) TF_EXPECT(find_named(dimensions_, name) != dimensions_.end());
    variables_.push_back(std::move(variable));
    return variables_.back();
}

const Dimension& Dataset::dimension(const std::string& name) const {
    const auto it = find_named(dimensions_, name);
    TF_EXPECT(it != dimensions_.end());
    return *it;
}

const Variable& Dataset::variable(const std::string& name) const {
    const auto it = find_named(variables_, name);
    TF_EXPECT(it != variables_.end());
    return *it;
}

Variable& Dataset::variable(const std::string& name) {
    const auto it = find_named(variables_, name);
    TF_EXPECT(it != variables_.end());
    return *it;
}

bool Dataset::has_variable(const std::string& name) const noexcept {
    return find_named(variables_, name) != variables_.end();
}

std::size_t Dataset::n_cells(const Variable& variable) const {
    std::size_t n = 1;
    for (const auto& name : variable.dims) n *= dimension(name).size();
    return n;
}

void Dataset::set_attribute(const std::string& name, Attribute value) {
    set_pair(attributes_, name, std::move(value));
}

void Dataset::set_whole(const std::string& name, std::uint64_t value) {
    constexpr auto kLargest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    set_attribute(name, value > kLargest ? Attribute{value} : Attribute{static_cast<std::int64_t>(value)});
}

void Dataset::add_coordinate(Coordinate coordinate) {
    TF_EXPECT(find_named(coordinates_, coordinate.name) == coordinates_.end());
    const auto n = std::visit([](const auto& values) { return values.size(); }, coordinate.values);
    TF_EXPECT(n == dimension(coordinate.dim).size());
    coordinates_.push_back(std::move(coordinate));
}

std::string Dataset::text_attribute(const std::string& name) const {
    for (const auto& [key, value] : attributes_) {
        const auto* held = std::get_if<std::string>(&value);
        if (key == name && held != nullptr) return *held;
    }
    return {};
}

std::int64_t Dataset::whole_attribute(const std::string& name) const {
    for (const auto& [key, value] : attributes_) {
        const auto* held = std::get_if<std::int64_t>(&value);
        if (key == name && held != nullptr) return *held;
    }
    return 0;
}

const std::string* Dataset::text(const std::string& name) const noexcept {
    const auto at = std::find_if(texts_.begin(), texts_.end(), [&](const auto& text) { return text.first == name; });
    return at == texts_.end() ? nullptr : &at->second;
}

void Dataset::set_text(const std::string& name, std::string text) {
    set_pair(texts_, name, std::move(text));
}

void Dataset::set_time(Month first, std::size_t n_times) {
    first_month_ = first;
    Dimension time{.name = "time",
                   .long_name = "start of the month",
                   .long_name_zh = "月初时点",
                   .labels = {},
                   .values = {},
                   .units = ""};
    time.values.reserve(n_times);
    const auto origin = days_since_1970(first);
    for (std::size_t t = 0; t < n_times; ++t) {
        time.values.push_back(static_cast<double>(days_since_1970(first + static_cast<int>(t)) - origin));
    }
    time.units = "days since " + to_string(first) + "-01 00:00:00";
    add_dimension(std::move(time));
    add_months();
}

// The month of the flows, and the one at whose end a state is: at time 0 the last of the burn-in.
void Dataset::add_months() {
    std::vector<std::string> months;
    std::vector<std::int64_t> years;
    for (std::size_t t = 0; t < dimension("time").size(); ++t) {
        const Month ended = first_month_ + (static_cast<int>(t) - 1);
        months.push_back(to_string(ended));
        years.push_back(ended.year());
    }
    add_coordinate({"month", "time", "month that ended at this time", "截至该时点的月份", "", "", std::move(months)});
    add_coordinate({"year", "time", "year of the month that ended at this time", "截至该时点的月份所在年", "1", "",
                    std::move(years)});
}

}  // namespace talentflow::sim
