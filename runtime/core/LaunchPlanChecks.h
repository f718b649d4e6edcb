// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The checks of a launch whose arguments are in order, a few instructions each: inline, so that a
// launch is one function.
#ifndef DOTCOMPUTE_RUNTIME_CORE_LAUNCHPLANCHECKS_H
#define DOTCOMPUTE_RUNTIME_CORE_LAUNCHPLANCHECKS_H

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <iterator>
#include <limits>

#include <dotcompute/runtime/Queue.h>

#include "runtime/core/ArgumentChecks.h"
#include "runtime/core/DeviceState.h"
#include "runtime/core/LaunchPlan.h"

namespace dc::rt::core {

/// An Argument's kind, type, transfer, constness, rank and form as one number, so that one
/// comparison looks at all that a parameter fixes. Buffers and ranges write it as one number too:
/// the load of one that was written in pieces would wait for them.
inline constexpr size_t kHeadBytes = offsetof(Argument, bits);
static_assert(kHeadBytes == sizeof(uint64_t) && offsetof(Argument, rank) == 4 &&
              offsetof(Argument, strided) == 5 && offsetof(Argument, record_bytes) == 6 &&
              sizeof(bool) == 1);

inline uint64_t headOf(const Argument &argument) {
  uint64_t head = 0;
  std::memcpy(&head, &argument, sizeof head);
  return head;
}

/// How the head of a host array differs from that of one on a device.
inline constexpr uint64_t kHostHead =
    uint64_t(Argument::Kind::HostArray) ^ uint64_t(Argument::Kind::DeviceArray);
static_assert(offsetof(Argument, kind) == 0 && std::endian::native == std::endian::little);

[[gnu::always_inline]] inline bool CompiledRules::allHold(const Argument *arguments,
                                                          const int64_t *domain) const {
  const auto load = [](const void *base, uint32_t offset) {
    int64_t value = 0;
    std::memcpy(&value, static_cast<const char *>(base) + offset, sizeof value);
    return value;
  };
  for (size_t d = 0; d < coveredDims; ++d) {
    int64_t least = std::numeric_limits<int64_t>::max();
    for (const uint32_t extent : covers[d]) {
      least = std::min(least, load(arguments, extent));
    }
    if (least < domain[d]) [[unlikely]] {
      return false;
    }
  }
  for (const Comparison &c : comparisons) {
    const auto a = int64_t(uint64_t(value(c.a, arguments, domain)) ^ c.bias);
    const auto b = int64_t(uint64_t(value(c.b, arguments, domain)) ^ c.bias);
    if ((c.allowed >> (int(a >= b) + int(a > b)) & 1) == 0) [[unlikely]] {
      return false;
    }
  }
  return true;
}

[[gnu::always_inline]] inline bool LaunchPlan::argumentsFit(std::span<const Argument> arguments,
                                                            Seen &seen) const {
  if (!simple || arguments.size() != count) [[unlikely]] {
    return false;
  }
  const Argument *argument = arguments.data();
  uint64_t *ends = seen.ends;
  int64_t least = std::numeric_limits<int64_t>::max();
  uint64_t misaligned = 0;
  for (const Parameter &p : parameters) {
    const Argument &a = *argument++;
    uint64_t &end = *ends++;
    const uint64_t wrong = (headOf(a) ^ p.head) & p.headMask;
    uint64_t bytes = 0;
    if (p.isLine) [[likely]] {
      if (uint64_t(a.extents[0]) > p.mostElements) [[unlikely]] { // negative ones too
        return false;
      }
      bytes = uint64_t(a.extents[0]) * p.size;
      least = std::min(least, a.extents[0] | p.covers);
    } else if (!p.isArray) {
      if (wrong != 0) [[unlikely]] {
        return false;
      }
      continue;
    } else {
      // Of an argument of another rank this means nothing, but reads no other memory: ranks are at
      // most 3.
      const std::optional<uint64_t> spanned =
          wrong == 0 || wrong == kHostHead ? spannedBytes(a) : std::nullopt;
      if (!spanned) [[unlikely]] {
        return false;
      }
      bytes = *spanned;
    }
    misaligned |= a.address & p.misaligned;
    end = a.address + bytes;
    if (wrong == 0) [[likely]] {
      const Allocation *memory = a.allocation;
      // An address before the memory has an offset of nearly 2^64.
      if (!memory || memory->device().internal().get() != device || bytes > memory->bytes() ||
          a.address - memory->address() > memory->bytes() - bytes) [[unlikely]] {
        return false;
      }
    } else if (wrong != kHostHead || (a.address == 0 && bytes != 0)) {
      return false;
    }
  }
  seen.least = least;
  return misaligned == 0;
}

[[gnu::always_inline]] inline bool LaunchPlan::domainFits(const Domain *wanted,
                                                          const Argument *arguments,
                                                          LaunchDomain &domain) const {
  if (wanted) {
    if ((wanted->unit == Domain::Unit::Blocks) != isBlockKernel || wanted->rank != rank)
        [[unlikely]] {
      return false;
    }
  } else if (extents.empty()) {
    return false;
  }
  int64_t units = 1;
  for (uint32_t d = 0; d < rank; ++d) {
    const int64_t extent =
        wanted ? wanted->extents[d] : rules.value(extents[d], arguments, nullptr);
    if (extent < 0 || __builtin_mul_overflow(units, extent, &units)) [[unlikely]] {
      return false; // or 0 by a later extent, which checkDomain() finds
    }
    domain.extents[d] = extent;
  }
  domain.units = units;
  int64_t threads = units;
  if (isBlockKernel && __builtin_mul_overflow(units, blockThreads, &threads)) [[unlikely]] {
    return false;
  }
  return threads <= mostThreads;
}

[[gnu::always_inline]] inline bool LaunchPlan::contractsHold(const Argument *arguments,
                                                             const LaunchDomain &domain,
                                                             const Seen &seen) const {
  return domain.extents[0] <= seen.least && rules.allHold(arguments, domain.extents);
}

[[gnu::always_inline]] inline bool LaunchPlan::arraysApart(const Argument *arguments,
                                                           const Seen &seen) const {
  bool meet = false; // rarely, so that one test at the end is cheaper than two for each pair
  for (const auto &[i, j] : pairs) {
    // Where the spans meet, spaces, strides and identical ranges are looked at by checkAliasing().
    meet |= (arguments[i].address < seen.ends[j]) & (arguments[j].address < seen.ends[i]);
  }
  return !meet;
}

} // namespace dc::rt::core

#endif // DOTCOMPUTE_RUNTIME_CORE_LAUNCHPLANCHECKS_H
