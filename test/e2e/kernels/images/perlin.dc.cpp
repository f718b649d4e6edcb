// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Gradient noise in octaves: a hash of coordinates, a table of gradients, default arguments,
// helpers that nest.
#include <dotcompute/kernel.h>

constexpr float gradients[8][2] = {{1, 0}, {-1, 0}, {0, 1},  {0, -1},
                                   {1, 1}, {-1, 1}, {1, -1}, {-1, -1}};

constexpr unsigned scramble(int x, int y, unsigned seed = 0) {
  unsigned h =
      static_cast<unsigned>(x) * 0x27d4eb2du ^ static_cast<unsigned>(y) * 0x165667b1u ^ seed;
  h = (h ^ h >> 15) * 0x85ebca6bu;
  return h ^ h >> 13;
}

constexpr float fade(float t) { return t * t * t * (t * (t * 6 - 15) + 10); }
constexpr float blend(float a, float b, float t) { return a + t * (b - a); }

inline float corner(int x, int y, float dx, float dy, unsigned seed) {
  const float (&g)[2] = gradients[scramble(x, y, seed) & 7];
  return g[0] * dx + g[1] * dy;
}

inline float noise(float x, float y, unsigned seed) {
  const float left = dc::floor(x), top = dc::floor(y), dx = x - left, dy = y - top;
  const int ix = static_cast<int>(left), iy = static_cast<int>(top);
  const float u = fade(dx);
  return blend(
      blend(corner(ix, iy, dx, dy, seed), corner(ix + 1, iy, dx - 1, dy, seed), u),
      blend(corner(ix, iy + 1, dx, dy - 1, seed), corner(ix + 1, iy + 1, dx - 1, dy - 1, seed), u),
      fade(dy));
}

DC_KERNEL void perlin(unsigned seed, int octaves, float scale, dc::view<float, 2> out) {
  DC_DOMAIN(out.extent(0), out.extent(1));
  auto [r, c] = dc::global_id<2>();
  float sum = 0, weight = 1, x = static_cast<float>(c - 20) * scale,
        y = static_cast<float>(r - 20) * scale;
  for (int k = 0; k < octaves; ++k, weight /= 2, x *= 2, y *= 2) {
    sum += weight * noise(x, y, seed + static_cast<unsigned>(k));
  }
  out(r, c) = sum;
}
