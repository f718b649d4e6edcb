// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Dithering of each row by itself: the error wanders from pixel to pixel, there and back in turns;
// bits packed into bytes.
#include <dotcompute/kernel.h>

DC_KERNEL void dither(dc::view<const unsigned char, 2> in, dc::view<unsigned char, 2> bits) {
  DC_DOMAIN(bits.extent(0));
  DC_REQUIRES(in.extent(0) == bits.extent(0) && bits.extent(1) == (in.extent(1) + 7) / 8);
  const auto row = dc::global_id();
  const bool backwards = row & 1;
  short error = 0;
  for (dc::index c = 0; c < bits.extent(1); ++c) {
    bits(row, c) = 0;
  }
  for (dc::index k = 0; k < in.extent(1); ++k) {
    const dc::index c = backwards ? in.extent(1) - 1 - k : k;
    error += in(row, c);
    if (error >= 128) {
      bits(row, c >> 3) |= 0x80 >> (c & 7);
      error -= 255;
    }
  }
}
