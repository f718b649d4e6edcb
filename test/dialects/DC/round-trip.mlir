// Every DC operation prints what it parses, in its own form and in the generic one, and survives bytecode.
// RUN: %dc-opt %s | FileCheck %s
// RUN: %dc-opt %s | %dc-opt | FileCheck %s
// RUN: %dc-opt %s --mlir-print-op-generic | %dc-opt | FileCheck %s
// RUN: %dc-opt %s --emit-bytecode | %dc-opt | FileCheck %s
// RUN: %dc-opt %s > %t.text && %dc-opt %s --emit-bytecode | %dc-opt > %t.bytecode && cmp %t.text %t.bytecode

// CHECK-LABEL: dc.kernel @"vis::scale<float>"
// CHECK-SAME:  (%{{.*}}: f32 {dc.name = "a", dc.type = "f32"}, %{{.*}}: memref<?xf32> {dc.name = "x", dc.read_only, dc.type = "f32"})
// CHECK-SAME:  attributes {rank = 1 : i64} {
dc.kernel @"vis::scale<float>"(%a: f32 {dc.name = "a", dc.type = "f32"},
                               %x: memref<?xf32> {dc.name = "x", dc.type = "f32", dc.read_only})
    attributes {rank = 1 : i64} {
  %c0 = arith.constant 0 : index
  %n = memref.dim %x, %c0 : memref<?xf32>
  %n64 = arith.index_cast %n : index to i64
  // CHECK: dc.domain %[[N:.*]]
  dc.domain %n64
  %zero = arith.constant 0 : i64
  %ok = arith.cmpi sge, %n64, %zero : i64
  // CHECK: dc.requires %[[OK:.*]], "x.size() >= 0" written
  dc.requires %ok, "x.size() >= 0" written
  // CHECK: dc.requires %[[OK]], "x.size() >= domain" inferred
  dc.requires %ok, "x.size() >= domain" inferred
  // CHECK: dc.ensures %[[OK]], "a \22quoted\22 text"
  dc.ensures %ok, "a \"quoted\" text"
  // CHECK: dc.trust %[[OK]], "trusted"
  dc.trust %ok, "trusted"
  // CHECK: %[[I:.*]] = dc.global_id 0
  %i = dc.global_id 0
  // CHECK: %[[D:.*]] = dc.domain_size 0
  %d = dc.domain_size 0
  // CHECK: dc.assert %[[OK]], "i < n"
  dc.assert %ok, "i < n"
  // CHECK: %[[IN:.*]] = dc.guard %[[I]] < %[[N]]
  %in = dc.guard %i < %n64
  // CHECK: dc.fault %[[IN]], bounds 0 "x[i]" [%[[I]] of %[[N]]]
  dc.fault %in, bounds 0 "x[i]" [%i of %n64]
  // CHECK: dc.fault %[[IN]], division 1 "a / b"
  dc.fault %in, division 1 "a / b"
  // CHECK: dc.fault %[[IN]], assertion 2 "ok" {test.kept}
  dc.fault %in, assertion 2 "ok" {test.kept}
  // CHECK: dc.fault %[[IN]], loop_bound 3 "DC_BOUND(n)"
  dc.fault %in, loop_bound 3 "DC_BOUND(n)"
  // CHECK: dc.faulted
  %dead = dc.faulted
  // CHECK: dc.return
  dc.return
}

// Every element type; a view, a slice of structs, and an unstructured body.
// CHECK-LABEL: dc.kernel @types
// CHECK-SAME:  memref<?xi8> {dc.name = "flags", dc.type = "bool"}
// CHECK-SAME:  memref<?x?xbf16, strided<[?, 1]>> {dc.name = "view", dc.type = "bf16"}
// CHECK-SAME:  memref<?xf64, strided<[3], offset: 2>> {dc.name = "leaf", dc.type = "f64"}
dc.kernel @types(%b: i1 {dc.name = "b", dc.type = "bool"}, %flags: memref<?xi8> {dc.name = "flags", dc.type = "bool"},
                 %s8: i8 {dc.name = "s8", dc.type = "i8"}, %u8: i8 {dc.name = "u8", dc.type = "u8"},
                 %s16: i16 {dc.name = "s16", dc.type = "i16"}, %u16: i16 {dc.name = "u16", dc.type = "u16"},
                 %s32: i32 {dc.name = "s32", dc.type = "i32"}, %u32: i32 {dc.name = "u32", dc.type = "u32"},
                 %s64: i64 {dc.name = "s64", dc.type = "i64"}, %u64: i64 {dc.name = "u64", dc.type = "u64"},
                 %f16: f16 {dc.name = "f16", dc.type = "f16"}, %bf16: bf16 {dc.name = "bf16", dc.type = "bf16"},
                 %view: memref<?x?xbf16, strided<[?, 1]>> {dc.name = "view", dc.type = "bf16"},
                 %leaf: memref<?xf64, strided<[3], offset: 2>> {dc.name = "leaf", dc.type = "f64"})
    attributes {rank = 3 : i64} {
  // CHECK: cf.cond_br
  cf.cond_br %b, ^bb1, ^bb2
^bb1:
  cf.br ^bb2
^bb2:
  dc.return
}

// CHECK-LABEL: dc.kernel @block
// CHECK-SAME:  attributes {block = array<i64: 16, 16>, rank = 2 : i64}
dc.kernel @block(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 2 : i64, block = array<i64: 16, 16>} {
  // CHECK: dc.grid %[[N:.*]], %[[N]]
  dc.grid %n, %n
  dc.return
}

// CHECK-LABEL: func.func @arithmetic
func.func @arithmetic(%a: i32, %b: i32, %x: f32, %h: f16) -> i32 {
  // CHECK: dc.divsi %{{.*}}, %{{.*}} : i32
  %0 = dc.divsi %a, %b : i32
  // CHECK: dc.divui %{{.*}}, %{{.*}} : i32
  %1 = dc.divui %0, %b : i32
  // CHECK: dc.remsi %{{.*}}, %{{.*}} : i32
  %2 = dc.remsi %1, %b : i32
  // CHECK: dc.remui %{{.*}}, %{{.*}} : i32
  %3 = dc.remui %2, %b : i32
  // CHECK: dc.fptosi %{{.*}} : f32 to i32
  %4 = dc.fptosi %x : f32 to i32
  // CHECK: dc.fptoui %{{.*}} : f16 to i64
  %5 = dc.fptoui %h : f16 to i64
  // CHECK: dc.muladd %{{.*}}, %{{.*}}, %{{.*}} : f32
  %6 = dc.muladd %x, %x, %x : f32
  // CHECK: dc.hypot %{{.*}}, %{{.*}} : f16
  %7 = dc.hypot %h, %h : f16
  return %3 : i32
}

// CHECK-LABEL: func.func @threads
func.func @threads(%n: i64, %m: memref<8xi64>, %p: index) {
  // CHECK: dc.threads (%[[I:.*]], %[[J:.*]]) in (%[[N:.*]], %[[N]]) {
  dc.threads (%i, %j) in (%n, %n) {
    // CHECK-NEXT: %{{.*}} = dc.atomic_cas %{{.*}}[%{{.*}}], %[[I]], %[[J]] : memref<8xi64>
    %old = dc.atomic_cas %m[%p], %i, %j : memref<8xi64>
    // CHECK-NOT: dc.yield
  }
  // CHECK: dc.threads (%{{.*}}, %{{.*}}, %{{.*}}) in ({{.*}}) attributes {test.kept} {
  dc.threads (%i, %j, %k) in (%n, %n, %n) attributes {test.kept} {
  }
  return
}

// CHECK-LABEL: func.func @atomics
func.func @atomics(%m: memref<?xi32>, %x: memref<4x?xf64>, %i: index, %a: i32, %b: f64) {
  // CHECK: dc.atomic add %{{.*}}[%{{.*}}], %{{.*}} : memref<?xi32>
  %0 = dc.atomic add %m[%i], %a : memref<?xi32>
  // CHECK: dc.atomic and %
  %1 = dc.atomic and %m[%i], %a : memref<?xi32>
  // CHECK: dc.atomic or %
  %2 = dc.atomic or %m[%i], %a : memref<?xi32>
  // CHECK: dc.atomic xor %
  %3 = dc.atomic xor %m[%i], %a : memref<?xi32>
  // CHECK: dc.atomic exchange %
  %4 = dc.atomic exchange %m[%i], %a : memref<?xi32>
  // CHECK: dc.atomic min_s %
  %5 = dc.atomic min_s %m[%i], %a : memref<?xi32>
  // CHECK: dc.atomic min_u %
  %6 = dc.atomic min_u %m[%i], %a : memref<?xi32>
  // CHECK: dc.atomic max_s %
  %7 = dc.atomic max_s %m[%i], %a : memref<?xi32>
  // CHECK: dc.atomic max_u %
  %8 = dc.atomic max_u %m[%i], %a : memref<?xi32>
  // CHECK: dc.atomic min_f %{{.*}}[%{{.*}}, %{{.*}}], %{{.*}} {dc.what = "x"} : memref<4x?xf64>
  %9 = dc.atomic min_f %x[%i, %i], %b {dc.what = "x"} : memref<4x?xf64>
  // CHECK: dc.atomic max_f %
  %10 = dc.atomic max_f %x[%i, %i], %b : memref<4x?xf64>
  // CHECK: dc.atomic_cas %{{.*}} : memref<4x?xf64>
  %11 = dc.atomic_cas %x[%i, %i], %b, %b : memref<4x?xf64>
  // CHECK: dc.atomic_load %{{.*}}[%{{.*}}] : memref<?xi32>
  %12 = dc.atomic_load %m[%i] : memref<?xi32>
  // CHECK: dc.atomic_store %{{.*}}, %{{.*}}[%{{.*}}] : memref<?xi32>
  dc.atomic_store %a, %m[%i] : memref<?xi32>
  return
}
