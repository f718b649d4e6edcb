// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A queue as a CUDA stream with a ring of events and host-mapped fault records.
#ifndef DOTCOMPUTE_RUNTIME_DRIVERS_CUDA_CUDAQUEUE_H
#define DOTCOMPUTE_RUNTIME_DRIVERS_CUDA_CUDAQUEUE_H

#include <memory>

#include "runtime/core/Driver.h"
#include "runtime/drivers/cuda/CUDAContext.h"

namespace dc::rt::cuda {

/// `maxGrid`: the most blocks of one launch.
Result<std::unique_ptr<core::DriverQueue>> makeQueue(std::shared_ptr<DeviceContext> context,
                                                     int64_t maxGrid);

} // namespace dc::rt::cuda

#endif // DOTCOMPUTE_RUNTIME_DRIVERS_CUDA_CUDAQUEUE_H
