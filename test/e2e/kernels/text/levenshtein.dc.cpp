// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The edit distance of one word to each of many, a word per thread: a private array with dynamic
// indices.
#include <dotcompute/kernel.h>

#include <algorithm>

constexpr int longest = 32;

/// Words are rows that zeros fill up.
DC_KERNEL void levenshtein(dc::span<const char> word, dc::view<const char, 2> words,
                           dc::span<int> distances) {
  DC_DOMAIN(distances.size());
  DC_REQUIRES(word.size() <= longest && words.extent(0) == distances.size());
  auto i = dc::global_id();
  const int columns = static_cast<int>(word.size());
  int row[longest + 1];
  for (int c = 0; c <= columns; ++c) {
    row[c] = c;
  }
  for (int r = 0; r < words.extent(1); ++r) {
    const char letter = words(i, r);
    if (letter == 0) {
      break;
    }
    int diagonal = row[0];
    row[0] = r + 1;
    for (int c = 1; c <= columns; ++c) {
      int cost = diagonal + (word[c - 1] != letter);
      diagonal = row[c];
      row[c] = std::min(std::min(row[c - 1], row[c]) + 1, cost);
    }
  }
  distances[i] = row[columns];
}
