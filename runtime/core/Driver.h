// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a driver implements: devices, code modules, queues. Everything about arguments, order and
// faults is done above it.
#ifndef DOTCOMPUTE_RUNTIME_CORE_DRIVER_H
#define DOTCOMPUTE_RUNTIME_CORE_DRIVER_H

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <dotcompute/base/Result.h>
#include <dotcompute/runtime/Device.h>

#include "runtime/artifact/Manifest.h"

namespace dc::rt::core {

/// 64 bytes that a launch shares with its queue; the words are those of the kernel ABI.
struct FaultRecord {
  enum Word { Site, Thread, Block, Index, Extent, HasIndex, Launch, PrintArea };
  int64_t words[8];
};
static_assert(sizeof(FaultRecord) == 64);

struct DriverDeviceInfo {
  std::string id, driver, name, arch;
  DeviceLimits limits;
  bool hostMemory = false; ///< device addresses are host pointers
};

/// One kernel's entry point, loaded.
class DriverKernel {
public:
  virtual ~DriverKernel();
};

/// One payload, loaded on one device. Thread-safe.
class DriverModule {
public:
  virtual ~DriverModule();
  virtual Result<std::shared_ptr<DriverKernel>> kernel(const artifact::EntryPoint &entry) = 0;
};

/// A checked launch. `slots` are the kernel ABI's, 8 bytes each; the last one is the driver's to
/// fill with the address of the launch's fault record.
struct DriverLaunch {
  DriverKernel *kernel = nullptr;
  uint64_t *slots = nullptr;
  size_t slotCount = 0;
  int64_t units = 0; ///< threads of a domain kernel, blocks of a block kernel; at least 1
  bool blocks = false;
  /// Of the domain or grid, `rank` of them; their product is `units`. The caller's, for the call.
  const int64_t *extents = nullptr;
  uint32_t rank = 1;
};

/// An ordered queue. Calls that submit (launch, upload, download, waitFor, synchronize) come from
/// one thread at a time; done() and wait() from any thread at any time. Destroying it waits for
/// what was submitted.
///
/// It has `ringSize()` places for launches in flight. Place i is free again when done(i); the
/// caller sees to that.
class DriverQueue {
public:
  virtual ~DriverQueue();

  virtual uint32_t ringSize() const = 0;
  /// Host address of place i's record. The caller writes it before launch() and reads it after
  /// done().
  virtual volatile FaultRecord *record(uint32_t place) = 0;

  virtual Status launch(const DriverLaunch &launch, uint32_t place) = 0;
  /// Marks place i without a launch (for waits on copies).
  virtual Status mark(uint32_t place) = 0;
  virtual Result<bool> done(uint32_t place) = 0;
  virtual Status wait(uint32_t place) = 0;

  /// Returns when `from` may change.
  virtual Status upload(uint64_t to, const void *from, size_t bytes) = 0;
  /// Returns when the bytes are there.
  virtual Status download(void *to, uint64_t from, size_t bytes) = 0;
  /// Within the device's memory; the ranges are apart.
  virtual Status copy(uint64_t to, uint64_t from, size_t bytes) = 0;
  /// What is submitted from now on waits for that place of a queue of the same driver.
  virtual Status waitFor(DriverQueue &other, uint32_t place) = 0;
  virtual Status synchronize() = 0;

  /// Has the device read its clock once what was submitted is done; `which` is 0 or 1. False on a
  /// device that works in its caller: the caller's clock does there.
  virtual Result<bool> readClock(uint32_t which);
  /// Nanoseconds from reading 0 to reading 1. Waits for both.
  virtual Result<double> nanosecondsBetween();
};

/// Thread-safe. Kept alive by its modules and queues through whoever holds them (DeviceState).
class DriverDevice {
public:
  virtual ~DriverDevice();
  virtual const DriverDeviceInfo &info() const = 0;

  /// How well an entry fits: none when it cannot run here, else larger is better.
  virtual std::optional<uint32_t> preference(const artifact::EntryPoint &entry,
                                             const artifact::Payload &payload) const = 0;
  /// Incompatible when this device or driver version cannot take it: the next variant is tried.
  virtual Result<std::shared_ptr<DriverModule>> load(const artifact::Payload &payload) = 0;

  /// At least one byte. ResourceExhausted when there is none.
  virtual Result<uint64_t> allocate(size_t bytes) = 0;
  /// Nothing uses the memory any more. Also after close().
  virtual void free(uint64_t address, size_t bytes) noexcept = 0;

  virtual Result<std::unique_ptr<DriverQueue>> createQueue() = 0;
};

/// What one driver found. No devices and no problems: the driver has nothing to say (not built for
/// this system).
struct Discovery {
  std::vector<std::unique_ptr<DriverDevice>> devices;
  std::vector<std::string> problems;
  /// The problem of a GPU that is there, as far as the driver can tell; empty when there is none
  /// such.
  std::string unusable;
};

struct DriverEntry {
  const char *name;
  Discovery (*discover)();
};

/// All drivers of this build, the CPU's last; runtime/drivers/Drivers.cpp lists them.
const std::vector<DriverEntry> &drivers();

} // namespace dc::rt::core

#endif // DOTCOMPUTE_RUNTIME_CORE_DRIVER_H
