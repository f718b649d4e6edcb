// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One level of the Haar wavelet, lossless on integers, and back: arithmetic shifts of negative
// numbers, an odd element left over.
#include <dotcompute/kernel.h>

#include <cstdint>

DC_KERNEL void haar(dc::span<const int16_t> x, dc::span<int16_t> low, dc::span<int16_t> high) {
  DC_DOMAIN(low.size());
  DC_REQUIRES(low.size() == (x.size() + 1) / 2 && high.size() == x.size() / 2);
  const auto i = dc::global_id();
  if (i >= high.size()) {
    low[i] = x[2 * i];
    return;
  }
  const int16_t difference = x[2 * i + 1] - x[2 * i]; // wraps, and the way back wraps again
  high[i] = difference;
  low[i] = x[2 * i] + (difference >> 1);
}

DC_KERNEL void haar_back(dc::span<const int16_t> low, dc::span<const int16_t> high,
                         dc::span<int16_t> x) {
  DC_DOMAIN(low.size());
  DC_REQUIRES(low.size() == (x.size() + 1) / 2 && high.size() == x.size() / 2);
  const auto i = dc::global_id();
  if (i >= high.size()) {
    x[2 * i] = low[i];
    return;
  }
  int16_t first = low[i];
  first -= high[i] >> 1;
  x[2 * i] = first;
  x[2 * i + 1] = static_cast<int16_t>(first + high[i]);
}
