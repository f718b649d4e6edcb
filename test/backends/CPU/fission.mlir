// How the body of a block kernel is cut at barriers: phases, what runs once, and what waits in scratch memory.
// RUN: dc-backend-test %s --target=cpu --passes=cpu-lower-threads | FileCheck %s

gpu.module @kernels {
  // One loop over threads for each phase; the id and what is cheap to compute from it is computed again.
  // CHECK-LABEL: func.func @phases(
  // CHECK-SAME:    %[[X:[a-z0-9]+]]: memref<?xi64>
  // CHECK-SAME:    %[[FIRST:[a-z0-9]+]]: i64, %[[LAST:[a-z0-9]+]]: i64, %[[SCRATCH:[a-z0-9]+]]: memref<?xi8>)
  // CHECK-SAME:    dc.scratch_bytes = 512 : i64
  // CHECK:         %[[SHARED:.*]] = memref.view %[[SCRATCH]][%{{.*}}][] : memref<?xi8> to memref<64xi64>
  // CHECK:         scf.for %[[B:.*]] = %[[FIRST]] to %[[LAST]]
  // CHECK-NOT:       memref.view
  // CHECK:           scf.for %[[T:.*]] = %{{.*}} to %{{.*}} step
  // CHECK:             %[[P:.*]] = arith.index_cast %[[T]]
  // CHECK:             memref.store %[[T]], %[[SHARED]]
  // CHECK-NEXT:      }
  // CHECK:           scf.for %[[U:.*]] = %{{.*}} to %{{.*}} step
  // CHECK-NOT:         memref.store
  // CHECK:             arith.xori %[[U]]
  // CHECK:             memref.load %[[SHARED]]
  // CHECK:             memref.store %{{.*}}, %[[X]]
  // CHECK-NOT:       dc.barrier
  // CHECK:         return
  gpu.func @phases(%x: memref<?xi64>, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "phases", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [64] {
      %one = arith.constant 1 : i64
      %s = dc.shared "s" : memref<64xi64, #gpu.address_space<workgroup>>
      %p = arith.index_cast %t : i64 to index
      %o = arith.xori %t, %one : i64
      %q = arith.index_cast %o : i64 to index
      memref.store %t, %s[%p] : memref<64xi64, #gpu.address_space<workgroup>>
      dc.barrier
      %v = memref.load %s[%q] : memref<64xi64, #gpu.address_space<workgroup>>
      memref.store %v, %x[%p] : memref<?xi64>
    }
    gpu.return
  }

  // What was loaded before a barrier waits in a slot for each thread. A value of 16 bits has 16.
  // CHECK-LABEL: func.func @slot(
  // CHECK-SAME:    dc.scratch_bytes = 128 : i64
  // CHECK:         %[[SLOT:.*]] = memref.view %{{.*}} : memref<?xi8> to memref<64xi16>
  // CHECK:           scf.for
  // CHECK:             %[[V:.*]] = memref.load %arg0
  // CHECK-NEXT:        memref.store %[[V]], %[[SLOT]][%{{.*}}] : memref<64xi16>
  // CHECK:           scf.for
  // CHECK-NOT:         memref.load %arg0
  // CHECK:             %[[W:.*]] = memref.load %[[SLOT]][%{{.*}}] : memref<64xi16>
  // CHECK:             memref.store %[[W]], %arg0
  gpu.func @slot(%x: memref<?xi16>, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "slot", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [64] {
      %c0 = arith.constant 0 : index
      %p = arith.index_cast %t : i64 to index
      %v = memref.load %x[%p] : memref<?xi16>
      dc.barrier
      memref.store %v, %x[%c0] : memref<?xi16>
    }
    gpu.return
  }

  // A value that is used in its own phase only waits nowhere.
  // CHECK-LABEL: func.func @no_slot(
  // CHECK-SAME:    dc.scratch_bytes = 0 : i64
  // CHECK-NOT:     memref.view
  // CHECK:         return
  gpu.func @no_slot(%x: memref<?xi64>, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "no_slot", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [64] {
      %p = arith.index_cast %t : i64 to index
      %v = memref.load %x[%p] : memref<?xi64>
      memref.store %v, %x[%p] : memref<?xi64>
      dc.barrier
      memref.store %t, %x[%p] : memref<?xi64>
    }
    gpu.return
  }

  // A loop around barriers goes around the phases. What it carries for the block stays a scalar, what it carries for each thread has one
  // slot for all rounds and for the result.
  // CHECK-LABEL: func.func @loop(
  // CHECK-SAME:    %[[X:[a-z0-9]+]]: memref<?xi64>, %[[N:[a-z0-9]+]]: i64
  // CHECK-SAME:    dc.scratch_bytes = 512 : i64
  // CHECK:         %[[SLOT:.*]] = memref.view %{{.*}} : memref<?xi8> to memref<64xi64>
  // CHECK-NOT:     memref.view
  // CHECK:         scf.for
  // CHECK:           scf.for %[[T0:.*]] = %{{.*}} step
  // CHECK-NOT:         scf.for
  // CHECK:             memref.store %[[T0]], %[[SLOT]]
  // CHECK:           %[[U:.*]] = scf.for %[[I:.*]] = %{{.*}} to %[[N]] step %{{.*}} iter_args(%[[A:.*]] = %[[N]]) -> (i64)
  // CHECK:             scf.for
  // CHECK:               %[[V:.*]] = memref.load %[[SLOT]]
  // CHECK:               memref.store %[[V]], %[[X]]
  // CHECK:             arith.shrsi %[[A]]
  // CHECK:             scf.for
  // CHECK:               %[[V2:.*]] = memref.load %[[SLOT]]
  // CHECK:               %[[W:.*]] = arith.addi %[[V2]], %[[A]]
  // CHECK:               memref.store %[[W]], %[[SLOT]]
  // CHECK:             scf.yield %{{.*}} : i64
  // CHECK:           scf.for
  // CHECK:             %[[R:.*]] = memref.load %[[SLOT]]
  // CHECK:             arith.addi %[[R]], %[[U]]
  gpu.func @loop(%x: memref<?xi64>, %n: i64, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "loop", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [64] {
      %zero = arith.constant 0 : i64
      %one = arith.constant 1 : i64
      %p = arith.index_cast %t : i64 to index
      %s:2 = scf.for %i = %zero to %n step %one iter_args(%a = %n, %v = %t) -> (i64, i64) : i64 {
        memref.store %v, %x[%p] : memref<?xi64>
        dc.barrier
        %a2 = arith.shrsi %a, %one : i64
        %w = arith.addi %v, %a : i64
        scf.yield %a2, %w : i64, i64
      }
      %sum = arith.addi %s#1, %s#0 : i64
      memref.store %sum, %x[%p] : memref<?xi64>
    }
    gpu.return
  }

  // What all threads carry alike, but only each thread has computed, is no scalar: it waits in a slot.
  // CHECK-LABEL: func.func @carried_by_work(
  // CHECK-SAME:    dc.scratch_bytes = 64 : i64
  // CHECK:         %[[SLOT:.*]] = memref.view %{{.*}} : memref<?xi8> to memref<4xi64>
  // CHECK:           scf.for %{{.*}} = %{{.*}} to %arg1 step %{{[a-z0-9_]+}} : i64 {
  // CHECK:             scf.for
  // CHECK:               scf.if
  // CHECK:               memref.store %{{.*}}, %[[SLOT]]
  // CHECK-NOT:         scf.yield
  // CHECK:           scf.for
  // CHECK:             memref.load %[[SLOT]]
  gpu.func @carried_by_work(%x: memref<?xi64>, %n: i64, %d: i64, %r: memref<8xi64>) kernel
      attributes {dc.kernel = "carried_by_work", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [4] {
      %zero = arith.constant 0 : i64
      %one = arith.constant 1 : i64
      %p = arith.index_cast %t : i64 to index
      %s = scf.for %i = %zero to %n step %one iter_args(%a = %n) -> (i64) : i64 {
        dc.barrier
        %c = arith.cmpi slt, %i, %n : i64
        %w = scf.if %c -> (i64) {
          memref.store %t, %x[%p] : memref<?xi64>
          scf.yield %one : i64
        } else {
          scf.yield %zero : i64
        }
        scf.yield %w : i64
      }
      memref.store %s, %x[%p] : memref<?xi64>
    }
    gpu.return
  }

  // Two carried values that change places: both are read before one is written.
  // CHECK-LABEL: func.func @swap(
  // CHECK-DAG:     %[[S:.*]] = memref.view %{{.*}} : memref<?xi8> to memref<4xi64>
  // CHECK-DAG:     %[[R:.*]] = memref.view %{{.*}} : memref<?xi8> to memref<4xi64>
  // CHECK:           scf.for %{{.*}} = %{{.*}} to %arg1
  // CHECK:             scf.for
  // CHECK:             scf.for
  // CHECK:               %[[V:.*]] = memref.load
  // CHECK-NEXT:          %[[W:.*]] = memref.load
  // CHECK-NEXT:          memref.store %[[V]]
  // CHECK-NEXT:          memref.store %[[W]]
  gpu.func @swap(%x: memref<?xi64>, %n: i64, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "swap", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [4] {
      %zero = arith.constant 0 : i64
      %one = arith.constant 1 : i64
      %p = arith.index_cast %t : i64 to index
      %s:2 = scf.for %i = %zero to %n step %one iter_args(%v = %t, %w = %zero) -> (i64, i64) : i64 {
        memref.store %v, %x[%p] : memref<?xi64>
        dc.barrier
        scf.yield %w, %v : i64, i64
      }
      memref.store %s#0, %x[%p] : memref<?xi64>
    }
    gpu.return
  }

  // A branch that the block takes as one; the condition was read from memory, so the first thread's decides.
  // CHECK-LABEL: func.func @branch(
  // CHECK-DAG:     %[[COND:.*]] = memref.view %{{.*}} : memref<?xi8> to memref<64xi1>
  // CHECK-DAG:     %[[RES:.*]] = memref.view %{{.*}} : memref<?xi8> to memref<64xi64>
  // CHECK:           scf.for
  // CHECK:             memref.store %{{.*}}, %[[COND]]
  // CHECK:           %[[ZERO:.*]] = arith.constant 0 : index
  // CHECK-NEXT:      %[[C:.*]] = memref.load %[[COND]][%[[ZERO]]]
  // CHECK-NEXT:      scf.if %[[C]] {
  // CHECK:             scf.for
  // CHECK:               memref.store %{{.*}}, %arg0
  // CHECK:             scf.for
  // CHECK:               memref.store %{{.*}}, %[[RES]]
  // CHECK:           } else {
  // CHECK:             scf.for
  // CHECK:               memref.store %{{.*}}, %[[RES]]
  // CHECK:           }
  // CHECK:           scf.for
  // CHECK:             memref.load %[[RES]]
  gpu.func @branch(%x: memref<?xi64>, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "branch", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [64] {
      %zero = arith.constant 0 : i64
      %c0 = arith.constant 0 : index
      %p = arith.index_cast %t : i64 to index
      %v = memref.load %x[%c0] : memref<?xi64>
      %c = arith.cmpi eq, %v, %zero : i64
      %s = scf.if %c -> (i64) {
        memref.store %zero, %x[%p] : memref<?xi64>
        dc.barrier
        %w = memref.load %x[%p] : memref<?xi64>
        scf.yield %w : i64
      } else {
        scf.yield %t : i64
      }
      memref.store %s, %x[%p] : memref<?xi64>
    }
    gpu.return
  }

  // A while with barriers in its test and in its body. Its test is the block's, and computed once.
  // CHECK-LABEL: func.func @while(
  // CHECK-SAME:    dc.scratch_bytes = 0 : i64
  // CHECK:           scf.while (%[[H:.*]] = %arg1) : (i64) -> i64 {
  // CHECK:             scf.for
  // CHECK:               memref.store
  // CHECK:             %[[MORE:.*]] = arith.cmpi sgt, %[[H]]
  // CHECK:             scf.condition(%[[MORE]]) %[[H]] : i64
  // CHECK:           } do {
  // CHECK-NEXT:      ^bb0(%[[K:.*]]: i64):
  // CHECK:             scf.for
  // CHECK:               memref.store
  // CHECK:             %[[L:.*]] = arith.shrsi %[[K]]
  // CHECK:             scf.yield %[[L]] : i64
  gpu.func @while(%x: memref<?xi64>, %n: i64, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "while", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [64] {
      %zero = arith.constant 0 : i64
      %one = arith.constant 1 : i64
      %p = arith.index_cast %t : i64 to index
      %s = scf.while (%h = %n) : (i64) -> i64 {
        memref.store %h, %x[%p] : memref<?xi64>
        dc.barrier
        %more = arith.cmpi sgt, %h, %zero : i64
        scf.condition(%more) %h : i64
      } do {
      ^bb0(%k: i64):
        memref.store %k, %x[%p] : memref<?xi64>
        dc.barrier
        %l = arith.shrsi %k, %one : i64
        scf.yield %l : i64
      }
    }
    gpu.return
  }

  // A private array that outlives its phase has a part for each thread, one behind the other; one that does not stays where it was.
  // CHECK-LABEL: func.func @private(
  // CHECK-SAME:    dc.scratch_bytes = 192 : i64
  // CHECK:         scf.for
  // CHECK:           scf.for %[[T:.*]] = %{{.*}} step
  // CHECK:             %[[I:.*]] = arith.index_cast %[[T]] : i64 to index
  // CHECK:             memref.alloca() : memref<2xi64>
  // CHECK:             %[[SIZE:.*]] = arith.constant 12 : index
  // CHECK:             %[[START:.*]] = arith.constant 0 : index
  // CHECK:             %[[PLACE:.*]] = arith.muli %[[I]], %[[SIZE]]
  // CHECK:             %[[OFFSET:.*]] = arith.addi %[[PLACE]], %[[START]]
  // CHECK:             %[[PART:.*]] = memref.view %{{.*}}[%[[OFFSET]]][] : memref<?xi8> to memref<3xi32>
  // CHECK:             memref.store %{{.*}}, %[[PART]]
  // CHECK:           scf.for
  // CHECK:             memref.view {{.*}} to memref<3xi32>
  // CHECK:             memref.load
  gpu.func @private(%x: memref<?xi32>, %v: i32, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "private", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [16] {
      %p = arith.index_cast %t : i64 to index
      %c1 = arith.constant 1 : index
      %m = memref.alloca() : memref<3xi32>
      %k = memref.alloca() : memref<2xi64>
      memref.store %t, %k[%c1] : memref<2xi64>
      memref.store %v, %m[%c1] : memref<3xi32>
      dc.barrier
      %w = memref.load %m[%c1] : memref<3xi32>
      memref.store %w, %x[%p] : memref<?xi32>
    }
    gpu.return
  }

  // An array that the block shares is one array wherever it is declared.
  // CHECK-LABEL: func.func @shared_in_a_loop(
  // CHECK-SAME:    dc.scratch_bytes = 64 : i64
  // CHECK:         %[[S:.*]] = memref.view %{{.*}} : memref<?xi8> to memref<4xi32>
  // CHECK:         scf.for
  // CHECK-NOT:     dc.shared
  // CHECK:           memref.store %{{.*}}, %[[S]]
  gpu.func @shared_in_a_loop(%v: i32, %n: i64, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "shared_in_a_loop", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [4] {
      %zero = arith.constant 0 : i64
      %one = arith.constant 1 : i64
      %p = arith.index_cast %t : i64 to index
      scf.for %i = %zero to %n step %one : i64 {
        %s = dc.shared "s" : memref<4xi32, #gpu.address_space<workgroup>>
        memref.store %v, %s[%p] : memref<4xi32, #gpu.address_space<workgroup>>
      }
    }
    gpu.return
  }

  // A long computation waits instead of being done again, even where each step uses the one before it twice: no count of paths here.
  // CHECK-LABEL: func.func @chain(
  // CHECK-SAME:    dc.scratch_bytes = 64 : i64
  // CHECK:           scf.for
  // CHECK-COUNT-40:    arith.xori
  // CHECK:             memref.store
  // CHECK:           scf.for
  // CHECK-NOT:         arith.xori
  // CHECK:             memref.load
  // CHECK:         return
  gpu.func @chain(%x: memref<?xi64>, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "chain", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [4] {
      %p = arith.index_cast %t : i64 to index
      %g1 = arith.muli %t, %t : i64
      %h1 = arith.xori %t, %g1 : i64
      %g2 = arith.muli %h1, %h1 : i64
      %h2 = arith.xori %h1, %g2 : i64
      %g3 = arith.muli %h2, %h2 : i64
      %h3 = arith.xori %h2, %g3 : i64
      %g4 = arith.muli %h3, %h3 : i64
      %h4 = arith.xori %h3, %g4 : i64
      %g5 = arith.muli %h4, %h4 : i64
      %h5 = arith.xori %h4, %g5 : i64
      %g6 = arith.muli %h5, %h5 : i64
      %h6 = arith.xori %h5, %g6 : i64
      %g7 = arith.muli %h6, %h6 : i64
      %h7 = arith.xori %h6, %g7 : i64
      %g8 = arith.muli %h7, %h7 : i64
      %h8 = arith.xori %h7, %g8 : i64
      %g9 = arith.muli %h8, %h8 : i64
      %h9 = arith.xori %h8, %g9 : i64
      %g10 = arith.muli %h9, %h9 : i64
      %h10 = arith.xori %h9, %g10 : i64
      %g11 = arith.muli %h10, %h10 : i64
      %h11 = arith.xori %h10, %g11 : i64
      %g12 = arith.muli %h11, %h11 : i64
      %h12 = arith.xori %h11, %g12 : i64
      %g13 = arith.muli %h12, %h12 : i64
      %h13 = arith.xori %h12, %g13 : i64
      %g14 = arith.muli %h13, %h13 : i64
      %h14 = arith.xori %h13, %g14 : i64
      %g15 = arith.muli %h14, %h14 : i64
      %h15 = arith.xori %h14, %g15 : i64
      %g16 = arith.muli %h15, %h15 : i64
      %h16 = arith.xori %h15, %g16 : i64
      %g17 = arith.muli %h16, %h16 : i64
      %h17 = arith.xori %h16, %g17 : i64
      %g18 = arith.muli %h17, %h17 : i64
      %h18 = arith.xori %h17, %g18 : i64
      %g19 = arith.muli %h18, %h18 : i64
      %h19 = arith.xori %h18, %g19 : i64
      %g20 = arith.muli %h19, %h19 : i64
      %h20 = arith.xori %h19, %g20 : i64
      %g21 = arith.muli %h20, %h20 : i64
      %h21 = arith.xori %h20, %g21 : i64
      %g22 = arith.muli %h21, %h21 : i64
      %h22 = arith.xori %h21, %g22 : i64
      %g23 = arith.muli %h22, %h22 : i64
      %h23 = arith.xori %h22, %g23 : i64
      %g24 = arith.muli %h23, %h23 : i64
      %h24 = arith.xori %h23, %g24 : i64
      %g25 = arith.muli %h24, %h24 : i64
      %h25 = arith.xori %h24, %g25 : i64
      %g26 = arith.muli %h25, %h25 : i64
      %h26 = arith.xori %h25, %g26 : i64
      %g27 = arith.muli %h26, %h26 : i64
      %h27 = arith.xori %h26, %g27 : i64
      %g28 = arith.muli %h27, %h27 : i64
      %h28 = arith.xori %h27, %g28 : i64
      %g29 = arith.muli %h28, %h28 : i64
      %h29 = arith.xori %h28, %g29 : i64
      %g30 = arith.muli %h29, %h29 : i64
      %h30 = arith.xori %h29, %g30 : i64
      %g31 = arith.muli %h30, %h30 : i64
      %h31 = arith.xori %h30, %g31 : i64
      %g32 = arith.muli %h31, %h31 : i64
      %h32 = arith.xori %h31, %g32 : i64
      %g33 = arith.muli %h32, %h32 : i64
      %h33 = arith.xori %h32, %g33 : i64
      %g34 = arith.muli %h33, %h33 : i64
      %h34 = arith.xori %h33, %g34 : i64
      %g35 = arith.muli %h34, %h34 : i64
      %h35 = arith.xori %h34, %g35 : i64
      %g36 = arith.muli %h35, %h35 : i64
      %h36 = arith.xori %h35, %g36 : i64
      %g37 = arith.muli %h36, %h36 : i64
      %h37 = arith.xori %h36, %g37 : i64
      %g38 = arith.muli %h37, %h37 : i64
      %h38 = arith.xori %h37, %g38 : i64
      %g39 = arith.muli %h38, %h38 : i64
      %h39 = arith.xori %h38, %g39 : i64
      %g40 = arith.muli %h39, %h39 : i64
      %h40 = arith.xori %h39, %g40 : i64
      dc.barrier
      memref.store %h40, %x[%p] : memref<?xi64>
    }
    gpu.return
  }
}
