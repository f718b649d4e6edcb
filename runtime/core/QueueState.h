// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// QueueState: the ring of launches in flight of one queue, their completions, and the queue's
// fault.
#ifndef DOTCOMPUTE_RUNTIME_CORE_QUEUESTATE_H
#define DOTCOMPUTE_RUNTIME_CORE_QUEUESTATE_H

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

#include "runtime/core/DeviceState.h"
#include "runtime/core/KernelState.h"

namespace dc::rt::core {

/// How one launch went. `outcome` is written once, before `done`.
struct CompletionRecord {
  uint64_t serial = 0;
  uint32_t place = 0;
  std::atomic<bool> done{false};
  Status outcome;
};

/// What a launch needs to stay alive until it is over.
struct InFlight {
  std::shared_ptr<const KernelState> kernel;
  std::vector<std::shared_ptr<Allocation>> memory;
  std::shared_ptr<CompletionRecord> completion;
};

/// Two locks: `order` is held for the whole of an operation, so that operations of several threads
/// do not mix, and may be held long; `mutex` guards the ring and the fault and is held only
/// briefly. `order` is taken first.
class QueueState : public std::enable_shared_from_this<QueueState> {
public:
  QueueState(Device device, Result<std::unique_ptr<DriverQueue>> driver);
  ~QueueState();

  const Device &device() const { return where; }
  /// Whether the queue can be used: its device is open and the driver gave a queue.
  Status usable() const;
  bool isUsable() const { return where.internal()->isUsable() && failure.ok(); }
  /// A launch is over when the driver's launch() returns: nothing is ever in flight.
  bool worksInCaller() const { return ring.size() == 1; }

  std::unique_lock<std::mutex> enter() { return std::unique_lock<std::mutex>(order); }

  // With `order` held:
  /// Submits; the record's place is taken until the launch is over. Without a launch it marks the
  /// end of what was submitted so far. `memory` is kept until then.
  Result<std::shared_ptr<CompletionRecord>> submit(std::shared_ptr<const KernelState> kernel,
                                                   DriverLaunch *launch,
                                                   std::vector<std::shared_ptr<Allocation>> memory);
  /// The same where the queue works in its caller. No record: it went well, and no fault is to be
  /// remembered, so that a default-made Completion says the same.
  Result<std::shared_ptr<CompletionRecord>>
  runInCaller(const std::shared_ptr<const KernelState> &kernel, const DriverLaunch &launch);
  Status upload(std::shared_ptr<Allocation> memory, uint64_t to, const void *from, size_t bytes);
  Status download(void *to, uint64_t from, size_t bytes);
  Status waitFor(QueueState &other, CompletionRecord &record);
  /// For tools that measure: see DriverQueue. The caller keeps the memory until the copy is over.
  Status copy(uint64_t to, uint64_t from, size_t bytes);
  Result<bool> readClock(uint32_t which);

  // At any time, without `order`:
  /// Waits for everything submitted so far; returns the queue's fault.
  Status synchronize();
  /// Waits for what is in flight now.
  void drain();
  Result<double> nanosecondsBetween();
  bool ready(CompletionRecord &record);
  void wait(CompletionRecord &record);
  /// Of a launch that is over: its own outcome, else the queue's fault if an earlier launch set it.
  Status verdict(const CompletionRecord &record);
  Status fault();
  void clearFault();
  /// Settles what is over, without waiting.
  void collect();

private:
  /// Gives the launch at `place` of a kernel that prints an empty print area.
  Status openPrints(uint32_t place);
  /// Waits for that launch and writes what it has printed to standard error.
  Status showPrints(const KernelState &kernel, uint32_t place);
  Status freePlace(uint32_t place);
  void resetRecord(uint32_t place);
  void collectLocked();
  void settleLocked(uint32_t place, Status outcome);
  /// Settles everything in flight with one failure: nothing will come back from a lost device.
  void abandonLocked(const Status &why);

  Device where;
  Status failure; // why there is no driver queue
  std::unique_ptr<DriverQueue> driver;
  std::mutex order;
  std::mutex mutex;
  std::vector<InFlight> ring;
  std::shared_ptr<Allocation> printArea; // made for the first launch that prints; `order` guards it
  uint64_t nextSerial = 1;
  uint64_t oldest = 1; // the first serial that is not settled
  Status sticky;
  uint64_t stickySerial = 0;
};

/// The DataFault that a record tells of.
Status describeFault(const KernelState &kernel, const FaultRecord &record);

} // namespace dc::rt::core

#endif // DOTCOMPUTE_RUNTIME_CORE_QUEUESTATE_H
