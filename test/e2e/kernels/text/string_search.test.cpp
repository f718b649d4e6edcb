// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// String search against a search per pattern letter that strikes out positions.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/text/string_search.dc.cpp"

#include <algorithm>
#include <cctype>
#include <string>

SUITE_TEST() {
  for (int64_t n : suite::sizes) {
    for (std::string pattern : {"", "a", "aB", "?b", "aba", "abAcabbacaa"}) {
      std::vector<char> text(n);
      for (char &c : text) {
        c = "aAbBc"[between(0, 4)];
      }
      std::vector<Match> expected(n, Match::Exact);
      for (size_t k = 0; k < pattern.size(); ++k) {
        for (int64_t i = 0; i < n; ++i) {
          int64_t at = i + static_cast<int64_t>(k);
          bool same = at < n && (pattern[k] == '?' || pattern[k] == text[at]);
          bool folded = at < n && std::tolower(pattern[k]) == std::tolower(text[at]);
          expected[i] = expected[i] == Match::No || same ? expected[i]
                        : folded                         ? Match::Folded
                                                         : Match::No;
        }
        for (int64_t i = std::max<int64_t>(0, n - static_cast<int64_t>(k)); i < n; ++i) {
          expected[i] = Match::No;
        }
      }
      std::vector<unsigned> counts(2), expectedCounts(2);
      std::vector<Match> matches(n);
      for (Match e : expected) {
        if (e != Match::No) {
          ++expectedCounts[e == Match::Folded];
        }
      }
      std::vector<char> patterns(pattern.begin(), pattern.end());
      run(KERNEL(string_search), in(text), in(patterns), out(matches), inout(counts));
      expect(matches, expected);
      expect(counts, expectedCounts);
    }
  }
}
