# talentflow_precompile(TARGET [WITH HEADER...]): parses the headers that nearly every source includes once per target, not
# once per source, which halves the time that the compiler reads. Sources include what they use all the same: the
# sanitizer builds go without (TALENTFLOW_PRECOMPILE=OFF), and find out who forgot.
set(talentflow_common_headers <algorithm> <array> <cmath> <cstddef> <cstdint> <filesystem> <functional> <map> <memory>
    <numeric> <optional> <string> <string_view> <unordered_map> <utility> <vector>)

function(talentflow_precompile target)
  cmake_parse_arguments(P "" "" "WITH" ${ARGN})
  if(TALENTFLOW_PRECOMPILE)
    target_precompile_headers(${target} PRIVATE ${talentflow_common_headers} ${P_WITH})
    # Out of a precompiled header GCC 12 forgets which code is the library's, and finds faults in std::string that are
    # none. The builds without still ask.
    target_compile_options(${target} PRIVATE
      "$<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds;-Wno-stringop-overread;-Wno-stringop-overflow;-Wno-restrict;-Wno-maybe-uninitialized>")
  endif()
endfunction()
