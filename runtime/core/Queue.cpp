// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The public Queue and Completion: copies, waits, faults.
#include <dotcompute/runtime/Queue.h>

#include "runtime/base/Errors.h"
#include "runtime/core/ArgumentChecks.h"
#include "runtime/core/QueueState.h"

namespace dc::rt {

Completion::Completion(std::shared_ptr<core::QueueState> queue,
                       std::shared_ptr<core::CompletionRecord> record)
    : queue(std::move(queue)), record(std::move(record)) {}

bool Completion::ready() const { return !record || queue->ready(*record); }

Status Completion::wait() const {
  if (!record) {
    return {};
  }
  queue->wait(*record);
  return queue->verdict(*record);
}

Status Completion::status() const {
  if (!ready()) {
    return fail(Error::NotFinished);
  }
  return record ? queue->verdict(*record) : Status();
}

Queue::Queue(std::shared_ptr<core::QueueState> state) : state(std::move(state)) {}

Device Queue::device() const { return state->device(); }
Status Queue::status() const { return state->usable(); }

/// The bytes of a copy, when the two sides fit together.
static Result<uint64_t> checkCopy(const char *what, const Argument &device, const Argument &host,
                                  const Device &here) {
  if (device.kind != Argument::Kind::DeviceArray || host.kind != Argument::Kind::HostArray) {
    return fail(Error::CopyMismatch, what, "a device array and a host range", "something else");
  }
  if (!device.allocation) {
    return fail(Error::ArgumentNull, what, device.extents[0]);
  }
  if (device.allocation->device() != here) {
    return fail(Error::ArgumentDevice, what, here.id(), device.allocation->device().id());
  }
  if (device.type != host.type) {
    return fail(Error::CopyMismatch, what,
                std::string("host elements of type ") + name_of(device.type), name_of(host.type));
  }
  if (device.record_bytes != host.record_bytes) {
    return fail(Error::CopyMismatch, what,
                "structs of " + std::to_string(device.record_bytes) + " bytes on the host",
                std::to_string(host.record_bytes));
  }
  if (device.rank != 1 || host.rank != 1) {
    return fail(Error::CopyMismatch, what, "arrays of one dimension", "a shaped array");
  }
  if (host.extents[0] > device.extents[0]) {
    return fail(Error::CopyMismatch, what,
                "at most " + std::to_string(device.extents[0]) + " elements on the host",
                std::to_string(host.extents[0]));
  }
  const std::optional<uint64_t> bytes = core::spannedBytes(host);
  const uint64_t offset = device.address - device.allocation->address();
  if (!bytes || device.address < device.allocation->address() ||
      offset > device.allocation->bytes() || *bytes > device.allocation->bytes() - offset) {
    return fail(Error::CopyMismatch, what, "elements inside the buffer", "a range outside it");
  }
  if (host.address == 0 && *bytes != 0) {
    return fail(Error::ArgumentNull, what, host.extents[0]);
  }
  return *bytes;
}

Status Queue::upload_argument(const Argument &device, const Argument &host) {
  DC_TRY(state->usable());
  DC_TRY_ASSIGN(const uint64_t bytes, checkCopy("upload", device, host, state->device()));
  if (device.read_only) {
    return fail(Error::ArgumentReadOnly, "upload");
  }
  auto lock = state->enter();
  return state->upload(device.allocation->shared_from_this(), device.address,
                       reinterpret_cast<const void *>(host.address), bytes);
}

Status Queue::download_argument(const Argument &host, const Argument &device) {
  DC_TRY(state->usable());
  DC_TRY_ASSIGN(const uint64_t bytes, checkCopy("download", device, host, state->device()));
  {
    auto lock = state->enter();
    DC_TRY(state->download(reinterpret_cast<void *>(host.address), device.address, bytes));
  }
  state->collect();
  return state->fault();
}

Result<Completion> Queue::mark() {
  DC_TRY(state->usable());
  auto lock = state->enter();
  DC_TRY_ASSIGN(auto record, state->submit(nullptr, nullptr, {}));
  return Completion(state, std::move(record));
}

Status Queue::wait(const Completion &completion) {
  DC_TRY(state->usable());
  if (!completion.record) {
    return {};
  }
  auto lock = state->enter();
  return state->waitFor(*completion.queue, *completion.record);
}

Status Queue::sync() {
  DC_TRY(state->usable());
  return state->synchronize();
}

void Queue::clear_fault() { state->clearFault(); }

} // namespace dc::rt
