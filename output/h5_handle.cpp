// SPDX-License-Identifier: Apache-2.0
#include "output/h5_handle.hpp"

#include <fmt/format.h>

#include <exception>
#include <string_view>

#include "sim/error.hpp"

namespace talentflow::output {

namespace {

constexpr std::size_t kLongestReason = 500;

// HDF5 is C: no exception may pass through it.
herr_t collect(unsigned /*level*/, const H5E_error2_t* error, void* data) noexcept {
    try {
        auto& text = *static_cast<std::string*>(data);
        if (error->desc == nullptr || *error->desc == '\0') return 0;
        const std::string_view reason{error->desc};
        if (reason.size() > kLongestReason) return 0;  // it holds the name of h5_image
        if (!text.empty()) text += ": ";
        text += reason;
        return 0;
    } catch (const std::exception&) {
        return -1;
    }
}

std::string error_stack() {
    std::string text;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_DOWNWARD, &collect, &text);
    H5Eclear2(H5E_DEFAULT);
    return text.empty() ? "no reason given" : text;
}

}  // namespace

void throw_h5_error(const H5Place& place, const std::string& action) {
    const std::string where = place.object.empty() ? place.file : place.file + ": " + place.object;
    throw OutputError{fmt::format("{}: cannot {} (HDF5: {}); {}", where, action, error_stack(), place.advice)};
}

H5Silence::H5Silence() {
    H5Eget_auto2(H5E_DEFAULT, &function_, &data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

H5Silence::~H5Silence() {
    H5Eset_auto2(H5E_DEFAULT, function_, data_);
}

}  // namespace talentflow::output
