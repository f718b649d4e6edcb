// RUN: dc-backend-test %s --target=cpu:x86-64-v3 --emit=target | FileCheck %s
// RUN: dc-backend-test %s --target=cpu:x86-64-v3 --emit=llvm -O0 | FileCheck %s --check-prefix=LLVM
// RUN: dc-backend-test %s --target=cpu:x86-64-v3 --emit=asm | FileCheck %s --check-prefix=V3
// RUN: dc-backend-test %s --target=cpu:x86-64-v2 --emit=asm | FileCheck %s --check-prefix=V2

// The kernel runs a range of linear ids; the entry unpacks 8-byte slots.
// CHECK-LABEL: llvm.func internal @saxpy.body(
// CHECK-SAME:    %{{.*}}: f32, %[[X:.*]]: !llvm.ptr, %{{.*}}: i64, %[[Y:.*]]: !llvm.ptr, %{{.*}}: i64, %{{.*}}: i64, %{{.*}}: !llvm.ptr, %[[FIRST:.*]]: i64, %[[LAST:.*]]: i64, %{{.*}}: !llvm.ptr)
// CHECK:         llvm.br ^bb1(%[[FIRST]] : i64)
// CHECK:         llvm.icmp "slt" %{{.*}}, %[[LAST]]
// CHECK:         llvm.getelementptr %[[X]][%{{.*}}] : (!llvm.ptr, i64) -> !llvm.ptr, f32
// CHECK:         llvm.intr.fmuladd
// CHECK-LABEL: llvm.func @saxpy.v3(%{{.*}}: !llvm.ptr, %{{.*}}: !llvm.ptr, %{{.*}}: !llvm.ptr)
// CHECK:         llvm.call @saxpy.body(

// Nothing may be poison, and loops need not end. x and y may be the same array: each thread loads before it stores, so there is one
// form, without alias facts; but threads are apart, so the loop is parallel.
// LLVM-NOT: {{nsw|nuw|inbounds|mustprogress|noalias|nonnull|dereferenceable|noundef|fast}}
// LLVM:     define internal void @saxpy.body(float %0, ptr %1, i64 %2, ptr %3,
// LLVM:       load float, {{.*}} !llvm.access.group [[GROUP:![0-9]+]]
// LLVM:       load float, {{.*}} !llvm.access.group [[GROUP]]
// LLVM:       store float {{.*}} !llvm.access.group [[GROUP]]
// LLVM:       br label {{.*}} !llvm.loop [[LOOP:![0-9]+]]
// LLVM-NOT: {{nsw|nuw|inbounds|mustprogress|noalias|nonnull|dereferenceable|noundef|fast}}
// LLVM:     define void @saxpy.v3(ptr %0, ptr %1, ptr %2)
// LLVM-NOT: {{nsw|nuw|inbounds|mustprogress|noalias|nonnull|dereferenceable|noundef|fast}}
// LLVM:     attributes #{{.*}} "no-builtins"{{.*}} "target-cpu"="x86-64-v3"
// LLVM-DAG: [[LOOP]] = distinct !{[[LOOP]], [[PARALLEL:![0-9]+]]}
// LLVM-DAG: [[PARALLEL]] = !{!"llvm.loop.parallel_accesses", [[GROUP]]}

// V3-LABEL: saxpy.v3:
// V3-NOT:   call
// V3:       vfmadd{{.*}}ps {{.*}}%ymm
// V2-LABEL: saxpy.v2:
// V2-NOT:   {{call|fmadd}}
// V2:       mulps
// V2:       addps

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
