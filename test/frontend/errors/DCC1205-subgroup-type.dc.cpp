// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What subgroups can combine and exchange. Without a block there are none.
// RUN: not %dcc --stop-after=frontend %s -o - 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

enum class Colour { Red, Green };
struct Pair {
  int a, b;
};

DC_KERNEL void types(dc::span<int> x) {
  DC_BLOCK(64);
  // CHECK: [[@LINE+1]]:27: error: dc::subgroup_sum takes integers and floats, got a value of type 'bool' [DCC1205]
  x[0] = dc::subgroup_sum(x[1] > 0);
  // CHECK: help: convert it, as in 'static_cast<int>(x)'
  // CHECK: error: dc::shuffle takes bool, integers and floats, got a value of type 'Colour' [DCC1205]
  x[1] = static_cast<int>(dc::shuffle(Colour::Red, 1));
  Pair p{1, 2};
  // CHECK: error: dc::shuffle_up takes bool, integers and floats, got a value of type 'Pair' [DCC1205]
  Pair q = dc::shuffle_up(p, 1);
  // CHECK: help: exchange one member at a time
  x[2] = q.a;
}

DC_KERNEL void no_block(dc::span<int> x) {
  DC_DOMAIN(x.size());
  // CHECK: error: dc::subgroup_sum() needs a block, but this kernel has no DC_BLOCK [DCC1070]
  x[dc::global_id()] = dc::subgroup_sum(1);
}
