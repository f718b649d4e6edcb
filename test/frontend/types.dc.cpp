// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Every element type, with its signedness; bool is a byte in memory.
// RUN: %dcc --stop-after=frontend %s -o - | FileCheck %s
#include <dotcompute/kernel.h>

// CHECK-LABEL: dc.kernel @types(
// CHECK-SAME: memref<?xi8> {dc.name = "a", dc.type = "bool"}
// CHECK-SAME: memref<?xi8> {dc.name = "b", dc.type = "i8"}
// CHECK-SAME: memref<?xi8> {dc.name = "c", dc.type = "u8"}
// CHECK-SAME: memref<?xi16> {dc.name = "d", dc.type = "i16"}
// CHECK-SAME: memref<?xi16> {dc.name = "e", dc.type = "u16"}
// CHECK-SAME: i32 {dc.name = "f", dc.type = "i32"}
// CHECK-SAME: i32 {dc.name = "g", dc.type = "u32"}
// CHECK-SAME: i64 {dc.name = "h", dc.type = "i64"}
// CHECK-SAME: i64 {dc.name = "i", dc.type = "u64"}
// CHECK-SAME: f64 {dc.name = "j", dc.type = "f64"}
// CHECK-SAME: i1 {dc.name = "k", dc.type = "bool"}
// CHECK-SAME: i8 {dc.name = "l", dc.type = "u8"}
// CHECK: %[[BYTE:.*]] = memref.load %{{.*}} : memref<?xi8>
// CHECK-NEXT: %[[ZERO:.*]] = arith.constant 0 : i8
// CHECK-NEXT: arith.cmpi ne, %[[BYTE]], %[[ZERO]] : i8
// CHECK: arith.extui %{{.*}} : i1 to i8
// CHECK: memref.store %{{.*}} : memref<?xi8>
enum class Mode : unsigned char { off, on };
DC_KERNEL void types(dc::span<bool> a, dc::span<signed char> b, dc::span<unsigned char> c, dc::span<short> d,
                     dc::span<unsigned short> e, int f, unsigned g, long h, unsigned long i, double j, bool k, Mode l) {
  a[1] = a[0];
}
