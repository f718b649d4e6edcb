// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// DC_TUNE: a kernel for each combination of values, the first ones under the kernel's own name.
// RUN: %dcc --stop-after=frontend %s -o - | FileCheck %s
// RUN: %dcc --stop-after=frontend - -o - < %s | FileCheck %s
// RUN: %dcc --stop-after=frontend %s -o - | grep -c "dc.kernel @" | FileCheck %s --check-prefix=COUNT
// COUNT: 10
#include <dotcompute/kernel.h>

// CHECK:      dc.kernel @sum(
// CHECK-SAME:   block = array<i64: 64>
// CHECK-SAME:   dc.tuned = [{name = "B", value = 64 : i64, values = array<i64: 64, 128>}, {name = "T", value = 1 : i64, values = array<i64: 1, 4>}]
// CHECK-NOT:    dc.variant_of
// CHECK:        dc.shared "part" : memref<64xi32
DC_KERNEL void sum(dc::span<int> x) {
  DC_TUNE(B, 64, 128);
  DC_TUNE(T, 1, 4);
  DC_BLOCK(B * T);
  DC_SHARED int part[B];
  part[dc::thread_id() % B] = static_cast<int>(B + T);
  x[0] = part[0];
}

template <int N> DC_KERNEL void scale(dc::span<int> x) {
  DC_TUNE(F, N, N + 1, N + 2);
  DC_DOMAIN(x.size());
  x[dc::global_id()] *= static_cast<int>(F);
}
// CHECK: dc.kernel @"scale<7>"(
template void scale<7>(dc::span<int>);
// CHECK: dc.kernel @"scale<2>"(
template void scale<2>(dc::span<int>);

// CHECK:      dc.kernel @"sum[B=64,T=4]"(
// CHECK-SAME:   block = array<i64: 256>
// CHECK-SAME:   dc.variant_of = "sum"
// CHECK:      dc.kernel @"scale<7>[F=8]"(
// CHECK-SAME:   dc.variant_of = "scale<7>"
// CHECK:        arith.constant 8 : i64
// CHECK:      dc.kernel @"scale<2>[F=3]"(
// CHECK:      dc.kernel @"sum[B=128,T=1]"(
// CHECK-SAME:   value = 128
// CHECK:        dc.shared "part" : memref<128xi32
// CHECK:      dc.kernel @"scale<7>[F=9]"(
// CHECK:      dc.kernel @"scale<2>[F=4]"(
// CHECK:      dc.kernel @"sum[B=128,T=4]"(
