// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The checks of a launch whose arguments are in order, a few instructions each.
#include "runtime/core/LaunchPlan.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <limits>

#include <dotcompute/runtime/Queue.h>

#include "runtime/core/ArgumentChecks.h"
#include "runtime/core/DataType.h"

namespace dc::rt::core {

/// An Argument's kind, type, transfer, constness and rank as one number, so that one comparison
/// looks at all that a parameter fixes.
static constexpr size_t kHeadBytes = offsetof(Argument, bits);
static_assert(kHeadBytes == sizeof(uint64_t) && offsetof(Argument, rank) < kHeadBytes &&
              sizeof(bool) == 1);

static uint64_t headOf(const Argument &argument) {
  uint64_t head = 0;
  std::memcpy(&head, &argument, sizeof head);
  return head;
}

LaunchPlan::LaunchPlan(const artifact::KernelInfo &kernel, const Device &device)
    : device(device.internal().get()), isBlockKernel(!kernel.block.empty()), rank(kernel.rank) {
  mostThreads = mostThreadsOf(device);
  for (const uint32_t size : kernel.block) {
    simple = simple && !__builtin_mul_overflow(blockThreads, int64_t(size), &blockThreads);
  }
  simple = simple && kernel.args.size() <= kMostArguments;
  std::vector<bool> isWritten;
  for (const artifact::ArgInfo &arg : kernel.args) {
    Parameter p;
    p.isArray = arg.kind == artifact::ArgKind::Array;
    p.rank = arg.rank;
    const DataType type = dataType(arg.type);
    Argument must;
    std::memset(static_cast<void *>(&must), 0, kHeadBytes);
    Argument asked = must;
    must.type = type;
    std::memset(&asked.type, 0xff, sizeof asked.type);
    if (p.isArray) {
      must.rank = arg.rank;
      asked.rank = 0xff;
      if (arg.access == artifact::Access::ReadWrite) {
        std::memset(&asked.read_only, 0xff, sizeof asked.read_only);
      }
    }
    p.head = headOf(must);
    p.headMask = headOf(asked);
    isWritten.push_back(arg.access == artifact::Access::ReadWrite);
    const uint64_t size = size_of(type);
    const uint64_t alignment = arg.alignment > size ? arg.alignment : size;
    simple = simple && std::has_single_bit(size) && std::has_single_bit(alignment);
    p.shift = uint8_t(std::countr_zero(size));
    p.misaligned = alignment - 1;
    p.mostElements = size == 0 ? 0
                               : std::min(uint64_t(kMostElements),
                                          uint64_t(std::numeric_limits<int64_t>::max()) / size);
    parameters.push_back(p);
  }
  for (size_t j = 1; simple && j < parameters.size(); ++j) {
    for (size_t i = 0; i < j; ++i) {
      if (parameters[i].isArray && parameters[j].isArray && (isWritten[i] || isWritten[j])) {
        pairs.emplace_back(uint8_t(i), uint8_t(j));
      }
    }
  }
  for (const uint32_t root : kernel.domain) {
    if (const std::optional<Term> term = rules.compileExtent(kernel, root)) {
      extents.push_back(*term);
    }
  }
  if (extents.size() != kernel.rank) {
    extents.clear();
  }
  for (size_t i = 0; i < kernel.contracts.size(); ++i) {
    if (!rules.compileCondition(kernel, kernel.contracts[i].expr)) {
      others.push_back(uint32_t(i));
    }
  }
}

bool LaunchPlan::argumentsFit(std::span<const Argument> arguments, uint64_t *ends) const {
  if (!simple || arguments.size() != parameters.size()) {
    return false;
  }
  const Argument *argument = arguments.data();
  for (const Parameter &p : parameters) {
    const Argument &a = *argument++;
    uint64_t &end = *ends++;
    if ((headOf(a) & p.headMask) != p.head || (a.kind != Argument::Kind::Scalar) != p.isArray) {
      return false;
    }
    if (!p.isArray) {
      continue;
    }
    if ((a.address & p.misaligned) != 0) {
      return false;
    }
    uint64_t bytes = 0;
    if (p.rank == 1) {
      if (uint64_t(a.extents[0]) > p.mostElements) { // negative ones too
        return false;
      }
      bytes = uint64_t(a.extents[0]) << p.shift;
    } else {
      const std::optional<uint64_t> spanned = spannedBytes(a);
      if (!spanned) {
        return false;
      }
      bytes = *spanned;
    }
    if (a.kind == Argument::Kind::DeviceArray) {
      const Allocation *memory = a.allocation;
      // An address before the memory has an offset of nearly 2^64.
      if (!memory || memory->device().internal().get() != device || bytes > memory->bytes() ||
          a.address - memory->address() > memory->bytes() - bytes) {
        return false;
      }
    } else if (a.address == 0 && bytes != 0) {
      return false;
    }
    end = a.address + bytes;
  }
  return true;
}

bool LaunchPlan::domainFits(const Domain *wanted, const Argument *arguments,
                            LaunchDomain &domain) const {
  if (wanted) {
    if ((wanted->unit == Domain::Unit::Blocks) != isBlockKernel || wanted->rank != rank) {
      return false;
    }
  } else if (extents.empty()) {
    return false;
  }
  int64_t units = 1;
  for (uint32_t d = 0; d < rank; ++d) {
    const int64_t extent =
        wanted ? wanted->extents[d] : rules.value(extents[d], arguments, nullptr);
    if (extent < 0 || __builtin_mul_overflow(units, extent, &units)) {
      return false; // or 0 by a later extent, which checkDomain() finds
    }
    domain.extents[d] = extent;
  }
  domain.units = units;
  int64_t threads = units;
  if (isBlockKernel && __builtin_mul_overflow(units, blockThreads, &threads)) {
    return false;
  }
  return threads <= mostThreads;
}

bool LaunchPlan::arraysApart(const Argument *arguments, const uint64_t *ends) const {
  for (const auto &[i, j] : pairs) {
    // Where the spans meet, spaces, strides and identical ranges are looked at by checkAliasing().
    if (arguments[i].address < ends[j] && arguments[j].address < ends[i]) {
      return false;
    }
  }
  return true;
}

} // namespace dc::rt::core
