// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runtime: finds the devices of this machine. The one header most programs include.
#ifndef DOTCOMPUTE_RUNTIME_RUNTIME_H
#define DOTCOMPUTE_RUNTIME_RUNTIME_H

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <dotcompute/base/Result.h>
#include <dotcompute/runtime/Argument.h>
#include <dotcompute/runtime/Artifact.h>
#include <dotcompute/runtime/Buffer.h>
#include <dotcompute/runtime/Device.h>
#include <dotcompute/runtime/Queue.h>

namespace dc::rt {

namespace core {
class RuntimeState;
}

struct RuntimeOptions {
  /// A driver or device id that must be there ("cuda", "cuda:1"): without it create() fails and
  /// says why. It is also what best_device() returns. Empty: whatever there is.
  std::string require;
  /// Take the same from the environment variable DOTCOMPUTE_DEVICE when `require` is empty.
  bool use_environment = true;
};

/// A handle to the devices found. A missing driver or GPU is never an error by itself: the CPU is
/// always there, and problems() has one line for each driver that could not be used. Thread-safe;
/// devices outlive the handle.
class DOTCOMPUTE_EXPORT Runtime {
public:
  /// The process's own, made at the first call (a failure is not remembered: the next call tries
  /// again).
  static Result<Runtime> shared();
  /// Looks for devices anew.
  static Result<Runtime> create(const RuntimeOptions &options = {});

  /// All devices; the CPU is the last.
  std::vector<Device> devices() const;
  /// By id ("cuda:0"), or the first of a driver ("cuda"). NotFound lists what there is, with the
  /// problems.
  Result<Device> device(std::string_view id) const;
  /// What `require` or DOTCOMPUTE_DEVICE names, else the GPU with the most multiprocessors, else
  /// the CPU. The first such choice of a process that leaves out a GPU which is there says so in one
  /// line on standard error; problems() has the rest.
  Device best_device() const;
  /// One line for each driver or device that was looked for and cannot be used.
  const std::vector<std::string> &problems() const;

private:
  explicit Runtime(std::shared_ptr<const core::RuntimeState> state);
  std::shared_ptr<const core::RuntimeState> state;
};

} // namespace dc::rt

#endif // DOTCOMPUTE_RUNTIME_RUNTIME_H
