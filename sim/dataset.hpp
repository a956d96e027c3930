// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "sim/calendar.hpp"

namespace talentflow::sim {

/// One value of a categorical axis: an ASCII id that keys the axis and names for people.
struct Label {
    std::string id;
    std::string name_en;
    std::string name_zh;
};

/// A named axis. Categorical axes carry labels; `member` and `time` carry numbers instead.
struct Dimension {
    std::string name;       // [a-z][a-z0-9_]*
    std::string long_name;  // for people, e.g. "tier of talent"
    std::string long_name_zh;
    std::vector<Label> labels;   // categorical axis (may be empty for a numeric one)
    std::vector<double> values;  // numeric axis, e.g. member 0..n-1 or cohort years
    std::string units;           // of the numeric axis; "1" when it only counts

    [[nodiscard]] std::size_t size() const noexcept { return labels.empty() ? values.size() : labels.size(); }
};

/// What a place of an axis is besides its id or number: the month of a time, the latitude of a
/// region. It describes an axis and is no result (CF: auxiliary coordinate).
struct Coordinate {
    using Values = std::variant<std::vector<std::string>, std::vector<std::int64_t>, std::vector<double>>;

    std::string name;  // [a-z][a-z0-9_]*
    std::string dim;   // name of the axis
    std::string long_name;
    std::string long_name_zh;
    std::string units;          // of numbers
    std::string standard_name;  // CF, e.g. "latitude"; may be empty
    Values values;              // one a place of the axis; doubles are NaN where there is none
};

/// One result variable: a dense array over named axes, row-major, in the order of `dims`.
///
/// Counts have 64 bits: one agent may stand for a million persons.
struct Variable {
    using Data = std::variant<std::vector<std::int64_t>, std::vector<double>>;

    std::string name;
    std::vector<std::string> dims;  // names of dimensions, slowest first
    std::string long_name;
    std::string long_name_zh;
    std::string units;         // "1" for counts
    std::string definition;    // one sentence that names the denominator
    std::string cell_methods;  // CF, e.g. "time: point" or "time: sum"
    Data data;
    /// Of counts: stands where there is no value. Empty: every value exists. Doubles have NaN.
    std::optional<std::int64_t> missing{};
};

/// What a run leaves behind, in memory: axes, variables, attributes. `output` writes it as HDF5.
///
/// A Dataset knows nothing of the model or of files; it is the one type on both sides of that
/// border.
class Dataset {
  public:
    /// Whole numbers are int64, and uint64 only beyond it (seeds).
    using Attribute = std::variant<std::string, std::int64_t, double, std::uint64_t>;

    Dimension& add_dimension(Dimension dimension);
    /// Adds a variable filled with zeros of type T (int64 or double; doubles start as NaN).
    /// Errors: BugError if the name exists or a dimension is unknown.
    template <class T>
    Variable& add_variable(Variable variable);
    /// Adds a variable with the data that it brings. Errors: as above.
    Variable& add_variable(Variable variable);

    [[nodiscard]] const std::vector<Dimension>& dimensions() const noexcept { return dimensions_; }
    [[nodiscard]] const std::vector<Variable>& variables() const noexcept { return variables_; }
    [[nodiscard]] const Dimension& dimension(const std::string& name) const;
    [[nodiscard]] const Variable& variable(const std::string& name) const;
    [[nodiscard]] bool has_variable(const std::string& name) const noexcept;
    [[nodiscard]] Variable& variable(const std::string& name);
    /// Product of the axis lengths.
    [[nodiscard]] std::size_t n_cells(const Variable& variable) const;
    /// The data of a variable as T; BugError if it holds another type.
    template <class T>
    [[nodiscard]] std::vector<T>& values(const std::string& name) {
        return std::get<std::vector<T>>(variable(name).data);
    }
    template <class T>
    [[nodiscard]] const std::vector<T>& values(const std::string& name) const {
        return std::get<std::vector<T>>(variable(name).data);
    }

    /// Errors: BugError if the axis is unknown, the values are not one a place of it, or the name
    /// exists.
    void add_coordinate(Coordinate coordinate);
    [[nodiscard]] const std::vector<Coordinate>& coordinates() const noexcept { return coordinates_; }

    /// Global attributes in order of insertion; setting one again replaces it.
    void set_attribute(const std::string& name, Attribute value);
    /// A whole number that may need all 64 bits.
    void set_whole(const std::string& name, std::uint64_t value);
    [[nodiscard]] const std::vector<std::pair<std::string, Attribute>>& attributes() const noexcept {
        return attributes_;
    }
    /// The attribute of that name, if it is a text; else empty.
    [[nodiscard]] std::string text_attribute(const std::string& name) const;
    /// 0 if there is no such attribute or it is no whole number.
    [[nodiscard]] std::int64_t whole_attribute(const std::string& name) const;
    /// Scalar texts stored as datasets (scenario_yaml).
    void set_text(const std::string& name, std::string text);
    /// The text of that name, or null.
    [[nodiscard]] const std::string* text(const std::string& name) const noexcept;
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& texts() const noexcept { return texts_; }

    /// The axis of `time`: the first instant and the number of monthly intervals after it. Time t
    /// is the start of month `first + t`; flows at t are those of the month before, which the
    /// coordinates `month` and `year` name.
    void set_time(Month first, std::size_t n_times);
    [[nodiscard]] Month first_month() const noexcept { return first_month_; }

  private:
    void add_months();

    std::vector<Dimension> dimensions_;
    std::vector<Variable> variables_;
    std::vector<Coordinate> coordinates_;
    std::vector<std::pair<std::string, Attribute>> attributes_;
    std::vector<std::pair<std::string, std::string>> texts_;
    Month first_month_;
};

}  // namespace talentflow::sim
