// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A step of labelling the connected parts of a picture: each pixel takes the least label around,
// and says whether anything changed.
#include <dotcompute/kernel.h>

DC_KERNEL void connected_components(dc::view<const unsigned char, 2> picture,
                                    dc::view<const int, 2> from, dc::view<int, 2> to,
                                    dc::span<int> changed) {
  DC_DOMAIN(picture.extent(0), picture.extent(1));
  auto [r, c] = dc::global_id<2>();
  const unsigned char colour = picture(r, c);
  int label = from(r, c);
  for (int down = -1; down <= 1; ++down) {
    for (int across = -1; across <= 1; ++across) {
      const auto nr = r + down, nc = c + across;
      if ((down == 0 && across == 0) || nr < 0 || nc < 0 || nr >= picture.extent(0) ||
          nc >= picture.extent(1)) {
        continue;
      }
      if (picture(nr, nc) == colour && from(nr, nc) < label) {
        label = from(nr, nc);
      }
    }
  }
  to(r, c) = label;
  if (label != from(r, c)) {
    dc::atomic_or(changed[0], 1);
  }
}
