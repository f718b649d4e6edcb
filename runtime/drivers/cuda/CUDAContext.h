// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One device's primary context, and what every call into the driver needs: making it current, and
// naming failures.
#ifndef DOTCOMPUTE_RUNTIME_DRIVERS_CUDA_CUDACONTEXT_H
#define DOTCOMPUTE_RUNTIME_DRIVERS_CUDA_CUDACONTEXT_H

#include <memory>
#include <string>

#include <dotcompute/base/Result.h>

#include "runtime/drivers/cuda/CUDASymbols.h"

namespace dc::rt::cuda {

/// Retains the primary context, the one that the CUDA runtime library uses too, for its lifetime.
/// Thread-safe.
class DeviceContext {
public:
  static Result<std::shared_ptr<DeviceContext>> retain(const Symbols &api, DeviceNumber device,
                                                       std::string id);
  ~DeviceContext();
  DeviceContext(const DeviceContext &) = delete;
  DeviceContext &operator=(const DeviceContext &) = delete;

  const Symbols &api() const { return functions; }
  DeviceNumber device() const { return number; }
  Context handle() const { return context; }
  const std::string &id() const { return name; }

  /// Ok for kSuccess, else the Status that fits: ContextLost for errors that the process cannot
  /// recover from.
  Status check(Code code, const char *call) const;

private:
  DeviceContext(const Symbols &api, DeviceNumber device, Context context, std::string id)
      : functions(api), number(device), context(context), name(std::move(id)) {}

  const Symbols &functions;
  DeviceNumber number;
  Context context;
  std::string name;
};

/// Makes the context current in this thread for a scope, and restores what was: programs that use
/// CUDA themselves notice nothing.
class Current {
public:
  explicit Current(const DeviceContext &context);
  ~Current();
  Current(const Current &) = delete;
  Current &operator=(const Current &) = delete;

  /// Why the context could not be made current.
  Code code() const { return result; }

private:
  const DeviceContext &context;
  bool pushed = false;
  Code result = kSuccess;
};

} // namespace dc::rt::cuda

#endif // DOTCOMPUTE_RUNTIME_DRIVERS_CUDA_CUDACONTEXT_H
