// RUN: %dc-opt %s --security-guard-accesses | FileCheck %s
// RUN: %dc-opt %s --pass-pipeline='builtin.module(dc.kernel(security-guard-accesses{policy=audit}))' | FileCheck %s --check-prefix=AUDIT

// At the thread's own id, by every thread: a contract. Anywhere else: a guard.

// CHECK-LABEL: dc.kernel @contract_and_guard
// CHECK-SAME: %[[X:arg0]]: memref<?xf32> {{.*}}, %[[Y:arg1]]: memref<?xf32> {{.*}}, %[[J:arg2]]: i64
// CHECK: %[[YD:.*]] = memref.dim %[[Y]]
// CHECK: %[[YN:.*]] = arith.index_cast %[[YD]] : index to i64
// CHECK: %[[DOMAIN:.*]] = dc.domain_size 0
// CHECK: %[[HOLDS:.*]] = arith.cmpi sge, %[[YN]], %[[DOMAIN]] : i64
// CHECK: dc.requires %[[HOLDS]], "y.size() >= domain" inferred
// CHECK-NOT: dc.requires
// CHECK: %[[XD:.*]] = memref.dim %[[X]]
// CHECK: %[[XN:.*]] = arith.index_cast %[[XD]] : index to i64
// CHECK: %[[OK:.*]] = dc.guard %[[J]] < %[[XN]]
// CHECK: %[[BAD:.*]] = arith.xori %[[OK]], %true
// CHECK: dc.fault %[[BAD]], bounds 0 "x[...]" [%[[J]] of %[[XN]]]
// CHECK: %[[V:.*]] = scf.if %[[OK]] -> (f32) {
// CHECK:   %[[W:.*]] = memref.load %[[X]]
// CHECK:   scf.yield %[[W]] : f32
// CHECK: } else {
// CHECK:   arith.constant 0.0
// CHECK:   scf.yield
// CHECK: }
// CHECK-NEXT: memref.load %[[Y]]
// CHECK-NEXT: memref.store %[[V]], %[[Y]]

// Audit keeps the contract and leaves the guard out.
// AUDIT-LABEL: dc.kernel @contract_and_guard
// AUDIT: dc.requires %{{.*}}, "y.size() >= domain" inferred
// AUDIT-NOT: dc.guard
// AUDIT-NOT: dc.fault
// AUDIT: dc.return
dc.kernel @contract_and_guard(%x: memref<?xf32> {dc.name = "x", dc.type = "f32"},
                              %y: memref<?xf32> {dc.name = "y", dc.type = "f32"},
                              %j: i64 {dc.name = "j", dc.type = "i64"}) attributes {rank = 1 : i64} {
  %i = dc.global_id 0
  %p = arith.index_cast %i : i64 to index
  %q = arith.index_cast %j : i64 to index
  %v = memref.load %x[%q] : memref<?xf32>
  %u = memref.load %y[%p] : memref<?xf32>
  memref.store %v, %y[%p] : memref<?xf32>
  dc.return
}

// Under a condition not every thread executes it; a store has no else. `dc.what` names the site.

// CHECK-LABEL: dc.kernel @conditional
// CHECK-NOT: dc.requires
// CHECK: scf.if
// CHECK:   dc.fault %{{.*}}, bounds 0 "x[i]"
// CHECK:   scf.if %{{.*}} {
// CHECK-NEXT: memref.store
// CHECK-NOT: else
// CHECK: dc.return
dc.kernel @conditional(%c: i1 {dc.name = "c", dc.type = "bool"}, %f: f32 {dc.name = "f", dc.type = "f32"},
                       %x: memref<?xf32> {dc.name = "x", dc.type = "f32"}) attributes {rank = 1 : i64} {
  %i = dc.global_id 0
  %p = arith.index_cast %i : i64 to index
  scf.if %c {
    memref.store %f, %x[%p] {dc.what = "x[i]"} : memref<?xf32>
  }
  dc.return
}

// Views: a contract for each dimension, or a guard and a site of its own for each.

// CHECK-LABEL: dc.kernel @view
// CHECK: dc.requires %{{.*}}, "v.extent(0) >= domain(0)" inferred
// CHECK: dc.requires %{{.*}}, "v.extent(1) >= domain(1)" inferred
// CHECK: %[[OK0:.*]] = dc.guard %[[K:.*]] < %[[N0:.*]]
// CHECK: dc.fault %{{.*}}, bounds 0 "row index of v(...)" [%[[K]] of %[[N0]]]
// CHECK: %[[OK1:.*]] = dc.guard %[[R:.*]] < %[[N1:.*]]
// CHECK: dc.fault %{{.*}}, bounds 1 "column index of v(...)" [%[[R]] of %[[N1]]]
// CHECK: %[[OK:.*]] = arith.andi %[[OK0]], %[[OK1]] : i1
// CHECK: scf.if %[[OK]]
dc.kernel @view(%v: memref<?x?xf32, strided<[?, 1]>> {dc.name = "v", dc.type = "f32"},
                %k: i64 {dc.name = "k", dc.type = "i64"}) attributes {rank = 2 : i64} {
  %r = dc.global_id 0
  %c = dc.global_id 1
  %p = arith.index_cast %r : i64 to index
  %q = arith.index_cast %c : i64 to index
  %a = memref.load %v[%p, %q] : memref<?x?xf32, strided<[?, 1]>>
  %s = arith.index_cast %k : i64 to index
  memref.store %a, %v[%s, %p] : memref<?x?xf32, strided<[?, 1]>>
  dc.return
}

// Reading strides touches no element. In three dimensions there are planes too.

// CHECK-LABEL: dc.kernel @volume
// CHECK: memref.extract_strided_metadata
// CHECK: bounds 0 "plane index of v(a, b, c)"
// CHECK: bounds 1 "row index of v(a, b, c)"
// CHECK: bounds 2 "column index of v(a, b, c)"
// CHECK: memref.store
dc.kernel @volume(%v: memref<?x?x?xi64, strided<[?, ?, 1]>> {dc.name = "v", dc.type = "i64"},
                  %k: i64 {dc.name = "k", dc.type = "i64"}) attributes {rank = 3 : i64} {
  %base, %offset, %sizes:3, %strides:3 = memref.extract_strided_metadata %v
      : memref<?x?x?xi64, strided<[?, ?, 1]>> -> memref<i64>, index, index, index, index, index, index, index
  %n = arith.index_cast %strides#0 : index to i64
  %p = arith.index_cast %k : i64 to index
  memref.store %n, %v[%p, %p, %p] {dc.what = "v(a, b, c)"} : memref<?x?x?xi64, strided<[?, ?, 1]>>
  dc.return
}

// A private array: constants inside it need nothing, other indices are guarded. A scalar local is no array.

// CHECK-LABEL: dc.kernel @private
// CHECK: memref.store %{{.*}}, %[[R:.*]][%c3{{.*}}] : memref<4xf32>
// CHECK-NEXT: memref.store %{{.*}}[] : memref<f32>
// CHECK: %[[FOUR:.*]] = arith.constant 4 : i64
// CHECK: dc.guard %{{.*}} < %[[FOUR]]
// CHECK: dc.fault %{{.*}}, bounds 0 "r[...]"
// AUDIT-LABEL: dc.kernel @private
// AUDIT-NOT: dc.guard
// AUDIT: dc.return
dc.kernel @private(%j: i64 {dc.name = "j", dc.type = "i64"}, %f: f32 {dc.name = "f", dc.type = "f32"})
    attributes {rank = 1 : i64} {
  %r = memref.alloca() {dc.name = "r"} : memref<4xf32>
  %s = memref.alloca() : memref<f32>
  %c3 = arith.constant 3 : index
  memref.store %f, %r[%c3] : memref<4xf32>
  memref.store %f, %s[] : memref<f32>
  %q = arith.index_cast %j : i64 to index
  memref.store %f, %r[%q] : memref<4xf32>
  dc.return
}

// A divisor that may be zero is a site; one that is known not to be is none. Audit keeps these.

// CHECK-LABEL: dc.kernel @divide
// CHECK-SAME: %[[A:arg0]]: i32 {{.*}}, %[[B:arg1]]: i32
// CHECK: %[[Z:.*]] = arith.cmpi eq, %[[B]], %{{.*}} : i32
// CHECK: dc.fault %[[Z]], division 0 "a / b"
// CHECK-NEXT: dc.divsi %[[A]], %[[B]] : i32
// CHECK: dc.fault %{{.*}}, division 1 "a % b"
// CHECK-NEXT: dc.remui
// CHECK-NOT: dc.fault
// CHECK: dc.return
// AUDIT-LABEL: dc.kernel @divide
// AUDIT: dc.fault %{{.*}}, division 0
dc.kernel @divide(%a: i32 {dc.name = "a", dc.type = "i32"}, %b: i32 {dc.name = "b", dc.type = "i32"})
    attributes {rank = 1 : i64} {
  %zero = arith.constant 0 : i32
  %three = arith.constant 3 : i32
  %q = dc.divsi %a, %b : i32
  %r = dc.remui %q, %b : i32
  %s = dc.divsi %r, %three : i32
  %positive = arith.cmpi sgt, %b, %zero : i32
  scf.if %positive {
    %t = dc.remsi %s, %b : i32
  }
  dc.return
}

// After an assertion no contract is inferred, and accesses need the thread to be alive.

// CHECK-LABEL: dc.kernel @assertion
// CHECK: dc.requires %{{.*}}, "x.size() >= domain" inferred
// CHECK-NOT: dc.requires
// CHECK: %[[V:.*]] = memref.load
// CHECK: %[[BAD:.*]] = arith.xori %{{.*}}, %true
// CHECK: dc.fault %[[BAD]], assertion 0 "v < b"
// CHECK: %[[OK:.*]] = dc.guard
// CHECK: dc.fault %{{.*}}, bounds 1 "y[...]"
// CHECK: %[[DEAD:.*]] = dc.faulted
// CHECK: %[[ALIVE:.*]] = arith.xori %[[DEAD]], %true
// CHECK: %[[BOTH:.*]] = arith.andi %[[OK]], %[[ALIVE]]
// CHECK: scf.if %[[BOTH]] {
// CHECK-NEXT: memref.store
// AUDIT-LABEL: dc.kernel @assertion
// AUDIT: dc.fault %{{.*}}, assertion 0
// AUDIT: dc.faulted
// AUDIT: scf.if
// AUDIT-NEXT: memref.store
dc.kernel @assertion(%b: i32 {dc.name = "b", dc.type = "i32"}, %x: memref<?xi32> {dc.name = "x", dc.type = "i32"},
                     %y: memref<?xi32> {dc.name = "y", dc.type = "i32"}) attributes {rank = 1 : i64} {
  %i = dc.global_id 0
  %p = arith.index_cast %i : i64 to index
  %v = memref.load %x[%p] : memref<?xi32>
  %ok = arith.cmpi slt, %v, %b : i32
  dc.assert %ok, "v < b"
  memref.store %b, %y[%p] : memref<?xi32>
  dc.return
}

// An assertion in a loop comes before what stands above it, one iteration later.

// CHECK-LABEL: dc.kernel @assertion_in_loop
// CHECK: scf.for
// CHECK:   dc.fault %{{.*}}, bounds 0
// CHECK:   dc.faulted
// CHECK:   memref.store
// CHECK:   dc.fault %{{.*}}, assertion 1
dc.kernel @assertion_in_loop(%n: i64 {dc.name = "n", dc.type = "i64"}, %c: i1 {dc.name = "c", dc.type = "bool"},
                             %x: memref<?xi64> {dc.name = "x", dc.type = "i64"}) attributes {rank = 1 : i64} {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  scf.for %i = %zero to %n step %one : i64 {
    %p = arith.index_cast %i : i64 to index
    memref.store %i, %x[%p] : memref<?xi64>
    dc.assert %c, "c"
  }
  dc.return
}

// Tests that come with a kernel, as of a view's row: of an id against an extent a contract, of anything else they stay.

// CHECK-LABEL: dc.kernel @own_tests
// CHECK: %[[C:.*]] = arith.cmpi sge
// CHECK: dc.requires %[[C]], "x.extent(1) >= domain" inferred
// CHECK-NOT: dc.requires
// CHECK: %[[TRUE:.*]] = arith.constant true
// CHECK: %[[BAD:.*]] = arith.xori %[[TRUE]]
// CHECK: dc.fault %[[BAD]], bounds 0 "x.column(i)"
// CHECK: dc.guard %{{.*}} < %{{.*}}
// CHECK: dc.fault %{{.*}}, bounds 1 "x.row(j)"
// AUDIT-LABEL: dc.kernel @own_tests
// AUDIT-NOT: dc.guard
// AUDIT: dc.return
dc.kernel @own_tests(%x: memref<?x?xf32, strided<[?, ?]>> {dc.name = "x", dc.type = "f32"},
                     %j: i64 {dc.name = "j", dc.type = "i64"}) attributes {rank = 1 : i64} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %true = arith.constant true
  %i = dc.global_id 0
  %dim1 = memref.dim %x, %c1 : memref<?x?xf32, strided<[?, ?]>>
  %n1 = arith.index_cast %dim1 : index to i64
  %ok1 = dc.guard %i < %n1
  %bad1 = arith.xori %ok1, %true : i1
  dc.fault %bad1, bounds 0 "x.column(i)" [%i of %n1]
  %dim0 = memref.dim %x, %c0 : memref<?x?xf32, strided<[?, ?]>>
  %n0 = arith.index_cast %dim0 : index to i64
  %ok0 = dc.guard %j < %n0
  %bad0 = arith.xori %ok0, %true : i1
  dc.fault %bad0, bounds 0 "x.row(j)" [%j of %n0]
  dc.return
}

// Unsigned numbers: above another one, or not equal to zero.

// CHECK-LABEL: dc.kernel @divide_unsigned
// CHECK-NOT: dc.fault
// CHECK: dc.remui
// CHECK-NOT: dc.fault
// CHECK: dc.divui
// CHECK: dc.return
dc.kernel @divide_unsigned(%a: i32 {dc.name = "a", dc.type = "u32"}, %b: i32 {dc.name = "b", dc.type = "u32"},
                           %c: i32 {dc.name = "c", dc.type = "u32"}, %y: memref<?xi32> {dc.name = "y", dc.type = "u32"})
    attributes {rank = 1 : i64} {
  %zero = arith.constant 0 : i32
  %p = arith.constant 0 : index
  %above = arith.cmpi ugt, %b, %zero : i32
  dc.requires %above, "b > 0" written
  %not = arith.cmpi ne, %c, %zero : i32
  dc.requires %not, "c != 0" written
  %m = dc.remui %a, %b {dc.what = "a % b"} : i32
  %q = dc.divui %m, %c {dc.what = "m / c"} : i32
  dc.return
}
