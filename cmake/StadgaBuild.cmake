# One place for compiler settings and for the shape of a room (library) and of its tests.
# Before any library is declared: the installed include path is part of each of them.
include(GNUInstallDirs)
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
if(PROJECT_IS_TOP_LEVEL)
  set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
  if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
  endif()
  # Checks stay on in every build that decides cases: no NDEBUG.
  set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")
  set(CMAKE_CXX_FLAGS_RELEASE "-O2")
  find_program(CCACHE ccache)
  if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
  endif()
endif()

add_library(stadga_warnings INTERFACE)
target_compile_options(stadga_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                       $<$<BOOL:${STADGA_WERROR}>:-Werror>
                       $<$<CXX_COMPILER_ID:Clang>:-Wno-overloaded-shift-op-parentheses>)
if(STADGA_SANITIZE)
  target_compile_options(stadga_warnings INTERFACE -fsanitize=${STADGA_SANITIZE}
                         -fno-sanitize-recover=all -fno-omit-frame-pointer)
  if(STADGA_SANITIZE_NOT)
    target_compile_options(stadga_warnings INTERFACE -fno-sanitize=${STADGA_SANITIZE_NOT})
  endif()
  target_link_options(stadga_warnings INTERFACE -fsanitize=${STADGA_SANITIZE})
endif()

# stadga_add_library(<room> PUBLIC_DEPS <rooms> PRIVATE_DEPS <targets>)
# Sources are every src/**/*.cpp of the room; what a room may see is what it links: the arrows of
# docs/design/README.md. tests/house checks the include paths as well.
function(stadga_add_library room)
  cmake_parse_arguments(arg "" "" "PUBLIC_DEPS;PRIVATE_DEPS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/src/*.cpp)
  add_library(stadga_${room} STATIC ${sources})
  add_library(stadga::${room} ALIAS stadga_${room})
  set_target_properties(stadga_${room} PROPERTIES OUTPUT_NAME stadga-${room} EXPORT_NAME ${room})
  target_include_directories(stadga_${room}
    PUBLIC $<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}/include>
           $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>
    PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/src)
  target_compile_features(stadga_${room} PUBLIC cxx_std_20)
  target_link_libraries(stadga_${room} PUBLIC ${arg_PUBLIC_DEPS}
                        PRIVATE ${arg_PRIVATE_DEPS} $<BUILD_INTERFACE:stadga_warnings>)
endfunction()

# stadga_add_tests(<name> DEPS <targets> [LABELS <labels>] [EXTRA_DIRS <dirs>])
# One GoogleTest binary from every *.cpp of the calling folder.
function(stadga_add_tests name)
  cmake_parse_arguments(arg "" "TIMEOUT" "DEPS;LABELS" ${ARGN})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 300)
  endif()
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(${name} ${sources})
  target_link_libraries(${name} PRIVATE ${arg_DEPS} GTest::gtest_main GTest::gmock rapidcheck
                        stadga_warnings)
  # The rooms are built as they ship; the tests' own code is compiled for speed of compiling.
  target_compile_options(${name} PRIVATE -O0)
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_compile_definitions(${name} PRIVATE STADGA_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
                             STADGA_BINARY_DIR="${CMAKE_BINARY_DIR}")
  if(TARGET stadga_test_pch)
    target_precompile_headers(${name} REUSE_FROM stadga_test_pch)
  endif()
  # A fixed seed, so that a red run is red again; `./dev fuzz` is where chance is let in.
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60
                       PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}"
                                  ENVIRONMENT "RC_PARAMS=seed=20261127")
endfunction()
