// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The launch path: check, stage host ranges, fill the kernel ABI's slots, submit, bring results
// back.
#include <dotcompute/runtime/Linked.h>
#include <dotcompute/runtime/Queue.h>

#include <algorithm>

#include "runtime/artifact/Version.h"
#include "runtime/base/Errors.h"
#include "runtime/core/ArgumentChecks.h"
#include "runtime/core/LaunchPlanChecks.h"
#include "runtime/core/QueueState.h"

namespace dc::rt {
namespace core {
namespace {

/// What the expression evaluator reads of the arguments: only made for launches that need it.
class Operands {
public:
  Operands(const KernelState &kernel, std::span<const Argument> arguments)
      : kernel(kernel), arguments(arguments) {}

  /// Checks the arguments the long way and fills the list.
  Status make() { return made ? Status() : remake(); }
  std::span<const artifact::ArgOperand> list() const { return *made; }

private:
  Status remake() {
    static thread_local std::vector<artifact::ArgOperand> reused;
    DC_TRY(checkArguments(kernel, arguments, reused));
    made = &reused;
    return {};
  }

  const KernelState &kernel;
  std::span<const Argument> arguments;
  const std::vector<artifact::ArgOperand> *made = nullptr;
};

/// The checks that a launch does not pass as a whole, one by one: whatever the kernel's plan does
/// not pass goes through the full ones, which decide and word the message.
[[gnu::noinline, gnu::cold]] Status checkOneByOne(const KernelState &kernel, const Domain *wanted,
                                                  std::span<const Argument> arguments,
                                                  LaunchDomain &domain, bool &sharesMemory) {
  const LaunchPlan &plan = kernel.plan();
  Operands operands(kernel, arguments);
  LaunchPlan::Seen seen;
  const bool fit = plan.argumentsFit(arguments, seen);
  if (!fit) {
    DC_TRY(operands.make());
  }
  if (!plan.domainFits(wanted, arguments.data(), domain)) {
    DC_TRY(operands.make());
    DC_TRY_ASSIGN(domain, checkDomain(kernel, wanted, operands.list()));
  }
  if (!plan.contractsHold(arguments.data(), domain, seen)) {
    DC_TRY(operands.make());
    DC_TRY(checkContracts(kernel, domain, operands.list()));
  } else if (!plan.otherContracts().empty()) {
    DC_TRY(operands.make());
    DC_TRY(checkContracts(kernel, domain, operands.list(), plan.otherContracts()));
  }
  if (!fit || !plan.arraysApart(arguments.data(), seen)) {
    DC_TRY_ASSIGN(sharesMemory, checkAliasing(kernel, arguments));
  }
  return {};
}

/// Everything at once, as nearly every launch passes it.
inline bool passes(const LaunchPlan &plan, const Domain *wanted,
                   std::span<const Argument> arguments, LaunchDomain &domain) {
  LaunchPlan::Seen seen;
  return plan.otherContracts().empty() && plan.argumentsFit(arguments, seen) &&
         plan.domainFits(wanted, arguments.data(), domain) &&
         plan.contractsHold(arguments.data(), domain, seen) &&
         plan.arraysApart(arguments.data(), seen);
}

/// The code to run, of checked arguments.
Result<const KernelVariant *> variantFor(const KernelState &kernel, const LaunchDomain &domain,
                                         std::span<const Argument> arguments, bool sharesMemory) {
  const KernelVariant *first = kernel.variants().data();
  if (!sharesMemory && !kernel.variants().empty() && first->entry->predicate == artifact::kNoExpr) {
    return first;
  }
  Operands operands(kernel, arguments);
  DC_TRY(operands.make());
  return chooseVariant(kernel, domain, operands.list(), sharesMemory);
}

/// Room for the kernel ABI's slots: in place for all but very long argument lists.
class Slots {
public:
  explicit Slots(size_t count) : size(count) {
    if (count > std::size(few)) [[unlikely]] {
      many.resize(count);
    }
  }
  uint64_t *data() { return many.empty() ? few : many.data(); }

  const size_t size;

private:
  uint64_t few[64];
  std::vector<uint64_t> many;
};

/// A host range on its way to a device with memory of its own.
struct Staged {
  uint64_t host = 0;
  uint64_t bytes = 0;
  bool comesBack = false;
  std::shared_ptr<Allocation> memory;
  uint64_t skipped = 0; ///< bytes of it before the range
};

/// The host ranges of a launch, those that overlap joined: as columns of one matrix do, which may
/// all be written.
std::vector<Staged> rangesOf(std::span<const Argument> arguments) {
  std::vector<Staged> ranges;
  for (const Argument &argument : arguments) {
    if (argument.kind == Argument::Kind::HostArray) {
      ranges.push_back({argument.address, *spannedBytes(argument),
                        argument.transfer != Transfer::In, nullptr, 0});
    }
  }
  std::sort(ranges.begin(), ranges.end(), [](const Staged &a, const Staged &b) {
    return a.host != b.host ? a.host < b.host : a.bytes < b.bytes;
  });
  size_t last = 0;
  for (size_t i = 1; i < ranges.size(); ++i) {
    Staged &before = ranges[last];
    const Staged &next = ranges[i];
    if (next.host == before.host || next.host < before.host + before.bytes) {
      const bool isSame = next.host == before.host && next.bytes == before.bytes;
      // On the device arrays are then as much aligned as on the host, where one begins within
      // another.
      before.skipped = isSame ? before.skipped : before.host % artifact::kMaxAlignment;
      before.bytes = std::max(before.host + before.bytes, next.host + next.bytes) - before.host;
      before.comesBack = before.comesBack || next.comesBack;
    } else {
      ranges[++last] = next;
    }
  }
  ranges.resize(ranges.empty() ? 0 : last + 1);
  return ranges;
}

/// Gives every host range device memory, whose addresses replace those in `arguments`. The aliasing
/// rule lets ranges overlap only where that is what the kernel would see on the CPU.
Status stage(QueueState &queue, std::vector<Argument> &arguments, std::vector<Staged> &staged) {
  staged = rangesOf(arguments);
  for (Staged &range : staged) {
    DC_TRY_ASSIGN(range.memory, queue.device().internal()->allocate(range.skipped + range.bytes));
    DC_TRY(queue.upload(range.memory, range.memory->address() + range.skipped,
                        reinterpret_cast<const void *>(range.host), range.bytes));
  }
  for (Argument &argument : arguments) {
    if (argument.kind != Argument::Kind::HostArray) {
      continue;
    }
    const auto behind = std::upper_bound(
        staged.begin(), staged.end(), argument.address,
        [](uint64_t address, const Staged &range) { return address < range.host; });
    const Staged &range = *std::prev(behind);
    argument.address = range.memory->address() + range.skipped + (argument.address - range.host);
  }
  return {};
}

/// The kernel ABI: per array pointer, extents, outer strides, of strided arrays the last one;
/// scalars; domain; the fault record's slot last.
void fillSlots(const KernelState &kernel, std::span<const Argument> arguments,
               const LaunchDomain &domain, uint64_t *slots) {
  const artifact::ArgInfo *info = kernel.info().args.data();
  for (const Argument &argument : arguments) {
    const bool isStrided = info++->strided;
    if (argument.kind == Argument::Kind::Scalar) {
      continue;
    }
    *slots++ = argument.address;
    for (int d = 0; d < argument.rank; ++d) {
      *slots++ = uint64_t(argument.extents[d]);
    }
    for (int d = 0; d + 1 < argument.rank; ++d) {
      *slots++ = uint64_t(argument.strides[d]);
    }
    if (isStrided) {
      *slots++ = uint64_t(strideOf(argument, argument.rank - 1));
    }
  }
  for (const Argument &argument : arguments) {
    if (argument.kind == Argument::Kind::Scalar) {
      *slots++ =
          argument.type == DataType::Bool ? uint64_t((argument.bits & 0xff) != 0) : argument.bits;
    }
  }
  for (uint32_t d = 0; d < kernel.info().rank; ++d) {
    *slots++ = uint64_t(domain.extents[d]);
  }
  *slots = 0;
}

Status bringBack(QueueState &queue, const std::vector<Staged> &staged) {
  for (const Staged &range : staged) {
    if (range.comesBack) {
      DC_TRY(queue.download(reinterpret_cast<void *>(range.host),
                            range.memory->address() + range.skipped, range.bytes));
    }
  }
  return {};
}

bool comesBack(const Argument &argument) {
  return argument.kind == Argument::Kind::HostArray && argument.transfer != Transfer::In;
}

/// On a queue whose launches go on after the call: what they use is kept until they are over, and
/// host ranges are staged where the device has memory of its own.
Result<std::shared_ptr<CompletionRecord>>
launchBehind(QueueState &queue, const std::shared_ptr<const KernelState> &kernel,
             std::span<const Argument> given, const LaunchDomain &domain, DriverLaunch request) {
  std::vector<Argument> arguments(given.begin(), given.end());
  std::vector<std::shared_ptr<Allocation>> memory;
  for (const Argument &argument : given) {
    if (argument.kind == Argument::Kind::DeviceArray) {
      memory.push_back(argument.allocation->shared_from_this());
    }
  }
  auto lock = queue.enter();
  std::vector<Staged> staged;
  if (!queue.device().uses_host_memory()) {
    DC_TRY(stage(queue, arguments, staged));
  }
  for (const Staged &range : staged) {
    memory.push_back(range.memory);
  }
  fillSlots(*kernel, arguments, domain, request.slots);
  DC_TRY_ASSIGN(auto record, queue.submit(kernel, &request, std::move(memory)));
  if (std::any_of(given.begin(), given.end(), comesBack)) {
    DC_TRY(bringBack(queue, staged));
    lock.unlock();
    queue.wait(*record);
    DC_TRY(record->outcome);
  }
  return record;
}

} // namespace

/// A launch whose checks have passed and that has something to run.
[[gnu::noinline]] static Result<std::shared_ptr<CompletionRecord>>
run(QueueState &queue, const std::shared_ptr<const KernelState> &kernel,
    std::span<const Argument> arguments, const LaunchDomain &domain, bool sharesMemory) {
  DC_TRY_ASSIGN(const KernelVariant *variant, variantFor(*kernel, domain, arguments, sharesMemory));

  Slots slots(kernel->slotCount());
  DriverLaunch request;
  request.kernel = variant->code.get();
  request.slots = slots.data();
  request.slotCount = slots.size;
  request.units = domain.units;
  request.blocks = !kernel->info().block.empty();
  request.extents = domain.extents;
  request.rank = kernel->info().rank;
  if (!queue.worksInCaller()) {
    return launchBehind(queue, kernel, arguments, domain, request);
  }
  fillSlots(*kernel, arguments, domain, request.slots);
  auto lock = queue.enter();
  DC_TRY_ASSIGN(auto record, queue.runInCaller(kernel, request));
  if (record && std::any_of(arguments.begin(), arguments.end(), comesBack)) {
    DC_TRY(record->outcome);
  }
  return record;
}

static Result<Completion> launch(const std::shared_ptr<QueueState> &queue,
                                 const std::shared_ptr<const KernelState> &kernel,
                                 const Domain *wanted, std::span<const Argument> arguments) {
  if (!queue->isUsable()) [[unlikely]] {
    DC_TRY(queue->usable());
  }
  if (kernel->device() != queue->device()) [[unlikely]] {
    return fail(Error::KernelDevice, kernel->title(), kernel->device().id(), queue->device().id());
  }
  LaunchDomain domain;
  bool sharesMemory = false;
  if (!passes(kernel->plan(), wanted, arguments, domain)) [[unlikely]] {
    DC_TRY(checkOneByOne(*kernel, wanted, arguments, domain, sharesMemory));
  }
  if (domain.units == 0) {
    return Completion();
  }
  DC_TRY_ASSIGN(auto record, run(*queue, kernel, arguments, domain, sharesMemory));
  return record ? Completion(queue, std::move(record)) : Completion();
}

} // namespace core

Result<Completion> Queue::launch_linked(LinkedKernel &kernel, const Domain *domain,
                                        const Argument *arguments, size_t count) {
  core::LinkedKernels &linked = state->device().internal()->linked();
  const core::LinkedKernels::Handle *handle =
      linked.find(kernel.id.load(std::memory_order_acquire));
  if (!handle) [[unlikely]] {
    DC_TRY_ASSIGN(handle, linked.load(kernel));
  }
  return core::launch(state, *handle, domain, {arguments, count});
}

Result<Completion> Queue::launch_arguments(const Kernel &kernel, const Domain *domain,
                                           const Argument *arguments, size_t count) {
  return core::launch(state, kernel.internal(), domain, {arguments, count});
}

} // namespace dc::rt
