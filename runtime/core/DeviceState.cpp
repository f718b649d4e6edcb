// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device handles, their memory, and closing.
#include "runtime/core/DeviceState.h"

#include <dotcompute/runtime/Buffer.h>
#include <dotcompute/runtime/Queue.h>

#include <limits>

#include "runtime/base/Errors.h"
#include "runtime/core/DataType.h"
#include "runtime/core/QueueState.h"

namespace dc::rt {
namespace core {

Allocation::~Allocation() { owner.internal()->device().free(start, length); }

Status DeviceState::usable() const {
  if (isClosed()) {
    return fail(Error::DeviceClosed, info().id);
  }
  if (lost.load(std::memory_order_acquire)) {
    std::lock_guard lock(mutex);
    return lostWhy;
  }
  return {};
}

Status DeviceState::note(Status status) {
  if (status.code() == StatusCode::ContextLost || status.code() == StatusCode::DeviceLost) {
    std::lock_guard lock(mutex);
    if (!lost.load(std::memory_order_relaxed)) {
      lostWhy = status;
      lost.store(true, std::memory_order_release);
    }
  }
  return status;
}

Result<std::shared_ptr<Allocation>> DeviceState::allocate(size_t bytes) {
  DC_TRY(usable());
  const size_t wanted = bytes == 0 ? 1 : bytes;
  Result<uint64_t> address = driver->allocate(wanted);
  if (address.code() == StatusCode::ResourceExhausted) {
    // Buffers that were dropped wait in the queues for their last launch: settle those and try
    // again.
    for (const std::shared_ptr<QueueState> &queue : liveQueues()) {
      queue->drain();
    }
    address = driver->allocate(wanted);
  }
  if (!address.ok()) {
    return note(address.status());
  }
  return std::make_shared<Allocation>(Device(shared_from_this()), *address, wanted);
}

std::shared_ptr<QueueState> DeviceState::openQueue() {
  Status open = usable();
  Result<std::unique_ptr<DriverQueue>> queue =
      open.ok() ? driver->createQueue() : Result<std::unique_ptr<DriverQueue>>(open);
  auto state = std::make_shared<QueueState>(Device(shared_from_this()), std::move(queue));
  std::lock_guard lock(mutex);
  std::erase_if(queues, [](const auto &q) { return q.expired(); });
  queues.push_back(state);
  return state;
}

std::vector<std::shared_ptr<QueueState>> DeviceState::liveQueues() {
  std::vector<std::shared_ptr<QueueState>> live;
  std::lock_guard lock(mutex);
  for (const auto &weak : queues) {
    if (auto queue = weak.lock()) {
      live.push_back(std::move(queue));
    }
  }
  return live;
}

Status DeviceState::close() {
  if (closed.exchange(true, std::memory_order_acq_rel)) {
    return {};
  }
  Status first;
  for (const std::shared_ptr<QueueState> &queue : liveQueues()) {
    if (Status status = queue->synchronize(); !status.ok() && first.ok()) {
      first = std::move(status);
    }
  }
  return first;
}

} // namespace core

Device::Device(std::shared_ptr<core::DeviceState> state) : state(std::move(state)) {}
const std::string &Device::id() const { return state->info().id; }
const std::string &Device::driver() const { return state->info().driver; }
const std::string &Device::name() const { return state->info().name; }
const std::string &Device::arch() const { return state->info().arch; }
const DeviceLimits &Device::limits() const { return state->info().limits; }
bool Device::uses_host_memory() const { return state->info().hostMemory; }
Queue Device::queue() const { return Queue(state->openQueue()); }
Status Device::close() { return state->close(); }
bool Device::is_closed() const { return state->isClosed(); }

Result<std::shared_ptr<core::Allocation>> detail::allocate(const Device &device, int64_t count,
                                                           DataType type, size_t recordBytes) {
  const size_t size = core::elementBytes(type, uint32_t(recordBytes));
  const int64_t most = std::numeric_limits<int64_t>::max() / int64_t(size);
  if (count < 0 || count > most) {
    return fail(Error::AllocationSize, most, count);
  }
  return device.internal()->allocate(size_t(count) * size);
}

const Device &detail::device_of(const core::Allocation &allocation) { return allocation.device(); }

uint64_t detail::address_of(const core::Allocation &allocation) { return allocation.address(); }

Status detail::check_part(int64_t size, int64_t begin, int64_t count) {
  if (begin < 0 || count < 0 || begin > size || count > size - begin) {
    return fail(Error::ViewRange, size, count, begin);
  }
  return {};
}

} // namespace dc::rt
