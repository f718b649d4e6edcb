// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// ArtifactState: a read artifact and the modules loaded of it. KernelState: one kernel resolved for
// one device.
#ifndef DOTCOMPUTE_RUNTIME_CORE_KERNELSTATE_H
#define DOTCOMPUTE_RUNTIME_CORE_KERNELSTATE_H

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include <dotcompute/runtime/Artifact.h>

#include "runtime/artifact/Manifest.h"
#include "runtime/core/DeviceState.h"
#include "runtime/core/LaunchPlan.h"

namespace dc::rt::core {

class KernelState;

/// Immutable but for its cache of modules. Thread-safe.
class ArtifactState : public std::enable_shared_from_this<ArtifactState> {
public:
  explicit ArtifactState(std::shared_ptr<const artifact::ArtifactData> data);
  explicit ArtifactState(artifact::ArtifactData data)
      : ArtifactState(std::make_shared<const artifact::ArtifactData>(std::move(data))) {}

  const artifact::ArtifactData &data() const { return content; }
  const std::vector<Signature> &signatures() const { return kernels; }

  Result<std::shared_ptr<const KernelState>> resolve(std::string_view name, const Device &device,
                                                     std::string_view tuning = {});

private:
  Result<std::shared_ptr<DriverModule>> module(const Device &device, uint32_t payload);

  struct Loaded {
    Device device; // keeps the address in the key from being used again
    std::shared_ptr<DriverModule> module;
  };

  std::shared_ptr<const artifact::ArtifactData> owner;
  const artifact::ArtifactData &content;
  std::vector<Signature> kernels;
  std::mutex mutex;
  std::map<std::pair<DeviceState *, uint32_t>, Loaded> modules;
};

/// A variant of a kernel that the device can run.
struct KernelVariant {
  const artifact::EntryPoint *entry;
  std::shared_ptr<DriverKernel> code;
};

/// Immutable.
class KernelState {
public:
  KernelState(std::shared_ptr<ArtifactState> artifact, uint32_t index, Device device,
              std::vector<KernelVariant> variants);

  const artifact::KernelInfo &info() const { return *kernel; }
  const Signature &signature() const { return artifact->signatures()[index]; }
  const Device &device() const { return where; }
  /// Best first; the last one serves every launch (it has no predicate and takes no arrays for
  /// disjoint) unless the artifact has none such.
  const std::vector<KernelVariant> &variants() const { return choices; }
  size_t slotCount() const { return slots; }
  const LaunchPlan &plan() const { return checks; }
  /// "kernel 'saxpy' (saxpy.dc.cpp:12)".
  const std::string &title() const { return heading; }

private:
  std::shared_ptr<ArtifactState> artifact;
  const artifact::KernelInfo *kernel;
  uint32_t index;
  Device where;
  std::vector<KernelVariant> choices;
  size_t slots;
  LaunchPlan checks;
  std::string heading;
};

/// "saxpy.dc.cpp:12:1"; empty when unknown.
std::string describe(const artifact::SourceLoc &loc);

} // namespace dc::rt::core

#endif // DOTCOMPUTE_RUNTIME_CORE_KERNELSTATE_H
