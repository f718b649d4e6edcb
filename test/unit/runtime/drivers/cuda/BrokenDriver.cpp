// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A libcuda.so.1 as on a machine whose GPU cannot be used: everything is there and fails.
#include "runtime/drivers/cuda/CUDASymbols.h"

// CUDA_ERROR_SYSTEM_DRIVER_MISMATCH
#define BROKEN(member, symbol, parameters)                                                         \
  extern "C" __attribute__((visibility("default"))) int symbol() { return 803; }
DC_CUDA_FUNCTIONS(BROKEN)
