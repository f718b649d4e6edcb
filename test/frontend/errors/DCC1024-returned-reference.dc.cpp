// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is returned by name needs one return, or is the same everywhere.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

// CHECK: [[@LINE+1]]:13: error: a function that returns 'int &' must have one return, as its last statement, or return the same parameter or *this from everywhere [DCC1024]
static int &pick(int &a, int &b, bool first) {
  if (first) {
    return a;
  }
  return b;
}

// A local name may be of something that is computed on one way alone.
// CHECK: [[@LINE+1]]:13: error: a function that returns 'int &' must have one return
static int &local(int &a, bool first) {
  int &r = a;
  if (first) {
    return r;
  }
  return r;
}

struct Two {
  int a[2];
  // CHECK-DAG: [[@LINE+1]]:8: error: a function that returns 'int &' must have one return
  int &pick(bool first) {
    if (first) {
      return a[0];
    }
    return a[0];
  }
  // CHECK-DAG: [[@LINE+1]]:8: error: a function that returns 'Two &' must have one return
  Two &other(Two &two, bool first) {
    if (first) {
      return two;
    }
    return *this;
  }
};

DC_KERNEL void k(dc::span<int> x) {
  pick(x[0], x[1], x[2] > 0) = 3;
  local(x[0], x[1] > 0) = 3;
  Two two{}, three{};
  two.other(three, x[3] > 1).pick(x[2] > 0) = 3;
}
