// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The ring of launches in flight: places, completions, faults.
#include "runtime/core/QueueState.h"

#include <cstdio>

#include "runtime/base/Errors.h"
#include "runtime/core/Prints.h"

namespace dc::rt::core {

QueueState::QueueState(Device device, Result<std::unique_ptr<DriverQueue>> queue)
    : where(std::move(device)), failure(queue.status()) {
  if (queue.ok()) {
    driver = std::move(*queue);
    ring.resize(driver->ringSize());
  }
}

QueueState::~QueueState() {
  if (driver) {
    driver->synchronize().ignore();
    std::lock_guard lock(mutex);
    collectLocked();
  }
}

Status QueueState::usable() const {
  DC_TRY(where.internal()->usable());
  return failure;
}

void QueueState::settleLocked(uint32_t place, Status outcome) {
  InFlight &launch = ring[place];
  if (launch.kernel && outcome.ok()) {
    FaultRecord record;
    for (int i = 0; i < 8; ++i) {
      record.words[i] = driver->record(place)->words[i];
    }
    if (record.words[FaultRecord::Site] != 0) {
      outcome = describeFault(*launch.kernel, record);
      if (sticky.ok()) {
        sticky = outcome;
        stickySerial = launch.completion->serial;
      }
    }
  }
  launch.completion->outcome = std::move(outcome);
  launch.completion->done.store(true, std::memory_order_release);
  launch = InFlight();
}

void QueueState::abandonLocked(const Status &why) {
  where.internal()->note(why).ignore();
  for (; oldest < nextSerial; ++oldest) {
    settleLocked(uint32_t(oldest % ring.size()), why);
  }
}

void QueueState::collectLocked() {
  for (; oldest < nextSerial; ++oldest) {
    const auto place = uint32_t(oldest % ring.size());
    const Result<bool> over = driver->done(place);
    if (!over.ok()) {
      abandonLocked(over.status());
      return;
    }
    if (!*over) {
      return;
    }
    settleLocked(place, {});
  }
}

void QueueState::collect() {
  if (driver) {
    std::lock_guard lock(mutex);
    collectLocked();
  }
}

Status QueueState::freePlace(uint32_t place) {
  for (;;) {
    {
      std::lock_guard lock(mutex);
      collectLocked();
      if (!ring[place].completion) {
        return {};
      }
    }
    if (Status status = driver->wait(place); !status.ok()) {
      std::lock_guard lock(mutex);
      abandonLocked(status);
      return status;
    }
  }
}

void QueueState::resetRecord(uint32_t place) {
  volatile FaultRecord *record = driver->record(place);
  for (int i = 0; i < 8; ++i) {
    record->words[i] = i == FaultRecord::Launch ? int64_t(nextSerial) : 0;
  }
}

Status QueueState::openPrints(uint32_t place) {
  constexpr size_t bytes = PrintArea::kWords * sizeof(uint64_t);
  if (!printArea) {
    DC_TRY_ASSIGN(printArea, where.internal()->allocate(bytes));
  }
  const std::vector<uint64_t> words = PrintArea::fresh();
  DC_TRY(where.internal()->note(driver->upload(printArea->address(), words.data(), bytes)));
  driver->record(place)->words[FaultRecord::PrintArea] = int64_t(printArea->address());
  return {};
}

Status QueueState::showPrints(const KernelState &kernel, uint32_t place) {
  if (Status status = driver->wait(place); !status.ok()) {
    std::lock_guard lock(mutex);
    abandonLocked(status);
    return status;
  }
  std::vector<uint64_t> words(PrintArea::kWords);
  DC_TRY(where.internal()->note(
      driver->download(words.data(), printArea->address(), words.size() * sizeof(uint64_t))));
  const std::string text = printedText(kernel.info(), words);
  std::fwrite(text.data(), 1, text.size(), stderr);
  return {};
}

Result<std::shared_ptr<CompletionRecord>>
QueueState::runInCaller(const std::shared_ptr<const KernelState> &kernel,
                        const DriverLaunch &launch) {
  resetRecord(0);
  const bool prints = !kernel->info().prints.empty();
  if (prints) [[unlikely]] {
    DC_TRY(openPrints(0));
  }
  if (Status status = driver->launch(launch, 0); !status.ok()) {
    return where.internal()->note(std::move(status));
  }
  if (prints) [[unlikely]] {
    DC_TRY(showPrints(*kernel, 0));
  }
  std::lock_guard lock(mutex);
  const uint64_t serial = nextSerial++;
  if (driver->record(0)->words[FaultRecord::Site] == 0 && sticky.ok()) {
    oldest = nextSerial;
    return std::shared_ptr<CompletionRecord>();
  }
  auto completion = std::make_shared<CompletionRecord>();
  completion->serial = serial;
  ring[0] = {kernel, {}, completion};
  collectLocked();
  return completion;
}

Result<std::shared_ptr<CompletionRecord>>
QueueState::submit(std::shared_ptr<const KernelState> kernel, DriverLaunch *launch,
                   std::vector<std::shared_ptr<Allocation>> memory) {
  const auto place = uint32_t(nextSerial % ring.size()); // only changed with `order` held
  DC_TRY(freePlace(place));

  auto completion = std::make_shared<CompletionRecord>();
  completion->serial = nextSerial;
  completion->place = place;
  resetRecord(place);
  // Such launches are over when this returns: a queue has one area for all of them.
  const std::shared_ptr<const KernelState> printing =
      kernel && !kernel->info().prints.empty() ? kernel : nullptr;
  if (printing) {
    DC_TRY(openPrints(place));
  }
  if (Status status = launch ? driver->launch(*launch, place) : driver->mark(place); !status.ok()) {
    return where.internal()->note(std::move(status));
  }
  std::unique_lock lock(mutex);
  ring[place] = {std::move(kernel), std::move(memory), completion};
  ++nextSerial;
  if (printing) {
    lock.unlock();
    DC_TRY(showPrints(*printing, place));
    lock.lock();
  }
  if (worksInCaller()) {
    collectLocked(); // so nothing is kept
  }
  return completion;
}

Status QueueState::upload(std::shared_ptr<Allocation> memory, uint64_t to, const void *from,
                          size_t bytes) {
  if (bytes == 0) {
    return {};
  }
  DC_TRY(where.internal()->note(driver->upload(to, from, bytes)));
  // The copy may still be under way when its buffer is dropped: the mark keeps the memory until it
  // is over.
  return submit(nullptr, nullptr, {std::move(memory)}).status();
}

Status QueueState::download(void *to, uint64_t from, size_t bytes) {
  return bytes == 0 ? Status() : where.internal()->note(driver->download(to, from, bytes));
}

Status QueueState::copy(uint64_t to, uint64_t from, size_t bytes) {
  return bytes == 0 ? Status() : where.internal()->note(driver->copy(to, from, bytes));
}

Result<bool> QueueState::readClock(uint32_t which) {
  Result<bool> read = driver->readClock(which);
  where.internal()->note(read.status()).ignore();
  return read;
}

Result<double> QueueState::nanosecondsBetween() {
  Result<double> time = driver->nanosecondsBetween();
  where.internal()->note(time.status()).ignore();
  return time;
}

Status QueueState::waitFor(QueueState &other, CompletionRecord &record) {
  if (other.ready(record)) {
    return {};
  }
  if (&other != this && other.where.driver() == where.driver()) {
    // While other.mutex is held the launch cannot be settled, so its place cannot be taken by a
    // later one.
    std::lock_guard lock(other.mutex);
    if (record.done.load(std::memory_order_acquire)) {
      return {};
    }
    return where.internal()->note(driver->waitFor(*other.driver, record.place));
  }
  if (&other != this) {
    other.wait(record);
  }
  return {}; // a queue's own launches are in order anyway
}

bool QueueState::ready(CompletionRecord &record) {
  if (!record.done.load(std::memory_order_acquire)) {
    collect();
  }
  return record.done.load(std::memory_order_acquire);
}

void QueueState::wait(CompletionRecord &record) {
  while (!ready(record)) {
    if (Status status = driver->wait(record.place); !status.ok()) {
      std::lock_guard lock(mutex);
      abandonLocked(status);
    }
  }
}

Status QueueState::verdict(const CompletionRecord &record) {
  if (!record.outcome.ok()) {
    return record.outcome;
  }
  std::lock_guard lock(mutex);
  return stickySerial < record.serial ? sticky : Status();
}

Status QueueState::synchronize() {
  DC_TRY(failure);
  std::shared_ptr<CompletionRecord> last;
  {
    auto lock = enter();
    DC_TRY_ASSIGN(last, submit(nullptr, nullptr, {}));
  }
  wait(*last);
  DC_TRY(last->outcome);
  return fault();
}

void QueueState::drain() {
  std::shared_ptr<CompletionRecord> last;
  {
    std::lock_guard lock(mutex);
    if (oldest < nextSerial) {
      last = ring[(nextSerial - 1) % ring.size()].completion;
    }
  }
  if (last) {
    wait(*last);
  }
}

Status QueueState::fault() {
  std::lock_guard lock(mutex);
  return sticky;
}

void QueueState::clearFault() {
  std::lock_guard lock(mutex);
  if (driver) {
    collectLocked();
  }
  sticky = Status();
  stickySerial = 0;
}

} // namespace dc::rt::core
