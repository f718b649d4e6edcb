// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Gather and scatter against loops; the gradients are small whole numbers, so that every order of
// sums is the same.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/ml/embedding.dc.cpp"

SUITE_TEST() {
  const int64_t words = 50, width = 33;
  for (int64_t n : {0, 1, 257}) {
    auto table = hardReals(words * width, -1, 1);
    auto tokens = integers<long>(n, -1, words - 1);
    std::vector<float> rows(n * width), expected(n * width);
    auto whole = integers<int>(n * width, -9, 9);
    std::vector<float> gradient(whole.begin(), whole.end()), sums(words * width),
        expectedSums(words * width);
    for (int64_t i = 0; i < n * width; ++i) {
      long token = tokens[i / width];
      expected[i] = token < 0 ? 0 : table[token * width + i % width];
      if (token >= 0) {
        expectedSums[token * width + i % width] += gradient[i];
      }
    }
    run(KERNEL(embedding_gather), in(table, words, width), in(tokens), -1l, out(rows, n, width));
    expect(rows, expected);
    run(KERNEL(scatter_add), in(gradient, n, width), in(tokens), -1l, inout(sums, words, width));
    expect(sums, expectedSums);
  }
}
