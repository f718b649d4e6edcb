// Atomic accesses are guarded as stores are; one that is skipped yields 0.
// RUN: %dc-opt %s --security-guard-accesses | FileCheck %s
// RUN: %dc-opt %s --validate-pipeline | FileCheck %s --check-prefix=UNUSED

// CHECK-LABEL: dc.kernel @guarded
// CHECK: %[[OK:.*]] = dc.guard
// CHECK: dc.fault %{{.*}}, bounds 0 "bins[values[i]]"
// CHECK: %[[OLD:.*]] = scf.if %[[OK]] -> (i32) {
// CHECK-NEXT: %[[V:.*]] = dc.atomic add
// CHECK-NEXT: scf.yield %[[V]] : i32
// CHECK-NEXT: } else {
// CHECK-NEXT: %[[ZERO:.*]] = arith.constant 0 : i32
// CHECK-NEXT: scf.yield %[[ZERO]] : i32
// CHECK: scf.if %{{.*}} -> (i32)
// CHECK-NEXT: dc.atomic_cas %{{.*}}, %[[OLD]]
// CHECK: scf.if %{{.*}} -> (i32)
// CHECK-NEXT: dc.atomic_load
// CHECK: scf.if %{{.*}} {
// CHECK-NEXT: dc.atomic_store

// A result that nobody wants leaves no trace.
// UNUSED-LABEL: dc.kernel @guarded
// UNUSED-LABEL: dc.kernel @unused
// UNUSED: scf.if %{{.*}} {
// UNUSED-NEXT: dc.atomic add
// UNUSED-NEXT: }
dc.kernel @guarded(%bins: memref<?xi32> {dc.name = "bins", dc.type = "i32"},
                   %j: i64 {dc.name = "j", dc.type = "i64"}) attributes {rank = 1 : i64} {
  %one = arith.constant 1 : i32
  %q = arith.index_cast %j : i64 to index
  %old = dc.atomic add %bins[%q], %one {dc.what = "bins[values[i]]"} : memref<?xi32>
  %was = dc.atomic_cas %bins[%q], %old, %one : memref<?xi32>
  %v = dc.atomic_load %bins[%q] : memref<?xi32>
  dc.atomic_store %v, %bins[%q] : memref<?xi32>
  dc.return
}

dc.kernel @unused(%bins: memref<?xi32> {dc.name = "bins", dc.type = "i32"},
                  %j: i64 {dc.name = "j", dc.type = "i64"}) attributes {rank = 1 : i64} {
  %one = arith.constant 1 : i32
  %q = arith.index_cast %j : i64 to index
  %old = dc.atomic add %bins[%q], %one : memref<?xi32>
  dc.return
}

// At the thread's own id: a contract.
// CHECK-LABEL: dc.kernel @own
// CHECK: dc.requires %{{.*}}, "x.size() >= domain" inferred
// CHECK-NOT: dc.guard
// CHECK: dc.return
dc.kernel @own(%x: memref<?xf32> {dc.name = "x", dc.type = "f32"}) attributes {rank = 1 : i64} {
  %one = arith.constant 1.0 : f32
  %i = dc.global_id 0
  %p = arith.index_cast %i : i64 to index
  %old = dc.atomic max_f %x[%p], %one : memref<?xf32>
  dc.return
}

// After a failed assertion nothing is changed any more.
// CHECK-LABEL: dc.kernel @asserted
// CHECK: %[[FAULTED:.*]] = dc.faulted
// CHECK: %[[ALIVE:.*]] = arith.xori %[[FAULTED]]
// CHECK: %[[GO:.*]] = arith.andi %{{.*}}, %[[ALIVE]]
// CHECK: scf.if %[[GO]] -> (i32)
// CHECK-NEXT: dc.atomic exchange
dc.kernel @asserted(%x: memref<?xi32> {dc.name = "x", dc.type = "i32"}, %ok: i1 {dc.name = "ok", dc.type = "bool"}) attributes {rank = 1 : i64} {
  %one = arith.constant 1 : i32
  dc.assert %ok, "ok"
  %i = dc.global_id 0
  %p = arith.index_cast %i : i64 to index
  %old = dc.atomic exchange %x[%p], %one : memref<?xi32>
  dc.return
}

// A loop that waits for a compare and exchange which a fault skips ends all the same.
// CHECK-LABEL: dc.kernel @retry
// CHECK: scf.while
// CHECK: dc.atomic_cas
// CHECK: dc.faulted
// CHECK: scf.condition
dc.kernel @retry(%x: memref<?xi32> {dc.name = "x", dc.type = "i32"},
                 %j: i64 {dc.name = "j", dc.type = "i64"}) attributes {rank = 1 : i64} {
  %c5 = arith.constant 5 : i32
  %c6 = arith.constant 6 : i32
  %q = arith.index_cast %j : i64 to index
  scf.while : () -> () {
    %old = dc.atomic_cas %x[%q], %c5, %c6 : memref<?xi32>
    %again = arith.cmpi ne, %old, %c5 : i32
    scf.condition(%again)
  } do {
    scf.yield
  }
  dc.return
}
