// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An array of any element type on the host: what dcx reads, fills, passes and prints.
#ifndef DOTCOMPUTE_TOOLS_DCX_ARRAY_H
#define DOTCOMPUTE_TOOLS_DCX_ARRAY_H

#include <dotcompute/base/Result.h>
#include <dotcompute/base/float8.h>
#include <dotcompute/runtime/DataType.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dc::dcx {

/// Contiguous, the last dimension fastest. At most kMaxElements.
struct Array {
  rt::DataType type = rt::DataType::F32;
  std::vector<int64_t> shape; ///< 1 to 3 extents
  std::vector<uint8_t> bytes;

  int64_t size() const;
  /// The element as a double: exact but for 64-bit integers beyond 2^53.
  double at(int64_t index) const;
  /// The element as text: integers and bool exactly, floats shortest.
  std::string text(int64_t index) const;
  /// Converts, rounding to nearest for floats; integers must be in range.
  void set(int64_t index, double value);
};

inline constexpr int64_t kMaxElements = int64_t(1) << 32;

/// Elements of zero. An error for a product over kMaxElements, or without memory for it.
rt::Result<Array> makeArray(rt::DataType type, std::vector<int64_t> shape);

/// The number that `text` is, as bits of `type`: "2", "-0x10", "1e-3", "true", "nan". An error when
/// it is none, or does not fit.
rt::Result<uint64_t> parseScalar(std::string_view text, rt::DataType type);

std::optional<rt::DataType> typeNamed(std::string_view name);
bool isFloat(rt::DataType type);

/// A mistake in the command line: InvalidArgument. Files that it names fail with other codes.
rt::Status bad(std::string message);

} // namespace dc::dcx

#endif // DOTCOMPUTE_TOOLS_DCX_ARRAY_H
