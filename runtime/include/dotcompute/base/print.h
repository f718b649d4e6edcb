// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The text of dc::print: one for kernels that the host runs and for what the runtime reads back
// from devices.
#ifndef DOTCOMPUTE_BASE_PRINT_H
#define DOTCOMPUTE_BASE_PRINT_H

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace dc::detail {

/// One value, with all that its text depends on.
struct print_value {
  enum kind_type : unsigned char { boolean, signed_integer, unsigned_integer, float32, float64 };
  kind_type kind = signed_integer;
  uint64_t bits = 0; ///< integers sign- or zero-extended; floats in the low bits

  static print_value of(bool value) { return {boolean, value}; }
  static print_value of(int64_t value) { return {signed_integer, static_cast<uint64_t>(value)}; }
  static print_value of(uint64_t value) { return {unsigned_integer, value}; }
  static print_value of(float value) { return {float32, __builtin_bit_cast(uint32_t, value)}; }
  static print_value of(double value) { return {float64, __builtin_bit_cast(uint64_t, value)}; }
};

template <class Float> void append_float(std::string &line, Float value) {
  if (value != value) {
    line += "nan"; // its sign and payload differ between devices
    return;
  }
  char text[48];
  line.append(text, std::to_chars(text, text + sizeof text, value).ptr);
}

/// Integers in decimal, floats in the shortest form that reads back as the same value.
inline void append_value(std::string &line, const print_value &value) {
  char text[24];
  switch (value.kind) {
  case print_value::boolean:
    line += value.bits != 0 ? "true" : "false";
    return;
  case print_value::signed_integer:
    line.append(text,
                std::to_chars(text, text + sizeof text, static_cast<int64_t>(value.bits)).ptr);
    return;
  case print_value::unsigned_integer:
    line.append(text, std::to_chars(text, text + sizeof text, value.bits).ptr);
    return;
  case print_value::float32:
    return append_float(line, __builtin_bit_cast(float, static_cast<uint32_t>(value.bits)));
  case print_value::float64:
    return append_float(line, __builtin_bit_cast(double, value.bits));
  }
}

/// Appends a whole line: each `{}` of the format is a value, `{{` and `}}` are braces. It ends in
/// one newline, whether the format does or not. dcc has checked that there are as many values; what
/// is too many is left out, and so is a `{}` too many.
inline void append_line(std::string &line, std::string_view format, const print_value *values,
                        size_t count) {
  size_t next = 0;
  for (size_t at = 0; at < format.size(); ++at) {
    const char c = format[at];
    if ((c == '{' || c == '}') && at + 1 < format.size()) {
      const char second = format[++at];
      if (second == c) {
        line += c;
      } else if (next < count) {
        append_value(line, values[next++]);
      }
    } else {
      line += c;
    }
  }
  if (!format.ends_with('\n')) {
    line += '\n';
  }
}

} // namespace dc::detail

#endif // DOTCOMPUTE_BASE_PRINT_H
