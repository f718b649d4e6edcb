// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// a * b + c within one expression is one operation, unless it is switched off.
// RUN: %dcc --stop-after=frontend %s -o - | FileCheck %s --check-prefixes=CHECK,ON
// RUN: %dcc --stop-after=frontend -ffp-contract=off %s -o - | FileCheck %s --check-prefixes=CHECK,OFF
#include <dotcompute/kernel.h>

// CHECK-LABEL: dc.kernel @k
// ON: %[[A:.*]] = dc.muladd
// ON: arith.negf
// ON: dc.muladd
// ON: arith.negf
// ON: dc.muladd
// ON: arith.mulf
// ON: memref.store
// ON: arith.addf
// ON-NOT: dc.muladd
// OFF-NOT: dc.muladd
DC_KERNEL void k(dc::span<float> x, float a, float b, float c) {
  x[0] = a * b + c;
  x[1] = c - a * b;
  x[2] = a * b - c;
  float product = a * b;
  x[3] = product + c;
}

struct Matrix {
  float elements[2][2];
  float &operator()(int r, int c) { return elements[r][c]; }
};

inline float multiply(float a, float b) { return a * b; }

// What opens blocks in the other operand - a call that returns a reference, a choice - is within the expression; what a function
// returns is not.
// CHECK-LABEL: dc.kernel @calls
// ON-NOT: arith.mulf
// ON: dc.muladd
// ON-NOT: arith.mulf
// ON: dc.muladd
// ON: arith.mulf
// ON-NOT: dc.muladd
// ON: arith.addf
DC_KERNEL void calls(dc::span<float> x, float a, float b, float c) {
  Matrix m{{{1, a}, {b, c}}};
  for (int r = 0; r < 2; ++r) {
    m(r, 1) -= a * m(r, 0);
  }
  x[0] = a * b + (a > c ? m(0, 1) : m(1, 1));
  x[1] = multiply(a, b) + c;
}
