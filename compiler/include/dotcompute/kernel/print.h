// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dc::print. Part of dotcompute/kernel.h.
#ifndef DOTCOMPUTE_KERNEL_PRINT_H
#define DOTCOMPUTE_KERNEL_PRINT_H

#include <dotcompute/kernel/ids.h>
#include <dotcompute/kernel/numbers.h>

#if !defined(__DCC__)
#include <dotcompute/base/print.h>

#include <type_traits>
#endif

namespace dc {

// dc::print("row {}: {}", i, x[i]);   a line on standard error
//
// The format is a string literal; each {} stands for a value: a number, a bool or an enum. {{ and
// }} are braces. Floats have the shortest text that reads back as the same value. In kernels it is
// code under `dcc --debug-print` alone, and otherwise nothing, values included: they must not
// change anything. The lines come when the launch is over, thread by thread in the order of their
// ids, those of a thread as it printed them; a thread that has faulted prints no more. On the host
// they come at once.
#if defined(__DCC__)
template <class... T> DC_INTRINSIC void print(const char *format, T... values);
#else
namespace detail {

template <class T>
concept printable = number<T> || std::is_same_v<T, bool> || std::is_enum_v<T>;

template <printable T> print_value printed(T value) {
  if constexpr (std::is_enum_v<T>) {
    return printed(static_cast<std::underlying_type_t<T>>(value));
  } else if constexpr (small_float<T>) {
    return print_value::of(static_cast<float>(value));
  } else if constexpr (std::is_same_v<T, bool> || is_float<T>) {
    return print_value::of(value);
  } else if constexpr (std::is_signed_v<T>) {
    return print_value::of(static_cast<int64_t>(value));
  } else {
    return print_value::of(static_cast<uint64_t>(value));
  }
}

} // namespace detail

template <detail::printable... T> void print(const char *format, T... values) {
  if (detail::asked) {
    detail::asked->unanswered();
  }
  const detail::print_value all[] = {detail::printed(values)..., detail::print_value{}};
  std::string line;
  detail::append_line(line, format, all, sizeof...(values));
  std::fwrite(line.data(), 1, line.size(), stderr);
}
#endif

} // namespace dc

#endif // DOTCOMPUTE_KERNEL_PRINT_H
