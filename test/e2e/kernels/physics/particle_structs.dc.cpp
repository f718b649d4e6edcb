// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A particle step over an array of structures: elements copied and assigned, member functions, nested
// structs and arrays in them, fields in place.
#include <dotcompute/kernel.h>

struct Vec3 {
  float v[3];

  float dot(const Vec3 &other) const {
    float sum = 0;
    for (int k = 0; k < 3; ++k) {
      sum += v[k] * other.v[k];
    }
    return sum;
  }
};

struct Body {
  Vec3 place, speed;
  float mass;
  int bounces;

  void move(float dt) {
    for (int k = 0; k < 3; ++k) {
      place.v[k] += speed.v[k] * dt;
    }
  }
};

DC_KERNEL void step_bodies(dc::span<Body> bodies, float dt, float floor) {
  DC_DOMAIN(bodies.size());
  const auto i = dc::global_id();
  Body b = bodies[i];
  b.speed.v[1] -= 9.75f * dt;
  b.move(dt);
  if (b.place.v[1] < floor) {
    b.place.v[1] = 2 * floor - b.place.v[1];
    b.speed.v[1] = -0.5f * b.speed.v[1];
    ++b.bounces;
  }
  bodies[i] = b;
}

DC_KERNEL void kinetic_energy(dc::span<const Body> bodies, dc::span<float> energy) {
  DC_DOMAIN(energy.size());
  const auto i = dc::global_id();
  const Body &b = bodies[i];
  energy[i] = 0.5f * b.mass * b.speed.dot(b.speed);
}
