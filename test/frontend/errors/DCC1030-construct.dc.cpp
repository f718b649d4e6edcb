// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Whatever else the language does not have.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

struct Range {
  struct It {
    int v;
    int operator*() const { return v; }
    It &operator++() {
      ++v;
      return *this;
    }
    bool operator!=(It o) const { return v != o.v; }
  };
  It begin() const { return {0}; }
  It end() const { return {3}; }
};

DC_KERNEL void k(dc::span<int> x) {
  // CHECK: [[@LINE+1]]:16: error: a range-based for loop over 'Range' cannot be used in a kernel [DCC1030]
  for (int v : Range()) {
    x[v] = 1;
  }
}
