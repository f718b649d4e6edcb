// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names, sizes and values of element types.
#include "runtime/core/DataType.h"

#include <cmath>
#include <cstring>

namespace dc::rt {

static constexpr const char *kNames[] = {"bool", "i8",  "u8",  "i16",  "u16", "i32", "u32",
                                         "i64",  "u64", "f16", "bf16", "f32", "f64", "f8e4m3", "f8e5m2",
                                         "record"};
static constexpr uint8_t kSizes[] = {1, 1, 1, 2, 2, 4, 4, 8, 8, 2, 2, 4, 8, 1, 1, 0};

const char *name_of(DataType type) {
  return size_t(type) < std::size(kNames) ? kNames[size_t(type)] : "unknown";
}

size_t size_of(DataType type) {
  return size_t(type) < std::size(kSizes) ? kSizes[size_t(type)] : 0;
}

namespace core {

/// E4M3 has no infinity: the largest exponent has numbers too, and one NaN.
static double e4m3ToDouble(uint8_t bits) {
  const int exponent = (bits >> 3) & 15;
  const int fraction = bits & 7;
  double value = exponent == 0 ? std::ldexp(double(fraction), -9)
                               : std::ldexp(double(8 + fraction), exponent - 10);
  if ((bits & 0x7f) == 0x7f) {
    value = NAN;
  }
  return (bits & 0x80) != 0 ? -value : value;
}

static double halfToDouble(uint16_t bits) {
  const int exponent = (bits >> 10) & 31;
  const int fraction = bits & 1023;
  double value = 0;
  if (exponent == 31) {
    value = fraction != 0 ? NAN : HUGE_VAL;
  } else if (exponent == 0) {
    value = std::ldexp(double(fraction), -24);
  } else {
    value = std::ldexp(double(1024 + fraction), exponent - 25);
  }
  return (bits & 0x8000) != 0 ? -value : value;
}

template <class T> static T low(uint64_t bits) {
  T value;
  std::memcpy(&value, &bits, sizeof(T));
  return value;
}

artifact::ExprValue scalarValue(DataType type, uint64_t bits) {
  using artifact::ExprValue;
  switch (type) {
  case DataType::Bool:
    return ExprValue::of(int64_t((bits & 0xff) != 0));
  case DataType::I8:
    return ExprValue::of(int64_t(low<int8_t>(bits)));
  case DataType::U8:
    return ExprValue::of(int64_t(low<uint8_t>(bits)));
  case DataType::I16:
    return ExprValue::of(int64_t(low<int16_t>(bits)));
  case DataType::U16:
    return ExprValue::of(int64_t(low<uint16_t>(bits)));
  case DataType::I32:
    return ExprValue::of(int64_t(low<int32_t>(bits)));
  case DataType::U32:
    return ExprValue::of(int64_t(low<uint32_t>(bits)));
  case DataType::I64:
  case DataType::U64:
    return ExprValue::of(int64_t(bits));
  case DataType::F16:
    return ExprValue::of(halfToDouble(uint16_t(bits)));
  case DataType::BF16:
    return ExprValue::of(double(low<float>((bits & 0xffff) << 16)));
  case DataType::F32:
    return ExprValue::of(double(low<float>(bits)));
  case DataType::F64:
    return ExprValue::of(low<double>(bits));
  case DataType::F8E4M3:
    return ExprValue::of(e4m3ToDouble(uint8_t(bits)));
  case DataType::F8E5M2: // the upper half of an f16
    return ExprValue::of(halfToDouble(uint16_t((bits & 0xff) << 8)));
  case DataType::Record:
    break; // in arrays only
  }
  return ExprValue::of(int64_t(0));
}

} // namespace core
} // namespace dc::rt
