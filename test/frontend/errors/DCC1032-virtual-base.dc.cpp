// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Virtual bases.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

struct Base {
  int v;
};
struct Derived : virtual Base {};

DC_KERNEL void k(dc::span<int> x) {
  // CHECK: [[@LINE+1]]:3: error: 'Derived' has a virtual base [DCC1032]
  Derived d;
  x[0] = d.v;
}
// CHECK: help: use ordinary bases or members
