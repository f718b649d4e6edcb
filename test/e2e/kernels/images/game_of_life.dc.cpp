// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The Game of Life, 64 cells in a word: bit-sliced adders, carries from the neighbouring words, a
// round world.
#include <dotcompute/kernel.h>

#include <cstdint>

struct Sum {
  uint64_t low, high;
};

inline Sum addThree(uint64_t a, uint64_t b, uint64_t c) {
  return {a ^ b ^ c, (a & b) | (c & (a ^ b))};
}

DC_KERNEL void game_of_life(dc::view<const uint64_t, 2> from, dc::view<uint64_t, 2> to) {
  DC_DOMAIN(to.extent(0), to.extent(1));
  DC_REQUIRES(from.extent(0) == to.extent(0) && from.extent(1) == to.extent(1));
  auto [r, c] = dc::global_id<2>();
  const auto rows = from.extent(0), words = from.extent(1);
  const auto left = (c + words - 1) % words, right = (c + 1) % words;
  Sum each[3]; // of the three cells in the row above, in this one (its middle left out) and below
  for (int k = 0; k < 3; ++k) {
    const auto row = (r + rows + k - 1) % rows;
    const uint64_t here = from(row, c);
    const uint64_t west = here << 1 | from(row, left) >> 63, east = here >> 1 | from(row, right)
                                                                                    << 63;
    each[k] = addThree(west, k == 1 ? 0 : here, east);
  }
  const Sum ones = addThree(each[0].low, each[1].low, each[2].low);
  const Sum twos = addThree(each[0].high, each[1].high, each[2].high);
  const uint64_t two = twos.low ^ ones.high, four = twos.high | (twos.low & ones.high);
  to(r, c) = two & ~four & (ones.low | from(r, c));
}
