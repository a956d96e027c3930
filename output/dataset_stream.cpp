// SPDX-License-Identifier: Apache-2.0
#include "output/dataset_stream.hpp"

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "output/layout.hpp"

namespace talentflow::output {

namespace {

enum class Kind : unsigned char { text, int64, real, uint64, int32 };

constexpr std::size_t kPiece = 1024 * 1024;  // bytes that are asked for at once

class Sender {
  public:
    explicit Sender(const Send& send) : send_{&send} {}

    template <class T>
    void number(T value) {
        (*send_)({reinterpret_cast<const char*>(&value), sizeof value});
    }
    void text(const std::string& value) {
        number(value.size());
        (*send_)(value);
    }
    template <class T>
    void numbers(const std::vector<T>& values) {
        number(values.size());
        (*send_)({reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)});
    }
    template <class Items, class Each>
    void list(const Items& items, const Each& each) {
        number(items.size());
        for (const auto& item : items) each(item);
    }

    void values(const sim::Variable& variable) {
        if (const auto* reals = std::get_if<std::vector<double>>(&variable.data)) {
            number(Kind::real);
            numbers(*reals);
        } else if (const auto& counts = std::get<std::vector<std::int64_t>>(variable.data); fits_int32(variable)) {
            number(Kind::int32);
            numbers(std::vector<std::int32_t>(counts.begin(), counts.end()));
        } else {
            number(Kind::int64);
            numbers(counts);
        }
    }
    void attribute(const sim::Dataset::Attribute& value) {
        std::visit(
            [&]<class T>(const T& held) {
                if constexpr (std::is_same_v<T, std::string>) {
                    number(Kind::text);
                    text(held);
                } else {
                    number(std::is_same_v<T, double>          ? Kind::real
                           : std::is_same_v<T, std::uint64_t> ? Kind::uint64
                                                              : Kind::int64);
                    number(held);
                }
            },
            value);
    }

  private:
    const Send* send_;
};

/// Bytes that say something no sender says.
struct Nonsense : std::runtime_error {
    Nonsense() : std::runtime_error{"no dataset"} {}
};

void must(bool condition) {
    if (!condition) throw Nonsense{};
}

class Receiver {
  public:
    explicit Receiver(const Receive& receive) : receive_{&receive} {}

    template <class T>
    T number() {
        T value{};
        must((*receive_)(reinterpret_cast<char*>(&value), sizeof value));
        return value;
    }
    std::string text() { return items<std::string>(); }
    template <class T>
    std::vector<T> numbers() {
        return items<std::vector<T>>();
    }
    template <class Each>
    void list(const Each& each) {
        // A wrong count ends with the bytes.
        for (auto n = number<std::size_t>(); n > 0; --n) each();
    }
    sim::Variable::Data values() {
        switch (number<Kind>()) {
            case Kind::real:
                return numbers<double>();
            case Kind::int64:
                return numbers<std::int64_t>();
            case Kind::int32: {
                const auto narrow = numbers<std::int32_t>();
                return std::vector<std::int64_t>(narrow.begin(), narrow.end());
            }
            case Kind::text:
            case Kind::uint64:
                break;
        }
        throw Nonsense{};
    }
    sim::Dataset::Attribute attribute() {
        switch (number<Kind>()) {
            case Kind::text:
                return text();
            case Kind::int64:
                return number<std::int64_t>();
            case Kind::real:
                return number<double>();
            case Kind::uint64:
                return number<std::uint64_t>();
            case Kind::int32:
                break;
        }
        throw Nonsense{};
    }

  private:
    // Piece by piece, so that a count without its bytes costs no memory.
    template <class Items>
    Items items() {
        using T = typename Items::value_type;
        Items result;
        for (auto left = number<std::size_t>(); left > 0;) {
            const std::size_t n = std::min(left, kPiece / sizeof(T)), old = result.size();
            result.resize(old + n);
            must((*receive_)(reinterpret_cast<char*>(result.data() + old), n * sizeof(T)));
            left -= n;
        }
        return result;
    }

    const Receive* receive_;
};

template <class Items>
bool has(const Items& items, const std::string& name) {
    return std::any_of(items.begin(), items.end(), [&](const auto& item) { return item.name == name; });
}

void receive_dimension(Receiver& in, sim::Dataset& data) {
    sim::Dimension dim;
    dim.name = in.text();
    dim.long_name = in.text();
    dim.long_name_zh = in.text();
    dim.units = in.text();
    in.list([&] {
        sim::Label label;
        label.id = in.text();
        label.name_en = in.text();
        label.name_zh = in.text();
        dim.labels.push_back(std::move(label));
    });
    dim.values = in.numbers<double>();
    const sim::Month first{in.number<std::int32_t>()};
    must(!has(data.dimensions(), dim.name));
    if (dim.name != "time") {
        data.add_dimension(std::move(dim));
        return;
    }
    must(first.index() > 0 && first.index() < sim::Month::kMonths &&
         dim.values.size() <= static_cast<std::size_t>(sim::Month::kMonths));
    data.set_time(first, dim.values.size());
}

void receive_coordinate(Receiver& in, sim::Dataset& data) {
    sim::Coordinate coordinate;
    coordinate.name = in.text();
    coordinate.dim = in.text();
    coordinate.long_name = in.text();
    coordinate.long_name_zh = in.text();
    coordinate.units = in.text();
    coordinate.standard_name = in.text();
    coordinate.values = std::visit([](auto&& values) { return sim::Coordinate::Values{values}; }, in.values());
    must(has(data.dimensions(), coordinate.dim) && !has(data.coordinates(), coordinate.name));
    const auto n = std::visit([](const auto& values) { return values.size(); }, coordinate.values);
    must(n == data.dimension(coordinate.dim).size());
    data.add_coordinate(std::move(coordinate));
}

void receive_variable(Receiver& in, sim::Dataset& data) {
    sim::Variable variable;
    variable.name = in.text();
    in.list([&] { variable.dims.push_back(in.text()); });
    variable.long_name = in.text();
    variable.long_name_zh = in.text();
    variable.units = in.text();
    variable.definition = in.text();
    variable.cell_methods = in.text();
    if (in.number<unsigned char>() != 0) variable.missing = in.number<std::int64_t>();
    variable.data = in.values();
    must(!data.has_variable(variable.name));
    for (const auto& dim : variable.dims) must(has(data.dimensions(), dim));
    data.add_variable(std::move(variable));
}

}  // namespace

void send_dataset(const sim::Dataset& data, const Send& send) {
    Sender out{send};
    out.list(data.dimensions(), [&](const sim::Dimension& dim) {
        for (const auto* text : {&dim.name, &dim.long_name, &dim.long_name_zh, &dim.units}) out.text(*text);
        out.list(dim.labels, [&](const sim::Label& label) {
            for (const auto* text : {&label.id, &label.name_en, &label.name_zh}) out.text(*text);
        });
        out.numbers(dim.values);
        out.number(data.first_month().index());
    });
    // Those of time come with the axis.
    std::vector<sim::Coordinate> coordinates;
    for (const auto& c : data.coordinates())
        if (c.dim != "time" && !std::holds_alternative<std::vector<std::string>>(c.values)) coordinates.push_back(c);
    out.list(coordinates, [&](const sim::Coordinate& c) {
        for (const auto* text : {&c.name, &c.dim, &c.long_name, &c.long_name_zh, &c.units, &c.standard_name})
            out.text(*text);
        sim::Variable values;
        if (const auto* reals = std::get_if<std::vector<double>>(&c.values)) values.data = *reals;
        if (const auto* counts = std::get_if<std::vector<std::int64_t>>(&c.values)) values.data = *counts;
        out.values(values);
    });
    out.list(data.variables(), [&](const sim::Variable& v) {
        out.text(v.name);
        out.list(v.dims, [&](const std::string& dim) { out.text(dim); });
        for (const auto* text : {&v.long_name, &v.long_name_zh, &v.units, &v.definition, &v.cell_methods})
            out.text(*text);
        out.number(static_cast<unsigned char>(v.missing ? 1 : 0));
        if (v.missing) out.number(*v.missing);
        out.values(v);
    });
    out.list(data.attributes(), [&](const auto& attribute) {
        out.text(attribute.first);
        out.attribute(attribute.second);
    });
    out.list(data.texts(), [&](const auto& text) {
        out.text(text.first);
        out.text(text.second);
    });
}

void send_text(const std::string& text, const Send& send) {
    Sender{send}.text(text);
}

std::optional<std::string> receive_text(const Receive& receive) {
    try {
        return Receiver{receive}.text();
    } catch (const Nonsense&) {
        return std::nullopt;
    }
}

std::optional<sim::Dataset> receive_dataset(const Receive& receive) {
    Receiver in{receive};
    sim::Dataset data;
    try {
        in.list([&] { receive_dimension(in, data); });
        in.list([&] { receive_coordinate(in, data); });
        in.list([&] { receive_variable(in, data); });
        in.list([&] {
            const auto name = in.text();
            data.set_attribute(name, in.attribute());
        });
        in.list([&] {
            const auto name = in.text();
            data.set_text(name, in.text());
        });
    } catch (const Nonsense&) {
        return std::nullopt;
    }
    return data;
}

}  // namespace talentflow::output
