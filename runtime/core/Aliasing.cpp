// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The aliasing rule of launches: what is written may overlap nothing else, with one exception.
#include "runtime/base/Errors.h"
#include "runtime/core/ArgumentChecks.h"
#include "runtime/core/DataType.h"

namespace dc::rt::core {

namespace {

/// Half-open intervals [0, a) and [shift, shift + b).
bool intervalsMeet(int64_t a, int64_t b, int64_t shift) { return shift < a && shift + b > 0; }

/// Whether two index rectangles meet whose first elements are `shift` elements apart and whose
/// strides are equal. The rectangles' rows each fit into one stride, so b's rows lie in one row of
/// a's frame or wrap into the next.
bool rectanglesMeet(const Argument &a, const Argument &b, int d, int64_t shift) {
  if (d + 1 == a.rank) {
    return intervalsMeet(a.extents[d], b.extents[d], shift);
  }
  const int64_t stride = a.strides[d];
  int64_t rows = shift / stride;
  int64_t rest = shift % stride;
  if (rest < 0) {
    rest += stride;
    --rows;
  }
  return (intervalsMeet(a.extents[d], b.extents[d], rows) && rectanglesMeet(a, b, d + 1, rest)) ||
         (intervalsMeet(a.extents[d], b.extents[d], rows + 1) &&
          rectanglesMeet(a, b, d + 1, rest - stride));
}

bool isIdentical(const Argument &a, const Argument &b) {
  bool same = a.address == b.address && a.type == b.type && a.rank == b.rank &&
              a.record_bytes == b.record_bytes;
  for (int d = 0; same && d < a.rank; ++d) {
    same = a.extents[d] == b.extents[d] && (d + 1 == a.rank || a.strides[d] == b.strides[d]);
  }
  return same;
}

/// Rows that fit their strides: only then are elements determined by shifts modulo the stride.
bool rowsFit(const Argument &a) {
  int64_t span = a.extents[a.rank - 1];
  for (int d = a.rank - 2; d >= 0; --d) {
    if (a.strides[d] < span || a.strides[d] <= 0) {
      return false;
    }
    span = (a.extents[d] - 1) * a.strides[d] + span;
  }
  return true;
}

bool overlap(const Argument &a, uint64_t aBytes, const Argument &b, uint64_t bBytes) {
  if (aBytes == 0 || bBytes == 0 || a.address >= b.address + bBytes ||
      b.address >= a.address + aBytes) {
    return false;
  }
  const auto size = int64_t(elementBytes(a.type, a.record_bytes));
  const auto distance = int64_t(b.address - a.address);
  bool comparable = a.rank == b.rank && a.rank > 1 &&
                    size == int64_t(elementBytes(b.type, b.record_bytes)) && distance % size == 0 &&
                    rowsFit(a) && rowsFit(b);
  for (int d = 0; comparable && d + 1 < a.rank; ++d) {
    comparable = a.strides[d] == b.strides[d];
  }
  return !comparable || rectanglesMeet(a, b, 0, distance / size);
}

/// Device addresses and host addresses are one space only where the device works in host memory.
bool sameSpace(const KernelState &kernel, const Argument &a, const Argument &b) {
  return a.kind == b.kind || kernel.device().uses_host_memory();
}

} // namespace

Result<bool> checkAliasing(const KernelState &kernel, std::span<const Argument> arguments) {
  const auto &infos = kernel.info().args;
  bool sharesMemory = false;
  for (size_t j = 1; j < arguments.size(); ++j) {
    if (infos[j].kind != artifact::ArgKind::Array) {
      continue;
    }
    for (size_t i = 0; i < j; ++i) {
      const bool written = infos[i].access == artifact::Access::ReadWrite ||
                           infos[j].access == artifact::Access::ReadWrite;
      if (infos[i].kind != artifact::ArgKind::Array || !written) {
        continue;
      }
      const Argument &a = arguments[i];
      const Argument &b = arguments[j];
      if (!sameSpace(kernel, a, b) || !overlap(a, *spannedBytes(a), b, *spannedBytes(b))) {
        continue;
      }
      const bool same = isIdentical(a, b);
      if (same && infos[i].ownElement && infos[j].ownElement) {
        sharesMemory = true;
        continue;
      }
      const size_t writer = infos[j].access == artifact::Access::ReadWrite ? j : i;
      std::string why = "'" + infos[writer].name + "' is written";
      if (same) {
        const size_t other = infos[i].ownElement ? j : i;
        why += "; they are the same range, but threads use '" + infos[other].name +
               "' at other elements than their own";
      }
      return fail(Error::ArgumentOverlap, kernel.title(),
                  std::to_string(i + 1) + " '" + infos[i].name + "'",
                  std::to_string(j + 1) + " '" + infos[j].name + "'", why);
    }
  }
  return sharesMemory;
}

} // namespace dc::rt::core
