// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels with blocks: launch rules, ids, barriers and shared memory in Kernel IR.
// RUN: %dcc --stop-after=frontend %s -o - | FileCheck %s
#include <dotcompute/kernel.h>

// The block's sizes are the kernel's; the grid is computed by the launcher.
// CHECK-LABEL: dc.kernel @ids
// CHECK-SAME:    attributes {block = array<i64: 64>, rank = 1 : i64}
// CHECK:       dc.shared "s" : memref<64xi32, #gpu.address_space<workgroup>>
// CHECK:       dc.grid %{{.*}}
// CHECK:       dc.thread_id 0
// CHECK:       dc.block_id 0
// CHECK:       dc.grid_size 0
// CHECK:       arith.constant 64 : i64
// CHECK:       dc.global_id 0
// CHECK:       dc.barrier
DC_KERNEL void ids(dc::span<int> x) {
  DC_BLOCK(64);
  DC_GRID(x.size() / 64);
  DC_SHARED int s[64];
  auto t = dc::thread_id();
  s[t] = static_cast<int>(dc::block_id() + dc::grid_dim() + dc::block_dim());
  auto i = dc::global_id();
  dc::barrier();
  x[i] = s[t];
}

// In any order; DC_GRID may be left to the caller. A block's extents may be named and computed.
// CHECK-LABEL: dc.kernel @rank_two
// CHECK-SAME:    block = array<i64: 4, 16>, rank = 2
// CHECK:       dc.grid %{{.*}}, %{{.*}}
// CHECK:       dc.requires %{{.*}}, "n >= dc::grid_dim(0) * dc::block_dim(1)" written
constexpr int rows = 4;
DC_KERNEL void rank_two(dc::view<float, 2> x, dc::index n) {
  DC_GRID(x.extent(0), x.extent(1));
  DC_BLOCK(rows, rows * rows);
  DC_REQUIRES(n >= dc::grid_dim(0) * dc::block_dim(1));
  // CHECK: dc.thread_id 0
  // CHECK: dc.thread_id 1
  auto [r, c] = dc::thread_id<2>();
  // CHECK: dc.block_id 1
  auto b = dc::block_id(1);
  // linear_thread_id: the last dimension is fastest.
  // CHECK: %[[T:.*]] = dc.thread_id 0
  // CHECK: %[[SIZE:.*]] = arith.constant 16 : i64
  // CHECK: %[[ROW:.*]] = arith.muli %[[T]], %[[SIZE]]
  // CHECK: %[[U:.*]] = dc.thread_id 1
  // CHECK: arith.addi %[[ROW]], %[[U]]
  auto t = dc::linear_thread_id();
  x(r, c) = static_cast<float>(b + t);
}

struct Pair {
  float key;
  int from[2];
};

inline void meet() { dc::barrier(); }
inline void put(Pair (&items)[8], dc::index t) { items[t].from[1] = 3; }

// A struct has an array for each field; a scalar is an array of one element; a function gets shared memory by reference and may hold a
// barrier. Constant expressions of templates are block sizes.
// CHECK-LABEL: dc.kernel @"shared<8>"
// CHECK-SAME:    block = array<i64: 8>
// CHECK-DAG:   dc.shared "items.key" : memref<8xf32, #gpu.address_space<workgroup>>
// CHECK-DAG:   %[[FROM:.*]] = dc.shared "items.from" : memref<8x2xi32, #gpu.address_space<workgroup>>
// CHECK-DAG:   dc.shared "seen" : memref<1xi8, #gpu.address_space<workgroup>>
// CHECK:       memref.store %{{.*}}, %[[FROM]][%{{.*}}, %{{.*}}]
// CHECK:       dc.barrier
// CHECK-NOT:   dc.grid
// CHECK:       dc.return
template <int N> DC_KERNEL void shared(dc::span<int> x) {
  DC_BLOCK(N);
  DC_SHARED Pair items[N];
  DC_SHARED bool seen;
  seen = true;
  put(items, dc::thread_id());
  meet();
  x[dc::global_id()] = seen ? items[0].from[1] : 0;
}
template void shared<8>(dc::span<int>);
