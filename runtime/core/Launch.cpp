// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The launch path: check, stage host ranges, fill the kernel ABI's slots, submit, bring results
// back.
#include <dotcompute/runtime/Queue.h>

#include "runtime/base/Errors.h"
#include "runtime/core/ArgumentChecks.h"
#include "runtime/core/QueueState.h"

namespace dc::rt {
namespace core {
namespace {

/// Reused from launch to launch of a thread, so that a launch allocates nothing for its checks.
struct Scratch {
  std::vector<artifact::ArgOperand> operands;
  std::vector<uint64_t> slots;
};

Scratch &scratch() {
  static thread_local Scratch instance;
  return instance;
}

/// A host range on its way to a device with memory of its own.
struct Staged {
  uint64_t host = 0;
  uint64_t bytes = 0;
  bool comesBack = false;
  std::shared_ptr<Allocation> memory;
};

/// Gives every host range device memory. Identical ranges share it: the aliasing rule lets one
/// through only where that is what the kernel would see on the CPU.
Status stage(QueueState &queue, std::span<const Argument> arguments,
             std::vector<artifact::ArgOperand> &operands, std::vector<Staged> &staged) {
  for (size_t i = 0; i < arguments.size(); ++i) {
    const Argument &argument = arguments[i];
    if (argument.kind != Argument::Kind::HostArray) {
      continue;
    }
    const auto bytes = uint64_t(operands[i].byteSize);
    Staged *place = nullptr;
    for (Staged &other : staged) {
      if (other.host == argument.address && other.bytes == bytes) {
        place = &other;
      }
    }
    if (!place) {
      DC_TRY_ASSIGN(auto memory, queue.device().internal()->allocate(bytes));
      DC_TRY(queue.upload(memory, memory->address(),
                          reinterpret_cast<const void *>(argument.address), bytes));
      place = &staged.emplace_back(Staged{argument.address, bytes, false, std::move(memory)});
    }
    place->comesBack = place->comesBack || argument.transfer != Transfer::In;
    operands[i].address = place->memory->address();
  }
  return {};
}

/// The kernel ABI: per array pointer, extents, outer strides; scalars; domain; the fault record's
/// slot last.
void fillSlots(const KernelState &kernel, std::span<const Argument> arguments,
               std::span<const artifact::ArgOperand> operands, const LaunchDomain &domain,
               std::vector<uint64_t> &slots) {
  slots.clear();
  for (size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i].kind == Argument::Kind::Scalar) {
      continue;
    }
    slots.push_back(operands[i].address);
    for (int d = 0; d < arguments[i].rank; ++d) {
      slots.push_back(uint64_t(operands[i].extents[d]));
    }
    for (int d = 0; d + 1 < arguments[i].rank; ++d) {
      slots.push_back(uint64_t(operands[i].strides[d]));
    }
  }
  for (const Argument &argument : arguments) {
    if (argument.kind == Argument::Kind::Scalar) {
      slots.push_back(argument.type == DataType::Bool ? uint64_t((argument.bits & 0xff) != 0)
                                                      : argument.bits);
    }
  }
  for (uint32_t d = 0; d < kernel.info().rank; ++d) {
    slots.push_back(uint64_t(domain.extents[d]));
  }
  slots.push_back(0);
}

Status bringBack(QueueState &queue, const std::vector<Staged> &staged) {
  for (const Staged &range : staged) {
    if (range.comesBack) {
      DC_TRY(queue.download(reinterpret_cast<void *>(range.host), range.memory->address(),
                            range.bytes));
    }
  }
  return {};
}

} // namespace

static Result<std::shared_ptr<CompletionRecord>>
launch(QueueState &queue, const std::shared_ptr<const KernelState> &kernel, const Domain *wanted,
       std::span<const Argument> arguments) {
  DC_TRY(queue.usable());
  if (kernel->device() != queue.device()) {
    return fail(Error::KernelDevice, kernel->title(), kernel->device().id(), queue.device().id());
  }
  auto &[operands, slots] = scratch();
  DC_TRY(checkArguments(*kernel, arguments, operands));
  DC_TRY_ASSIGN(const LaunchDomain domain, checkDomain(*kernel, wanted, operands));
  DC_TRY(checkContracts(*kernel, domain, operands));
  DC_TRY(checkAliasing(*kernel, arguments));
  if (domain.units == 0) {
    return std::shared_ptr<CompletionRecord>();
  }
  DC_TRY_ASSIGN(const KernelVariant *variant, chooseVariant(*kernel, domain, operands));

  std::vector<std::shared_ptr<Allocation>> memory;
  bool waits = false;
  for (const Argument &argument : arguments) {
    if (argument.kind == Argument::Kind::DeviceArray) {
      memory.push_back(argument.allocation->shared_from_this());
    }
    waits =
        waits || (argument.kind == Argument::Kind::HostArray && argument.transfer != Transfer::In);
  }

  auto lock = queue.enter();
  std::vector<Staged> staged;
  if (!queue.device().uses_host_memory()) {
    DC_TRY(stage(queue, arguments, operands, staged));
  }
  for (const Staged &range : staged) {
    memory.push_back(range.memory);
  }
  fillSlots(*kernel, arguments, operands, domain, slots);
  DriverLaunch request;
  request.kernel = variant->code.get();
  request.slots = slots.data();
  request.slotCount = slots.size();
  request.units = domain.units;
  request.blocks = !kernel->info().block.empty();
  DC_TRY_ASSIGN(auto record, queue.submit(kernel, &request, std::move(memory)));
  if (waits) {
    DC_TRY(bringBack(queue, staged));
    lock.unlock();
    queue.wait(*record);
    DC_TRY(record->outcome);
  }
  return record;
}

} // namespace core

Result<Completion> Queue::launch_arguments(const Kernel &kernel, const Domain *domain,
                                           const Argument *arguments, size_t count) {
  DC_TRY_ASSIGN(auto record, core::launch(*state, kernel.internal(), domain, {arguments, count}));
  return record ? Completion(state, std::move(record)) : Completion();
}

} // namespace dc::rt
