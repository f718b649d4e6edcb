// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where a pattern with wildcards occurs: a labelled way out of two loops by a helper's return,
// counters by atomics.
#include <dotcompute/kernel.h>

enum class Match : signed char { No = 0, Exact = 1, Folded = 2 };

inline char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

inline Match matchAt(dc::span<const char> text, dc::span<const char> pattern, dc::index at) {
  if (at + pattern.size() > text.size()) {
    return Match::No;
  }
  Match found = Match::Exact;
  for (dc::index k = 0; k < pattern.size(); ++k) {
    char wanted = pattern[k], have = text[at + k];
    if (wanted == '?' || wanted == have) {
      continue;
    }
    if (lower(wanted) != lower(have)) {
      return Match::No;
    }
    found = Match::Folded;
  }
  return found;
}

DC_KERNEL void string_search(dc::span<const char> text, dc::span<const char> pattern,
                             dc::span<Match> matches, dc::span<unsigned> counts) {
  DC_DOMAIN(matches.size());
  auto i = dc::global_id();
  const Match match = matchAt(text, pattern, i);
  matches[i] = match;
  if (match != Match::No) {
    dc::atomic_add(counts[match == Match::Exact ? 0 : 1], 1u);
  }
}
