// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A step of the lattice Boltzmann method D2Q9 with walls: constant tables of directions, private
// arrays, wrapped indices.
#include <dotcompute/kernel.h>

struct Direction {
  int dr, dc;
  float weight;
};

constexpr Direction directions[9] = {{0, 0, 4 / 9.f},    {0, 1, 1 / 9.f},   {-1, 0, 1 / 9.f},
                                     {0, -1, 1 / 9.f},   {1, 0, 1 / 9.f},   {-1, 1, 1 / 36.f},
                                     {-1, -1, 1 / 36.f}, {1, -1, 1 / 36.f}, {1, 1, 1 / 36.f}};
constexpr int opposite[9] = {0, 3, 4, 1, 2, 7, 8, 5, 6};

/// Plane k of `from` and `to` is how much moves in direction k. Round at the edges; walls send
/// back.
DC_KERNEL void lattice_boltzmann(float relaxation, dc::view<const bool, 2> wall,
                                 dc::view<const float, 3> from, dc::view<float, 3> to) {
  DC_DOMAIN(wall.extent(0), wall.extent(1));
  DC_REQUIRES(from.extent(0) == 9 && from.extent(1) == wall.extent(0) &&
              from.extent(2) == wall.extent(1));
  DC_REQUIRES(to.extent(0) == 9 && to.extent(1) == wall.extent(0) &&
              to.extent(2) == wall.extent(1));
  auto [r, c] = dc::global_id<2>();
  const auto rows = wall.extent(0), columns = wall.extent(1);
  float f[9];
  for (int k = 0; k < 9; ++k) {
    f[k] =
        from(k, (r - directions[k].dr + rows) % rows, (c - directions[k].dc + columns) % columns);
  }
  if (wall(r, c)) {
    for (int k = 0; k < 9; ++k) {
      to(k, r, c) = f[opposite[k]];
    }
    return;
  }
  float density = 0, down = 0, right = 0;
  for (int k = 0; k < 9; ++k) {
    density += f[k];
    down += f[k] * static_cast<float>(directions[k].dr);
    right += f[k] * static_cast<float>(directions[k].dc);
  }
  down /= density;
  right /= density;
  const float speed = 1.5f * (down * down + right * right);
  for (int k = 0; k < 9; ++k) {
    const float along = 3 * (static_cast<float>(directions[k].dr) * down +
                             static_cast<float>(directions[k].dc) * right);
    const float rest = directions[k].weight * density * (1 + along + 0.5f * along * along - speed);
    to(k, r, c) = f[k] + relaxation * (rest - f[k]);
  }
}
