// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels that say who ran them, for domains of every shape.
#ifndef DOTCOMPUTE_TEST_E2E_KERNELS_SHAPES
#define DOTCOMPUTE_TEST_E2E_KERNELS_SHAPES
#include <dotcompute/kernel.h>

/// An element that two threads run, or none, is not what it should be.
DC_KERNEL void visit_2d(dc::view<long, 2> visits) {
  DC_DOMAIN(visits.extent(0), visits.extent(1));
  auto [r, c] = dc::global_id<2>();
  visits(r, c) += r * 1000003 + c + 1;
}

DC_KERNEL void visit_3d(dc::view<long, 3> visits) {
  DC_DOMAIN(visits.extent(0), visits.extent(1), visits.extent(2));
  auto [p, r, c] = dc::global_id<3>();
  visits(p, r, c) += (p * 1000003 + r) * 1009 + c + 1;
}

/// With a loop, threads run one element each.
DC_KERNEL void visit_in_loop_2d(int n, dc::view<int, 2> visits) {
  DC_DOMAIN(visits.extent(0), visits.extent(1));
  auto [r, c] = dc::global_id<2>();
  for (int i = 0; i < n; ++i) {
    visits(r, c) += static_cast<int>(r * 7 + c + i);
  }
}

DC_KERNEL void visit_in_loop_3d(int n, dc::view<int, 3> visits) {
  DC_DOMAIN(visits.extent(0), visits.extent(1), visits.extent(2));
  auto [p, r, c] = dc::global_id<3>();
  for (int i = 0; i < n; ++i) {
    visits(p, r, c) += static_cast<int>(p * 31 + r * 7 + c + i);
  }
}

/// An array that need not reach over the domain: each access has a guard.
DC_KERNEL void copy_if(bool wanted, dc::view<const int, 2> in, dc::view<int, 2> out) {
  DC_DOMAIN(out.extent(0), out.extent(1));
  auto [r, c] = dc::global_id<2>();
  int value = -1;
  if (wanted) {
    value = in(r, c);
  }
  out(r, c) = value;
}

DC_KERNEL void refuse_2d(dc::index row, dc::index column, dc::view<int, 2> out) {
  DC_DOMAIN(out.extent(0), out.extent(1));
  auto [r, c] = dc::global_id<2>();
  DC_ASSERT(r != row || c != column);
  out(r, c) = 1;
}

DC_KERNEL void refuse_3d(dc::index plane, dc::index row, dc::index column, dc::view<int, 3> out) {
  DC_DOMAIN(out.extent(0), out.extent(1), out.extent(2));
  auto [p, r, c] = dc::global_id<3>();
  DC_ASSERT(p != plane || r != row || c != column);
  out(p, r, c) = 1;
}

#endif
