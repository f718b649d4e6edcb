// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A ray through a hierarchy of boxes: a stack in private memory instead of recursion, infinite
// reciprocals, triangles.
#include <dotcompute/kernel.h>

struct Boxes {
  dc::view<const float, 2> low, high; // a row for each node
  dc::span<const int> left; // the first child, whose sibling follows; a leaf has ~triangle
};

struct Ray {
  float from[3], along[3];
};

inline bool meetsBox(const Boxes &boxes, dc::index node, const Ray &ray, float nearest) {
  float begin = 0, end = nearest;
  for (int d = 0; d < 3; ++d) {
    const float inverse = 1 / ray.along[d];
    float a = (boxes.low(node, d) - ray.from[d]) * inverse,
          b = (boxes.high(node, d) - ray.from[d]) * inverse;
    // fmin and fmax skip the NaN of a ray that runs within a face.
    begin = dc::fmax(begin, dc::fmin(a, b));
    end = dc::fmin(end, dc::fmax(a, b));
  }
  return begin <= end;
}

struct Hit {
  float distance;
  int triangle;
};

/// How far the triangle is, or something negative.
inline float meetsTriangle(dc::view<const float, 2> corners, int triangle, const Ray &ray) {
  float e1[3], e2[3], s[3];
  for (int d = 0; d < 3; ++d) {
    e1[d] = corners(triangle, 3 + d) - corners(triangle, d);
    e2[d] = corners(triangle, 6 + d) - corners(triangle, d);
    s[d] = ray.from[d] - corners(triangle, d);
  }
  auto cross = [](const float (&a)[3], const float (&b)[3], float (&r)[3]) {
    for (int d = 0; d < 3; ++d) {
      r[d] = a[(d + 1) % 3] * b[(d + 2) % 3] - a[(d + 2) % 3] * b[(d + 1) % 3];
    }
  };
  auto dot = [](const float (&a)[3], const float (&b)[3]) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  };
  float p[3], q[3];
  cross(ray.along, e2, p);
  cross(s, e1, q);
  const float determinant = dot(e1, p);
  if (determinant == 0) {
    return -1;
  }
  const float u = dot(s, p) / determinant, v = dot(ray.along, q) / determinant;
  return u < 0 || v < 0 || u + v > 1 ? -1 : dot(e2, q) / determinant;
}

DC_KERNEL void ray_cast(Boxes boxes, dc::view<const float, 2> corners,
                        dc::view<const float, 2> rays, dc::span<int> triangle,
                        dc::span<float> distance) {
  DC_DOMAIN(triangle.size());
  DC_REQUIRES(corners.extent(1) == 9 && rays.extent(1) == 6);
  const auto i = dc::global_id();
  Ray ray;
  for (int d = 0; d < 3; ++d) {
    ray.from[d] = rays(i, d);
    ray.along[d] = rays(i, 3 + d);
  }
  Hit hit{__builtin_huge_valf(), -1};
  int stack[32], depth = 0;
  if (boxes.left.size() > 0) {
    stack[depth++] = 0;
  }
  while (depth > 0) {
    const int node = stack[--depth];
    if (!meetsBox(boxes, node, ray, hit.distance)) {
      continue;
    }
    const int child = boxes.left[node];
    if (child >= 0) {
      stack[depth++] = child;
      stack[depth++] = child + 1;
      continue;
    }
    if (float far = meetsTriangle(corners, ~child, ray); far >= 0 && far < hit.distance) {
      hit = {far, ~child};
    }
  }
  triangle[i] = hit.triangle;
  distance[i] = hit.distance;
}
