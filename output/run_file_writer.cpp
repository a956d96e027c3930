// SPDX-License-Identifier: Apache-2.0
#include "output/run_bytes.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <type_traits>
#include <variant>

#include <hdf5.h>
#include <hdf5_hl.h>

#include <fmt/format.h>

#include "output/h5_handle.hpp"
#include "output/h5_image.hpp"
#include "output/h5_values.hpp"
#include "output/layout.hpp"
#include "sim/contract.hpp"

namespace talentflow::output {

namespace {

using Extent = std::vector<std::size_t>;
/// What stands where there is no value, if there may be none.
using Fill = std::variant<std::monostate, double, std::int32_t, std::int64_t>;
const Fill kComplete{};

constexpr unsigned kDeflate = 1;  // level 4 saves a few per cent at 1.5 times the time

/// Lays a dataset out as a file in memory, part by part in the order of docs/output-format.md.
class RunFileBuilder {
  public:
    RunFileBuilder(const sim::Dataset& data, H5Place place)
        : data_{data}, place_{std::move(place)}, file_{create_in_memory(place_)} {}

    std::string build() {
        write_attributes();
        for (const auto& dim : data_.dimensions()) write_axis(dim);
        if (has_time()) write_time_bounds();
        for (const auto& dim : data_.dimensions()) write_labels(dim);
        for (const auto& coordinate : data_.coordinates()) write_coordinate(coordinate);
        for (const auto& variable : data_.variables()) write_variable(variable);
        for (const auto& [name, text] : data_.texts()) write_text(name, text);
        scales_.clear();
        return image_of(file_, place_);
    }

  private:
    void write_attributes();
    void write_axis(const sim::Dimension& dim);
    void write_numeric_axis(const sim::Dimension& dim);
    void write_time_bounds();
    void write_labels(const sim::Dimension& dim);
    void write_coordinate(const sim::Coordinate& coordinate);
    H5Data write_months(const std::string& name, const std::vector<std::string>& months);
    void write_variable(const sim::Variable& variable);
    template <class T>
    void write_values(const sim::Variable& variable, const std::vector<T>& values, const Fill& fill);
    void write_text(const std::string& name, const std::string& text);

    [[nodiscard]] bool has_time() const {
        const auto& dims = data_.dimensions();
        return std::any_of(dims.begin(), dims.end(), [](const auto& dim) { return dim.name == "time"; });
    }
    void make_axis_without_values(const char* name, std::size_t length);
    void write_fill(const H5Data& dataset, const std::string& name, const Fill& fill) const;
    [[nodiscard]] std::string coordinates_of(const sim::Variable& variable) const;
    H5Data create(const std::string& name, H5Ref type, const Extent& extent, const Extent& chunk,
                  const Fill& fill) const;
    template <class T>
    H5Data write_numbers(const std::string& name, const std::vector<T>& values, const Extent& extent,
                         const Extent& chunk, const Fill& fill) const;
    void make_scale(H5Data dataset, const std::string& name, const char* scale_name);
    void attach(const H5Data& dataset, const std::string& name, const std::vector<std::string>& dims) const;
    void describe(const H5Data& dataset, const std::string& name,
                  const std::vector<std::pair<const char*, std::string>>& attributes) const;

    const sim::Dataset& data_;
    H5Place place_;
    H5File file_;
    std::map<std::string, H5Data> scales_;
};

void RunFileBuilder::write_attributes() {
    const auto& attributes = data_.attributes();
    const auto absent = [&](const char* name) {
        return std::none_of(attributes.begin(), attributes.end(), [&](const auto& a) { return a.first == name; });
    };
    // A reader needs these two; set_provenance gives all others.
    if (absent("Conventions")) write_attribute(file_, "Conventions", std::string{kConventions}, place_);
    if (absent("result_format")) write_attribute(file_, "result_format", std::string{kResultFormat}, place_);
    for (const auto& [name, value] : attributes) write_attribute(file_, name, value, place_.at(name));
}

H5Data RunFileBuilder::create(const std::string& name, H5Ref type, const Extent& extent, const Extent& chunk,
                              const Fill& fill) const {
    const H5Place place = place_.at(name);
    const H5List plist{H5Pcreate(H5P_DATASET_CREATE), place, "prepare it"};
    h5_check(H5Pset_obj_track_times(plist.get(), false), place, "prepare it");
    h5_check(H5Pset_attr_creation_order(plist.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), place,
             "prepare it");
    if (!chunk.empty()) {
        const std::vector<hsize_t> shape(chunk.begin(), chunk.end());
        h5_check(H5Pset_chunk(plist.get(), static_cast<int>(shape.size()), shape.data()), place, "prepare it");
        h5_check(H5Pset_shuffle(plist.get()), place, "prepare it");
        h5_check(H5Pset_deflate(plist.get(), kDeflate), place, "prepare it");
    }
    std::visit(
        [&]<class T>(const T& number) {
            if constexpr (!std::is_same_v<T, std::monostate>)
                h5_check(H5Pset_fill_value(plist.get(), memory_type<T>().get(), &number), place, "prepare it");
        },
        fill);
    const std::vector<hsize_t> shape(extent.begin(), extent.end());
    const H5Space space{extent.empty() ? H5Screate(H5S_SCALAR)
                                       : H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr),
                        place, "make its shape"};
    return H5Data{H5Dcreate2(file_.get(), name.c_str(), type.get(), space.get(), H5P_DEFAULT, plist.get(), H5P_DEFAULT),
                  place, "create it"};
}

template <class T>
H5Data RunFileBuilder::write_numbers(const std::string& name, const std::vector<T>& values, const Extent& extent,
                                     const Extent& chunk, const Fill& fill) const {
    H5Data dataset = create(name, disk_type<T>(), extent, chunk, fill);
    h5_check(H5Dwrite(dataset.get(), memory_type<T>().get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
             place_.at(name), "write the data");
    return dataset;
}

void RunFileBuilder::make_scale(H5Data dataset, const std::string& name, const char* scale_name) {
    h5_check(H5DSset_scale(dataset.get(), scale_name), place_.at(name), "make it an axis");
    scales_.emplace(name, std::move(dataset));
}

void RunFileBuilder::attach(const H5Data& dataset, const std::string& name,
                            const std::vector<std::string>& dims) const {
    for (std::size_t d = 0; d < dims.size(); ++d) {
        h5_check(H5DSattach_scale(dataset.get(), scales_.at(dims[d]).get(), static_cast<unsigned>(d)), place_.at(name),
                 "attach an axis");
    }
}

void RunFileBuilder::describe(const H5Data& dataset, const std::string& name,
                              const std::vector<std::pair<const char*, std::string>>& attributes) const {
    for (const auto& [key, text] : attributes) {
        if (!text.empty()) write_attribute(dataset, key, text, place_.at(name));
    }
}

void RunFileBuilder::write_axis(const sim::Dimension& dim) {
    if (dim.labels.empty()) return write_numeric_axis(dim);
    std::vector<std::string> ids;
    for (const auto& label : dim.labels) ids.push_back(label.id);
    H5Data dataset = create(dim.name, utf8_type(place_), {ids.size()}, {}, kComplete);
    write_strings(dataset, ids, place_.at(dim.name));
    describe(dataset, dim.name, {{"long_name", dim.long_name}, {"long_name_zh", dim.long_name_zh}});
    make_scale(std::move(dataset), dim.name, dim.name.c_str());
}

void RunFileBuilder::write_numeric_axis(const sim::Dimension& dim) {
    const bool time = dim.name == "time";
    const auto write = [&](const auto& values) {
        return write_numbers(dim.name, values, {values.size()}, {}, kComplete);
    };
    H5Data dataset = time || !all_whole(dim.values)
                         ? write(dim.values)
                         : write(std::vector<std::int32_t>(dim.values.begin(), dim.values.end()));
    if (time) describe(dataset, dim.name, {{"standard_name", "time"}});
    if (dim.name == "member") describe(dataset, dim.name, {{"standard_name", "realization"}});
    describe(dataset, dim.name,
             {{"long_name", dim.long_name}, {"long_name_zh", dim.long_name_zh}, {"units", dim.units}});
    if (time) {
        describe(dataset, dim.name, {{"calendar", "proleptic_gregorian"}, {"axis", "T"}, {"bounds", kTimeBounds}});
    }
    make_scale(std::move(dataset), dim.name, dim.name.c_str());
}

// In the form netCDF-4 prescribes: the scale's name says that there are none and repeats the
// length.
void RunFileBuilder::make_axis_without_values(const char* name, std::size_t length) {
    const std::string scale_name = fmt::format("This is a netCDF dimension but not a netCDF variable. {:10d}", length);
    make_scale(create(name, H5Ref::predefined(H5T_IEEE_F32BE), {length}, {}, kComplete), name, scale_name.c_str());
}

void RunFileBuilder::write_time_bounds() {
    make_axis_without_values(kBounds, 2);
    const auto bounds = time_bounds(data_);
    const H5Data dataset = write_numbers(kTimeBounds, bounds, {bounds.size() / 2, 2}, {}, kComplete);
    describe(dataset, kTimeBounds,
             {{"long_name", "month that ended at this time"}, {"long_name_zh", "截至该时点的一个月"}});
    attach(dataset, kTimeBounds, {"time", kBounds});
}

void RunFileBuilder::write_labels(const sim::Dimension& dim) {
    if (dim.labels.empty()) return;
    std::vector<std::string> zh;
    std::vector<std::string> en;
    for (const auto& label : dim.labels) {
        zh.push_back(label.name_zh);
        en.push_back(label.name_en);
    }
    const auto write = [&](const std::string& name, const std::vector<std::string>& texts, const char* language,
                           const char* language_zh) {
        const H5Data dataset = create(name, utf8_type(place_), {texts.size()}, {}, kComplete);
        write_strings(dataset, texts, place_.at(name));
        describe(dataset, name,
                 {{"long_name", dim.long_name + language}, {"long_name_zh", dim.long_name_zh + language_zh}});
        attach(dataset, name, {dim.name});
    };
    write(name_zh_variable(dim.name), zh, ", name in Chinese", "（中文名）");
    write(name_en_variable(dim.name), en, ", name in English", "（英文名）");
}

// As letters: NCO crashes when it averages texts of variable length over their axis.
H5Data RunFileBuilder::write_months(const std::string& name, const std::vector<std::string>& months) {
    make_axis_without_values(kLetters, kMonthLetters);
    H5Data dataset = create(name, H5Ref::predefined(H5T_C_S1), {months.size(), kMonthLetters}, {}, kComplete);
    write_letters(dataset, months, kMonthLetters, place_.at(name));
    describe(dataset, name, {{"_Encoding", "utf-8"}});  // or Python gets bytes
    return dataset;
}

void RunFileBuilder::write_coordinate(const sim::Coordinate& coordinate) {
    const auto& name = coordinate.name;
    std::vector<std::string> dims{coordinate.dim};
    const auto write = [&]<class T>(const std::vector<T>& values) {
        if constexpr (std::is_same_v<T, std::string>) {
            dims.emplace_back(kLetters);
            return write_months(name, values);
        } else if constexpr (std::is_same_v<T, double>) {
            const Fill none = std::numeric_limits<double>::quiet_NaN();
            H5Data dataset = write_numbers(name, values, {values.size()}, {}, none);
            write_fill(dataset, name, none);
            return dataset;
        } else {
            const std::vector<std::int32_t> narrow(values.begin(), values.end());
            return write_numbers(name, narrow, {values.size()}, {}, kComplete);
        }
    };
    const H5Data dataset = std::visit(write, coordinate.values);
    describe(dataset, name,
             {{"standard_name", coordinate.standard_name},
              {"long_name", coordinate.long_name},
              {"long_name_zh", coordinate.long_name_zh},
              {"units", coordinate.units}});
    attach(dataset, name, dims);
}

std::string RunFileBuilder::coordinates_of(const sim::Variable& variable) const {
    std::string names;
    const auto add = [&](const std::string& name) { names += (names.empty() ? "" : " ") + name; };
    for (const auto& dim : variable.dims) {
        if (!data_.dimension(dim).labels.empty()) {
            add(name_zh_variable(dim));
            add(name_en_variable(dim));
        }
        for (const auto& coordinate : data_.coordinates())
            if (coordinate.dim == dim) add(coordinate.name);
    }
    return names;
}

void RunFileBuilder::write_fill(const H5Data& dataset, const std::string& name, const Fill& fill) const {
    std::visit(
        [&]<class T>(const T& number) {
            if constexpr (!std::is_same_v<T, std::monostate>)
                write_number(dataset, "_FillValue", number, place_.at(name));
        },
        fill);
}

template <class T>
void RunFileBuilder::write_values(const sim::Variable& variable, const std::vector<T>& values, const Fill& fill) {
    const Extent extent = extent_of(data_, variable);
    const Extent chunk = chunk_shape(variable.dims, extent, sizeof(T));
    const H5Data dataset = write_numbers(variable.name, values, extent, chunk, fill);
    describe(dataset, variable.name,
             {{"long_name", variable.long_name},
              {"long_name_zh", variable.long_name_zh},
              {"units", variable.units},
              {"definition", variable.definition},
              {"cell_methods", variable.cell_methods},
              {"coordinates", coordinates_of(variable)}});
    write_fill(dataset, variable.name, fill);
    attach(dataset, variable.name, variable.dims);
}

void RunFileBuilder::write_variable(const sim::Variable& variable) {
    if (const auto* reals = std::get_if<std::vector<double>>(&variable.data))
        return write_values(variable, *reals, std::numeric_limits<double>::quiet_NaN());
    // Most counts are complete and take no _FillValue: xarray would turn them into floating point.
    const auto& counts = std::get<std::vector<std::int64_t>>(variable.data);
    const auto missing = variable.missing;
    if (!fits_int32(variable)) return write_values(variable, counts, missing ? Fill{*missing} : kComplete);
    const std::vector<std::int32_t> narrow(counts.begin(), counts.end());
    write_values(variable, narrow, missing ? Fill{static_cast<std::int32_t>(*missing)} : kComplete);
}

void RunFileBuilder::write_text(const std::string& name, const std::string& text) {
    const H5Data dataset = create(name, utf8_type(place_), {}, {}, kComplete);
    write_strings(dataset, {text}, place_.at(name));
    if (name == "scenario_yaml") {
        describe(dataset, name,
                 {{"long_name", "scenario as it was run, every default written out"},
                  {"long_name_zh", "运行所用的完整情景，含全部默认值"}});
    }
}

}  // namespace

std::string run_file_bytes(const sim::Dataset& data, const H5Place& place) {
    const H5Silence silence;
    return RunFileBuilder{data, place}.build();
}

}  // namespace talentflow::output
