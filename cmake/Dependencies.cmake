# Distribution packages only; nothing is downloaded by the build. Each is asked for only if a part that uses it is built.

# sim
find_path(RANDOM123_INCLUDE_DIR Random123/philox.h REQUIRED)
if(TALENTFLOW_OPENMP)
  find_package(OpenMP COMPONENTS CXX)
  if(NOT OpenMP_CXX_FOUND AND TALENTFLOW_SANITIZE STREQUAL "thread")
    message(FATAL_ERROR "OpenMP was not found: one thread has no races to look for")
  elseif(NOT OpenMP_CXX_FOUND)
    message(WARNING "OpenMP was not found: everything will run on one thread")
  endif()
endif()

# models and all above it
find_package(fmt REQUIRED)
if(TALENTFLOW_FMT_HEADER_ONLY)
  set(TALENTFLOW_FMT $<BUILD_INTERFACE:fmt::fmt-header-only>)
else()
  set(TALENTFLOW_FMT fmt::fmt)
endif()

# scenarios
if(TALENTFLOW_BUILD_SCENARIOS)
  find_package(yaml-cpp REQUIRED)
  if(TARGET yaml-cpp::yaml-cpp)
    set(TALENTFLOW_YAML yaml-cpp::yaml-cpp)
  else()
    set(TALENTFLOW_YAML yaml-cpp)
  endif()
  find_package(nlohmann_json REQUIRED)
endif()

# output, experiments, app
if(TALENTFLOW_BUILD_PROGRAM)
  find_package(HDF5 REQUIRED COMPONENTS C HL)
  find_package(OpenSSL REQUIRED COMPONENTS Crypto)
  find_package(Boost 1.74 REQUIRED)  # headers only: Boost.Math and Boost.Random in experiments/
  find_package(Eigen3 3.4 REQUIRED NO_MODULE)  # headers only: regressions in experiments/
  find_package(CLI11 REQUIRED)
  find_path(ZSTD_INCLUDE_DIR zstd.h REQUIRED)
  find_library(ZSTD_LIBRARY zstd REQUIRED)
  # zstd's own package file is not in every package of it, and calls the library by more than one name.
  if(NOT TARGET zstd::zstd)
    add_library(zstd::zstd INTERFACE IMPORTED)
    target_include_directories(zstd::zstd INTERFACE "${ZSTD_INCLUDE_DIR}")
    target_link_libraries(zstd::zstd INTERFACE "${ZSTD_LIBRARY}")
  endif()
endif()
