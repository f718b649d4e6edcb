# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Finds what the build needs and names it: dc_mlir (compile), dc_llvm_link (link), GTest, flatc.
find_package(Threads REQUIRED)

find_program(FLATC flatc REQUIRED)
find_path(FLATBUFFERS_INCLUDE_DIR flatbuffers/flatbuffers.h REQUIRED)

if(DOTCOMPUTE_BUILD_TESTS)
  find_package(GTest REQUIRED)
endif()

if(NOT DOTCOMPUTE_BUILD_COMPILER)
  return()
endif()

set(DOTCOMPUTE_LLVM_MAJOR 22)
list(APPEND CMAKE_PREFIX_PATH /usr/lib/llvm-${DOTCOMPUTE_LLVM_MAJOR})
find_package(MLIR REQUIRED CONFIG)
find_package(Clang REQUIRED CONFIG)
# LLVM's version files accept an exact minor version only, so the major version is compared here.
if(NOT LLVM_VERSION_MAJOR EQUAL DOTCOMPUTE_LLVM_MAJOR)
  message(FATAL_ERROR "expected LLVM ${DOTCOMPUTE_LLVM_MAJOR}, got ${LLVM_PACKAGE_VERSION} in ${LLVM_INSTALL_PREFIX}; "
    "run tools/dev/setup.sh, or set CMAKE_PREFIX_PATH to the right LLVM")
endif()
message(STATUS "LLVM ${LLVM_PACKAGE_VERSION} in ${LLVM_INSTALL_PREFIX}")

list(APPEND CMAKE_MODULE_PATH ${LLVM_CMAKE_DIR} ${MLIR_CMAKE_DIR})
set(LLVM_TABLEGEN_EXE ${LLVM_TOOLS_BINARY_DIR}/llvm-tblgen)
include(TableGen)
include(AddLLVM)
include(AddMLIR)

# What a translation unit that includes LLVM, MLIR or Clang headers needs.
add_library(dc_mlir INTERFACE)
target_include_directories(dc_mlir SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS} ${MLIR_INCLUDE_DIRS} ${CLANG_INCLUDE_DIRS})
separate_arguments(llvm_definitions NATIVE_COMMAND ${LLVM_DEFINITIONS})
target_compile_options(dc_mlir INTERFACE ${llvm_definitions})
if(NOT LLVM_ENABLE_RTTI)
  target_compile_options(dc_mlir INTERFACE -fno-rtti)
endif()

# What an executable that uses them links. The archives are named by path, not by imported target: in a build of LLVM that
# also makes the shared library, the exported static targets name that library as their dependency.
add_library(dc_llvm_link INTERFACE)
add_library(dc_clang_link INTERFACE)
set(libdir ${LLVM_LIBRARY_DIR})
if(DOTCOMPUTE_STATIC_LLVM)
  file(GLOB mlir_archives ${libdir}/libMLIR*.a)
  list(FILTER mlir_archives EXCLUDE REGEX "CAPI|Test|Python|Runner|RegisterAll")
  file(GLOB llvm_archives ${libdir}/libLLVM*.a)
  list(FILTER llvm_archives EXCLUDE REGEX
    "libLLVM(AArch64|AMDGPU|ARM|AVR|BPF|Hexagon|Lanai|LoongArch|Mips|MSP430|PowerPC|RISCV|Sparc|SystemZ|VE|WebAssembly|XCore|M68k|Xtensa|Exegesis|BOLT)")
  file(GLOB clang_archives ${libdir}/libclang*.a)
  list(FILTER clang_archives EXCLUDE REGEX
    "clangd|Tidy|StaticAnalyzer|IncludeFixer|Doc|ChangeNamespace|Move|Query|ReorderFields|Handle|Interpreter|DependencyScanning|CrossTU|DynamicAST")
  set(lld_archives ${libdir}/liblldELF.a ${libdir}/liblldCommon.a)
  find_library(ZSTD_ARCHIVE libzstd.a REQUIRED)
  target_link_libraries(dc_llvm_link INTERFACE
    -Wl,--start-group ${lld_archives} ${mlir_archives} ${llvm_archives} -Wl,--end-group -l:libz.a ${ZSTD_ARCHIVE} dl m Threads::Threads)
  target_link_options(dc_llvm_link INTERFACE -Wl,--gc-sections,--as-needed)
  target_link_libraries(dc_clang_link INTERFACE -Wl,--start-group ${clang_archives} -Wl,--end-group dc_llvm_link)
else()
  target_link_libraries(dc_llvm_link INTERFACE ${libdir}/liblldELF.a ${libdir}/liblldCommon.a MLIR LLVM)
  target_link_libraries(dc_clang_link INTERFACE clang-cpp dc_llvm_link)
endif()
