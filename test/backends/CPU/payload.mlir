// One shared object for all architectures, with no import and no needed library.
// RUN: dc-backend-test %s --target=cpu --emit=payload -o %t.so
// RUN: llvm-readelf --dyn-syms -d -S %t.so | FileCheck %s
// RUN: llvm-nm -D -u %t.so | count 0
// RUN: dc-backend-test %s --target=cpu --emit=payload -o %t.again
// RUN: cmp %t.so %t.again
// RUN: dc-backend-test %s --target=cpu --emit=entries | FileCheck %s --check-prefix=ENTRIES
// RUN: llvm-dwarfdump --debug-line %t.so | FileCheck %s --check-prefix=LINES
// RUN: dc-backend-test %s --target=cpu --emit=payload --no-line-tables -o - | llvm-readelf -S - | FileCheck %s --check-prefix=BARE

// CHECK:     .debug_line
// CHECK-NOT: (NEEDED)
// CHECK:     Symbol table '.dynsym' contains 7 entries
// CHECK-DAG: FUNC GLOBAL DEFAULT {{.*}} blend.v2{{$}}
// CHECK-DAG: FUNC GLOBAL DEFAULT {{.*}} blend.v2.shared{{$}}
// CHECK-DAG: FUNC GLOBAL DEFAULT {{.*}} blend.v3{{$}}
// CHECK-DAG: FUNC GLOBAL DEFAULT {{.*}} blend.v3.shared{{$}}
// CHECK-DAG: FUNC GLOBAL DEFAULT {{.*}} blend.v4{{$}}
// CHECK-DAG: FUNC GLOBAL DEFAULT {{.*}} blend.v4.shared{{$}}
// ENTRIES:      cpu elf x86-64-v2: blend = blend.v2.shared x86-64-v2 block 0 items 1{{$}}
// ENTRIES-NEXT: cpu elf x86-64-v2: blend = blend.v2 x86-64-v2 block 0 items 1 disjoint
// ENTRIES-NEXT: cpu elf x86-64-v2: blend = blend.v3.shared x86-64-v3 block 0 items 1{{$}}
// ENTRIES-NEXT: cpu elf x86-64-v2: blend = blend.v3 x86-64-v3 block 0 items 1 disjoint
// ENTRIES-NEXT: cpu elf x86-64-v2: blend = blend.v4.shared x86-64-v4 block 0 items 1{{$}}
// ENTRIES-NEXT: cpu elf x86-64-v2: blend = blend.v4 x86-64-v4 block 0 items 1 disjoint
// LINES: name: "payload.mlir"
// BARE-NOT: .debug_line

gpu.module @kernels {
  gpu.func @blend(%a: f32, %x: memref<?xf32> {dc.own_element}, %nx: i64, %y: memref<?xf32> {dc.own_element}, %ny: i64, %d: i64, %record: memref<8xi64>)
      kernel attributes {dc.kernel = "blend", dc.rank = 1 : i64} {
    dc.threads (%i) in (%d) {
      %p = arith.index_cast %i : i64 to index
      // A load behind the store of another array: whether they are the same matters.
      memref.store %a, %y[%p] : memref<?xf32>
      %v = memref.load %x[%p] : memref<?xf32>
      %w = memref.load %y[%p] : memref<?xf32>
      %r = dc.muladd %a, %v, %w : f32
      memref.store %r, %y[%p] : memref<?xf32>
    }
    gpu.return
  }
}
