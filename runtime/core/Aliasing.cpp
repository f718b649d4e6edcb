// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The aliasing rule of launches: what is written may overlap nothing else, with one exception.
#include "runtime/base/Errors.h"
#include "runtime/core/ArgumentChecks.h"
#include "runtime/core/DataType.h"

#include <algorithm>

namespace dc::rt::core {

namespace {

/// Half-open intervals [0, a) and [shift, shift + b).
bool intervalsMeet(int64_t a, int64_t b, int64_t shift) { return shift < a && shift + b > 0; }

/// The elements of an array as places of a rectangle, the longest strides first.
struct Rectangle {
  explicit Rectangle(const Argument &array) : rank(array.rank) {
    int order[3] = {0, 1, 2};
    std::stable_sort(order, order + rank,
                     [&](int a, int b) { return strideOf(array, a) > strideOf(array, b); });
    for (int d = 0; d < rank; ++d) {
      extents[d] = array.extents[order[d]];
      strides[d] = strideOf(array, order[d]);
    }
  }

  /// Rows that fit their strides: only then are elements determined by shifts modulo the stride.
  bool rowsFit() const {
    int64_t span = 1;
    for (int d = rank - 1; d >= 0; --d) {
      if (strides[d] < span || strides[d] <= 0) {
        return false;
      }
      span = (extents[d] - 1) * strides[d] + span;
    }
    return true;
  }

  int rank;
  int64_t extents[3] = {1, 1, 1};
  int64_t strides[3] = {1, 1, 1};
};

/// Whether two rectangles meet whose first elements are `shift` elements apart and whose strides
/// are equal. The rectangles' rows each fit into one stride, so b's rows lie in one row of a's
/// frame or wrap into the next.
bool rectanglesMeet(const Rectangle &a, const Rectangle &b, int d, int64_t shift) {
  if (d == a.rank) {
    return shift == 0;
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
    same = a.extents[d] == b.extents[d] && strideOf(a, d) == strideOf(b, d);
  }
  return same;
}

bool overlap(const Argument &a, uint64_t aBytes, const Argument &b, uint64_t bBytes) {
  if (aBytes == 0 || bBytes == 0 || a.address >= b.address + bBytes ||
      b.address >= a.address + aBytes) {
    return false;
  }
  const auto size = int64_t(elementBytes(a.type, a.record_bytes));
  const auto distance = int64_t(b.address - a.address);
  const Rectangle ofA(a), ofB(b);
  bool comparable = a.rank == b.rank && size == int64_t(elementBytes(b.type, b.record_bytes)) &&
                    distance % size == 0 && ofA.rowsFit() && ofB.rowsFit();
  for (int d = 0; comparable && d < a.rank; ++d) {
    comparable = ofA.strides[d] == ofB.strides[d];
  }
  return !comparable || rectanglesMeet(ofA, ofB, 0, distance / size);
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
