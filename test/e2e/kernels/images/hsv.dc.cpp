// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Colours to hue, saturation and value, hue turned, and back: packed bytes in a word, a switch over
// a sextant, structs by value.
#include <dotcompute/kernel.h>

#include <cstdint>

struct Rgb {
  float r, g, b;

  static Rgb unpack(uint32_t word) {
    return {static_cast<float>(word & 255) / 255, static_cast<float>(word >> 8 & 255) / 255,
            static_cast<float>(word >> 16 & 255) / 255};
  }
  uint32_t pack(uint32_t alpha) const {
    return byte(r) | byte(g) << 8 | byte(b) << 16 | alpha << 24;
  }

private:
  static uint32_t byte(float x) { return static_cast<uint32_t>(x * 255 + 0.5f); }
};

struct Hsv {
  float hue, saturation, value; // hue from 0 to 6
};

inline Hsv toHsv(const Rgb &c) {
  const float most = dc::max(c.r, dc::max(c.g, c.b)), least = dc::min(c.r, dc::min(c.g, c.b)),
              range = most - least;
  if (range == 0) {
    return {0, 0, most};
  }
  float hue;
  if (most == c.r) {
    hue = (c.g - c.b) / range + (c.g < c.b ? 6 : 0);
  } else if (most == c.g) {
    hue = (c.b - c.r) / range + 2;
  } else {
    hue = (c.r - c.g) / range + 4;
  }
  return {hue, range / most, most};
}

inline Rgb toRgb(const Hsv &c) {
  const int sextant = static_cast<int>(c.hue);
  const float part = c.hue - static_cast<float>(sextant), v = c.value;
  const float p = v * (1 - c.saturation), q = v * (1 - c.saturation * part),
              t = v * (1 - c.saturation * (1 - part));
  switch (sextant) {
  case 0:
    return {v, t, p};
  case 1:
    return {q, v, p};
  case 2:
    return {p, v, t};
  case 3:
    return {p, q, v};
  case 4:
    return {t, p, v};
  default:
    return {v, p, q};
  }
}

DC_KERNEL void hsv(float turn, float saturate, dc::span<uint32_t> pixels) {
  DC_DOMAIN(pixels.size());
  auto &pixel = pixels[dc::global_id()];
  Hsv c = toHsv(Rgb::unpack(pixel));
  c.hue = dc::fmod(c.hue + turn, 6.f);
  c.saturation = dc::min(c.saturation * saturate, 1.f);
  pixel = toRgb(c).pack(pixel >> 24);
}
