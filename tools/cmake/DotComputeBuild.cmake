# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# How every DotCompute target is compiled: language level, warnings, sanitizers, include roots.
include(GNUInstallDirs)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR}") # installed tools find libdotcompute wherever the prefix is
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib)
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

# What every target of ours is compiled with.
add_library(dc_build INTERFACE)
target_compile_options(dc_build INTERFACE
  -Wall -Wextra -Wno-unused-parameter -ffunction-sections -fdata-sections
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict> # GCC 12 warns of operator+ on strings (its bug 105651)
  $<$<BOOL:${DOTCOMPUTE_WARNINGS_AS_ERRORS}>:-Werror>)
if(DOTCOMPUTE_SANITIZE)
  target_compile_options(dc_build INTERFACE
    -fsanitize=${DOTCOMPUTE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -g1)
  target_link_options(dc_build INTERFACE -fsanitize=${DOTCOMPUTE_SANITIZE})
endif()
if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
  find_program(DOTCOMPUTE_LLD NAMES ld.lld-22 ld.lld)
  if(DOTCOMPUTE_LLD)
    target_link_options(dc_build INTERFACE -fuse-ld=lld --ld-path=${DOTCOMPUTE_LLD})
  endif()
elseif(EXISTS /usr/lib/llvm-22/bin/ld.lld)
  target_link_options(dc_build INTERFACE -fuse-ld=lld -B/usr/lib/llvm-22/bin) # GCC finds its linker by name only.
endif()
if(DOTCOMPUTE_PORTABLE)
  target_link_options(dc_build INTERFACE -static-libstdc++ -static-libgcc -Wl,--exclude-libs,ALL)
endif()

# Root-relative includes ("dialects/DC/DC.h"); generated files lie at the same path in the build tree.
# The public headers come from <half>/include as <dotcompute/...>.
add_library(dc_include INTERFACE)
target_include_directories(dc_include INTERFACE
  ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}
  ${PROJECT_SOURCE_DIR}/runtime/include ${PROJECT_SOURCE_DIR}/compiler/include)

# dc_add_library(Name [SHARED] SOURCES a.cpp ... [DEPS libs ...])
# A static in-tree library without exceptions. Add dc_mlir to DEPS where MLIR headers are included.
function(dc_add_library name)
  cmake_parse_arguments(A "SHARED" "" "SOURCES;DEPS" ${ARGN})
  if(A_SHARED)
    add_library(${name} SHARED ${A_SOURCES})
  else()
    add_library(${name} STATIC ${A_SOURCES})
  endif()
  target_link_libraries(${name} PUBLIC dc_include ${A_DEPS} PRIVATE dc_build)
  target_compile_options(${name} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions>)
endfunction()

# dc_add_executable(name SOURCES a.cpp ... [DEPS libs ...])
function(dc_add_executable name)
  cmake_parse_arguments(A "" "" "SOURCES;DEPS" ${ARGN})
  add_executable(${name} ${A_SOURCES})
  target_link_libraries(${name} PRIVATE dc_include dc_build ${A_DEPS})
  target_link_options(${name} PRIVATE -Wl,--gc-sections)
endfunction()

# dc_add_unit_test(Name SOURCES a.cpp ... [DEPS libs ...] [LABELS l ...]): one GoogleTest executable under ctest.
function(dc_add_unit_test name)
  cmake_parse_arguments(A "" "" "SOURCES;DEPS;LABELS" ${ARGN})
  add_executable(${name} ${A_SOURCES})
  target_link_libraries(${name} PRIVATE dc_include dc_build ${A_DEPS} GTest::gtest GTest::gtest_main)
  add_test(NAME ${name} COMMAND ${name})
  if(NOT A_LABELS)
    set(A_LABELS unit)
  endif()
  set_tests_properties(${name} PROPERTIES LABELS "${A_LABELS}" TIMEOUT 300)
  set_property(GLOBAL APPEND PROPERTY DOTCOMPUTE_UNIT_TESTS ${name})
endfunction()
