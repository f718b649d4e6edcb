// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A median filter over 3 x 3 and 5 x 5 pixels of any type: a partial selection in a private array,
// sizes from a template argument.
#include <dotcompute/kernel.h>

#include <algorithm>
#include <type_traits>

template <class T>
concept Pixel = std::is_arithmetic_v<T>;

template <Pixel T, int Radius> DC_KERNEL void median(dc::view<const T, 2> in, dc::view<T, 2> out) {
  DC_DOMAIN(out.extent(0), out.extent(1));
  DC_REQUIRES(in.extent(0) == out.extent(0) && in.extent(1) == out.extent(1));
  constexpr int width = 2 * Radius + 1, count = width * width;
  auto [r, c] = dc::global_id<2>();
  T pixels[count];
  for (int k = 0; k < count; ++k) {
    const dc::index row = std::clamp<dc::index>(r + k / width - Radius, 0, in.extent(0) - 1);
    const dc::index column = std::clamp<dc::index>(c + k % width - Radius, 0, in.extent(1) - 1);
    pixels[k] = in(row, column);
  }
  for (int k = 0; k <= count / 2; ++k) {
    int least = k;
    for (int other = k + 1; other < count; ++other) {
      if (pixels[other] < pixels[least]) {
        least = other;
      }
    }
    const T kept = pixels[k];
    pixels[k] = pixels[least];
    pixels[least] = kept;
  }
  out(r, c) = pixels[count / 2];
}
template void median<unsigned char, 1>(dc::view<const unsigned char, 2>,
                                       dc::view<unsigned char, 2>);
template void median<float, 2>(dc::view<const float, 2>, dc::view<float, 2>);
