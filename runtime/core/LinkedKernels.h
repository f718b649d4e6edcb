// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// LinkedKernels: the kernels of linked artifacts that were loaded for one device.
#ifndef DOTCOMPUTE_RUNTIME_CORE_LINKEDKERNELS_H
#define DOTCOMPUTE_RUNTIME_CORE_LINKEDKERNELS_H

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include <dotcompute/base/Result.h>

#include "runtime/artifact/Manifest.h"

namespace dc::rt {

struct LinkedKernel;

namespace core {

class ArtifactState;
class DeviceState;
class KernelState;

/// Part of its DeviceState: what it holds refers to the device without keeping it alive. Only
/// queues reach the kernels, and a queue keeps its device. Thread-safe.
class LinkedKernels {
public:
  using Handle = std::shared_ptr<const KernelState>;

  explicit LinkedKernels(DeviceState &device);
  ~LinkedKernels();
  LinkedKernels(const LinkedKernels &) = delete;
  LinkedKernels &operator=(const LinkedKernels &) = delete;

  /// A kernel that was loaded before, else null. A few instructions, no lock. Lives as long as
  /// this.
  const Handle *find(uint32_t id) const {
    const Table *table = current.load(std::memory_order_acquire);
    return table && id < table->entries.size() ? table->entries[id].load(std::memory_order_acquire)
                                               : nullptr;
  }
  /// Reads the artifact and loads the kernel where that was not done yet. A failure is not
  /// remembered.
  Result<const Handle *> load(LinkedKernel &kernel);

private:
  struct Table {
    explicit Table(size_t size) : entries(size) {}
    std::vector<std::atomic<const Handle *>> entries;
  };

  const std::shared_ptr<ArtifactState> &stateOf(std::shared_ptr<const artifact::ArtifactData> data);
  void publish(uint32_t id, Handle kernel);

  DeviceState &device;
  std::mutex mutex;
  std::map<const artifact::ArtifactData *, std::shared_ptr<ArtifactState>> artifacts;
  std::vector<std::unique_ptr<const Handle>> kernels;
  std::vector<std::unique_ptr<Table>> tables; ///< replaced ones too: readers may still be in them
  std::atomic<Table *> current{nullptr};
};

} // namespace core
} // namespace dc::rt

#endif // DOTCOMPUTE_RUNTIME_CORE_LINKEDKERNELS_H
