// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Virtual functions.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

struct Shape {
  virtual int area() const { return 0; }
};

DC_KERNEL void k(dc::span<int> x) {
  // CHECK: [[@LINE+1]]:3: error: a function of 'Shape' is virtual; a kernel cannot call functions or use bases that are found at run time [DCC1004]
  Shape shape;
  // CHECK: [[@LINE+1]]:10: error: 'Shape::area' is virtual; {{.*}} [DCC1004]
  x[0] = shape.area();
}
// CHECK: help: use a template parameter or a lambda instead
