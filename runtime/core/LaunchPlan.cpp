// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Works out what the checks of a kernel's launches come down to.
#include "runtime/core/LaunchPlanChecks.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

#include "runtime/core/ArgumentChecks.h"
#include "runtime/core/DataType.h"

namespace dc::rt::core {

LaunchPlan::LaunchPlan(const artifact::KernelInfo &kernel, const Device &device)
    : device(device.internal().get()), isBlockKernel(!kernel.block.empty()), rank(kernel.rank),
      count(kernel.args.size()) {
  mostThreads = mostThreadsOf(device);
  for (const uint32_t size : kernel.block) {
    simple = simple && !__builtin_mul_overflow(blockThreads, int64_t(size), &blockThreads);
  }
  simple = simple && kernel.args.size() <= kMostArguments;
  std::vector<bool> isWritten;
  for (const artifact::ArgInfo &arg : kernel.args) {
    Parameter p;
    p.isArray = arg.kind == artifact::ArgKind::Array;
    p.isLine = p.isArray && arg.rank == 1 && !arg.strided;
    const DataType type = dataType(arg.type);
    Argument must;
    std::memset(static_cast<void *>(&must), 0, kHeadBytes);
    Argument asked = must;
    must.kind = p.isArray ? Argument::Kind::DeviceArray : Argument::Kind::Scalar;
    std::memset(&asked.kind, 0xff, sizeof asked.kind);
    must.type = type;
    std::memset(&asked.type, 0xff, sizeof asked.type);
    if (p.isArray) {
      must.rank = arg.rank;
      asked.rank = 0xff;
      if (!arg.strided) {
        std::memset(&asked.strided, 0xff, sizeof asked.strided);
      }
      must.record_bytes = uint16_t(arg.recordBytes);
      asked.record_bytes = 0xffff;
      if (arg.access == artifact::Access::ReadWrite) {
        std::memset(&asked.read_only, 0xff, sizeof asked.read_only);
      }
    }
    p.head = headOf(must);
    p.headMask = headOf(asked);
    isWritten.push_back(arg.access == artifact::Access::ReadWrite);
    const uint64_t natural = size_of(type);
    const uint64_t size = elementBytes(type, arg.recordBytes);
    const uint64_t alignment = arg.alignment > natural ? arg.alignment : natural;
    simple = simple && std::has_single_bit(alignment);
    p.size = uint32_t(size);
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
  for (size_t i = 0; i < parameters.size() && simple; ++i) {
    Parameter &p = parameters[i];
    const auto extent = uint32_t(i * sizeof(Argument) + offsetof(Argument, extents));
    if (p.isLine && rules.takeCover(extent)) {
      p.covers = 0;
    }
  }
}

} // namespace dc::rt::core
