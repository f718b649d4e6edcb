// Guards become compares, faults a branch that elects one thread.
// RUN: %dc-opt %s --lowering-lower-faults --lowering-verify-device-ir | FileCheck %s

gpu.module @kernels {
  // CHECK-LABEL: gpu.func @bounds(
  // CHECK-SAME:    %[[N:[a-z0-9]+]]: i64 {dc.extent}, %[[D:[a-z0-9]+]]: i64 {dc.extent}, %[[R:[a-z0-9]+]]: memref<8xi64>)
  // CHECK:         dc.threads (%[[I:.*]]) in (%[[D]]) {
  // CHECK-NEXT:      %[[OK:.*]] = arith.cmpi ult, %[[I]], %[[N]] : i64
  // CHECK-NEXT:      %[[T:.*]] = arith.constant true
  // CHECK-NEXT:      %[[BAD:.*]] = arith.xori %[[OK]], %[[T]] : i1
  // CHECK-NEXT:      scf.if %[[BAD]] {
  // CHECK-NEXT:        %[[NONE:.*]] = arith.constant 0 : i64
  // CHECK-NEXT:        %[[SITE:.*]] = arith.constant 8 : i64
  // CHECK-NEXT:        %[[W0:.*]] = arith.constant 0 : index
  // CHECK-NEXT:        %[[OLD:.*]] = dc.atomic_cas %[[R]][%[[W0]]], %[[NONE]], %[[SITE]] : memref<8xi64>
  // CHECK-NEXT:        %[[FIRST:.*]] = arith.cmpi eq, %[[OLD]], %[[NONE]] : i64
  // CHECK-NEXT:        scf.if %[[FIRST]] {
  // CHECK-NEXT:          %[[BLOCK:.*]] = arith.constant 0 : i64
  // CHECK-NEXT:          %[[W1:.*]] = arith.constant 1 : index
  // CHECK-NEXT:          memref.store %[[I]], %[[R]][%[[W1]]] : memref<8xi64>
  // CHECK-NEXT:          %[[W2:.*]] = arith.constant 2 : index
  // CHECK-NEXT:          memref.store %[[BLOCK]], %[[R]][%[[W2]]] : memref<8xi64>
  // CHECK-NEXT:          %[[W3:.*]] = arith.constant 3 : index
  // CHECK-NEXT:          memref.store %[[I]], %[[R]][%[[W3]]] : memref<8xi64>
  // CHECK-NEXT:          %[[W4:.*]] = arith.constant 4 : index
  // CHECK-NEXT:          memref.store %[[N]], %[[R]][%[[W4]]] : memref<8xi64>
  // CHECK-NEXT:          %[[ONE:.*]] = arith.constant 1 : i64
  // CHECK-NEXT:          %[[W5:.*]] = arith.constant 5 : index
  // CHECK-NEXT:          memref.store %[[ONE]], %[[R]][%[[W5]]] : memref<8xi64>
  // CHECK-NEXT:        }
  // CHECK-NEXT:      }
  // CHECK-NEXT:    }
  // CHECK-NEXT:    gpu.return
  gpu.func @bounds(%n: i64 {dc.extent}, %d: i64 {dc.extent}, %r: memref<8xi64>) kernel
      attributes {dc.kernel = "bounds", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      %ok = dc.guard %i < %n
      %true = arith.constant true
      %bad = arith.xori %ok, %true : i1
      dc.fault %bad, bounds 7 "x[i]" [%i of %n]
    }
    gpu.return
  }

  // Without index and extent; the linear id of a thread in three dimensions is computed where it is needed.
  // CHECK-LABEL: gpu.func @division(
  // CHECK:         dc.threads (%[[I:.*]], %[[J:.*]], %[[K:.*]]) in (%[[D:.*]], %[[E:.*]], %[[F:.*]]) {
  // CHECK:           scf.if
  // CHECK:             scf.if
  // CHECK:               %[[A:.*]] = arith.muli %[[I]], %[[E]] : i64
  // CHECK-NEXT:          %[[B:.*]] = arith.addi %[[A]], %[[J]] : i64
  // CHECK-NEXT:          %[[C:.*]] = arith.muli %[[B]], %[[F]] : i64
  // CHECK-NEXT:          %[[ID:.*]] = arith.addi %[[C]], %[[K]] : i64
  // CHECK:               memref.store %[[ID]], %{{.*}} : memref<8xi64>
  // CHECK-COUNT-2:       memref.store
  // CHECK-NOT:           memref.store
  // CHECK:         gpu.return
  gpu.func @division(%d: i64, %e: i64, %f: i64, %r: memref<8xi64>) kernel
      attributes {dc.kernel = "division", dc.rank = 3 : i64} {
    dc.threads (%i, %j, %k) in (%d, %e, %f) {
      %c0 = arith.constant 0 : i64
      %bad = arith.cmpi eq, %i, %c0 : i64
      dc.fault %bad, division 0 "a / b"
    }
    gpu.return
  }

  // A private flag, where the kernel asks for it; each thread clears its own.
  // CHECK-LABEL: gpu.func @faulted(
  // CHECK:         dc.threads
  // CHECK-NEXT:      %[[FLAG:.*]] = memref.alloca() : memref<i1>
  // CHECK-NEXT:      %[[F:.*]] = arith.constant false
  // CHECK-NEXT:      memref.store %[[F]], %[[FLAG]][] : memref<i1>
  // CHECK:           scf.if
  // CHECK:             %[[T:.*]] = arith.constant true
  // CHECK:             memref.store %[[T]], %[[FLAG]][] : memref<i1>
  // CHECK:             dc.atomic_cas
  // CHECK:           %[[DEAD:.*]] = memref.load %[[FLAG]][] : memref<i1>
  // CHECK:           scf.if %[[DEAD]]
  gpu.func @faulted(%x: memref<?xi64>, %d: i64, %r: memref<8xi64>) kernel
      attributes {dc.kernel = "faulted", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      %c0 = arith.constant 0 : i64
      %bad = arith.cmpi eq, %i, %c0 : i64
      dc.fault %bad, assertion 0 "i != 0"
      %dead = dc.faulted
      scf.if %dead {
      } else {
        %p = arith.index_cast %i : i64 to index
        memref.store %i, %x[%p] : memref<?xi64>
      }
    }
    gpu.return
  }

  // The size of a slice may be negative, which as an unsigned number would be above every index.
  // CHECK-LABEL: gpu.func @slice_size(
  // CHECK-SAME:    %[[X:[a-z0-9]+]]: memref<?xi1>, %[[N:[a-z0-9]+]]: i64,
  // CHECK:           %[[IN:.*]] = arith.cmpi ult, %[[I:.*]], %[[N]] : i64
  // CHECK:           %[[SIZE:.*]] = arith.cmpi sge, %[[N]], %{{.*}} : i64
  // CHECK:           arith.andi %[[IN]], %[[SIZE]] : i1
  // CHECK:           arith.cmpi ult, %[[I]], %{{.*}} : i64
  // CHECK-NOT:       arith.cmpi sge
  // CHECK:         gpu.return
  gpu.func @slice_size(%x: memref<?xi1>, %n: i64, %d: i64, %r: memref<8xi64>) kernel
      attributes {dc.kernel = "slice_size", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %ok = dc.guard %i < %n
      memref.store %ok, %x[%p] : memref<?xi1>
      %c16 = arith.constant 16 : i64
      %private = dc.guard %i < %c16
      memref.store %private, %x[%p] : memref<?xi1>
    }
    gpu.return
  }

  // Nothing to do.
  // CHECK-LABEL: gpu.func @none(
  // CHECK-NEXT:    dc.threads
  // CHECK-NEXT:    }
  // CHECK-NEXT:    gpu.return
  gpu.func @none(%d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "none", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
    }
    gpu.return
  }
}
