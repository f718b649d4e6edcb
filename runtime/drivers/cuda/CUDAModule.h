// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// PTX or cubin payloads as loaded modules, and which variant fits which GPU.
#ifndef DOTCOMPUTE_RUNTIME_DRIVERS_CUDA_CUDAMODULE_H
#define DOTCOMPUTE_RUNTIME_DRIVERS_CUDA_CUDAMODULE_H

#include <optional>
#include <string_view>

#include "runtime/core/Driver.h"
#include "runtime/drivers/cuda/CUDAContext.h"
#include "runtime/drivers/cuda/LaunchShape.h"

namespace dc::rt::cuda {

/// How well code for `arch` ("sm_75", "sm_90a") fits a GPU of compute capability `capability`
/// (major * 10 + minor): none when it cannot run there, else larger is better. PTX runs on its own
/// and every later GPU, cubins on GPUs of the same major version that are not older;
/// architecture-specific code ("a") on its own GPU only, family code ("f") like cubins.
std::optional<uint32_t> fitness(std::string_view arch, bool isCubin, uint32_t capability);

class CUDAKernel final : public core::DriverKernel {
public:
  CUDAKernel(std::shared_ptr<void> module, Function function, BlockForm form)
      : module(std::move(module)), function(function), form(form) {}

  std::shared_ptr<void> module; // keeps the function's code
  Function function;
  BlockForm form;
};

/// Compiles PTX for the GPU; the compiler's log is in the error.
Result<std::shared_ptr<core::DriverModule>> loadModule(std::shared_ptr<DeviceContext> context,
                                                       const artifact::Payload &payload);

} // namespace dc::rt::cuda

#endif // DOTCOMPUTE_RUNTIME_DRIVERS_CUDA_CUDAMODULE_H
