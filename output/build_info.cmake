# Writes build_info.hpp at every build, so that a commit made after configuring is seen; the file is touched
# only when its text changes. Run as: cmake -D SOURCE=... -D OUT=... -D TALENTFLOW_VERSION=... -P build_info.cmake
set(TALENTFLOW_GIT_COMMIT "unknown")
find_program(git git)
if(git)
  # No optional locks: a build must not disturb someone who commits at the same time.
  execute_process(COMMAND "${git}" --no-optional-locks -C "${SOURCE}" rev-parse HEAD
                  OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
  if(NOT failed)
    set(TALENTFLOW_GIT_COMMIT "${commit}")
    execute_process(COMMAND "${git}" --no-optional-locks -C "${SOURCE}" status --porcelain --untracked-files=no
                    OUTPUT_VARIABLE changes ERROR_QUIET RESULT_VARIABLE failed)
    if(failed OR changes)
      string(APPEND TALENTFLOW_GIT_COMMIT "-dirty")
    endif()
  endif()
endif()
configure_file("${SOURCE}/cmake/build_info.hpp.in" "${OUT}" @ONLY)
