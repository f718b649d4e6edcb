// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the checks of a kernel's launches come down to, worked out when the kernel is loaded.
#ifndef DOTCOMPUTE_RUNTIME_CORE_LAUNCHPLAN_H
#define DOTCOMPUTE_RUNTIME_CORE_LAUNCHPLAN_H

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <dotcompute/runtime/Argument.h>
#include <dotcompute/runtime/Device.h>

#include "runtime/artifact/Manifest.h"
#include "runtime/core/DataType.h"

namespace dc::rt {

struct Domain;

namespace core {

class DeviceState;

struct LaunchDomain {
  int64_t extents[3] = {0, 0, 0};
  int64_t units = 0; ///< product of the extents
};

/// Where a value of a rule lies: an extent or an integer scalar of an argument, a domain extent, or
/// a constant.
struct Term {
  enum class Base : uint8_t { Arguments, Domain, Constants };
  Base base = Base::Constants;
  bool narrow = false; ///< a scalar of less than 64 bits
  DataType type = DataType::I64;
  uint32_t offset = 0; ///< bytes behind the base
};

/// Holds when `allowed` has the bit for how a lies to b: 1 less, 2 equal, 4 greater.
struct Comparison {
  Term a, b;
  uint64_t bias = 0; ///< the sign bit for unsigned comparisons
  uint32_t allowed = 0;
};

/// Expressions of a kernel's table as terms and comparisons, as far as they are so simple. Such
/// expressions cannot fail, and mean the same as to artifact::evaluate_fast: a test holds the two
/// against each other.
class CompiledRules {
public:
  /// A domain extent that is a term, without the domain itself; none otherwise.
  std::optional<Term> compileExtent(const artifact::KernelInfo &kernel, uint32_t root);
  /// Comparisons of terms, joined by And. False, and nothing is added, when the expression is
  /// anything else.
  bool compileCondition(const artifact::KernelInfo &kernel, uint32_t root);

  /// The arguments' kinds, types and ranks are the kernel's. `domain` may be null for terms of
  /// extents.
  int64_t value(const Term &term, const Argument *arguments, const int64_t *domain) const {
    const void *const bases[] = {arguments, domain, constants.data()};
    int64_t value = 0;
    std::memcpy(&value, static_cast<const char *>(bases[size_t(term.base)]) + term.offset,
                sizeof value);
    if (term.narrow) [[unlikely]] {
      return scalarValue(term.type, uint64_t(value)).i;
    }
    return value;
  }
  inline bool allHold(const Argument *arguments, const int64_t *domain) const;
  /// Leaves out, and says that it did, `extent >= domain(0)` for the extent that many bytes behind
  /// the arguments: for who compares it otherwise.
  bool takeCover(uint32_t extent);

private:
  std::optional<Term> term(const artifact::KernelInfo &kernel, uint32_t node, bool domainKnown);
  bool add(const artifact::KernelInfo &kernel, uint32_t root, int depth);
  void addCover(uint32_t extent, uint32_t domain);

  std::vector<int64_t> constants;
  /// `extent >= domain(d)`, what dcc infers of accesses at a thread's own id: nearly every
  /// contract. For each d where the extents lie, in bytes behind the arguments.
  std::vector<uint32_t> covers[3];
  size_t coveredDims = 0; ///< no covers from here on
  size_t added = 0;       ///< comparisons of the condition that is being compiled
  std::vector<Comparison> comparisons;
};

/// The checks of a launch for the common case. Each function returns true only if the check of
/// ArgumentChecks.h that it stands for would pass; false says nothing, and that check then decides
/// and writes the message. Nothing here allocates. LaunchPlanChecks.h defines what is inline, for
/// the few that call it.
class LaunchPlan {
public:
  /// Kernels with more arguments are left to the checks of ArgumentChecks.h.
  static constexpr size_t kMostArguments = 32;

  /// What the look at the arguments leaves for the checks behind it.
  struct Seen {
    uint64_t ends[kMostArguments]; ///< of arrays: the address behind them
    /// The least extent of the lines that the domain's first extent must not exceed.
    int64_t least = std::numeric_limits<int64_t>::min();
  };

  LaunchPlan(const artifact::KernelInfo &kernel, const Device &device);

  /// checkArguments.
  inline bool argumentsFit(std::span<const Argument> arguments, Seen &seen) const;
  /// checkDomain. Only after the arguments were found right.
  inline bool domainFits(const Domain *wanted, const Argument *arguments,
                         LaunchDomain &domain) const;
  /// checkContracts, but for those of otherContracts(). Only with the domain known.
  inline bool contractsHold(const Argument *arguments, const LaunchDomain &domain,
                            const Seen &seen) const;
  /// The contracts that were not compiled, by index in the artifact.
  std::span<const uint32_t> otherContracts() const { return others; }
  /// checkAliasing. Only of arguments that fit.
  inline bool arraysApart(const Argument *arguments, const Seen &seen) const;

private:
  struct Parameter {
    /// The bytes of an Argument's head that must be as in `head`: kind (arrays: on a device) and
    /// type; of arrays rank, not strided unless they may be, and, where they are written, not
    /// read-only.
    uint64_t headMask = 0;
    uint64_t head = 0;
    bool isArray = false;
    bool isLine = false;       ///< an array of one dimension, its neighbours side by side
    uint32_t size = 0;         ///< of an element
    uint64_t misaligned = 0;   ///< address bits that must be 0
    uint64_t mostElements = 0; ///< kMostElements, and the bytes fit into an int64
    /// 0 for a line that must cover the domain's first extent; else with it any extent is large
    /// enough.
    int64_t covers = std::numeric_limits<int64_t>::max();
  };

  const DeviceState *device;
  bool simple = true; ///< of few enough arguments and usual alignments
  bool isBlockKernel;
  uint32_t rank;
  int64_t blockThreads = 1;
  int64_t mostThreads; ///< of the device; INT64_MAX where it has no limit
  size_t count;
  std::vector<Parameter> parameters;              ///< `count` of them
  std::vector<std::pair<uint8_t, uint8_t>> pairs; ///< of arrays, one of them written
  std::vector<Term> extents;                      ///< empty when the domain was not compiled
  CompiledRules rules;
  std::vector<uint32_t> others;
};

} // namespace core
} // namespace dc::rt

#endif // DOTCOMPUTE_RUNTIME_CORE_LAUNCHPLAN_H
