// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Edit distances against the recursive definition with a memory of what is known.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/text/levenshtein.dc.cpp"

#include <algorithm>
#include <functional>
#include <map>
#include <string>

SUITE_TEST() {
  auto distance = [](const std::string &a, const std::string &b) {
    std::map<std::pair<size_t, size_t>, int> known;
    std::function<int(size_t, size_t)> from = [&](size_t i, size_t j) {
      if (i == a.size() || j == b.size()) {
        return static_cast<int>(a.size() - i + b.size() - j);
      }
      auto [entry, fresh] = known.try_emplace({i, j}, 0);
      if (fresh) {
        int best = a[i] == b[j]
                       ? from(i + 1, j + 1)
                       : 1 + std::min({from(i + 1, j + 1), from(i + 1, j), from(i, j + 1)});
        known[{i, j}] = best;
        return best;
      }
      return entry->second;
    };
    return from(0, 0);
  };
  expect(distance("kitten", "sitting") == 3, "the reference");
  for (int64_t n : {0, 1, 257}) {
    for (int64_t length : {0, 1, 7, 32}) {
      auto word = integers<char>(length, 'a', 'c');
      const int64_t width = 20;
      std::vector<char> words(n * width, 0);
      std::vector<int> expected, distances(n);
      for (int64_t i = 0; i < n; ++i) {
        auto letters = integers<char>(between(0, width), 'a', 'c');
        std::copy(letters.begin(), letters.end(), words.begin() + i * width);
        expected.push_back(distance({word.begin(), word.end()}, {letters.begin(), letters.end()}));
      }
      run(KERNEL(levenshtein), in(word), in(words, n, width), out(distances));
      expect(distances, expected);
    }
  }
}
