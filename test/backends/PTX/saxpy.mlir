// RUN: dc-backend-test %s --target=cuda --emit=asm | FileCheck %s
// RUN: dc-backend-test %s --target=cuda --emit=llvm -O0 | FileCheck %s --check-prefix=LLVM
// RUN: dc-backend-test %s --target=cuda:sm_90a --emit=asm | FileCheck %s --check-prefix=SM90A
// RUN: dc-backend-test %s --target=cuda:sm_75,sm_90 --emit=entries | FileCheck %s --check-prefix=ENTRIES

// The parameters are the flat ABI; the id is 64 bits wide and guarded by the extent.
// CHECK:       .version 6.3
// CHECK-NEXT:  .target sm_75{{$}}
// CHECK:       .visible .entry saxpy(
// CHECK-NEXT:    .param .f32 saxpy_param_0,
// CHECK-NEXT:    .param .u64 .ptr .align 1 saxpy_param_1,
// CHECK-NEXT:    .param .u64 saxpy_param_2,
// CHECK-NEXT:    .param .u64 .ptr .align 1 saxpy_param_3,
// CHECK-NEXT:    .param .u64 saxpy_param_4,
// CHECK-NEXT:    .param .u64 saxpy_param_5,
// CHECK-NEXT:    .param .u64 .ptr .align 1 saxpy_param_6
// CHECK:       .reqntid 256
// CHECK-NOT:   call
// CHECK:       .loc 1 [[#]]
// CHECK:       ld.param.b64 [[N:%rd[0-9]+]], [saxpy_param_5];
// CHECK:       mul.wide.u32 {{.*}}, 1024;
// CHECK:       fma.rn.f32
// CHECK:       st.global

// LLVM-NOT: {{nsw|nuw|inbounds|mustprogress|noalias|nonnull|dereferenceable|noundef|fast}}
// LLVM:     define ptx_kernel void @saxpy(float %0, ptr %1, i64 %2, ptr %3,
// LLVM-NOT: {{nsw|nuw|inbounds|mustprogress|noalias|nonnull|dereferenceable|noundef|fast}}
// LLVM:     ret void
// LLVM:     attributes #{{.*}} "nvvm.reqntid"="256"

// SM90A: .target sm_90a{{$}}
// ENTRIES:      cuda ptx sm_75: saxpy = saxpy sm_75 block 256 items 4{{$}}
// ENTRIES-NEXT: cuda ptx sm_90: saxpy = saxpy sm_90 block 256 items 4{{$}}

gpu.module @kernels {
  gpu.func @saxpy(%a: f32, %x: memref<?xf32> {dc.own_element}, %nx: i64, %y: memref<?xf32> {dc.own_element}, %ny: i64, %d: i64, %record: memref<8xi64>)
      kernel attributes {dc.kernel = "saxpy", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %x[%p] : memref<?xf32>
      %w = memref.load %y[%p] : memref<?xf32>
      %r = dc.muladd %a, %v, %w : f32
      memref.store %r, %y[%p] : memref<?xf32>
    }
    gpu.return
  }
}
