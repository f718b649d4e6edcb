// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Constants with several values, as dcc sees them. Part of dotcompute/kernel.h.
#ifndef DOTCOMPUTE_KERNEL_TUNE_H
#define DOTCOMPUTE_KERNEL_TUNE_H

#include <dotcompute/base/types.h>

#if defined(__DCC__)
namespace dc::detail {

/// Which value a DC_TUNE statement takes in this parse; dcc lists those that do not take their
/// first.
struct tune_choice {
  const char *name;
  const char *file;
  int line;
  int choice;
};
inline constexpr tune_choice tune_choices[] = {__DCC_TUNES__{nullptr, nullptr, 0, 0}};

consteval bool same_text(const char *a, const char *b) {
  while (*a && *a == *b) {
    ++a;
    ++b;
  }
  return *a == *b;
}

template <class... Values>
  requires(sizeof...(Values) >= 1)
consteval index tuned(const char *name, const char *file, int line, Values... values) {
  const index all[] = {static_cast<index>(values)...};
  for (const tune_choice &known : tune_choices) {
    if (known.name && known.line == line && same_text(known.name, name) &&
        same_text(known.file, file)) {
      return all[known.choice];
    }
  }
  return all[0];
}

} // namespace dc::detail
#endif

#endif // DOTCOMPUTE_KERNEL_TUNE_H
