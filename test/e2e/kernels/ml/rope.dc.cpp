// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Rotary position embedding of queries or keys, in place: sin, cos and pow, three dimensions,
// 16-bit floats, a template over them.
#include <dotcompute/kernel.h>

/// Halves of a head turn together: element d with element d + width / 2.
template <class T> DC_KERNEL void rope(float base, int start, dc::view<T, 3> x) {
  DC_DOMAIN(x.extent(0), x.extent(1), x.extent(2) / 2);
  auto [token, head, d] = dc::global_id<3>();
  const auto half = x.extent(2) / 2;
  const float frequency = dc::pow(base, -static_cast<float>(d) / static_cast<float>(half));
  const float angle = static_cast<float>(token + start) * frequency;
  const float c = dc::cos(angle), s = dc::sin(angle);
  const float a = x(token, head, d), b = x(token, head, d + half);
  x(token, head, d) = static_cast<T>(a * c - b * s);
  x(token, head, d + half) = static_cast<T>(b * c + a * s);
}
template void rope<float>(float, int, dc::view<float, 3>);
template void rope<dc::f16>(float, int, dc::view<dc::f16, 3>);
