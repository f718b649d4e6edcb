// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Philox against the known answers that its authors publish.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/hash/philox.dc.cpp"

SUITE_TEST() {
  std::vector<uint32_t> random(4), zeros(4, 0), ones(4, UINT32_MAX);
  run(KERNEL(philox), 0u, 0u, in(zeros, 1, 4), out(random, 1, 4));
  expect(random, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  run(KERNEL(philox), UINT32_MAX, UINT32_MAX, in(ones, 1, 4), out(random, 1, 4));
  expect(random, {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  std::vector<uint32_t> pi = {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344};
  run(KERNEL(philox), 0xa4093822u, 0x299f31d0u, in(pi, 1, 4), out(random, 1, 4));
  expect(random, {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});

  for (int64_t n : suite::sizes) {
    auto counters = integers<uint32_t>(4 * n, 0, UINT32_MAX);
    std::vector<uint32_t> many(4 * n);
    run(KERNEL(philox), static_cast<uint32_t>(bits()), 7u, in(counters, n, 4), out(many, n, 4));
  }
}
