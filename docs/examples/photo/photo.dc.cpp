// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Filters for photographs. A picture is three planes (red, green, blue) of rows and columns: bytes
// as read from a file, floats from 0 to 1 in between. Past the edge lies the nearest pixel.
#include <dotcompute/kernel.h>

using Bytes = dc::view<const unsigned char, 3>;
using Picture = dc::view<const float, 3>;
using NewPicture = dc::view<float, 3>;

inline dc::index nearest(dc::index i, dc::index extent) {
  return dc::clamp(i, dc::index(0), extent - 1);
}

DC_KERNEL void to_floats(Bytes in, NewPicture out) {
  DC_DOMAIN(out.extent(0), out.extent(1), out.extent(2));
  auto [p, r, c] = dc::global_id<3>();
  out(p, r, c) = static_cast<float>(in(p, r, c)) / 255.0f;
}

// Blur: a weighted sum along the rows, then one along the columns. weights[0] is the middle's.

/// A block has a piece of a row, which its threads fetch once, with the neighbours on both sides.
DC_KERNEL void blur_rows(int radius, dc::span<const float> weights, Picture in, NewPicture out) {
  DC_BLOCK(1, 1, 256);
  DC_GRID(out.extent(0), out.extent(1), (out.extent(2) + 255) / 256);
  DC_REQUIRES(radius >= 0 && radius <= 64 && weights.size() > radius);
  DC_REQUIRES(in.extent(1) >= out.extent(1) && in.extent(2) >= out.extent(2));
  DC_SHARED float piece[64 + 256 + 64];
  auto [p, r, c] = dc::global_id<3>();
  auto t = dc::linear_thread_id();
  for (dc::index i = t; i < 256 + 2 * radius; i += 256) {
    piece[i] = in(p, r, nearest(c - t + i - radius, in.extent(2)));
  }
  dc::barrier();
  if (c < out.extent(2)) {
    float sum = weights[0] * piece[t + radius];
    for (int k = 1; k <= radius; ++k) {
      sum = sum + weights[k] * (piece[t + radius - k] + piece[t + radius + k]);
    }
    out(p, r, c) = sum;
  }
}

DC_KERNEL void blur_columns(int radius, dc::span<const float> weights, Picture in, NewPicture out) {
  DC_DOMAIN(out.extent(0), out.extent(1), out.extent(2));
  DC_REQUIRES(radius >= 0 && weights.size() > radius);
  auto [p, r, c] = dc::global_id<3>();
  float sum = weights[0] * in(p, r, c);
  for (int k = 1; k <= radius; ++k) {
    float both = in(p, nearest(r - k, in.extent(1)), c) + in(p, nearest(r + k, in.extent(1)), c);
    sum = sum + weights[k] * both;
  }
  out(p, r, c) = sum;
}

// Edges: the length of the gradient of the brightness, by Sobel's two 3 by 3 masks.

inline float brightness(Picture in, dc::index r, dc::index c) {
  dc::index row = nearest(r, in.extent(1));
  dc::index column = nearest(c, in.extent(2));
  return 0.299f * in(0, row, column) + 0.587f * in(1, row, column) + 0.114f * in(2, row, column);
}

DC_KERNEL void sobel(Picture in, dc::view<float, 2> edges) {
  DC_DOMAIN(edges.extent(0), edges.extent(1));
  auto [r, c] = dc::global_id<2>();
  float nw = brightness(in, r - 1, c - 1), n = brightness(in, r - 1, c),
        ne = brightness(in, r - 1, c + 1);
  float w = brightness(in, r, c - 1), e = brightness(in, r, c + 1);
  float sw = brightness(in, r + 1, c - 1), s = brightness(in, r + 1, c),
        se = brightness(in, r + 1, c + 1);
  float across = (ne + 2 * e + se) - (nw + 2 * w + sw);
  float down = (sw + 2 * s + se) - (nw + 2 * n + ne);
  edges(r, c) = dc::sqrt(across * across + down * down);
}

// Equalisation: count the brightnesses, sum the counts up, and give each pixel the share of pixels
// that are darker as its brightness. The old brightness is a whole number, so that every device
// counts the same.

inline int brightness_of_256(Bytes in, dc::index r, dc::index c) {
  return (77 * in(0, r, c) + 150 * in(1, r, c) + 29 * in(2, r, c)) / 256;
}

DC_KERNEL void clear(dc::span<unsigned> bins) {
  DC_DOMAIN(bins.size());
  bins[dc::global_id()] = 0;
}

/// A block counts 16 rows in shared memory, then adds what it has to the total.
DC_KERNEL void histogram(Bytes in, dc::span<unsigned> bins) {
  DC_BLOCK(256);
  DC_GRID((in.extent(1) + 15) / 16);
  DC_REQUIRES(bins.size() == 256);
  DC_SHARED unsigned count[256];
  auto t = dc::thread_id();
  count[t] = 0;
  dc::barrier();
  dc::index first = dc::block_id() * 16;
  for (dc::index r = first; r < dc::min(first + 16, in.extent(1)); ++r) {
    for (dc::index c = t; c < in.extent(2); c += 256) {
      dc::atomic_add(count[brightness_of_256(in, r, c)], 1u);
    }
  }
  dc::barrier();
  if (count[t] > 0) {
    dc::atomic_add(bins[t], count[t]);
  }
}

/// A scan within one block: in each of eight rounds a thread adds what the one 1, 2, 4, ... to its
/// left has. The darkest brightness that there is becomes 0, the brightest 1.
DC_KERNEL void shares(dc::span<const unsigned> bins, dc::span<float> share) {
  DC_BLOCK(256);
  DC_GRID(1);
  DC_REQUIRES(bins.size() == 256 && share.size() == 256);
  DC_SHARED unsigned upTo[256];
  DC_SHARED unsigned darkest[1];
  auto t = dc::thread_id();
  upTo[t] = bins[t];
  dc::barrier();
  for (dc::index step = 1; step < 256; step *= 2) {
    unsigned left = 0;
    if (t >= step) {
      left = upTo[t - step];
    }
    dc::barrier();
    upTo[t] += left;
    dc::barrier();
  }
  if (bins[t] > 0 && upTo[t] == bins[t]) { // nothing is darker
    darkest[0] = bins[t];
  }
  dc::barrier();
  unsigned all = upTo[255] - darkest[0];
  float even = static_cast<float>(t) / 255.0f;
  if (all > 0) { // else the picture has one brightness, and keeps it
    even = upTo[t] > darkest[0] ? static_cast<float>(upTo[t] - darkest[0]) / static_cast<float>(all)
                                : 0.0f;
  }
  share[t] = even;
}

DC_KERNEL void equalise(Bytes in, dc::span<const float> share, NewPicture out) {
  DC_DOMAIN(out.extent(0), out.extent(1), out.extent(2));
  DC_REQUIRES(share.size() == 256);
  auto [p, r, c] = dc::global_id<3>();
  int old = brightness_of_256(in, r, c);
  float shift = share[old] - static_cast<float>(old) / 255.0f;
  out(p, r, c) = dc::clamp(static_cast<float>(in(p, r, c)) / 255.0f + shift, 0.0f, 1.0f);
}

// Resizing: each new pixel lies between four old ones.

DC_KERNEL void resize(Picture in, NewPicture out) {
  DC_DOMAIN(out.extent(0), out.extent(1), out.extent(2));
  auto [p, r, c] = dc::global_id<3>();
  float y = (static_cast<float>(r) + 0.5f) * static_cast<float>(in.extent(1)) /
                static_cast<float>(out.extent(1)) -
            0.5f;
  float x = (static_cast<float>(c) + 0.5f) * static_cast<float>(in.extent(2)) /
                static_cast<float>(out.extent(2)) -
            0.5f;
  float top = dc::floor(y);
  float left = dc::floor(x);
  float down = y - top;
  float right = x - left;
  dc::index r0 = nearest(static_cast<dc::index>(top), in.extent(1));
  dc::index r1 = nearest(static_cast<dc::index>(top) + 1, in.extent(1));
  dc::index c0 = nearest(static_cast<dc::index>(left), in.extent(2));
  dc::index c1 = nearest(static_cast<dc::index>(left) + 1, in.extent(2));
  float upper = in(p, r0, c0) + right * (in(p, r0, c1) - in(p, r0, c0));
  float lower = in(p, r1, c0) + right * (in(p, r1, c1) - in(p, r1, c0));
  out(p, r, c) = upper + down * (lower - upper);
}

// Tone mapping, in linear light: what `exposure` makes too bright is bent back below 1 by a curve
// like that of film, with a toe for the shadows and a shoulder for the highlights.

DC_KERNEL void tone_map(float exposure, Picture in, NewPicture out) {
  DC_DOMAIN(out.extent(0), out.extent(1), out.extent(2));
  auto [p, r, c] = dc::global_id<3>();
  float x = exposure * dc::pow(in(p, r, c), 2.2f);
  float bent = x * (2.51f * x + 0.03f) / (x * (2.43f * x + 0.59f) + 0.14f);
  out(p, r, c) = dc::pow(dc::min(bent, 1.0f), 1.0f / 2.2f);
}
