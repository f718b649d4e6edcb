// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Colours: a third of a turn exchanges the channels, no turn changes nothing, no saturation leaves
// the largest.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/images/hsv.dc.cpp"

#include <algorithm>

SUITE_TEST() {
  for (int64_t n : suite::sizes) {
    auto pixels = integers<uint32_t>(n, 0, UINT32_MAX);
    std::vector<uint32_t> turned, grey;
    for (uint32_t p : pixels) {
      uint32_t r = p & 255, g = p >> 8 & 255, b = p >> 16 & 255, a = p & 0xff000000;
      turned.push_back(a | b | r << 8 | g << 16);
      grey.push_back(a | std::max({r, g, b}) * 0x010101);
    }
    auto result = pixels;
    run(KERNEL(hsv), 0.f, 1.f, inout(result));
    expect(result, pixels);
    run(KERNEL(hsv), 2.f, 1.f, inout(result));
    expect(result, turned);
    result = pixels;
    run(KERNEL(hsv), 3.5f, 0.f, inout(result));
    expect(result, grey);
  }
}
