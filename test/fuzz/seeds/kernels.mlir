// What dcc makes of kernels.dc.cpp before and after validation.
dc.kernel @store(%x: memref<?xf32>, %v: f32) {
  %c0 = arith.constant 0 : index
  memref.store %v, %x[%c0] : memref<?xf32>
  dc.return
}
// -----
module {
  dc.kernel @k(%arg0: f32 {dc.name = "a", dc.type = "f32"}, %arg1: memref<?x!dc.record<8, 4>> {dc.fields = [{count = 1 : i64, name = "x", offset = 0 : i64, type = "f32"}, {count = 1 : i64, name = "y", offset = 4 : i64, type = "f32"}], dc.name = "p", dc.read_only, dc.type = "record"}, %arg2: memref<?xf32> {dc.name = "out", dc.type = "f32"}) attributes {rank = 1 : i64} {
    %alloca = memref.alloca() : memref<f32>
    %alloca_0 = memref.alloca() : memref<i64>
    %alloca_1 = memref.alloca() : memref<f32>
    %alloca_2 = memref.alloca() : memref<f32>
    %alloca_3 = memref.alloca() : memref<f32>
    %alloca_4 = memref.alloca() : memref<f32>
    %alloca_5 = memref.alloca() : memref<f32>
    %alloca_6 = memref.alloca() : memref<f32>
    %alloca_7 = memref.alloca() : memref<f32>
    %0 = dc.field %arg1 : memref<?x!dc.record<8, 4>> to memref<?xf32, strided<[2]>>
    %1 = dc.field %arg1 : memref<?x!dc.record<8, 4>> to memref<?xf32, strided<[2], offset: 1>>
    %c0 = arith.constant 0 : index
    %dim = memref.dim %arg2, %c0 : memref<?xf32>
    %2 = arith.index_cast %dim : index to i64
    dc.domain %2
    memref.store %arg0, %alloca[] : memref<f32>
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %3 = dc.global_id 0
    memref.store %3, %alloca_0[] : memref<i64>
    %4 = memref.load %alloca_0[] : memref<i64>
    %5 = memref.load %alloca[] : memref<f32>
    memref.store %5, %alloca_1[] : memref<f32>
    %c1_i32 = arith.constant 1 : i32
    %6 = arith.sitofp %c1_i32 : i32 to f32
    memref.store %6, %alloca_2[] : memref<f32>
    %cst = arith.constant 0.000000e+00 : f32
    memref.store %cst, %alloca_3[] : memref<f32>
    %cst_8 = arith.constant 0.000000e+00 : f32
    memref.store %cst_8, %alloca_4[] : memref<f32>
    %7 = arith.index_cast %4 : i64 to index
    %8 = memref.load %0[%7] {dc.what = "x"} : memref<?xf32, strided<[2]>>
    %9 = memref.load %alloca_1[] : memref<f32>
    %10 = arith.addf %8, %9 : f32
    memref.store %10, %alloca_5[] : memref<f32>
    %11 = arith.index_cast %4 : i64 to index
    %12 = memref.load %1[%11] {dc.what = "y"} : memref<?xf32, strided<[2], offset: 1>>
    %13 = memref.load %alloca_2[] : memref<f32>
    %14 = arith.addf %12, %13 : f32
    memref.store %14, %alloca_6[] : memref<f32>
    %15 = memref.load %alloca_5[] : memref<f32>
    memref.store %15, %alloca_3[] : memref<f32>
    %16 = memref.load %alloca_6[] : memref<f32>
    memref.store %16, %alloca_4[] : memref<f32>
    cf.br ^bb2
  ^bb2:  // pred: ^bb1
    %17 = memref.load %alloca_0[] : memref<i64>
    %cst_9 = arith.constant 0.000000e+00 : f32
    memref.store %cst_9, %alloca_7[] : memref<f32>
    %18 = memref.load %alloca_3[] : memref<f32>
    %19 = arith.index_cast %17 : i64 to index
    %20 = memref.load %0[%19] {dc.what = "o.x"} : memref<?xf32, strided<[2]>>
    %21 = memref.load %alloca_4[] : memref<f32>
    %22 = arith.index_cast %17 : i64 to index
    %23 = memref.load %1[%22] {dc.what = "o.y"} : memref<?xf32, strided<[2], offset: 1>>
    %24 = arith.mulf %21, %23 : f32
    %25 = dc.muladd %18, %20, %24 : f32
    memref.store %25, %alloca_7[] : memref<f32>
    cf.br ^bb6
  ^bb3:  // pred: ^bb6
    %26 = memref.load %alloca[] : memref<f32>
    %27 = math.sqrt %26 : f32
    cf.br ^bb5(%27 : f32)
  ^bb4:  // pred: ^bb6
    %28 = memref.load %alloca[] : memref<f32>
    %29 = arith.negf %28 : f32
    cf.br ^bb5(%29 : f32)
  ^bb5(%30: f32):  // 2 preds: ^bb3, ^bb4
    %31 = memref.load %alloca_0[] : memref<i64>
    %32 = arith.index_cast %31 : i64 to index
    memref.store %30, %arg2[%32] {dc.what = "out[i]"} : memref<?xf32>
    cf.br ^bb7
  ^bb6:  // pred: ^bb2
    %33 = memref.load %alloca_7[] : memref<f32>
    %c0_i32 = arith.constant 0 : i32
    %34 = arith.sitofp %c0_i32 : i32 to f32
    %35 = arith.cmpf ogt, %33, %34 : f32
    cf.cond_br %35, ^bb3, ^bb4
  ^bb7:  // pred: ^bb5
    dc.return
  }
}
// -----
module {
  dc.kernel @k(%arg0: f32 {dc.name = "a", dc.type = "f32"}, %arg1: memref<?x!dc.record<8, 4>> {dc.fields = [{count = 1 : i64, name = "x", offset = 0 : i64, type = "f32"}, {count = 1 : i64, name = "y", offset = 4 : i64, type = "f32"}], dc.name = "p", dc.read_only, dc.type = "record"}, %arg2: memref<?xf32> {dc.name = "out", dc.type = "f32"}) attributes {rank = 1 : i64} {
    %cst = arith.constant 1.000000e+00 : f32
    %cst_0 = arith.constant 0.000000e+00 : f32
    %c0 = arith.constant 0 : index
    %dim = memref.dim %arg1, %c0 : memref<?x!dc.record<8, 4>>
    %0 = arith.index_cast %dim : index to i64
    %1 = dc.domain_size 0
    %2 = arith.cmpi sge, %0, %1 : i64
    dc.requires %2, "p.size() >= domain" inferred
    %dim_1 = memref.dim %arg2, %c0 : memref<?xf32>
    %3 = arith.index_cast %dim_1 : index to i64
    %4 = arith.cmpi sge, %3, %1 : i64
    dc.requires %4, "out.size() >= domain" inferred
    %5 = dc.field %arg1 : memref<?x!dc.record<8, 4>> to memref<?xf32, strided<[2]>>
    %6 = dc.field %arg1 : memref<?x!dc.record<8, 4>> to memref<?xf32, strided<[2], offset: 1>>
    dc.domain %3
    %7 = dc.global_id 0
    %8 = arith.index_cast %7 : i64 to index
    %9 = memref.load %5[%8] {dc.what = "x"} : memref<?xf32, strided<[2]>>
    %10 = arith.addf %9, %arg0 : f32
    %11 = memref.load %6[%8] {dc.what = "y"} : memref<?xf32, strided<[2], offset: 1>>
    %12 = arith.addf %11, %cst : f32
    %13 = memref.load %5[%8] {dc.what = "o.x"} : memref<?xf32, strided<[2]>>
    %14 = memref.load %6[%8] {dc.what = "o.y"} : memref<?xf32, strided<[2], offset: 1>>
    %15 = arith.mulf %12, %14 : f32
    %16 = dc.muladd %10, %13, %15 : f32
    %17 = arith.cmpf ogt, %16, %cst_0 : f32
    %18 = scf.if %17 -> (f32) {
      %19 = math.sqrt %arg0 : f32
      scf.yield %19 : f32
    } else {
      %19 = arith.negf %arg0 : f32
      scf.yield %19 : f32
    }
    memref.store %18, %arg2[%8] {dc.what = "out[i]"} : memref<?xf32>
    dc.return
  }
}
// -----
module {
  dc.kernel @k(%arg0: memref<?xi32> {dc.name = "x", dc.read_only, dc.type = "i32"}, %arg1: memref<?xi64> {dc.name = "y", dc.type = "i64"}) attributes {rank = 1 : i64} {
    %true = arith.constant true
    %false = arith.constant false
    %c0_i32 = arith.constant 0 : i32
    %c0_i64 = arith.constant 0 : i64
    %c1_i32 = arith.constant 1 : i32
    %c1_i64 = arith.constant 1 : i64
    %c100_i64 = arith.constant 100 : i64
    %c9_i64 = arith.constant 9 : i64
    %c4_i32 = arith.constant 4 : i32
    %c2_i32 = arith.constant 2 : i32
    %c3_i64 = arith.constant 3 : i64
    %c0 = arith.constant 0 : index
    %dim = memref.dim %arg1, %c0 : memref<?xi64>
    %0 = arith.index_cast %dim : index to i64
    dc.domain %0
    %1 = dc.global_id 0
    %dim_0 = memref.dim %arg0, %c0 : memref<?xi32>
    %2 = arith.index_cast %dim_0 : index to i64
    %3 = arith.cmpi slt, %1, %2 : i64
    scf.if %3 {
      %4 = arith.index_cast %1 : i64 to index
      %5 = memref.load %arg0[%4] {dc.what = "x[i]"} : memref<?xi32>
      %6 = arith.cmpi eq, %5, %c0_i32 : i32
      scf.if %6 {
        %7 = memref.load %arg0[%4] {dc.what = "x[i]"} : memref<?xi32>
        %8 = arith.extsi %7 : i32 to i64
        %9:3 = scf.while (%arg2 = %c0_i64, %arg3 = %c0_i32) : (i64, i32) -> (i64, i32, i64) {
          %12 = arith.cmpi slt, %arg3, %c4_i32 : i32
          %13:3 = scf.if %12 -> (i64, i32, i1) {
            %17 = arith.cmpi sgt, %8, %c9_i64 : i64
            %18 = arith.cmpi sle, %8, %c9_i64 : i64
            %19:2 = scf.if %17 -> (i64, i32) {
              scf.yield %c0_i64, %c0_i32 : i64, i32
            } else {
              %20 = arith.cmpi eq, %arg3, %c2_i32 : i32
              %21 = scf.if %20 -> (i64) {
                scf.yield %arg2 : i64
              } else {
                %23 = arith.muli %arg2, %8 : i64
                %24 = arith.extsi %arg3 : i32 to i64
                %25 = arith.addi %23, %24 : i64
                scf.yield %25 : i64
              }
              %22 = arith.addi %arg3, %c1_i32 : i32
              scf.yield %21, %22 : i64, i32
            }
            scf.yield %19#0, %19#1, %18 : i64, i32, i1
          } else {
            scf.yield %c0_i64, %c0_i32, %false : i64, i32, i1
          }
          %14 = dc.faulted
          %15 = arith.xori %14, %true : i1
          %16 = arith.andi %13#2, %15 : i1
          scf.condition(%16) %13#0, %13#1, %arg2 : i64, i32, i64
        } do {
        ^bb0(%arg2: i64, %arg3: i32, %arg4: i64):
          scf.yield %arg2, %arg3 : i64, i32
        }
        %10 = dc.guard %1 < %0
        %11 = arith.xori %10, %true : i1
        dc.fault %11, bounds 0 "y[i]" [%1 of %0]
        scf.if %10 {
          memref.store %9#2, %arg1[%4] {dc.what = "y[i]"} : memref<?xi64>
        }
      } else {
        %7 = arith.cmpi eq, %5, %c1_i32 : i32
        %8 = scf.if %7 -> (i32) {
          scf.yield %c0_i32 : i32
        } else {
          %20 = arith.cmpi ne, %5, %c2_i32 : i32
          %21 = arith.extui %20 : i1 to i32
          scf.yield %21 : i32
        }
        %9 = arith.index_castui %8 : i32 to index
        %10 = arith.cmpi eq, %9, %c0 : index
        scf.if %10 {
          %20 = dc.guard %1 < %0
          %21 = arith.xori %20, %true : i1
          dc.fault %21, bounds 1 "y[i]" [%1 of %0]
          scf.if %20 {
            memref.store %c3_i64, %arg1[%4] {dc.what = "y[i]"} : memref<?xi64>
          }
        }
        %11 = memref.load %arg0[%4] {dc.what = "x[i]"} : memref<?xi32>
        %12 = arith.subi %11, %c1_i32 : i32
        %13 = arith.cmpi eq, %12, %c0_i32 : i32
        dc.fault %13, division 2 "x[i] / (x[i] - 1)"
        %14 = dc.divsi %11, %12 {dc.what = "x[i] / (x[i] - 1)"} : i32
        %15 = arith.extsi %14 : i32 to i64
        %16 = dc.guard %1 < %0
        %17 = arith.xori %16, %true : i1
        dc.fault %17, bounds 3 "y[i]" [%1 of %0]
        %18 = scf.if %16 -> (i64) {
          %20 = memref.load %arg1[%4] {dc.what = "y[i]"} : memref<?xi64>
          scf.yield %20 : i64
        } else {
          scf.yield %c0_i64 : i64
        }
        %19 = arith.addi %18, %15 : i64
        scf.if %16 {
          memref.store %19, %arg1[%4] {dc.what = "y[i]"} : memref<?xi64>
        }
      }
      scf.while : () -> () {
        %7 = dc.guard %1 < %0
        %8 = arith.xori %7, %true : i1
        dc.fault %8, bounds 4 "y[i]" [%1 of %0]
        %9 = scf.if %7 -> (i64) {
          %14 = memref.load %arg1[%4] {dc.what = "y[i]"} : memref<?xi64>
          scf.yield %14 : i64
        } else {
          scf.yield %c0_i64 : i64
        }
        %10 = arith.cmpi sgt, %9, %c100_i64 : i64
        %11 = dc.faulted
        %12 = arith.xori %11, %true : i1
        %13 = arith.andi %10, %12 : i1
        scf.condition(%13)
      } do {
        %7 = dc.guard %1 < %0
        %8 = arith.xori %7, %true : i1
        dc.fault %8, bounds 5 "y[i]" [%1 of %0]
        %9 = scf.if %7 -> (i64) {
          %11 = memref.load %arg1[%4] {dc.what = "y[i]"} : memref<?xi64>
          scf.yield %11 : i64
        } else {
          scf.yield %c0_i64 : i64
        }
        %10 = arith.shrsi %9, %c1_i64 : i64
        scf.if %7 {
          memref.store %10, %arg1[%4] {dc.what = "y[i]"} : memref<?xi64>
        }
        scf.yield
      }
    }
    dc.return
  }
}
// -----
module {
  dc.kernel @k(%arg0: memref<?xf32> {dc.name = "x", dc.read_only, dc.type = "f32"}, %arg1: memref<?xf32> {dc.name = "out", dc.type = "f32"}) attributes {block = array<i64: 64>, dc.tuned = [{name = "B", value = 64 : i64, values = array<i64: 64, 128>}], rank = 1 : i64} {
    %true = arith.constant true
    %cst = arith.constant 0.000000e+00 : f32
    %c0_i64 = arith.constant 0 : i64
    %c32_i64 = arith.constant 32 : i64
    %c2_i64 = arith.constant 2 : i64
    %c64_i64 = arith.constant 64 : i64
    %c0 = arith.constant 0 : index
    %0 = dc.shared "part" : memref<64xf32, #gpu.address_space<workgroup>>
    %dim = memref.dim %arg1, %c0 : memref<?xf32>
    %1 = arith.index_cast %dim : index to i64
    dc.grid %1
    %2 = dc.thread_id 0
    %3 = dc.global_id 0
    %dim_0 = memref.dim %arg0, %c0 : memref<?xf32>
    %4 = arith.index_cast %dim_0 : index to i64
    %5 = dc.grid_size 0
    %6 = arith.muli %5, %c64_i64 : i64
    %7 = scf.for %arg2 = %3 to %4 step %6 iter_args(%arg3 = %cst) -> (f32)  : i64 {
      %13 = arith.index_cast %arg2 : i64 to index
      %14 = memref.load %arg0[%13] {dc.what = "x[i]"} : memref<?xf32>
      %15 = arith.addf %arg3, %14 : f32
      scf.yield %15 : f32
    }
    %8 = arith.index_cast %2 : i64 to index
    memref.store %7, %0[%8] {dc.what = "part[t]"} : memref<64xf32, #gpu.address_space<workgroup>>
    dc.barrier
    %9 = scf.while (%arg2 = %c32_i64) : (i64) -> i64 {
      %13 = arith.cmpi sgt, %arg2, %c0_i64 : i64
      scf.condition(%13) %arg2 : i64
    } do {
    ^bb0(%arg2: i64):
      %13 = arith.cmpi slt, %2, %arg2 : i64
      scf.if %13 {
        %15 = arith.addi %2, %arg2 : i64
        %16 = arith.index_cast %15 : i64 to index
        %17 = memref.load %0[%16] {dc.what = "part[t + h]"} : memref<64xf32, #gpu.address_space<workgroup>>
        %18 = memref.load %0[%8] {dc.what = "part[t]"} : memref<64xf32, #gpu.address_space<workgroup>>
        %19 = arith.addf %18, %17 : f32
        memref.store %19, %0[%8] {dc.what = "part[t]"} : memref<64xf32, #gpu.address_space<workgroup>>
      }
      dc.barrier
      %14 = dc.divsi %arg2, %c2_i64 {dc.what = "h /= 2"} : i64
      scf.yield %14 : i64
    }
    %10 = memref.load %0[%8] {dc.what = "part[t]"} : memref<64xf32, #gpu.address_space<workgroup>>
    %11 = dc.subgroup_reduce add %10 : f32
    %12 = arith.cmpi eq, %2, %c0_i64 : i64
    scf.if %12 {
      %13 = memref.load %0[%c0] {dc.what = "part[0]"} : memref<64xf32, #gpu.address_space<workgroup>>
      %14 = arith.addf %13, %11 : f32
      %15 = dc.block_id 0
      %16 = arith.index_cast %15 : i64 to index
      %17 = dc.guard %15 < %1
      %18 = arith.xori %17, %true : i1
      dc.fault %18, bounds 0 "out[dc::block_id()]" [%15 of %1]
      scf.if %17 {
        memref.store %14, %arg1[%16] {dc.what = "out[dc::block_id()]"} : memref<?xf32>
      }
    }
    dc.return
  }
  dc.kernel @"k[B=128]"(%arg0: memref<?xf32> {dc.name = "x", dc.read_only, dc.type = "f32"}, %arg1: memref<?xf32> {dc.name = "out", dc.type = "f32"}) attributes {block = array<i64: 128>, dc.tuned = [{name = "B", value = 128 : i64, values = array<i64: 64, 128>}], dc.variant_of = "k", rank = 1 : i64} {
    %true = arith.constant true
    %cst = arith.constant 0.000000e+00 : f32
    %c0_i64 = arith.constant 0 : i64
    %c64_i64 = arith.constant 64 : i64
    %c2_i64 = arith.constant 2 : i64
    %c128_i64 = arith.constant 128 : i64
    %c0 = arith.constant 0 : index
    %0 = dc.shared "part" : memref<128xf32, #gpu.address_space<workgroup>>
    %dim = memref.dim %arg1, %c0 : memref<?xf32>
    %1 = arith.index_cast %dim : index to i64
    dc.grid %1
    %2 = dc.thread_id 0
    %3 = dc.global_id 0
    %dim_0 = memref.dim %arg0, %c0 : memref<?xf32>
    %4 = arith.index_cast %dim_0 : index to i64
    %5 = dc.grid_size 0
    %6 = arith.muli %5, %c128_i64 : i64
    %7 = scf.for %arg2 = %3 to %4 step %6 iter_args(%arg3 = %cst) -> (f32)  : i64 {
      %13 = arith.index_cast %arg2 : i64 to index
      %14 = memref.load %arg0[%13] {dc.what = "x[i]"} : memref<?xf32>
      %15 = arith.addf %arg3, %14 : f32
      scf.yield %15 : f32
    }
    %8 = arith.index_cast %2 : i64 to index
    memref.store %7, %0[%8] {dc.what = "part[t]"} : memref<128xf32, #gpu.address_space<workgroup>>
    dc.barrier
    %9 = scf.while (%arg2 = %c64_i64) : (i64) -> i64 {
      %13 = arith.cmpi sgt, %arg2, %c0_i64 : i64
      scf.condition(%13) %arg2 : i64
    } do {
    ^bb0(%arg2: i64):
      %13 = arith.cmpi slt, %2, %arg2 : i64
      scf.if %13 {
        %15 = arith.addi %2, %arg2 : i64
        %16 = arith.index_cast %15 : i64 to index
        %17 = memref.load %0[%16] {dc.what = "part[t + h]"} : memref<128xf32, #gpu.address_space<workgroup>>
        %18 = memref.load %0[%8] {dc.what = "part[t]"} : memref<128xf32, #gpu.address_space<workgroup>>
        %19 = arith.addf %18, %17 : f32
        memref.store %19, %0[%8] {dc.what = "part[t]"} : memref<128xf32, #gpu.address_space<workgroup>>
      }
      dc.barrier
      %14 = dc.divsi %arg2, %c2_i64 {dc.what = "h /= 2"} : i64
      scf.yield %14 : i64
    }
    %10 = memref.load %0[%8] {dc.what = "part[t]"} : memref<128xf32, #gpu.address_space<workgroup>>
    %11 = dc.subgroup_reduce add %10 : f32
    %12 = arith.cmpi eq, %2, %c0_i64 : i64
    scf.if %12 {
      %13 = memref.load %0[%c0] {dc.what = "part[0]"} : memref<128xf32, #gpu.address_space<workgroup>>
      %14 = arith.addf %13, %11 : f32
      %15 = dc.block_id 0
      %16 = arith.index_cast %15 : i64 to index
      %17 = dc.guard %15 < %1
      %18 = arith.xori %17, %true : i1
      dc.fault %18, bounds 0 "out[dc::block_id()]" [%15 of %1]
      scf.if %17 {
        memref.store %14, %arg1[%16] {dc.what = "out[dc::block_id()]"} : memref<?xf32>
      }
    }
    dc.return
  }
}
// -----
module {
  dc.kernel @k(%arg0: memref<?x?xf64, strided<[?, 1]>> {dc.name = "a", dc.read_only, dc.type = "f64"}, %arg1: memref<?x?xf32, strided<[?, 1]>> {dc.name = "b", dc.type = "f32"}, %arg2: memref<?xi32> {dc.name = "n", dc.type = "u32"}) attributes {rank = 2 : i64} {
    %cst = arith.constant 0.000000e+00 : f64
    %c0_i64 = arith.constant 0 : i64
    %true = arith.constant true
    %cst_0 = arith.constant 0.000000e+00 : f32
    %c2 = arith.constant 2 : index
    %c3 = arith.constant 3 : index
    %cst_1 = arith.constant 1.000000e+00 : f32
    %c2_i32 = arith.constant 2 : i32
    %cst_2 = arith.constant 2.000000e+00 : f32
    %c3_i32 = arith.constant 3 : i32
    %c4_i64 = arith.constant 4 : i64
    %c1 = arith.constant 1 : index
    %c0 = arith.constant 0 : index
    %dim = memref.dim %arg0, %c0 : memref<?x?xf64, strided<[?, 1]>>
    %0 = arith.index_cast %dim : index to i64
    %1 = dc.domain_size 0
    %2 = arith.cmpi sge, %0, %1 : i64
    dc.requires %2, "a.extent(0) >= domain(0)" inferred
    %dim_3 = memref.dim %arg0, %c1 : memref<?x?xf64, strided<[?, 1]>>
    %3 = arith.index_cast %dim_3 : index to i64
    %4 = dc.domain_size 1
    %5 = arith.cmpi sge, %3, %4 : i64
    dc.requires %5, "a.extent(1) >= domain(1)" inferred
    %alloca = memref.alloca() : memref<4xf32>
    %dim_4 = memref.dim %arg1, %c0 : memref<?x?xf32, strided<[?, 1]>>
    %6 = arith.index_cast %dim_4 : index to i64
    %dim_5 = memref.dim %arg1, %c1 : memref<?x?xf32, strided<[?, 1]>>
    %7 = arith.index_cast %dim_5 : index to i64
    dc.domain %6, %7
    %8 = dc.global_id 0
    %9 = dc.global_id 1
    memref.store %cst_0, %alloca[%c0] : memref<4xf32>
    memref.store %cst_0, %alloca[%c1] : memref<4xf32>
    memref.store %cst_0, %alloca[%c2] : memref<4xf32>
    memref.store %cst_0, %alloca[%c3] : memref<4xf32>
    memref.store %cst_1, %alloca[%c0] : memref<4xf32>
    memref.store %cst_2, %alloca[%c1] : memref<4xf32>
    %10 = arith.trunci %8 : i64 to i32
    %11 = arith.index_cast %8 : i64 to index
    %12 = arith.index_cast %9 : i64 to index
    %13 = memref.load %arg0[%11, %12] {dc.what = "a(r, c)"} : memref<?x?xf64, strided<[?, 1]>>
    %14 = arith.andi %10, %c3_i32 : i32
    %15 = arith.index_cast %14 : i32 to index
    %16 = memref.load %alloca[%15] {dc.what = "m[at & 3]"} : memref<4xf32>
    %17 = arith.extf %16 : f32 to f64
    %18 = arith.addf %17, %13 : f64
    %19 = arith.truncf %18 : f64 to f32
    memref.store %19, %alloca[%15] {dc.what = "m[at & 3]"} : memref<4xf32>
    %20 = memref.load %arg0[%c0, %c0] {dc.what = "a(0, 0)"} : memref<?x?xf64, strided<[?, 1]>>
    %21 = arith.cmpf oeq, %20, %20 : f64
    %22 = arith.xori %21, %true : i1
    dc.fault %22, assertion 0 "a(0, 0) == a(0, 0)"
    %23 = dc.remsi %9, %c4_i64 {dc.what = "c % 4"} : i64
    %24 = arith.index_cast %23 : i64 to index
    %25 = memref.load %alloca[%24] {dc.what = "m[c % 4]"} : memref<4xf32>
    %26 = dc.guard %9 < %0
    %27 = arith.xori %26, %true : i1
    dc.fault %27, bounds 1 "row index of a(c, r)" [%9 of %0]
    %28 = dc.guard %8 < %3
    %29 = arith.xori %28, %true : i1
    dc.fault %29, bounds 2 "column index of a(c, r)" [%8 of %3]
    %30 = arith.andi %26, %28 : i1
    %31 = dc.faulted
    %32 = arith.xori %31, %true : i1
    %33 = arith.andi %30, %32 : i1
    %34 = scf.if %33 -> (f64) {
      %51 = memref.load %arg0[%12, %11] {dc.what = "a(c, r)"} : memref<?x?xf64, strided<[?, 1]>>
      scf.yield %51 : f64
    } else {
      scf.yield %cst : f64
    }
    %35 = arith.truncf %34 : f64 to f32
    %36 = arith.addf %25, %35 : f32
    %37 = dc.guard %8 < %6
    %38 = arith.xori %37, %true : i1
    dc.fault %38, bounds 3 "row index of b(r, c)" [%8 of %6]
    %39 = dc.guard %9 < %7
    %40 = arith.xori %39, %true : i1
    dc.fault %40, bounds 4 "column index of b(r, c)" [%9 of %7]
    %41 = arith.andi %37, %39 : i1
    %42 = dc.faulted
    %43 = arith.xori %42, %true : i1
    %44 = arith.andi %41, %43 : i1
    scf.if %44 {
      memref.store %36, %arg1[%11, %12] {dc.what = "b(r, c)"} : memref<?x?xf32, strided<[?, 1]>>
    }
    %dim_6 = memref.dim %arg2, %c0 : memref<?xi32>
    %45 = arith.index_cast %dim_6 : index to i64
    %46 = dc.guard %c0_i64 < %45
    %47 = arith.xori %46, %true : i1
    dc.fault %47, bounds 5 "n[0]" [%c0_i64 of %45]
    %48 = dc.faulted
    %49 = arith.xori %48, %true : i1
    %50 = arith.andi %46, %49 : i1
    scf.if %50 {
      %51 = dc.atomic add %arg2[%c0], %c2_i32 {dc.what = "n[0]"} : memref<?xi32>
    }
    dc.return
  }
}
