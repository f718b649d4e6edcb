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
