// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The CUDA driver: one device for each GPU that the NVIDIA driver shows.
#ifndef DOTCOMPUTE_RUNTIME_DRIVERS_CUDA_CUDADEVICE_H
#define DOTCOMPUTE_RUNTIME_DRIVERS_CUDA_CUDADEVICE_H

#include "runtime/core/Driver.h"

namespace dc::rt::cuda {

core::Discovery discover();

/// The same with another library in the place of libcuda.so.1.
core::Discovery discoverIn(const char *library);

} // namespace dc::rt::cuda

#endif // DOTCOMPUTE_RUNTIME_DRIVERS_CUDA_CUDADEVICE_H
