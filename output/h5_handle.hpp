// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <hdf5.h>

#include <string>
#include <utility>

namespace talentflow::output {

/// Where an HDF5 call stands, for messages: the file, the object in it, and what the user can do.
struct H5Place {
    std::string file;
    std::string object;  // empty: the file as a whole
    std::string advice;

    [[nodiscard]] H5Place at(const std::string& name) const { return {file, name, advice}; }
};

/// Throws OutputError "file: object: cannot <action> (HDF5: <its error stack>); <advice>".
[[noreturn]] void throw_h5_error(const H5Place& place, const std::string& action);

/// Errors: OutputError if `status` is negative.
inline void h5_check(herr_t status, const H5Place& place, const char* action) {
    if (status < 0) throw_h5_error(place, action);
}

/// Keeps HDF5 from printing its error stack by itself while it lives; messages carry the stack
/// instead.
class H5Silence {
  public:
    H5Silence();
    ~H5Silence();
    H5Silence(const H5Silence&) = delete;
    H5Silence& operator=(const H5Silence&) = delete;

  private:
    H5E_auto2_t function_ = nullptr;
    void* data_ = nullptr;
};

/// Owns one HDF5 identifier and closes it exactly once.
/// Errors: OutputError on construction from a negative identifier.
template <auto Close>
class H5Handle {
  public:
    H5Handle(hid_t id, const H5Place& place, const char* action) : id_{id} {
        if (id < 0) throw_h5_error(place, action);
    }
    H5Handle(H5Handle&& other) noexcept : id_{std::exchange(other.id_, hid_t{-1})} {}
    H5Handle& operator=(H5Handle&& other) noexcept {
        std::swap(id_, other.id_);
        return *this;
    }
    H5Handle(const H5Handle&) = delete;
    H5Handle& operator=(const H5Handle&) = delete;
    ~H5Handle() {
        if (id_ >= 0) Close(id_);
    }

    [[nodiscard]] hid_t get() const noexcept { return id_; }

  private:
    hid_t id_;
};

using H5File = H5Handle<&H5Fclose>;
using H5Object = H5Handle<&H5Oclose>;
using H5Data = H5Handle<&H5Dclose>;
using H5Space = H5Handle<&H5Sclose>;
using H5Type = H5Handle<&H5Tclose>;
using H5Attribute = H5Handle<&H5Aclose>;
using H5List = H5Handle<&H5Pclose>;

/// An identifier borrowed from a handle that outlives the call, or one of the library's own types.
class H5Ref {
  public:
    template <auto Close>
    H5Ref(const H5Handle<Close>& handle) noexcept : id_{handle.get()} {}
    [[nodiscard]] static H5Ref predefined(hid_t id) noexcept { return H5Ref{id}; }
    [[nodiscard]] hid_t get() const noexcept { return id_; }

  private:
    explicit H5Ref(hid_t id) noexcept : id_{id} {}
    hid_t id_;
};

}  // namespace talentflow::output
