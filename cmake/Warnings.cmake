# Flags that every target of ours takes: warnings, and floating point without contraction (G2). They end here: whoever
# links an installed archive keeps their own warnings (sim/CMakeLists.txt says what they do take).
add_library(talentflow_warnings INTERFACE)
target_compile_options(talentflow_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wdouble-promotion -Wformat=2
  -ffp-contract=off)
if(TALENTFLOW_WARNINGS_AS_ERRORS)
  target_compile_options(talentflow_warnings INTERFACE -Werror)
endif()
