# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# dotcompute_add_kernels(name SOURCES a.dc.cpp ... [NAMESPACE space] [TARGETS cpu cuda ...] [OPTIONS flag ...])
#
# Compiles kernels with dcc, rebuilding when a source or a header changes.
#
# With NAMESPACE makes the library `name`, which holds the kernels, and two headers in a folder that its users search:
#   name.h       typed launchers: space::launch::KERNEL(queue, arguments...)
#   name_host.h  the same kernels as host code: space::host::KERNEL(arguments...); for users of the target name::host
# Where the runtime was found, users of `name` link it too.
#
# Without NAMESPACE makes the target `name` with the property DOTCOMPUTE_ARTIFACT: the path of the .dcx file with all kernels of
# SOURCES, which the runtime loads.
#
# With CMAKE_EXPORT_COMPILE_COMMANDS the sources are in compile_commands.json, so that clangd knows their flags.
include_guard(GLOBAL)

# Editors: puts `sources` into compile_commands.json as the host would compile them. Nothing builds the target.
function(dotcompute_show_kernels_to_editors name)
  cmake_parse_arguments(PARSE_ARGV 1 A "" "" "SOURCES;OPTIONS")
  if(NOT CMAKE_EXPORT_COMPILE_COMMANDS)
    return()
  endif()
  add_library(${name}_editors OBJECT EXCLUDE_FROM_ALL ${A_SOURCES})
  target_compile_features(${name}_editors PRIVATE cxx_std_20)
  target_compile_options(${name}_editors PRIVATE ${A_OPTIONS})
  if(DotCompute_INCLUDE_DIR)
    target_include_directories(${name}_editors PRIVATE ${DotCompute_INCLUDE_DIR})
  endif()
endfunction()

function(dotcompute_add_kernels name)
  cmake_parse_arguments(PARSE_ARGV 1 A "" "NAMESPACE" "SOURCES;TARGETS;OPTIONS")
  if(A_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR
      "dotcompute_add_kernels(${name}): expected SOURCES, NAMESPACE, TARGETS or OPTIONS, got '${A_UNPARSED_ARGUMENTS}'")
  endif()
  if(NOT A_SOURCES)
    message(FATAL_ERROR "dotcompute_add_kernels(${name}): expected SOURCES, got none")
  endif()
  if("NAMESPACE" IN_LIST A_KEYWORDS_MISSING_VALUES)
    message(FATAL_ERROR "dotcompute_add_kernels(${name}): expected a name behind NAMESPACE, got none")
  endif()
  set(sources)
  foreach(source IN LISTS A_SOURCES)
    get_filename_component(source ${source} ABSOLUTE)
    list(APPEND sources ${source})
  endforeach()
  set(flags ${A_OPTIONS})
  set(preprocessing ${A_OPTIONS})
  list(FILTER preprocessing INCLUDE REGEX "^-[IDU]")
  dotcompute_show_kernels_to_editors(${name} SOURCES ${sources} OPTIONS ${preprocessing})
  if(A_TARGETS)
    list(JOIN A_TARGETS "," targets)
    list(APPEND flags --target=${targets})
  endif()

  if(NOT A_NAMESPACE)
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
    return()
  endif()

  set(folder ${CMAKE_CURRENT_BINARY_DIR}/${name}.kernels)
  file(MAKE_DIRECTORY ${folder})
  set(object ${folder}/${name}.o)
  set(headers ${folder}/${name}.h ${folder}/${name}_host.h)
  add_custom_command(
    OUTPUT ${object} ${headers}
    COMMAND DotCompute::dcc ${sources} ${flags} --namespace=${A_NAMESPACE} -o ${object}
      --header ${folder}/${name}.h --host-header ${folder}/${name}_host.h -MD -MF ${object}.d
    DEPENDS ${sources} DotCompute::dcc
    DEPFILE ${object}.d
    COMMENT "Compiling kernels ${name}"
    VERBATIM)
  set_source_files_properties(${object} PROPERTIES EXTERNAL_OBJECT TRUE GENERATED TRUE)
  add_library(${name} STATIC ${object} ${headers})
  set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(${name} INTERFACE $<BUILD_INTERFACE:${folder}>)
  target_compile_features(${name} INTERFACE cxx_std_20)
  if(TARGET DotCompute::runtime)
    target_link_libraries(${name} INTERFACE DotCompute::runtime)
  endif()

  # The host compiles the sources as dcc does: same folders, same macros.
  add_library(${name}_host INTERFACE)
  add_library(${name}::host ALIAS ${name}_host)
  add_dependencies(${name}_host ${name})
  target_include_directories(${name}_host INTERFACE $<BUILD_INTERFACE:${folder}>)
  target_compile_features(${name}_host INTERFACE cxx_std_20)
  if(DotCompute_INCLUDE_DIR)
    target_include_directories(${name}_host INTERFACE $<BUILD_INTERFACE:${DotCompute_INCLUDE_DIR}>)
  endif()
  foreach(option IN LISTS A_OPTIONS)
    if(option MATCHES "^-I(.+)")
      target_include_directories(${name}_host INTERFACE $<BUILD_INTERFACE:${CMAKE_MATCH_1}>)
    elseif(option MATCHES "^-D(.+)")
      target_compile_definitions(${name}_host INTERFACE ${CMAKE_MATCH_1})
    endif()
  endforeach()
endfunction()
