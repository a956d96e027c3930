# Distribution packages only; nothing is downloaded by the build.
find_package(Eigen3 3.4 REQUIRED NO_MODULE)
find_package(OpenMP REQUIRED COMPONENTS CXX)
find_package(HDF5 REQUIRED COMPONENTS C HL)
find_package(yaml-cpp REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(CLI11 REQUIRED)
find_package(Boost 1.74 REQUIRED)  # headers only: Boost.Math in experiments/
find_path(ZSTD_INCLUDE_DIR zstd.h REQUIRED)
find_library(ZSTD_LIBRARY zstd REQUIRED)
find_path(RANDOM123_INCLUDE_DIR Random123/philox.h REQUIRED)

if(TARGET yaml-cpp::yaml-cpp)
  set(TALENTFLOW_YAML yaml-cpp::yaml-cpp)
else()
  set(TALENTFLOW_YAML yaml-cpp)
endif()

# zstd's own package file is not in every package of it, and calls the library by more than one name.
if(NOT TARGET zstd::zstd)
  add_library(zstd::zstd INTERFACE IMPORTED)
  target_include_directories(zstd::zstd INTERFACE "${ZSTD_INCLUDE_DIR}")
  target_link_libraries(zstd::zstd INTERFACE "${ZSTD_LIBRARY}")
endif()
