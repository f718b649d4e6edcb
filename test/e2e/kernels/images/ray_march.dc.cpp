// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A scene of distances, marched along a ray per pixel: combinators of lambdas, operators on
// vectors, a loop with several ways out.
#include <dotcompute/kernel.h>

struct Vec {
  float x = 0, y = 0, z = 0;

  constexpr Vec operator+(const Vec &o) const { return {x + o.x, y + o.y, z + o.z}; }
  constexpr Vec operator-(const Vec &o) const { return {x - o.x, y - o.y, z - o.z}; }
  constexpr Vec operator*(float s) const { return {x * s, y * s, z * s}; }
  constexpr Vec operator-() const { return *this * -1; }
  constexpr float dot(const Vec &o) const { return x * o.x + y * o.y + z * o.z; }
  float length() const { return dc::sqrt(dot(*this)); }
  Vec normalised() const { return *this * (1 / length()); }
};

inline auto sphere(Vec centre, float radius) {
  return [=](const Vec &p) { return (p - centre).length() - radius; };
}
inline auto floorAt(float height) {
  return [=](const Vec &p) { return p.y - height; };
}
template <class A, class B> auto either(A a, B b) {
  return [=](const Vec &p) { return dc::fmin(a(p), b(p)); };
}
template <class A, class B> auto without(A a, B b) {
  return [=](const Vec &p) { return dc::fmax(a(p), -b(p)); };
}

/// Steps until something is near, or nothing is; how far.
template <class Scene>
float march(const Scene &scene, const Vec &from, const Vec &along, float limit, int &steps) {
  float far = 0;
  for (steps = 0; steps < 64; ++steps) {
    const float near = scene(from + along * far);
    if (near < 0.001f) {
      return far;
    }
    far += near;
    if (far > limit) {
      break;
    }
  }
  return -1;
}

DC_KERNEL void ray_march(Vec eye, dc::view<float, 2> brightness, dc::view<int, 2> steps) {
  DC_DOMAIN(brightness.extent(0), brightness.extent(1));
  auto [r, c] = dc::global_id<2>();
  const auto scene =
      either(without(sphere({0, 0, 4}, 1.5f), sphere({0, 0.5f, 2.5f}, 1)), floorAt(-1.5f));
  const float height = static_cast<float>(brightness.extent(0)),
              width = static_cast<float>(brightness.extent(1));
  const Vec along = Vec{(static_cast<float>(c) + 0.5f - width / 2) / height,
                        0.5f - (static_cast<float>(r) + 0.5f) / height, 1}
                        .normalised();
  int count;
  const float far = march(scene, eye, along, 30, count);
  steps(r, c) = count;
  if (far < 0) {
    brightness(r, c) = 0;
    return;
  }
  const Vec hit = eye + along * far;
  constexpr float e = 0.01f;
  const Vec normal = Vec{scene(hit + Vec{e, 0, 0}) - scene(hit - Vec{e, 0, 0}),
                         scene(hit + Vec{0, e, 0}) - scene(hit - Vec{0, e, 0}),
                         scene(hit + Vec{0, 0, e}) - scene(hit - Vec{0, 0, e})}
                         .normalised();
  const Vec light = Vec{-1, 2, -1}.normalised();
  const bool shaded = march(scene, hit + normal * 0.05f, light, 20, count) >= 0;
  brightness(r, c) = 0.1f + (shaded ? 0 : 0.9f * dc::fmax(0.f, normal.dot(light)));
}
