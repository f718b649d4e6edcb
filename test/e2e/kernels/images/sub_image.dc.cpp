// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Parts of images: a rectangle copied to a place in another one, every n-th pixel, and the mean of
// tiles, each a slice.
#include <dotcompute/kernel.h>

#include <cstdint>

struct Rectangle {
  dc::index row, column, rows, columns;
};

/// The domain is the rectangle, which must lie inside both.
DC_KERNEL void paste(dc::view<const std::uint8_t, 2> from, Rectangle what, dc::view<std::uint8_t, 2> to,
                     dc::index row, dc::index column) {
  DC_DOMAIN(what.rows, what.columns);
  const auto [r, c] = dc::global_id<2>();
  const auto source = from.slice({what.row, what.rows}, {what.column, what.columns});
  const auto target = to.slice({row, what.rows}, {column, what.columns});
  target(r, c) = source(r, c);
}

DC_KERNEL void every_nth(dc::view<const std::uint8_t, 2> from, int n, dc::view<std::uint8_t, 2> to) {
  DC_DOMAIN(to.extent(0), to.extent(1));
  const auto [r, c] = dc::global_id<2>();
  to(r, c) = from.strided(n, n)(r, c);
}

inline int sum(dc::view<const std::uint8_t, 2> part) {
  int total = 0;
  for (dc::index r = 0; r < part.extent(0); ++r) {
    for (int pixel : part.row(r)) {
      total += pixel;
    }
  }
  return total;
}

/// Tiles of 8 x 8, smaller at the edges.
DC_KERNEL void tile_means(dc::view<const std::uint8_t, 2> from, dc::view<float, 2> means) {
  DC_DOMAIN(means.extent(0), means.extent(1));
  const auto [r, c] = dc::global_id<2>();
  const dc::index rows = dc::min(dc::index(8), from.extent(0) - 8 * r);
  const dc::index columns = dc::min(dc::index(8), from.extent(1) - 8 * c);
  const auto part = from.slice({8 * r, rows}, {8 * c, columns});
  means(r, c) = static_cast<float>(sum(part)) / static_cast<float>(rows * columns);
}
