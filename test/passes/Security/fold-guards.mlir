// RUN: %dc-opt %s --security-fold-guards | FileCheck %s

// Every kernel: parameters n and off, arrays x and y; %i is the thread's id.

// The guard repeats its dominating test, and an id is not negative.

// CHECK-LABEL: dc.kernel @dominating_test
// CHECK: scf.if
// CHECK-NOT: dc.guard
// CHECK-NOT: dc.fault
// CHECK: memref.store
// CHECK: dc.return
dc.kernel @dominating_test(%f: f32 {dc.name = "f", dc.type = "f32"}, %x: memref<?xf32> {dc.name = "x", dc.type = "f32"})
    attributes {rank = 1 : i64} {
  %true = arith.constant true
  %c0 = arith.constant 0 : index
  %i = dc.global_id 0
  %d = memref.dim %x, %c0 : memref<?xf32>
  %n = arith.index_cast %d : index to i64
  %c = arith.cmpi slt, %i, %n : i64
  scf.if %c {
    // Other operations, the same dimension of the same array.
    %p = arith.index_cast %i : i64 to index
    %e = memref.dim %x, %c0 : memref<?xf32>
    %m = arith.index_cast %e : index to i64
    %ok = dc.guard %i < %m
    %bad = arith.xori %ok, %true : i1
    dc.fault %bad, bounds 0 "x[...]" [%i of %m]
    scf.if %ok {
      memref.store %f, %x[%p] : memref<?xf32>
    }
  }
  dc.return
}

// `if (off + 8 <= n) x[off]`: off + 8 may wrap to a negative number, so the test says nothing about off. The guard stays.
// With off's own test beside it, off is still only known to be non-negative.

// CHECK-LABEL: dc.kernel @wrapping_addition
// CHECK: %[[OK:.*]] = dc.guard
// CHECK: dc.fault %{{.*}}, bounds 0
// CHECK: scf.if %[[OK]]
// CHECK: dc.guard
// CHECK: dc.fault %{{.*}}, bounds 1
dc.kernel @wrapping_addition(%off: i64 {dc.name = "off", dc.type = "i64"}, %f: f32 {dc.name = "f", dc.type = "f32"},
                             %x: memref<?xf32> {dc.name = "x", dc.type = "f32"}) attributes {rank = 1 : i64} {
  %true = arith.constant true
  %c0 = arith.constant 0 : index
  %zero = arith.constant 0 : i64
  %eight = arith.constant 8 : i64
  %d = memref.dim %x, %c0 : memref<?xf32>
  %n = arith.index_cast %d : index to i64
  %end = arith.addi %off, %eight : i64
  %p = arith.index_cast %off : i64 to index
  %c = arith.cmpi sle, %end, %n : i64
  scf.if %c {
    %ok = dc.guard %off < %n
    %bad = arith.xori %ok, %true : i1
    dc.fault %bad, bounds 0 "x[...]" [%off of %n]
    scf.if %ok {
      memref.store %f, %x[%p] : memref<?xf32>
    }
    %positive = arith.cmpi sge, %off, %zero : i64
    scf.if %positive {
      %ok2 = dc.guard %off < %n
      %bad2 = arith.xori %ok2, %true : i1
      dc.fault %bad2, bounds 0 "x[...]" [%off of %n]
    }
  }
  dc.return
}

// Where off is below another extent, adding 8 cannot wrap.

// CHECK-LABEL: dc.kernel @bounded_addition
// CHECK-NOT: dc.guard
// CHECK: dc.return
dc.kernel @bounded_addition(%off: i64 {dc.name = "off", dc.type = "i64"},
                            %x: memref<?xf32> {dc.name = "x", dc.type = "f32"},
                            %y: memref<?xf32> {dc.name = "y", dc.type = "f32"}) attributes {rank = 1 : i64} {
  %true = arith.constant true
  %c0 = arith.constant 0 : index
  %zero = arith.constant 0 : i64
  %eight = arith.constant 8 : i64
  %d = memref.dim %x, %c0 : memref<?xf32>
  %n = arith.index_cast %d : index to i64
  %e = memref.dim %y, %c0 : memref<?xf32>
  %m = arith.index_cast %e : index to i64
  %end = arith.addi %off, %eight : i64
  %a = arith.cmpi sle, %end, %n : i64
  %b = arith.cmpi slt, %off, %m : i64
  %c = arith.cmpi sge, %off, %zero : i64
  %ab = arith.andi %a, %b : i1
  %abc = arith.andi %ab, %c : i1
  scf.if %abc {
    %ok = dc.guard %off < %n
    %bad = arith.xori %ok, %true : i1
    dc.fault %bad, bounds 0 "x[...]" [%off of %n]
  }
  dc.return
}

// A stencil inside its border: i - 1, i and i + 1 are all inside.

// CHECK-LABEL: dc.kernel @stencil
// CHECK-NOT: dc.guard
// CHECK: dc.return
dc.kernel @stencil(%x: memref<?xf32> {dc.name = "x", dc.type = "f32"}) attributes {rank = 1 : i64} {
  %true = arith.constant true
  %c0 = arith.constant 0 : index
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %d = memref.dim %x, %c0 : memref<?xf32>
  %n = arith.index_cast %d : index to i64
  %i = dc.global_id 0
  %right = arith.addi %i, %one : i64
  %left = arith.subi %i, %one : i64
  %a = arith.cmpi sle, %i, %zero : i64
  scf.if %a {
  } else {
    %b = arith.cmpi slt, %right, %n : i64
    scf.if %b {
      %ok0 = dc.guard %left < %n
      %bad0 = arith.xori %ok0, %true : i1
      dc.fault %bad0, bounds 0 "x[...]" [%left of %n]
      %ok1 = dc.guard %i < %n
      %bad1 = arith.xori %ok1, %true : i1
      dc.fault %bad1, bounds 1 "x[...]" [%i of %n]
      %ok2 = dc.guard %right < %n
      %bad2 = arith.xori %ok2, %true : i1
      dc.fault %bad2, bounds 2 "x[...]" [%right of %n]
    }
  }
  dc.return
}

// A loop's counter; one from a start that may be negative; the distance of a loop whose last step may wrap.

// CHECK-LABEL: dc.kernel @loops
// CHECK-SAME: %[[M:arg0]]: i64
// CHECK: scf.for %[[I:.*]] = %c0
// CHECK-NOT: dc.guard
// CHECK: scf.for %[[J:.*]] = %[[M]] to
// CHECK: dc.guard %[[J]] <
// CHECK: dc.fault %{{.*}}, bounds 0
// CHECK: scf.for %[[K:.*]] = %c0{{.*}} to %[[M]] step %[[M]]
// CHECK: dc.guard %[[K]] < %[[M]]
// CHECK: dc.fault %{{.*}}, bounds 1
dc.kernel @loops(%m: i64 {dc.name = "m", dc.type = "i64"}, %x: memref<?xf32> {dc.name = "x", dc.type = "f32"},
                 %f: f32 {dc.name = "f", dc.type = "f32"})
    attributes {rank = 1 : i64} {
  %true = arith.constant true
  %c0 = arith.constant 0 : index
  %zero = arith.constant 0 : i64
  %four = arith.constant 4 : i64
  %one = arith.constant 1 : i64
  %d = memref.dim %x, %c0 : memref<?xf32>
  %n = arith.index_cast %d : index to i64
  scf.for %i = %zero to %n step %four : i64 {
    %ok = dc.guard %i < %n
    %bad = arith.xori %ok, %true : i1
    dc.fault %bad, bounds 0 "x[...]" [%i of %n]
    %p = arith.index_cast %i : i64 to index
    memref.store %f, %x[%p] : memref<?xf32>
  }
  scf.for %j = %m to %n step %one : i64 {
    %ok = dc.guard %j < %n
    %bad = arith.xori %ok, %true : i1
    dc.fault %bad, bounds 1 "x[...]" [%j of %n]
  }
  scf.for %k = %zero to %m step %m : i64 {
    %ok = dc.guard %k < %m
    %bad = arith.xori %ok, %true : i1
    dc.fault %bad, bounds 2 "x[...]" [%k of %m]
  }
  dc.return
}

// Contracts are checked before the launch, so they count: i < domain <= x.size() == y.size().

// CHECK-LABEL: dc.kernel @contracts
// CHECK-NOT: dc.guard
// CHECK: dc.return
dc.kernel @contracts(%x: memref<?xf32> {dc.name = "x", dc.type = "f32"}, %y: memref<?xf32> {dc.name = "y", dc.type = "f32"})
    attributes {rank = 1 : i64} {
  %true = arith.constant true
  %c0 = arith.constant 0 : index
  %d = memref.dim %x, %c0 : memref<?xf32>
  %n = arith.index_cast %d : index to i64
  %e = memref.dim %y, %c0 : memref<?xf32>
  %m = arith.index_cast %e : index to i64
  %domain = dc.domain_size 0
  %a = arith.cmpi sge, %n, %domain : i64
  dc.requires %a, "x.size() >= domain" inferred
  %b = arith.cmpi eq, %n, %m : i64
  dc.requires %b, "x.size() == y.size()" written
  %i = dc.global_id 0
  %ok = dc.guard %i < %m
  %bad = arith.xori %ok, %true : i1
  dc.fault %bad, bounds 0 "y[...]" [%i of %m]
  dc.return
}

// A second fault on one condition adds nothing; its access stays conditional. With no fault left, none is recorded.

// CHECK-LABEL: dc.kernel @repeated
// CHECK-COUNT-1: dc.fault
// CHECK-NOT: dc.fault %
// CHECK: dc.return
dc.kernel @repeated(%j: i64 {dc.name = "j", dc.type = "i64"}, %n: i64 {dc.name = "n", dc.type = "i64"})
    attributes {rank = 1 : i64} {
  %true = arith.constant true
  %ok = dc.guard %j < %n
  %bad = arith.xori %ok, %true : i1
  dc.fault %bad, bounds 0 "x[...]" [%j of %n]
  dc.fault %bad, bounds 1 "x[...]" [%j of %n]
  dc.return
}

// CHECK-LABEL: dc.kernel @never_faulted
// CHECK-NOT: dc.faulted
// CHECK: scf.condition(%arg
dc.kernel @never_faulted(%c: i1 {dc.name = "c", dc.type = "bool"}, %f: f32 {dc.name = "f", dc.type = "f32"})
    attributes {rank = 1 : i64} {
  %r = memref.alloca() : memref<f32>
  %true = arith.constant true
  scf.while : () -> () {
    memref.store %f, %r[] : memref<f32>
    %dead = dc.faulted
    %alive = arith.xori %dead, %true : i1
    %d = arith.andi %c, %alive : i1
    scf.condition(%d)
  } do {
    scf.yield
  }
  dc.return
}

// k elements from off on: none of them runs unless the part lies inside x, and then they lie there, too.

// CHECK-LABEL: dc.kernel @subspan_loop
// CHECK: scf.for
// CHECK-NOT: dc.guard
// CHECK: dc.return
dc.kernel @subspan_loop(%off: i64 {dc.name = "off", dc.type = "i64"}, %k: i64 {dc.name = "k", dc.type = "i64"}, %x: memref<?x?xf32, strided<[?, 1]>> {dc.name = "x", dc.type = "f32", dc.read_only}, %y: memref<?xf32> {dc.name = "y", dc.type = "f32"})
    attributes {rank = 1 : i64} {
  %true = arith.constant true
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %zf = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %d = memref.dim %x, %c1 : memref<?x?xf32, strided<[?, 1]>>
  %n = arith.index_cast %d : index to i64
  %places = arith.addi %n, %one : i64
  %ok0 = dc.guard %off < %places
  %left = arith.subi %n, %off : i64
  %lefts = arith.addi %left, %one : i64
  %ok1 = dc.guard %k < %lefts
  %fits = arith.andi %ok0, %ok1 : i1
  %size = arith.select %fits, %k, %zero : i64
  %sum = scf.for %j = %zero to %size step %one iter_args(%s = %zf) -> (f32) : i64 {
    %p = arith.addi %off, %j : i64
    %ok = dc.guard %p < %n
    %bad = arith.xori %ok, %true : i1
    dc.fault %bad, bounds 0 "x(0, ...)" [%p of %n]
    %v = scf.if %ok -> (f32) {
      %q = arith.index_cast %p : i64 to index
      %w = memref.load %x[%c0, %q] : memref<?x?xf32, strided<[?, 1]>>
      scf.yield %w : f32
    } else {
      scf.yield %zf : f32
    }
    %t = arith.addf %s, %v : f32
    scf.yield %t : f32
  }
  memref.store %sum, %y[%c0] : memref<?xf32>
  dc.return
}

// The last k elements.

// CHECK-LABEL: dc.kernel @last_loop
// CHECK: scf.for
// CHECK-NOT: dc.guard
// CHECK: dc.return
dc.kernel @last_loop(%off: i64 {dc.name = "off", dc.type = "i64"}, %k: i64 {dc.name = "k", dc.type = "i64"}, %x: memref<?x?xf32, strided<[?, 1]>> {dc.name = "x", dc.type = "f32", dc.read_only}, %y: memref<?xf32> {dc.name = "y", dc.type = "f32"})
    attributes {rank = 1 : i64} {
  %true = arith.constant true
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %zf = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %d = memref.dim %x, %c1 : memref<?x?xf32, strided<[?, 1]>>
  %n = arith.index_cast %d : index to i64
  %places = arith.addi %n, %one : i64
  %ok0 = dc.guard %k < %places
  %size = arith.select %ok0, %k, %zero : i64
  %first = arith.subi %n, %k : i64
  %sum = scf.for %j = %zero to %size step %one iter_args(%s = %zf) -> (f32) : i64 {
    %p = arith.addi %first, %j : i64
    %ok = dc.guard %p < %n
    %bad = arith.xori %ok, %true : i1
    dc.fault %bad, bounds 0 "x(0, ...)" [%p of %n]
    %v = scf.if %ok -> (f32) {
      %q = arith.index_cast %p : i64 to index
      %w = memref.load %x[%c0, %q] : memref<?x?xf32, strided<[?, 1]>>
      scf.yield %w : f32
    } else {
      scf.yield %zf : f32
    }
    %t = arith.addf %s, %v : f32
    scf.yield %t : f32
  }
  memref.store %sum, %y[%c0] : memref<?xf32>
  dc.return
}

// Nothing has been said of off: it may be negative, or far away.

// CHECK-LABEL: dc.kernel @part_without_begin
// CHECK: scf.for
// CHECK: dc.guard
// CHECK: dc.return
dc.kernel @part_without_begin(%off: i64 {dc.name = "off", dc.type = "i64"}, %k: i64 {dc.name = "k", dc.type = "i64"}, %x: memref<?x?xf32, strided<[?, 1]>> {dc.name = "x", dc.type = "f32", dc.read_only}, %y: memref<?xf32> {dc.name = "y", dc.type = "f32"})
    attributes {rank = 1 : i64} {
  %true = arith.constant true
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %zf = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %d = memref.dim %x, %c1 : memref<?x?xf32, strided<[?, 1]>>
  %n = arith.index_cast %d : index to i64
  %left = arith.subi %n, %off : i64
  %lefts = arith.addi %left, %one : i64
  %ok1 = dc.guard %k < %lefts
  %size = arith.select %ok1, %k, %zero : i64
  %sum = scf.for %j = %zero to %size step %one iter_args(%s = %zf) -> (f32) : i64 {
    %p = arith.addi %off, %j : i64
    %ok = dc.guard %p < %n
    %bad = arith.xori %ok, %true : i1
    dc.fault %bad, bounds 0 "x(0, ...)" [%p of %n]
    %v = scf.if %ok -> (f32) {
      %q = arith.index_cast %p : i64 to index
      %w = memref.load %x[%c0, %q] : memref<?x?xf32, strided<[?, 1]>>
      scf.yield %w : f32
    } else {
      scf.yield %zf : f32
    }
    %t = arith.addf %s, %v : f32
    scf.yield %t : f32
  }
  memref.store %sum, %y[%c0] : memref<?xf32>
  dc.return
}

// Where the part does not fit there is one element, which lies anywhere.

// CHECK-LABEL: dc.kernel @part_of_one
// CHECK: scf.for
// CHECK: dc.guard
// CHECK: dc.return
dc.kernel @part_of_one(%off: i64 {dc.name = "off", dc.type = "i64"}, %k: i64 {dc.name = "k", dc.type = "i64"}, %x: memref<?x?xf32, strided<[?, 1]>> {dc.name = "x", dc.type = "f32", dc.read_only}, %y: memref<?xf32> {dc.name = "y", dc.type = "f32"})
    attributes {rank = 1 : i64} {
  %true = arith.constant true
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %zf = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %d = memref.dim %x, %c1 : memref<?x?xf32, strided<[?, 1]>>
  %n = arith.index_cast %d : index to i64
  %places = arith.addi %n, %one : i64
  %ok0 = dc.guard %off < %places
  %left = arith.subi %n, %off : i64
  %lefts = arith.addi %left, %one : i64
  %ok1 = dc.guard %k < %lefts
  %fits = arith.andi %ok0, %ok1 : i1
  %size = arith.select %fits, %k, %one : i64
  %sum = scf.for %j = %zero to %size step %one iter_args(%s = %zf) -> (f32) : i64 {
    %p = arith.addi %off, %j : i64
    %ok = dc.guard %p < %n
    %bad = arith.xori %ok, %true : i1
    dc.fault %bad, bounds 0 "x(0, ...)" [%p of %n]
    %v = scf.if %ok -> (f32) {
      %q = arith.index_cast %p : i64 to index
      %w = memref.load %x[%c0, %q] : memref<?x?xf32, strided<[?, 1]>>
      scf.yield %w : f32
    } else {
      scf.yield %zf : f32
    }
    %t = arith.addf %s, %v : f32
    scf.yield %t : f32
  }
  memref.store %sum, %y[%c0] : memref<?xf32>
  dc.return
}

// One element behind the part.

// CHECK-LABEL: dc.kernel @one_too_far
// CHECK: scf.for
// CHECK: dc.guard
// CHECK: dc.return
dc.kernel @one_too_far(%off: i64 {dc.name = "off", dc.type = "i64"}, %k: i64 {dc.name = "k", dc.type = "i64"}, %x: memref<?x?xf32, strided<[?, 1]>> {dc.name = "x", dc.type = "f32", dc.read_only}, %y: memref<?xf32> {dc.name = "y", dc.type = "f32"})
    attributes {rank = 1 : i64} {
  %true = arith.constant true
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %zf = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %d = memref.dim %x, %c1 : memref<?x?xf32, strided<[?, 1]>>
  %n = arith.index_cast %d : index to i64
  %places = arith.addi %n, %one : i64
  %ok0 = dc.guard %off < %places
  %left = arith.subi %n, %off : i64
  %lefts = arith.addi %left, %one : i64
  %ok1 = dc.guard %k < %lefts
  %fits = arith.andi %ok0, %ok1 : i1
  %size = arith.select %fits, %k, %zero : i64
  %sum = scf.for %j = %zero to %size step %one iter_args(%s = %zf) -> (f32) : i64 {
    %next = arith.addi %j, %one : i64
    %p = arith.addi %off, %next : i64
    %ok = dc.guard %p < %n
    %bad = arith.xori %ok, %true : i1
    dc.fault %bad, bounds 0 "x(0, ...)" [%p of %n]
    %v = scf.if %ok -> (f32) {
      %q = arith.index_cast %p : i64 to index
      %w = memref.load %x[%c0, %q] : memref<?x?xf32, strided<[?, 1]>>
      scf.yield %w : f32
    } else {
      scf.yield %zf : f32
    }
    %t = arith.addf %s, %v : f32
    scf.yield %t : f32
  }
  memref.store %sum, %y[%c0] : memref<?xf32>
  dc.return
}

// n + 1 > 1 holds for no n that wraps: then it would be the least number.

// CHECK-LABEL: dc.kernel @sum_known_not_to_wrap
// CHECK: scf.if
// CHECK-NOT: dc.guard
// CHECK: dc.return
dc.kernel @sum_known_not_to_wrap(%n: i64 {dc.name = "n", dc.type = "i64"}, %y: memref<?xi64> {dc.name = "y", dc.type = "i64"})
    attributes {rank = 1 : i64} {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %c0 = arith.constant 0 : index
  %more = arith.addi %n, %one : i64
  %c = arith.cmpi sgt, %more, %one : i64
  scf.if %c {
    %ok = dc.guard %zero < %n
    %v = arith.extui %ok : i1 to i64
    memref.store %v, %y[%c0] : memref<?xi64>
  }
  dc.return
}

// n + 1 < 5 holds for the largest n, too.

// CHECK-LABEL: dc.kernel @sum_that_may_wrap
// CHECK: dc.guard
// CHECK: dc.return
dc.kernel @sum_that_may_wrap(%n: i64 {dc.name = "n", dc.type = "i64"}, %y: memref<?xi64> {dc.name = "y", dc.type = "i64"})
    attributes {rank = 1 : i64} {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %five = arith.constant 5 : i64
  %c0 = arith.constant 0 : index
  %more = arith.addi %n, %one : i64
  %isSmall = arith.cmpi slt, %more, %five : i64
  %isPositive = arith.cmpi sge, %n, %zero : i64
  %c = arith.andi %isSmall, %isPositive : i1
  scf.if %c {
    %ok = dc.guard %n < %five
    %v = arith.extui %ok : i1 to i64
    memref.store %v, %y[%c0] : memref<?xi64>
  }
  dc.return
}
