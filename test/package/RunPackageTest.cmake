# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Installs COMPONENTS of BUILD into an empty prefix below WORK, then configures, builds and runs (ctest) the project SOURCE
# against it. With EXPECT_ERROR, configuring must fail with a message that matches it.
cmake_minimum_required(VERSION 3.25)

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    list(JOIN ARGN " " line)
    message(FATAL_ERROR "failed (${result}): ${line}\n${output}")
  endif()
endfunction()

file(REMOVE_RECURSE ${WORK})
foreach(component IN LISTS COMPONENTS)
  run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix --component ${component})
endforeach()

set(configure ${CMAKE_COMMAND} -G ${GENERATOR} -S ${SOURCE} -B ${WORK}/build -DCMAKE_BUILD_TYPE=Release
  -DCMAKE_CXX_COMPILER=${CXX} -DCMAKE_PREFIX_PATH=${WORK}/prefix)
if(SANITIZE)
  list(APPEND configure "-DCMAKE_CXX_FLAGS=-fsanitize=${SANITIZE}")
endif()
if(EXPECT_ERROR)
  execute_process(COMMAND ${configure} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  string(REGEX REPLACE "[ \n]+" " " output "${output}")
  if(result EQUAL 0 OR NOT output MATCHES "${EXPECT_ERROR}")
    message(FATAL_ERROR "expected configuring to fail with '${EXPECT_ERROR}', got exit ${result}:\n${output}")
  endif()
  return()
endif()
run(${configure})
run(${CMAKE_COMMAND} --build ${WORK}/build)
run(${CMAKE_CTEST_COMMAND} --test-dir ${WORK}/build --output-on-failure --no-tests=error)
