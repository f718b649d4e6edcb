// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which of several arrays an index chooses is known when the kernel is compiled.
// RUN: not %dcc --stop-after=frontend %s -o - 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

#include <array>

struct Planes {
  dc::span<float> plane[3];
};

template <int I> static float first(const Planes &p) { return p.plane[I][0]; }

DC_KERNEL void k(Planes p, std::array<dc::span<float>, 2> a, int n) {
  // CHECK: [[@LINE+1]]:3: error: expected a constant index from 0 to 2 into an array of arrays, got 'n' [DCC1290]
  p.plane[n][0] = 1;
  // CHECK: [[@LINE+1]]:3: error: expected a constant index from 0 to 1 into an array of arrays, got 'n + 1' [DCC1290]
  a[n + 1][0] = 1;
  // CHECK: [[@LINE+1]]:3: error: expected a constant index from 0 to 1 into an array of arrays, got 2 [DCC1290]
  a[2][0] = 1;
  constexpr int last = 2;
  p.plane[last][0] = first<1>(p);
}
// CHECK: help: which array an access meets is known when it is compiled: use a literal, a constexpr, a template argument or a range-based for loop, which is unrolled
