// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Elements to numbers and back, for every element type.
#include "tools/dcx/Array.h"

#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

namespace dc::dcx {

using rt::DataType;

rt::Status bad(std::string message) {
  return rt::Status(rt::StatusCode::InvalidArgument, "DCX0001", std::move(message));
}

bool isFloat(DataType type) {
  return type == DataType::F16 || type == DataType::BF16 || type == DataType::F32 ||
         type == DataType::F64 || type == DataType::F8E4M3 || type == DataType::F8E5M2;
}

std::optional<DataType> typeNamed(std::string_view name) {
  for (int i = 0; i < int(DataType::Record); ++i) {
    if (name == rt::name_of(DataType(i))) {
      return DataType(i);
    }
  }
  return std::nullopt;
}

/// Rounds a double to a binary format of 16 bits with `fractionBits`, to nearest even.
static uint16_t narrow(double value, int fractionBits) {
  const int exponentBits = 15 - fractionBits;
  const int bias = (1 << (exponentBits - 1)) - 1;
  const auto sign = uint16_t(std::signbit(value) ? 0x8000 : 0);
  const auto infinity = uint16_t(((1 << exponentBits) - 1) << fractionBits);
  if (std::isnan(value)) {
    return uint16_t(sign | infinity | (1 << (fractionBits - 1)));
  }
  const double magnitude = std::fabs(value);
  if (magnitude == 0) {
    return sign; // has no exponent to go by
  }
  int exponent = 0;
  std::frexp(magnitude, &exponent); // magnitude in [2^(exponent-1), 2^exponent)
  const int least = 1 - bias;       // of normal numbers
  const int scale = std::max(exponent - 1, least) - fractionBits;
  const double steps =
      std::isinf(magnitude) ? magnitude : std::nearbyint(std::ldexp(magnitude, -scale));
  // Subnormals, normals and the carry into the next exponent are one count of steps.
  const double bits =
      steps + std::ldexp(double(std::max(exponent - 1, least) - least), fractionBits);
  return uint16_t(sign | (bits >= infinity ? infinity : uint16_t(bits)));
}

static double widen(uint16_t bits, int fractionBits) {
  const int exponentBits = 15 - fractionBits;
  const int bias = (1 << (exponentBits - 1)) - 1;
  const int exponent = (bits >> fractionBits) & ((1 << exponentBits) - 1);
  const int fraction = bits & ((1 << fractionBits) - 1);
  double value = 0;
  if (exponent == (1 << exponentBits) - 1) {
    value = fraction != 0 ? std::numeric_limits<double>::quiet_NaN()
                          : std::numeric_limits<double>::infinity();
  } else if (exponent == 0) {
    value = std::ldexp(fraction, 1 - bias - fractionBits);
  } else {
    value = std::ldexp((1 << fractionBits) + fraction, exponent - bias - fractionBits);
  }
  return (bits & 0x8000) != 0 ? -value : value;
}

template <class T> static T load(const uint8_t *from) {
  T value;
  std::memcpy(&value, from, sizeof(T));
  return value;
}

/// Calls f with the element as its C++ type; 16-bit floats as double.
template <class F> static auto visit(DataType type, const uint8_t *at, F f) {
  switch (type) {
  case DataType::Bool:
    return f(int32_t(*at != 0));
  case DataType::I8:
    return f(int32_t(load<int8_t>(at)));
  case DataType::U8:
    return f(int32_t(*at));
  case DataType::I16:
    return f(int32_t(load<int16_t>(at)));
  case DataType::U16:
    return f(int32_t(load<uint16_t>(at)));
  case DataType::I32:
    return f(load<int32_t>(at));
  case DataType::U32:
    return f(load<uint32_t>(at));
  case DataType::I64:
    return f(load<int64_t>(at));
  case DataType::U64:
    return f(load<uint64_t>(at));
  case DataType::F16:
    return f(widen(load<uint16_t>(at), 10));
  case DataType::BF16:
    return f(widen(load<uint16_t>(at), 7));
  case DataType::F32:
    return f(load<float>(at));
  case DataType::F8E4M3:
    return f(double(float(load<dc::f8e4m3>(at))));
  case DataType::F8E5M2:
    return f(double(float(load<dc::f8e5m2>(at))));
  case DataType::F64:
  case DataType::Record: // never an Array's
    break;
  }
  return f(load<double>(at));
}

int64_t Array::size() const {
  int64_t product = 1;
  for (const int64_t extent : shape) {
    product *= extent;
  }
  return product;
}

double Array::at(int64_t index) const {
  return visit(type, bytes.data() + size_t(index) * rt::size_of(type),
               [](auto value) { return double(value); });
}

std::string Array::text(int64_t index) const {
  return visit(type, bytes.data() + size_t(index) * rt::size_of(type), [](auto value) {
    char text[40];
    const auto end = std::to_chars(text, text + sizeof text, value);
    return std::string(text, end.ptr);
  });
}

/// The bits of a double as `type`, which has room for it.
static uint64_t bitsOf(double value, DataType type) {
  uint64_t bits = 0;
  if (type == DataType::F32) {
    const auto narrowed = float(value);
    std::memcpy(&bits, &narrowed, sizeof narrowed);
  } else if (type == DataType::F64) {
    std::memcpy(&bits, &value, sizeof value);
  } else if (type == DataType::F16 || type == DataType::BF16) {
    bits = narrow(value, type == DataType::F16 ? 10 : 7);
  } else if (type == DataType::F8E4M3) {
    bits = dc::f8e4m3(float(value)).bits();
  } else if (type == DataType::F8E5M2) {
    bits = dc::f8e5m2(float(value)).bits();
  } else if (type == DataType::Bool) {
    bits = value != 0 ? 1 : 0;
  } else {
    bits = value < 0 ? uint64_t(int64_t(value)) : uint64_t(value);
  }
  return bits;
}

void Array::set(int64_t index, double value) {
  const uint64_t bits = bitsOf(value, type);
  std::memcpy(bytes.data() + size_t(index) * rt::size_of(type), &bits, rt::size_of(type));
}

rt::Result<Array> makeArray(DataType type, std::vector<int64_t> shape) {
  int64_t size = 1;
  for (const int64_t extent : shape) {
    if (extent < 0 || __builtin_mul_overflow(size, extent, &size) || size > kMaxElements) {
      return bad("expected extents of at least 0 with a product of at most " +
                 std::to_string(kMaxElements) + ", got " + std::to_string(extent));
    }
  }
  Array array;
  array.type = type;
  array.shape = std::move(shape);
  array.bytes.resize(size_t(size) * rt::size_of(type));
  return array;
}

static rt::Status noScalar(std::string_view text, DataType type) {
  return bad("expected a value of type " + std::string(rt::name_of(type)) + ", got '" +
             std::string(text) + "'");
}

static rt::Result<uint64_t> parseInteger(std::string_view text, DataType type) {
  const bool negative = text.starts_with('-');
  std::string_view digits = text.substr(negative ? 1 : 0);
  int base = 10;
  if (digits.starts_with("0x") || digits.starts_with("0X")) {
    base = 16;
    digits.remove_prefix(2);
  }
  uint64_t magnitude = 0;
  const auto [stop, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), magnitude, base);
  if (digits.empty() || error != std::errc() || stop != digits.data() + digits.size()) {
    return noScalar(text, type);
  }
  const auto width = int(8 * rt::size_of(type));
  const bool isSigned = type == DataType::I8 || type == DataType::I16 || type == DataType::I32 ||
                        type == DataType::I64;
  const uint64_t most =
      type == DataType::Bool ? 1 : ~uint64_t(0) >> (64 - width + (isSigned ? 1 : 0));
  if (negative ? magnitude != 0 && (!isSigned || magnitude > most + 1) : magnitude > most) {
    return bad("'" + std::string(text) + "' does not fit into " + rt::name_of(type));
  }
  const uint64_t value = negative ? uint64_t(0) - magnitude : magnitude;
  return width == 64 ? value : value & ((uint64_t(1) << width) - 1);
}

rt::Result<uint64_t> parseScalar(std::string_view text, DataType type) {
  if (type == DataType::Bool && (text == "true" || text == "false")) {
    return uint64_t(text == "true");
  }
  if (!isFloat(type)) {
    return parseInteger(text, type);
  }
  double value = 0;
  std::string_view number = text.starts_with('+') ? text.substr(1) : text;
  const auto [stop, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (number.empty() || stop != number.data() + number.size() ||
      (error != std::errc() && error != std::errc::result_out_of_range)) {
    return noScalar(text, type);
  }
  if (error == std::errc::result_out_of_range) {
    return bad("'" + std::string(text) + "' does not fit into " + rt::name_of(type));
  }
  return bitsOf(value, type);
}

} // namespace dc::dcx
