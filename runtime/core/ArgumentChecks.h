// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Checks the arguments of a launch against the kernel's signature, before anything is copied or
// run.
#ifndef DOTCOMPUTE_RUNTIME_CORE_ARGUMENTCHECKS_H
#define DOTCOMPUTE_RUNTIME_CORE_ARGUMENTCHECKS_H

#include <span>
#include <string>
#include <vector>

#include <dotcompute/runtime/Argument.h>
#include <dotcompute/runtime/Queue.h>

#include "runtime/artifact/Expr.h"
#include "runtime/core/KernelState.h"

namespace dc::rt::core {

/// Count, kind, type, rank, shape, alignment, device and constness of every argument. Fills
/// `operands`, one for each.
Status checkArguments(const KernelState &kernel, std::span<const Argument> arguments,
                      std::vector<artifact::ArgOperand> &operands);

/// An array that is written overlaps no other, except an identical one where both are used at each
/// thread's own element. Answers whether that exception was made: then code that takes the arrays
/// for disjoint must not run.
Result<bool> checkAliasing(const KernelState &kernel, std::span<const Argument> arguments);

/// Evaluates or checks the domain; the product is at most the device's limit.
Result<LaunchDomain> checkDomain(const KernelState &kernel, const Domain *wanted,
                                 std::span<const artifact::ArgOperand> operands);

/// Every contract, with the domain known.
Status checkContracts(const KernelState &kernel, const LaunchDomain &domain,
                      std::span<const artifact::ArgOperand> operands);
/// These contracts only, by index.
Status checkContracts(const KernelState &kernel, const LaunchDomain &domain,
                      std::span<const artifact::ArgOperand> operands,
                      std::span<const uint32_t> which);

/// The first variant whose predicate holds and, for arrays that share memory, that expects it.
Result<const KernelVariant *> chooseVariant(const KernelState &kernel, const LaunchDomain &domain,
                                            std::span<const artifact::ArgOperand> operands,
                                            bool sharesMemory);

/// "kernel 'saxpy' (saxpy.dc.cpp:3:1), argument 2 'x'".
std::string titleOf(const KernelState &kernel, size_t argument);

/// Elements from the first to the last of an array. The compiler relies on it: indices a little past
/// an array do not wrap (passes/Analysis/KnownFacts.h, kMaxSpanExtent).
inline constexpr int64_t kMostElements = int64_t(1) << 60;

/// Threads of a launch. The compiler relies on it: sums and small multiples of ids do not wrap
/// (passes/Analysis/KnownFacts.h, kMaxDomainThreads).
inline constexpr int64_t kMostThreads = int64_t(1) << 52;

/// The device's limit or, where that is larger, kMostThreads.
int64_t mostThreadsOf(const Device &device);

/// Elements between neighbours in that dimension of an array argument.
inline int64_t strideOf(const Argument &array, int dimension) {
  return dimension + 1 < array.rank || array.strided ? array.strides[dimension] : 1;
}

/// Bytes from the first to behind the last element of an array argument; none when there are more
/// than kMostElements, that overflows, or an extent or stride is out of order.
std::optional<uint64_t> spannedBytes(const Argument &array);

} // namespace dc::rt::core

#endif // DOTCOMPUTE_RUNTIME_CORE_ARGUMENTCHECKS_H
