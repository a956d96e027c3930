// SPDX-License-Identifier: Apache-2.0
#include "output/h5_values.hpp"

#include <algorithm>
#include <exception>
#include <limits>

#include "sim/contract.hpp"
#include "sim/error.hpp"

namespace talentflow::output {

namespace {

constexpr hsize_t kMostShrinking = 1100;  // deflate shrinks at most 1032 times

herr_t append_name(void* names, const char* name) noexcept {
    try {
        static_cast<std::vector<std::string>*>(names)->emplace_back(name);
        return 0;
    } catch (const std::exception&) {
        return -1;
    }
}

herr_t on_attribute(hid_t, const char* name, const H5A_info_t*, void* names) noexcept {
    return append_name(names, name);
}

herr_t on_link(hid_t, const char* name, const H5L_info_t*, void* names) noexcept {
    return append_name(names, name);
}

// C strings end at the first NUL; a text with one inside would come back shorter.
const char* checked(const std::string& text) {
    TF_EXPECT(text.find('\0') == std::string::npos);
    return text.c_str();
}

bool is_ascii(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
}

void write_scalar(H5Ref object, const std::string& name, H5Ref disk, H5Ref memory, const void* data,
                  const H5Place& place) {
    const H5Space scalar{H5Screate(H5S_SCALAR), place, "make a scalar space"};
    const H5Attribute attribute{
        H5Acreate2(object.get(), name.c_str(), disk.get(), scalar.get(), H5P_DEFAULT, H5P_DEFAULT), place,
        "create an attribute"};
    h5_check(H5Awrite(attribute.get(), memory.get(), data), place, "write an attribute");
}

void write_text(H5Ref object, const std::string& name, const std::string& text, const H5Place& place) {
    const char* pointer = checked(text);
    if (!is_ascii(text)) {
        const H5Type type = utf8_type(place);
        return write_scalar(object, name, type, type, static_cast<const void*>(&pointer), place);
    }
    // As long as the text, without a NUL behind it; HDF5 has no text of length 0, so an empty one
    // is a NUL.
    const H5Type type{H5Tcopy(H5T_C_S1), place, "make the text type"};
    h5_check(H5Tset_size(type.get(), std::max<std::size_t>(text.size(), 1)), place, "make the text type");
    write_scalar(object, name, type, type, pointer, place);
}

/// The number of an integer attribute: int64, or uint64 beyond it.
sim::Dataset::Attribute read_whole(const H5Attribute& attribute, const H5Type& type, const H5Place& place) {
    if (H5Tget_sign(type.get()) == H5T_SGN_NONE) {
        std::uint64_t count = 0;
        h5_check(H5Aread(attribute.get(), H5T_NATIVE_UINT64, &count), place, "read an attribute");
        if (count > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return count;
        return static_cast<std::int64_t>(count);
    }
    std::int64_t count = 0;
    h5_check(H5Aread(attribute.get(), H5T_NATIVE_INT64, &count), place, "read an attribute");
    return count;
}

/// How many times its stored size a text dataset may be claimed to be: filters shrink it.
hsize_t largest_ratio(H5Ref dataset, const H5Place& place) {
    const H5List plist{H5Dget_create_plist(dataset.get()), place, "read the filters"};
    return H5Pget_nfilters(plist.get()) > 0 ? kMostShrinking : 1;
}

std::string read_attribute_text(const H5Attribute& attribute, const H5Type& type, const H5Place& place) {
    if (H5Tis_variable_str(type.get()) > 0) {
        char* text = nullptr;
        h5_check(H5Aread(attribute.get(), type.get(), static_cast<void*>(&text)), place, "read a text");
        std::string result = text == nullptr ? "" : text;
        H5free_memory(text);
        return result;
    }
    std::string text(H5Tget_size(type.get()), '\0');
    h5_check(H5Aread(attribute.get(), type.get(), text.data()), place, "read a text");
    return text.substr(0, text.find('\0'));
}

}  // namespace

H5Type utf8_type(const H5Place& place) {
    H5Type type{H5Tcopy(H5T_C_S1), place, "make the text type"};
    h5_check(H5Tset_size(type.get(), H5T_VARIABLE), place, "make the text type");
    h5_check(H5Tset_cset(type.get(), H5T_CSET_UTF8), place, "make the text type");
    return type;
}

template <class T>
void write_number(H5Ref object, const std::string& name, T value, const H5Place& place) {
    write_scalar(object, name, disk_type<T>(), memory_type<T>(), &value, place);
}
template void write_number(H5Ref, const std::string&, std::int32_t, const H5Place&);
template void write_number(H5Ref, const std::string&, std::int64_t, const H5Place&);
template void write_number(H5Ref, const std::string&, std::uint64_t, const H5Place&);
template void write_number(H5Ref, const std::string&, double, const H5Place&);

void write_attribute(H5Ref object, const std::string& name, const sim::Dataset::Attribute& value,
                     const H5Place& place) {
    std::visit(
        [&]<class T>(const T& held) {
            if constexpr (std::is_same_v<T, std::string>) {
                write_text(object, name, held, place);
            } else if constexpr (std::is_same_v<T, std::int64_t>) {
                // R has no 64-bit integers and warns about every one it meets.
                const auto small = static_cast<std::int32_t>(held);
                if (held == small) return write_number(object, name, small, place);
                write_number(object, name, held, place);
            } else {
                write_number(object, name, held, place);
            }
        },
        value);
}

void write_letters(H5Ref dataset, const std::vector<std::string>& texts, std::size_t length, const H5Place& place) {
    std::string letters;
    for (const auto& text : texts) {
        TF_EXPECT(is_ascii(text) && text.size() <= length);
        letters += text + std::string(length - text.size(), '\0');
    }
    h5_check(H5Dwrite(dataset.get(), H5T_C_S1, H5S_ALL, H5S_ALL, H5P_DEFAULT, letters.data()), place, "write texts");
}

void write_strings(H5Ref dataset, const std::vector<std::string>& texts, const H5Place& place) {
    std::vector<const char*> pointers;
    pointers.reserve(texts.size());
    for (const auto& text : texts) pointers.push_back(checked(text));
    const H5Type type = utf8_type(place);
    h5_check(
        H5Dwrite(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, static_cast<const void*>(pointers.data())),
        place, "write texts");
}

std::vector<std::string> attribute_names(H5Ref object, const H5Place& place) {
    std::vector<std::string> names;
    if (H5Aiterate2(object.get(), H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, &on_attribute, &names) < 0) {
        names.clear();
        h5_check(H5Aiterate2(object.get(), H5_INDEX_NAME, H5_ITER_INC, nullptr, &on_attribute, &names), place,
                 "list the attributes");
    }
    return names;
}

std::vector<std::string> link_names(H5Ref file, const H5Place& place) {
    std::vector<std::string> names;
    if (H5Literate(file.get(), H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, &on_link, &names) < 0) {
        names.clear();
        h5_check(H5Literate(file.get(), H5_INDEX_NAME, H5_ITER_INC, nullptr, &on_link, &names), place,
                 "list the contents");
    }
    return names;
}

std::optional<sim::Dataset::Attribute> read_attribute(H5Ref object, const std::string& name, const H5Place& place) {
    const htri_t found = H5Aexists(object.get(), name.c_str());
    h5_check(found, place, "look for an attribute");
    if (found == 0) return std::nullopt;
    const H5Attribute attribute{H5Aopen(object.get(), name.c_str(), H5P_DEFAULT), place, "open an attribute"};
    const H5Space space{H5Aget_space(attribute.get()), place, "read an attribute"};
    if (H5Sget_simple_extent_npoints(space.get()) != 1) return std::nullopt;
    const H5Type type{H5Aget_type(attribute.get()), place, "read an attribute"};
    switch (H5Tget_class(type.get())) {
        case H5T_STRING:
            return read_attribute_text(attribute, type, place);
        case H5T_INTEGER:
            return read_whole(attribute, type, place);
        case H5T_FLOAT: {
            double number = 0.0;
            h5_check(H5Aread(attribute.get(), H5T_NATIVE_DOUBLE, &number), place, "read an attribute");
            return number;
        }
        default:
            return std::nullopt;
    }
}

std::string read_text(H5Ref object, const std::string& name, const H5Place& place) {
    const auto value = read_attribute(object, name, place);
    const auto* text = value ? std::get_if<std::string>(&*value) : nullptr;
    return text == nullptr ? "" : *text;
}

std::vector<std::string> read_strings(H5Ref dataset, const H5Place& place) {
    const H5Type type{H5Dget_type(dataset.get()), place, "read the type"};
    if (H5Tis_variable_str(type.get()) <= 0) {
        throw OutputError{place.file + ": " + place.object + ": texts are not of variable length; " + place.advice};
    }
    const H5Space space{H5Dget_space(dataset.get()), place, "read the shape"};
    const hssize_t n = H5Sget_simple_extent_npoints(space.get());
    // Every string has at least its 16 bytes of address in the file: a larger claim is damage.
    const hsize_t stored = H5Dget_storage_size(dataset.get());
    if (n < 0 || static_cast<hsize_t>(n) / largest_ratio(dataset, place) > stored / 16) {
        throw_h5_error(place, "read texts");
    }
    std::vector<char*> pointers(static_cast<std::size_t>(n), nullptr);
    h5_check(H5Dread(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, static_cast<void*>(pointers.data())),
             place, "read texts");
    std::vector<std::string> texts;
    texts.reserve(pointers.size());
    for (const char* pointer : pointers) texts.emplace_back(pointer == nullptr ? "" : pointer);
    h5_check(H5Dvlen_reclaim(type.get(), space.get(), H5P_DEFAULT, static_cast<void*>(pointers.data())), place,
             "read texts");
    return texts;
}

std::vector<hsize_t> read_extent(H5Ref dataset, const H5Place& place) {
    const H5Space space{H5Dget_space(dataset.get()), place, "read the shape"};
    const int rank = H5Sget_simple_extent_ndims(space.get());
    h5_check(rank, place, "read the shape");
    std::vector<hsize_t> extent(static_cast<std::size_t>(rank), 0);
    h5_check(H5Sget_simple_extent_dims(space.get(), extent.data(), nullptr), place, "read the shape");
    return extent;
}

}  // namespace talentflow::output
