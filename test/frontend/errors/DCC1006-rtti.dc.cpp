// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Type information at run time.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

struct Base {
  virtual void f();
};
struct Derived : Base {};

static bool isDerived(Base &b) {
  // CHECK: [[@LINE+1]]:10: error: a kernel has no type information at run time [DCC1006]
  return dynamic_cast<Derived &>(b).f(), true;
}

DC_KERNEL void k(dc::span<int> x) {
  Derived d;
  x[0] = isDerived(d);
}
// CHECK: help: use templates and 'if constexpr'
