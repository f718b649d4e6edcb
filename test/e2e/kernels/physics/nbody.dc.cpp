// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Gravity among all bodies, by tiles in shared memory: a vector type with operators, a structure of
// arrays, barriers in a loop.
#include <dotcompute/kernel.h>

struct Vec3 {
  float x, y, z;

  friend Vec3 operator+(Vec3 a, Vec3 b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
  friend Vec3 operator-(Vec3 a, Vec3 b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
  friend Vec3 operator*(float s, Vec3 a) { return {s * a.x, s * a.y, s * a.z}; }
  Vec3 &operator+=(const Vec3 &other) { return *this = *this + other; }
  float dot(const Vec3 &other) const { return x * other.x + y * other.y + z * other.z; }
};

struct Bodies {
  dc::span<const float> x, y, z, mass;

  Vec3 position(dc::index i) const { return {x[i], y[i], z[i]}; }
};

struct Accelerations {
  dc::span<float> x, y, z;
};

constexpr int tile = 64;

DC_KERNEL void nbody(Bodies bodies, float softening, Accelerations out) {
  DC_BLOCK(tile);
  DC_GRID((out.x.size() + tile - 1) / tile);
  DC_SHARED Vec3 positions[tile];
  DC_SHARED float masses[tile];
  const dc::index i = dc::global_id(), t = dc::thread_id(), n = bodies.x.size();
  const Vec3 mine = i < n ? bodies.position(i) : Vec3{0, 0, 0};
  Vec3 sum{};
  for (dc::index first = 0; first < n; first += tile) {
    const dc::index from = first + t;
    positions[t] = from < n ? bodies.position(from) : Vec3{};
    masses[t] = from < n ? bodies.mass[from] : 0;
    dc::barrier();
    for (int k = 0; k < tile; ++k) {
      const Vec3 away = positions[k] - mine;
      const float inverse = 1 / dc::sqrt(away.dot(away) + softening * softening);
      sum += masses[k] * (inverse * inverse * inverse) * away;
    }
    dc::barrier();
  }
  if (i < n) {
    out.x[i] = sum.x;
    out.y[i] = sum.y;
    out.z[i] = sum.z;
  }
}
