# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# dotcompute_add_kernels(name SOURCES a.dc.cpp ... [TARGETS cpu cuda ...] [OPTIONS flag ...])
#
# Compiles kernels with dcc, rebuilding when a source or a header changes. Makes the target `name`, and gives it the
# property DOTCOMPUTE_ARTIFACT: the path of the .dcx file with all kernels of SOURCES, which the runtime loads.
include_guard(GLOBAL)

function(dotcompute_add_kernels name)
  cmake_parse_arguments(PARSE_ARGV 1 A "" "" "SOURCES;TARGETS;OPTIONS")
  if(A_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "dotcompute_add_kernels(${name}): expected SOURCES, TARGETS or OPTIONS, got '${A_UNPARSED_ARGUMENTS}'")
  endif()
  if(NOT A_SOURCES)
    message(FATAL_ERROR "dotcompute_add_kernels(${name}): expected SOURCES, got none")
  endif()
  set(sources)
  foreach(source IN LISTS A_SOURCES)
    get_filename_component(source ${source} ABSOLUTE)
    list(APPEND sources ${source})
  endforeach()
  set(flags ${A_OPTIONS})
  if(A_TARGETS)
    list(JOIN A_TARGETS "," targets)
    list(APPEND flags --target=${targets})
  endif()

  set(artifact ${CMAKE_CURRENT_BINARY_DIR}/${name}.dcx)
  add_custom_command(
    OUTPUT ${artifact}
    COMMAND DotCompute::dcc ${sources} ${flags} -o ${artifact} -MD -MF ${artifact}.d
    DEPENDS ${sources} DotCompute::dcc
    DEPFILE ${artifact}.d
    COMMENT "Compiling kernels ${name}.dcx"
    VERBATIM)
  add_custom_target(${name} ALL DEPENDS ${artifact})
  set_target_properties(${name} PROPERTIES DOTCOMPUTE_ARTIFACT ${artifact})
endfunction()
