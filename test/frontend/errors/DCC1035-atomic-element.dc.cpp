// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Atomics of what no other thread can see, or nobody may change.
// RUN: not %dcc --stop-after=frontend %s -o /dev/null 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

DC_KERNEL void k(dc::span<int> x, dc::span<const int> y) {
  int local = 0;
  // CHECK: [[@LINE+2]]:18: error: dc::atomic_add takes an element of an array argument, got 'local', which only this thread can see [DCC1035]
  // CHECK: atomics are for elements that other threads can see
  dc::atomic_add(local, 1);
  int part[4] = {};
  // CHECK: [[@LINE+1]]:23: error: dc::atomic_exchange takes an element of an array argument, got 'part[1]', which only this thread can see [DCC1035]
  dc::atomic_exchange(part[1], 1);
  // CHECK: [[@LINE+1]]:20: error: dc::atomic_store takes an element of an array argument, got 'y[0]', which is const [DCC1035]
  dc::atomic_store(y[0], 1);
  x[0] = dc::atomic_load(y[0]);
}
