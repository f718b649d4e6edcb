// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arrays of structs: particles with nested structs, arrays inside structs, mixed sizes, atomics on fields, views, and blocks.
#include <dotcompute/kernel.h>

#include <cstdint>

namespace records {

struct Vec3 {
  float x, y, z;

  Vec3 operator+(const Vec3 &o) const { return {x + o.x, y + o.y, z + o.z}; }
  Vec3 operator*(float s) const { return {x * s, y * s, z * s}; }
  Vec3 &operator+=(const Vec3 &o) {
    x += o.x;
    y += o.y;
    z += o.z;
    return *this;
  }
  float dot(const Vec3 &o) const { return x * o.x + y * o.y + z * o.z; }
};

enum class Kind : std::uint8_t { Free, Fixed };

struct Particle {
  Vec3 pos;
  Vec3 vel;
  Kind kind;
  bool alive;
  std::int16_t hits;
  double mass;

  void move(float dt) { pos += vel * dt; }
};

struct Base {
  std::int8_t tag;
};
/// A base, an array of scalars, an array of structs with an array, a 16-bit float.
struct Cell : Base {
  std::int32_t w[4];
  struct Link {
    std::uint16_t to;
    std::uint64_t weight[2];
  } links[3];
  dc::f16 h;
};

struct Pixel {
  std::uint8_t r, g, b;
};

struct alignas(16) Float4 {
  float x, y, z, w;
};

struct Node {
  std::uint32_t count;
  std::int64_t total;
};

} // namespace records

/// Copies the element, calls a member, stores it back.
DC_KERNEL void step(dc::span<records::Particle> p, float dt) {
  DC_DOMAIN(p.size());
  auto i = dc::global_id();
  records::Particle q = p[i];
  if (q.alive && q.kind == records::Kind::Free) {
    q.move(dt);
    q.hits += 1;
  }
  p[i] = q;
}

/// The element itself as *this, through a reference, one field at a time.
DC_KERNEL void step_in_place(dc::span<records::Particle> p, float dt) {
  DC_DOMAIN(p.size());
  auto &q = p[dc::global_id()];
  if (!q.alive || q.kind != records::Kind::Free) {
    return;
  }
  q.move(dt);
  q.hits++;
}

/// Reads neighbours: every access is guarded.
DC_KERNEL void gather(dc::span<const records::Particle> p, dc::span<const int> index, dc::span<records::Particle> out) {
  DC_DOMAIN(index.size());
  auto i = dc::global_id();
  out[i] = p[index[i]];
  out[i].mass = 2 * p[index[i]].mass;
}

DC_KERNEL void cells(dc::span<const records::Cell> in, dc::span<records::Cell> out) {
  DC_DOMAIN(in.size());
  auto i = dc::global_id();
  records::Cell c = in[i];
  int sum = c.tag;
  for (int k = 0; k < 4; ++k) {
    sum += in[i].w[k];
  }
  for (auto &link : c.links) {
    link.weight[link.to & 1] += static_cast<std::uint64_t>(sum);
  }
  out[i] = c;
  out[i].w[i & 3] = sum;
  out[i].h = dc::f16(static_cast<float>(c.h) * 2);
}

/// A field's array at an index that may be anything.
DC_KERNEL void inner_index(dc::span<const records::Cell> in, dc::span<const int> k, dc::span<int> out) {
  DC_DOMAIN(in.size());
  auto i = dc::global_id();
  out[i] = in[i].w[k[i]];
}

DC_KERNEL void grey(dc::view<const records::Pixel, 2> in, dc::view<records::Pixel, 2> out) {
  DC_DOMAIN(out.extent(0), out.extent(1));
  auto [r, c] = dc::global_id<2>();
  auto [red, green, blue] = in(r, c);
  auto y = static_cast<std::uint8_t>((red * 77 + green * 150 + blue * 29) >> 8);
  out(r, c) = {y, y, y};
}

DC_KERNEL void scale4(dc::span<records::Float4> v, float s) {
  DC_DOMAIN(v.size());
  auto &e = v[dc::global_id()];
  e = {e.x * s, e.y * s, e.z * s, e.w * s};
}

DC_KERNEL void count(dc::span<const int> bin, dc::span<records::Node> nodes) {
  DC_DOMAIN(bin.size());
  auto i = dc::global_id();
  auto &node = nodes[bin[i]];
  dc::atomic_add(node.count, 1u);
  dc::atomic_add(node.total, static_cast<std::int64_t>(i));
}

/// A structure of arrays, one of them of structs.
struct World {
  dc::span<const records::Vec3> force;
  dc::span<records::Particle> p;
  float dt;
};

DC_KERNEL void push(World w) {
  DC_DOMAIN(w.p.size());
  auto i = dc::global_id();
  w.p[i].vel += w.force[i] * w.dt;
}

/// 8-bit floats: out of memory and into it.
DC_KERNEL void widen_8(dc::span<const dc::f8e4m3> a, dc::span<const dc::f8e5m2> b, dc::span<float> x, dc::span<float> y) {
  DC_DOMAIN(a.size());
  auto i = dc::global_id();
  x[i] = a[i];
  y[i] = b[i];
}

DC_KERNEL void narrow_8(dc::span<const float> x, dc::f8e4m3 scale, dc::span<dc::f8e4m3> a, dc::span<dc::f8e5m2> b) {
  DC_DOMAIN(x.size());
  auto i = dc::global_id();
  a[i] = dc::f8e4m3(x[i] * scale);
  b[i] = dc::f8e5m2(x[i] * scale);
}

/// A block's particles in shared memory: all pairs of a block.
DC_KERNEL void pairs(dc::span<const records::Vec3> at, dc::span<records::Vec3> out) {
  DC_BLOCK(64);
  DC_GRID((at.size() + 63) / 64);
  DC_SHARED records::Vec3 tile[64];
  auto t = dc::thread_id();
  auto i = dc::global_id();
  tile[t] = i < at.size() ? at[i] : records::Vec3{0, 0, 0};
  dc::barrier();
  records::Vec3 sum{0, 0, 0};
  for (int k = 0; k < 64; ++k) {
    sum += tile[k] * tile[k].dot(tile[t]);
  }
  if (i < out.size()) {
    out[i] = sum;
  }
}
