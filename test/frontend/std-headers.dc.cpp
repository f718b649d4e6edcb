// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The standard headers that kernels have.
// RUN: %dcc --stop-after=frontend %s -o - | FileCheck %s
#include <dotcompute/kernel.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>
#include <type_traits>
#include <utility>

template <std::integral T>
static T distance(T x) { return std::numeric_limits<T>::max() - x; }

// CHECK-LABEL: dc.kernel @k
// CHECK: math.sqrt
// CHECK: arith.bitcast %{{.*}} : f32 to i32
DC_KERNEL void k(dc::span<float> x, dc::span<std::uint32_t> u) {
  std::array<float, 4> a{1, 2, 3};
  a.fill(std::sqrt(x[0]));
  a[1] += std::numbers::pi_v<float>;
  std::swap(a[0], a[2]);
  constexpr std::array table{1u, 2u, 3u};
  const auto [first, second, third] = table;
  auto &[a0, a1, a2, a3] = a;
  a3 += a0;
  u[8] = first + second + std::get<2>(table) + third;
  std::pair<int, float> p{3, 4.f};
  auto [q, r] = p;
  u[0] = std::bit_cast<std::uint32_t>(a[2]) + distance(u[1]) + table[u[2] & 1] + static_cast<unsigned>(std::min(q, 7));
  u[1] = static_cast<unsigned>(std::popcount(u[2]) + std::countl_zero(u[3])) + std::rotl(u[4], 3);
  static_assert(std::bit_ceil(5u) == 8 && std::bit_ceil(0u) == 1 && std::bit_ceil(8u) == 8 && std::bit_floor(5u) == 4 && std::bit_floor(0u) == 0);
  u[5] = std::bit_ceil(u[6]) + std::bit_floor(u[7]) + (std::signbit(x[2]) ? 1u : 2u);
  x[3] = std::nearbyint(x[4]);
  x[1] = std::clamp(a[3], 0.f, 1.f) + std::move(a[0]) + r + std::numeric_limits<float>::infinity();
}
