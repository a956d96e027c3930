# `cmake --install`: one archive, its headers and its targets for each part that is built, and one package for all.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(talentflow_package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/talentflow")

# Headers keep their paths from the repository's root, below a folder of our own: `sim` and `output` are anybody's words.
function(talentflow_install_part part folder)
  cmake_path(GET folder PARENT_PATH above)
  set_target_properties(talentflow_${part} PROPERTIES EXPORT_NAME ${part})
  install(TARGETS talentflow_${part} EXPORT talentflow_${part} ARCHIVE COMPONENT library)
  install(EXPORT talentflow_${part} NAMESPACE talentflow:: DESTINATION "${talentflow_package_dir}" COMPONENT library)
  install(DIRECTORY "${CMAKE_SOURCE_DIR}/${folder}" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/talentflow/${above}"
          COMPONENT library FILES_MATCHING PATTERN "*.hpp")
endfunction()

function(talentflow_install_package)
  set(config "${CMAKE_BINARY_DIR}/generated/talentflowConfig.cmake")
  set(version "${CMAKE_BINARY_DIR}/generated/talentflowConfigVersion.cmake")
  configure_package_config_file("${CMAKE_SOURCE_DIR}/cmake/talentflowConfig.cmake.in" "${config}"
                                INSTALL_DESTINATION "${talentflow_package_dir}")
  write_basic_package_version_file("${version}" COMPATIBILITY SameMinorVersion)
  install(FILES "${config}" "${version}" DESTINATION "${talentflow_package_dir}" COMPONENT library)
endfunction()
