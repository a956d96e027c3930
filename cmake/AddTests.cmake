# talentflow_add_tests(NAME module SOURCES ... LIBRARIES ...): one Catch2 program per module, one ctest
# entry per program; the include path of the tests is the repository root.
function(talentflow_add_tests)
  cmake_parse_arguments(T "" "NAME;LABEL;TIMEOUT" "SOURCES;LIBRARIES" ${ARGN})
  set(target "talentflow_tests_${T_NAME}")
  add_executable(${target} ${T_SOURCES})
  target_link_libraries(${target} PRIVATE ${T_LIBRARIES} talentflow_catch_main talentflow_warnings)
  talentflow_precompile(${target} WITH "${CMAKE_SOURCE_DIR}/tests/support/catch.hpp")
  # A test's own code runs for moments: the time of the compiler is worth more.
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
  target_compile_definitions(${target} PRIVATE
    TALENTFLOW_SOURCE_DIR="${CMAKE_SOURCE_DIR}" TALENTFLOW_BINARY_DIR="${CMAKE_BINARY_DIR}")
  if(NOT T_LABEL)
    set(T_LABEL unit)
  endif()
  if(NOT T_TIMEOUT)
    set(T_TIMEOUT 300)
  endif()
  add_test(NAME ${T_NAME} COMMAND ${target})
  set_tests_properties(${T_NAME} PROPERTIES LABELS ${T_LABEL} TIMEOUT ${T_TIMEOUT})
endfunction()
