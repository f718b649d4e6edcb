// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// DeviceState: what all handles of one device share. Allocation: memory on it.
#ifndef DOTCOMPUTE_RUNTIME_CORE_DEVICESTATE_H
#define DOTCOMPUTE_RUNTIME_CORE_DEVICESTATE_H

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

#include "runtime/core/Driver.h"
#include "runtime/core/LinkedKernels.h"

namespace dc::rt::core {

class DeviceState;
class QueueState;

/// Memory on a device, freed when the last owner goes: buffers, views, and launches in flight.
class Allocation : public std::enable_shared_from_this<Allocation> {
public:
  Allocation(Device device, uint64_t address, size_t bytes)
      : owner(std::move(device)), start(address), length(bytes) {}
  ~Allocation();
  Allocation(const Allocation &) = delete;
  Allocation &operator=(const Allocation &) = delete;

  const Device &device() const { return owner; }
  uint64_t address() const { return start; }
  size_t bytes() const { return length; }

private:
  Device owner;
  uint64_t start;
  size_t length;
};

/// Thread-safe.
class DeviceState : public std::enable_shared_from_this<DeviceState> {
public:
  explicit DeviceState(std::unique_ptr<DriverDevice> driver)
      : driver(std::move(driver)), linkedKernels(*this) {}

  const DriverDeviceInfo &info() const { return driver->info(); }
  DriverDevice &device() { return *driver; }
  LinkedKernels &linked() { return linkedKernels; }

  /// Ok, FailedPrecondition after close(), or what lost the device.
  Status usable() const;
  bool isUsable() const { return !isClosed() && !lost.load(std::memory_order_acquire); }
  /// Remembers a ContextLost or DeviceLost, which every later call then returns. Passes the status
  /// on.
  Status note(Status status);

  Result<std::shared_ptr<Allocation>> allocate(size_t bytes);
  std::shared_ptr<QueueState> openQueue();
  Status close();
  bool isClosed() const { return closed.load(std::memory_order_acquire); }

private:
  std::vector<std::shared_ptr<QueueState>> liveQueues();

  std::unique_ptr<DriverDevice> driver;
  std::atomic<bool> closed{false};
  std::atomic<bool> lost{false};
  mutable std::mutex mutex;
  Status lostWhy;
  std::vector<std::weak_ptr<QueueState>> queues;
  LinkedKernels linkedKernels; // last: its code goes before the driver
};

} // namespace dc::rt::core

#endif // DOTCOMPUTE_RUNTIME_CORE_DEVICESTATE_H
