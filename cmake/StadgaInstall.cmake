# cmake --install: libraries, headers, the command, and what a stranger's build needs to find them.
# One export set per room, so that a host that only decides and records needs neither solver nor
# parser: find_package(stadga COMPONENTS engine), or stadga::stadga for base, engine and audit.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(stadga_config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/stadga)
set(stadga_rooms base engine audit review explain)
if(STADGA_COMMAND)
  list(APPEND stadga_rooms dsl verify)
endif()

foreach(room ${stadga_rooms})
  install(TARGETS stadga_${room} EXPORT stadga-${room}
          ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/${room}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
          FILES_MATCHING PATTERN "*.h")
  install(EXPORT stadga-${room} NAMESPACE stadga:: FILE stadga-${room}-targets.cmake
          DESTINATION ${stadga_config_dir})
endforeach()

# What a host that decides and records links.
add_library(stadga_core INTERFACE)
add_library(stadga::stadga ALIAS stadga_core)
set_target_properties(stadga_core PROPERTIES EXPORT_NAME stadga)
target_link_libraries(stadga_core INTERFACE stadga::base stadga::engine stadga::audit)
install(TARGETS stadga_core EXPORT stadga-stadga)
install(EXPORT stadga-stadga NAMESPACE stadga:: FILE stadga-stadga-targets.cmake
        DESTINATION ${stadga_config_dir})

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/stadgaConfig.cmake.in
  ${PROJECT_BINARY_DIR}/stadgaConfig.cmake INSTALL_DESTINATION ${stadga_config_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/stadgaConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/stadgaConfig.cmake
              ${PROJECT_BINARY_DIR}/stadgaConfigVersion.cmake
              ${CMAKE_CURRENT_LIST_DIR}/FindSodium.cmake
              ${CMAKE_CURRENT_LIST_DIR}/FindUtf8proc.cmake
              ${CMAKE_CURRENT_LIST_DIR}/FindZ3.cmake
        DESTINATION ${stadga_config_dir})

file(RELATIVE_PATH stadga_prefix_from_pc /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
configure_file(${CMAKE_CURRENT_LIST_DIR}/stadga.pc.in ${PROJECT_BINARY_DIR}/stadga.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/stadga.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

# The verifiers, with the page that they are written from: for auditors, apart from the rest.
install(TARGETS stadga-verify RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(PROGRAMS ${PROJECT_SOURCE_DIR}/verifiers/stadga_verify.py DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${PROJECT_SOURCE_DIR}/docs/audit-format.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

if(TARGET stadga)
  install(TARGETS stadga RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/rules DESTINATION ${CMAKE_INSTALL_DATADIR}/stadga)
endif()
