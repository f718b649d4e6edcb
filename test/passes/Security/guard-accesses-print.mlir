// A thread that has faulted prints nothing; where nothing can fault, printing asks nothing. Sites are numbered in program order.
// RUN: %dc-opt %s --security-guard-accesses | FileCheck %s

// CHECK-LABEL: dc.kernel @faults
// CHECK:         dc.faulted
// CHECK:         scf.if
// CHECK-NEXT:      dc.print "before"{{$}}
// CHECK:         dc.fault %{{.*}}, bounds
// CHECK:         %[[DEAD:.*]] = dc.faulted
// CHECK:         %[[ALIVE:.*]] = arith.xori %[[DEAD]],
// CHECK-NEXT:    scf.if %[[ALIVE]] {
// CHECK-NEXT:      dc.print "{}", %{{.*}} : f32 as ["f32"] {site = 1 : i32}
// CHECK-NEXT:    }
dc.kernel @faults(%x: memref<?xf32> {dc.name = "x", dc.type = "f32"}, %j: i64 {dc.name = "j", dc.type = "i64"}) attributes {rank = 1 : i64} {
  dc.print "before"
  %p = arith.index_cast %j : i64 to index
  %v = memref.load %x[%p] : memref<?xf32>
  dc.print "{}", %v : f32 as ["f32"]
  dc.return
}

// CHECK-LABEL: dc.kernel @safe
// CHECK-NOT:     dc.faulted
// CHECK:         dc.print "{}", %{{.*}} : i64 as ["i64"]{{$}}
// CHECK-NEXT:    dc.print "end" {site = 1 : i32}
// CHECK-NEXT:    dc.return
dc.kernel @safe() attributes {rank = 1 : i64} {
  %i = dc.global_id 0
  dc.print "{}", %i : i64 as ["i64"]
  dc.print "end"
  dc.return
}
