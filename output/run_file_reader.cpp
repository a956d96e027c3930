// SPDX-License-Identifier: Apache-2.0
#include "output/run_file.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <new>
#include <set>
#include <sstream>
#include <stdexcept>

#include <hdf5.h>
#include <hdf5_hl.h>

#include <fmt/format.h>

#include "output/h5_handle.hpp"
#include "output/h5_image.hpp"
#include "output/h5_values.hpp"
#include "output/layout.hpp"
#include "output/messages.hpp"
#include "output/run_bytes.hpp"
#include "sim/error.hpp"

namespace talentflow::output {

namespace {

constexpr std::string_view kTimeUnits = "days since ";

[[noreturn]] void refuse(const std::string& file, const std::string& problem) {
    throw OutputError{fmt::format("{}: {}", file, problem)};
}

herr_t on_scale(hid_t, unsigned, hid_t scale, void* data) noexcept {
    auto& name = *static_cast<std::string*>(data);
    name.resize(256);
    const ::ssize_t n = H5Iget_name(scale, name.data(), name.size());
    name.resize(n > 0 && n < 256 ? static_cast<std::size_t>(n) : 0);
    return 1;  // the first scale is enough
}

class RunFileReader {
  public:
    RunFileReader(const std::string& bytes, H5Place place)
        : place_{std::move(place)}, file_{open_image(bytes, place_)} {}

    sim::Dataset read() {
        check_format();
        names_ = link_names(file_, place_);
        read_attributes();
        for (const auto& name : names_) read_axis(name);
        find_coordinates();
        for (const auto& name : names_) {
            if (done_.count(name) == 0) read_item(name);
        }
        return std::move(data_);
    }

  private:
    void check_format() const;
    void read_attributes();
    void read_axis(const std::string& name);
    void read_time(const H5Data& dataset, const std::string& name);
    std::vector<std::string> read_labels(const std::string& name, std::size_t n);
    void find_coordinates();
    void read_item(const std::string& name);
    void read_coordinate(const H5Data& dataset, const std::string& name);
    void read_variable(const H5Data& dataset, const std::string& name);
    std::vector<std::string> dims_of(const H5Data& dataset, const std::string& name) const;
    template <class T>
    std::vector<T> read_numbers(const H5Data& dataset, const std::string& name) const;

    [[nodiscard]] bool is_dataset(const std::string& name) const {
        const H5Object object{H5Oopen(file_.get(), name.c_str(), H5P_DEFAULT), place_.at(name), "open it"};
        return H5Iget_type(object.get()) == H5I_DATASET;
    }
    [[nodiscard]] H5Data open(const std::string& name) const {
        return {H5Dopen2(file_.get(), name.c_str(), H5P_DEFAULT), place_.at(name), "open it"};
    }
    [[nodiscard]] H5T_class_t class_of(const H5Data& dataset, const std::string& name) const {
        const H5Type type{H5Dget_type(dataset.get()), place_.at(name), "read the type"};
        return H5Tget_class(type.get());
    }
    [[noreturn]] void fail(const std::string& name, const std::string& problem) const {
        throw OutputError{fmt::format("{}: {}: {}", place_.file, name, problem)};
    }

    H5Place place_;
    H5File file_;
    std::vector<std::string> names_;
    std::set<std::string> done_{kBounds, kTimeBounds, kLetters};
    std::set<std::string> coordinates_;  // that variables name as theirs
    sim::Dataset data_;
};

void RunFileReader::check_format() const {
    const std::string format = read_text(file_, "result_format", place_);
    int major = 0;
    const auto [end, error] = std::from_chars(format.data(), format.data() + format.size(), major);
    if (error != std::errc{} || end == format.data() + format.size() || *end != '.') {
        refuse(place_.file,
               "is HDF5 but no run file (attribute result_format is missing); give a file that "
               "'talentflow run' wrote");
    }
    if (major > kResultMajor) {
        refuse(place_.file, fmt::format("has result format {}, this program reads up to {}.x; use a newer talentflow",
                                        format, kResultMajor));
    }
}

void RunFileReader::read_attributes() {
    for (const auto& name : attribute_names(file_, place_)) {
        if (name.front() == '_') continue;  // hidden ones that netCDF adds when it appends
        if (auto value = read_attribute(file_, name, place_.at(name))) data_.set_attribute(name, *value);
    }
}

template <class T>
std::vector<T> RunFileReader::read_numbers(const H5Data& dataset, const std::string& name) const {
    const H5Place place = place_.at(name);
    const H5Space space{H5Dget_space(dataset.get()), place, "read the shape"};
    const hssize_t n = H5Sget_simple_extent_npoints(space.get());
    // Deflate shrinks at most 1032 times: a larger claim is damage, and must not be allocated.
    if (n < 0 || static_cast<hsize_t>(n) > (H5Dget_storage_size(dataset.get()) + 1024) * 1100 / sizeof(T)) {
        fail(name, place_.advice);
    }
    std::vector<T> values(static_cast<std::size_t>(n));
    h5_check(H5Dread(dataset.get(), memory_type<T>().get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), place,
             "read the data");
    return values;
}

void RunFileReader::read_axis(const std::string& name) {
    if (done_.count(name) != 0 || !is_dataset(name)) return;
    const H5Data dataset = open(name);
    if (H5DSis_scale(dataset.get()) <= 0) return;
    done_.insert(name);
    if (read_extent(dataset, place_.at(name)).size() != 1) fail(name, place_.advice);
    if (name == "time") return read_time(dataset, name);
    sim::Dimension dim;
    dim.name = name;
    dim.long_name = read_text(dataset, "long_name", place_.at(name));
    dim.long_name_zh = read_text(dataset, "long_name_zh", place_.at(name));
    dim.units = read_text(dataset, "units", place_.at(name));
    if (class_of(dataset, name) == H5T_STRING) {
        const auto ids = read_strings(dataset, place_.at(name));
        const auto zh = read_labels(name_zh_variable(name), ids.size());
        const auto en = read_labels(name_en_variable(name), ids.size());
        for (std::size_t i = 0; i < ids.size(); ++i) dim.labels.push_back({ids[i], en[i], zh[i]});
    } else {
        dim.values = read_numbers<double>(dataset, name);
    }
    data_.add_dimension(std::move(dim));
}

void RunFileReader::read_time(const H5Data& dataset, const std::string& name) {
    const std::string units = read_text(dataset, "units", place_.at(name));
    const auto values = read_numbers<double>(dataset, name);
    std::optional<sim::Month> first;
    if (units.compare(0, kTimeUnits.size(), kTimeUnits) == 0) {
        first = sim::parse_month(std::string_view{units}.substr(kTimeUnits.size(), 7));
    }
    // Run files span at most the months that sim::Month can hold.
    if (!first || values.size() > static_cast<std::size_t>(sim::Month::kMonths)) {
        fail(name, fmt::format("units are '{}', expected 'days since YYYY-MM-01 00:00:00'; {}", units, place_.advice));
    }
    data_.set_time(*first, values.size());
    if (data_.dimension(name).values != values) {
        fail(name, fmt::format("values are not the first days of months in a row; {}", place_.advice));
    }
}

std::vector<std::string> RunFileReader::read_labels(const std::string& name, std::size_t n) {
    done_.insert(name);
    if (std::find(names_.begin(), names_.end(), name) == names_.end()) return std::vector<std::string>(n);
    auto texts = read_strings(open(name), place_.at(name));
    if (texts.size() != n) fail(name, place_.advice);
    return texts;
}

void RunFileReader::find_coordinates() {
    for (const auto& name : names_) {
        if (done_.count(name) != 0 || !is_dataset(name)) continue;
        std::istringstream words{read_text(open(name), "coordinates", place_.at(name))};
        coordinates_.insert(std::istream_iterator<std::string>{words}, {});
    }
}

void RunFileReader::read_coordinate(const H5Data& dataset, const std::string& name) {
    const H5Place place = place_.at(name);
    const auto dims = dims_of(dataset, name);
    if (dims.size() != 1) return read_variable(dataset, name);
    if (dims.front() == "time") return;  // month and year come with the axis
    sim::Coordinate coordinate{name,
                               dims.front(),
                               read_text(dataset, "long_name", place),
                               read_text(dataset, "long_name_zh", place),
                               read_text(dataset, "units", place),
                               read_text(dataset, "standard_name", place),
                               {}};
    if (class_of(dataset, name) == H5T_INTEGER) {
        coordinate.values = read_numbers<std::int64_t>(dataset, name);
    } else {
        coordinate.values = read_numbers<double>(dataset, name);
    }
    data_.add_coordinate(std::move(coordinate));
}

void RunFileReader::read_item(const std::string& name) {
    if (!is_dataset(name)) return;  // a group that someone added
    const H5Data dataset = open(name);
    if (class_of(dataset, name) != H5T_STRING) {
        return coordinates_.count(name) != 0 ? read_coordinate(dataset, name) : read_variable(dataset, name);
    }
    if (!read_extent(dataset, place_.at(name)).empty()) return;  // texts along an axis that someone added
    data_.set_text(name, read_strings(dataset, place_.at(name)).at(0));
}

std::vector<std::string> RunFileReader::dims_of(const H5Data& dataset, const std::string& name) const {
    const auto extent = read_extent(dataset, place_.at(name));
    std::vector<std::string> dims;
    for (std::size_t d = 0; d < extent.size(); ++d) {
        std::string dim;
        h5_check(H5DSiterate_scales(dataset.get(), static_cast<unsigned>(d), nullptr, &on_scale, &dim), place_.at(name),
                 "read its axes");
        if (!dim.empty() && dim.front() == '/') dim.erase(0, 1);
        const auto& known = data_.dimensions();
        const auto it = std::find_if(known.begin(), known.end(), [&](const auto& k) { return k.name == dim; });
        if (it == known.end() || it->size() != extent[d]) {
            fail(name, fmt::format("axis {} does not belong to a known dimension; {}", d + 1, place_.advice));
        }
        dims.push_back(dim);
    }
    return dims;
}

void RunFileReader::read_variable(const H5Data& dataset, const std::string& name) {
    const H5Place place = place_.at(name);
    sim::Variable variable;
    variable.name = name;
    variable.dims = dims_of(dataset, name);
    variable.long_name = read_text(dataset, "long_name", place);
    variable.long_name_zh = read_text(dataset, "long_name_zh", place);
    variable.units = read_text(dataset, "units", place);
    variable.definition = read_text(dataset, "definition", place);
    variable.cell_methods = read_text(dataset, "cell_methods", place);
    const H5Type type{H5Dget_type(dataset.get()), place, "read the type"};
    const bool integer = H5Tget_class(type.get()) == H5T_INTEGER;
    const std::size_t bytes = H5Tget_size(type.get());
    if (integer && H5Tget_sign(type.get()) == H5T_SGN_2 && (bytes == 4 || bytes == 8)) {
        // Of doubles it is NaN, which says so itself.
        const auto fill = read_attribute(dataset, "_FillValue", place);
        const auto* count = fill ? std::get_if<std::int64_t>(&*fill) : nullptr;
        if (count != nullptr) variable.missing = *count;
        if (bytes == 8) {
            variable.data = read_numbers<std::int64_t>(dataset, name);
        } else {  // widened here, as HDF5 is slow at it
            const auto narrow = read_numbers<std::int32_t>(dataset, name);
            variable.data = std::vector<std::int64_t>(narrow.begin(), narrow.end());
        }
    } else if (H5Tget_class(type.get()) == H5T_FLOAT && bytes == 8) {
        variable.data = read_numbers<double>(dataset, name);
    } else {
        fail(name, "is neither int32, int64 nor double; remove it or store it as one of these");
    }
    data_.add_variable(std::move(variable));
}

}  // namespace

sim::Dataset dataset_from_bytes(const std::string& bytes, const H5Place& place) {
    const H5Silence silence;
    try {
        return RunFileReader{bytes, place}.read();
    } catch (const std::bad_alloc&) {
        throw OutputError{messages::kFile(place.file, messages::kTooMuchMemory(), place.advice)};
    } catch (const std::length_error&) {
        throw OutputError{messages::kFile(place.file, messages::kTooMuchMemory(), place.advice)};
    }
}

}  // namespace talentflow::output
