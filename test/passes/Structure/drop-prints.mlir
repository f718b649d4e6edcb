// dc.print goes, in the input phase with what was computed for it, unless told otherwise.
// RUN: %dc-opt %s --structure-drop-prints | FileCheck %s
// RUN: %dc-opt %s --input-pipeline | FileCheck %s --check-prefix=NOTHING
// RUN: %dc-opt %s --input-pipeline=debug-print | FileCheck %s --check-prefix=KEPT

// CHECK-LABEL:   dc.kernel @k
// CHECK:           memref.load
// CHECK-NOT:       dc.print
// CHECK:           dc.return
// NOTHING-LABEL: dc.kernel @k
// NOTHING-NOT:     memref.load
// NOTHING-NOT:     dc.print
// NOTHING:         dc.return
// KEPT-LABEL:    dc.kernel @k
// KEPT:            %[[V:.*]] = memref.load
// KEPT:            dc.print "{}", %[[V]] : f32 as ["f32"]
// KEPT:            scf.if
// KEPT-NEXT:         dc.print "deep"
dc.kernel @k(%x: memref<?xf32> {dc.name = "x", dc.type = "f32"}, %c: i1 {dc.name = "c", dc.type = "bool"}) attributes {rank = 1 : i64} {
  %i = dc.global_id 0
  %p = arith.index_cast %i : i64 to index
  %v = memref.load %x[%p] : memref<?xf32>
  dc.print "{}", %v : f32 as ["f32"]
  scf.if %c {
    dc.print "deep"
  }
  dc.return
}
