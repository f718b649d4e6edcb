// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A particle step over a structure of arrays: spans in a struct that is passed on by reference,
// nested structs, while, compound conditions.
#include <dotcompute/kernel.h>

struct Box {
  float left, bottom, right, top;
};

struct Settings {
  Box box;
  float dt, gravity, bounce;
};

struct Particles {
  dc::span<float> x, y, vx, vy;
  dc::span<int> hits;
};

/// One coordinate off the walls; how many walls it has met.
inline int reflect(float &position, float &speed, float low, float high, float bounce) {
  int hits = 0;
  while ((position < low || position > high) && hits < 8) {
    position = position < low ? low + (low - position) * bounce : high - (position - high) * bounce;
    speed = -speed * bounce;
    ++hits;
  }
  return hits;
}

inline void step(const Particles &p, dc::index i, const Settings &s) {
  float vx = p.vx[i], vy = p.vy[i] + s.gravity * s.dt;
  float x = p.x[i] + vx * s.dt, y = p.y[i] + vy * s.dt;
  const int hits = reflect(x, vx, s.box.left, s.box.right, s.bounce) +
                   reflect(y, vy, s.box.bottom, s.box.top, s.bounce);
  p.x[i] = x;
  p.y[i] = y;
  p.vx[i] = vx;
  p.vy[i] = vy;
  if (hits) {
    p.hits[i] += hits;
  }
}

DC_KERNEL void particles(Particles p, Settings settings) {
  DC_DOMAIN(p.x.size());
  step(p, dc::global_id(), settings);
}
