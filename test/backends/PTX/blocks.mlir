// Block kernels in PTX: the block's own size, shared memory, barriers, and no promise that an array is a thread's own.
// RUN: dc-backend-test %s --target=cuda --emit=asm -o %t.ptx
// RUN: FileCheck %s --input-file=%t.ptx
// RUN: FileCheck %s --input-file=%t.ptx --check-prefix=BARRIERS
// RUN: dc-backend-test %s --target=cuda --emit=llvm -O0 | FileCheck %s --check-prefix=LLVM
// RUN: dc-backend-test %s --target=cuda --emit=entries | FileCheck %s --check-prefix=ENTRIES

// Names of shared arrays are the module's; what an assembler does not take in a name is replaced.
// CHECK-DAG:   .shared .align 16 .b8 shared${{[0-9]}}_s[256];
// CHECK-DAG:   .shared .align 16 .b8 shared${{[0-9]}}_items_key[12];
// CHECK-LABEL: .entry exchange(
// CHECK:       .reqntid 64
// CHECK-NOT:   setp
// CHECK:       st.shared.b32
// CHECK:       bar.sync 0;
// CHECK:       ld.shared.b32
// CHECK:       st.global.b32
// CHECK:       ret;
// CHECK-LABEL: .entry cube(
// CHECK:       .reqntid 24

// Every barrier is there, in order with the accesses around it.
// BARRIERS-LABEL: .entry rounds
// BARRIERS:       ld.global
// BARRIERS:       bar.sync 0;
// BARRIERS:       st.global
// BARRIERS:       bar.sync 0;
// BARRIERS:       ld.global
// BARRIERS:       st.global
// BARRIERS:       ret;

// What a thread writes before a barrier, another reads behind it: only an array that nobody writes is noalias. Without a barrier both are.
// LLVM:      define ptx_kernel void @exchange(ptr noalias readonly %0, i64 %1, ptr %2, i64 %3, i64 %4, ptr %5)
// LLVM:      define ptx_kernel void @plain(ptr noalias readonly %0, i64 %1, ptr noalias %2, i64 %3, i64 %4, ptr %5)

// ENTRIES: exchange = exchange sm_75 block 64 items 1{{.*}} shared 256 scratch 0
// ENTRIES: cube = cube sm_75 block 24 items 1 shared 16 scratch 0
// ENTRIES: rounds = rounds sm_75 block 32 items 1{{$}}

gpu.module @kernels {
  gpu.func @exchange(%x: memref<?xf32> {dc.read_only}, %nx: i64, %y: memref<?xf32>, %ny: i64, %d: i64, %r: memref<8xi64>) kernel
      attributes {dc.kernel = "exchange", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [64] {
      %one = arith.constant 1 : i64
      %s = dc.shared "s" : memref<64xf32, #gpu.address_space<workgroup>>
      %p = arith.index_cast %t : i64 to index
      %o = arith.xori %t, %one : i64
      %q = arith.index_cast %o : i64 to index
      %v = memref.load %x[%p] : memref<?xf32>
      memref.store %v, %s[%p] : memref<64xf32, #gpu.address_space<workgroup>>
      dc.barrier
      %w = memref.load %s[%q] : memref<64xf32, #gpu.address_space<workgroup>>
      memref.store %w, %y[%p] : memref<?xf32>
    }
    gpu.return
  }

  gpu.func @plain(%x: memref<?xf32> {dc.read_only}, %nx: i64, %y: memref<?xf32>, %ny: i64, %d: i64, %r: memref<8xi64>) kernel
      attributes {dc.kernel = "plain", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [64] {
      %p = arith.index_cast %t : i64 to index
      %v = memref.load %x[%p] : memref<?xf32>
      memref.store %v, %y[%p] : memref<?xf32>
    }
    gpu.return
  }

  // Three dimensions, last one fastest, and a shared array inside a branch.
  gpu.func @cube(%x: memref<?xi32>, %nx: i64, %d: i64, %e: i64, %f: i64, %r: memref<8xi64>) kernel
      attributes {dc.kernel = "cube", dc.rank = 3 : i64} {
    dc.blocks (%b0, %b1, %b2) in (%d, %e, %f) threads (%t0, %t1, %t2) in [2, 3, 4] {
      %one = arith.constant 1 : i64
      %v = arith.constant 1 : i32
      %c = arith.cmpi eq, %t0, %one : i64
      %p = arith.index_cast %t1 : i64 to index
      scf.if %c {
        %s = dc.shared "items.key" : memref<3xi32, #gpu.address_space<workgroup>>
        %old = dc.atomic add %s[%p], %v : memref<3xi32, #gpu.address_space<workgroup>>
        memref.store %old, %x[%p] : memref<?xi32>
      }
    }
    gpu.return
  }

  gpu.func @rounds(%x: memref<?xi32>, %nx: i64, %d: i64, %r: memref<8xi64>) kernel
      attributes {dc.kernel = "rounds", dc.rank = 1 : i64} {
    dc.blocks (%b) in (%d) threads (%t) in [32] {
      %one = arith.constant 1 : i64
      %p = arith.index_cast %t : i64 to index
      %o = arith.xori %t, %one : i64
      %q = arith.index_cast %o : i64 to index
      %v = memref.load %x[%q] : memref<?xi32>
      dc.barrier
      memref.store %v, %x[%p] : memref<?xi32>
      %w = memref.load %x[%p] : memref<?xi32>
      dc.barrier
      %u = memref.load %x[%q] : memref<?xi32>
      %s = arith.addi %u, %w : i32
      memref.store %s, %x[%p] : memref<?xi32>
    }
    gpu.return
  }
}
