// SPDX-License-Identifier: Apache-2.0
#include "output/h5_image.hpp"

#include <hdf5.h>
#include <sys/types.h>

#include <climits>

namespace talentflow::output {

namespace {

// HDF5 opens or looks at the name even of a file in memory; what somebody put there would be read.
// Of a name this long the system says that it is none before it asks any file system.
const char* no_name() {
    static const std::string name = "/" + std::string(PATH_MAX, 'x');
    return name.c_str();
}
// By which the file in memory grows; HDF5 fills it with zeros, a millisecond or more for a MiB.
constexpr std::size_t kMemoryStep = 256 * 1024;

}  // namespace

H5File create_in_memory(const H5Place& place) {
    const H5List access{H5Pcreate(H5P_FILE_ACCESS), place, "prepare the file"};
    h5_check(H5Pset_fapl_core(access.get(), kMemoryStep, 0), place, "prepare the file");
    h5_check(H5Pset_libver_bounds(access.get(), H5F_LIBVER_EARLIEST, H5F_LIBVER_V18), place, "prepare the file");
    h5_check(H5Pset_fclose_degree(access.get(), H5F_CLOSE_STRONG), place, "prepare the file");
    const H5List creation{H5Pcreate(H5P_FILE_CREATE), place, "prepare the file"};
    const unsigned order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
    h5_check(H5Pset_link_creation_order(creation.get(), order), place, "prepare the file");
    h5_check(H5Pset_attr_creation_order(creation.get(), order), place, "prepare the file");
    h5_check(H5Pset_obj_track_times(creation.get(), false), place, "prepare the file");
    return H5File{H5Fcreate(no_name(), H5F_ACC_TRUNC, creation.get(), access.get()), place, "create the file"};
}

std::string image_of(const H5File& file, const H5Place& place) {
    h5_check(H5Fflush(file.get(), H5F_SCOPE_GLOBAL), place, "finish the file");
    const ::ssize_t n = H5Fget_file_image(file.get(), nullptr, 0);
    if (n < 0) throw_h5_error(place, "finish the file");
    std::string bytes(static_cast<std::size_t>(n), '\0');
    if (H5Fget_file_image(file.get(), bytes.data(), bytes.size()) != n) {
        throw_h5_error(place, "finish the file");
    }
    return bytes;
}

H5File open_image(const std::string& bytes, const H5Place& place) {
    const H5List access{H5Pcreate(H5P_FILE_ACCESS), place, "open it"};
    h5_check(H5Pset_fapl_core(access.get(), kMemoryStep, 0), place, "open it");
    h5_check(H5Pset_fclose_degree(access.get(), H5F_CLOSE_STRONG), place, "open it");
    // HDF5 copies the bytes and does not change them; the parameter is not const by history only.
    h5_check(H5Pset_file_image(access.get(), const_cast<char*>(bytes.data()), bytes.size()), place, "open it");
    return H5File{H5Fopen(no_name(), H5F_ACC_RDONLY, access.get()), place, "open it"};
}

}  // namespace talentflow::output
