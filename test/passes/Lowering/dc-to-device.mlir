// Kernels become device functions with the flat calling convention.
// RUN: %dc-opt %s --split-input-file --lowering-dc-to-device | FileCheck %s
// RUN: %dc-opt %s --split-input-file --lowering-dc-to-device --lowering-lower-faults --lowering-verify-device-ir -o %t

// Spans, scalars, sizes: no memref.dim is left, launch rules and what computed them are gone, the kernel's own attributes stay.
// CHECK-LABEL: gpu.module @kernels
// CHECK:       gpu.func @vis__scale_float_(
// CHECK-SAME:    %[[X:[a-z0-9]+]]: memref<?xf32> {dc.name = "x", dc.own_element, dc.read_only, dc.type = "f32"}, %[[XN:[a-z0-9]+]]: i64 {dc.extent, dc.name = "x.extent.0"},
// CHECK-SAME:    %[[Y:[a-z0-9]+]]: memref<?xf32> {dc.name = "y", dc.own_element, dc.type = "f32"}, %{{.*}}: i64 {dc.extent, dc.name = "y.extent.0"},
// CHECK-SAME:    %[[A:[a-z0-9]+]]: f32 {dc.name = "a", dc.type = "f32"}, %[[B:[a-z0-9]+]]: i8 {dc.name = "b", dc.type = "bool"},
// CHECK-SAME:    %[[N:[a-z0-9]+]]: i64 {dc.extent, dc.name = "domain.0"}, %{{.*}}: memref<8xi64> {dc.name = "fault"}) kernel
// CHECK-SAME:    attributes {dc.kernel = "vis::scale<float>", dc.rank = 1 : i64, test.kept}
// CHECK-NEXT:    %[[ZERO:.*]] = arith.constant 0 : i8
// CHECK-NEXT:    %[[FLAG:.*]] = arith.cmpi ne, %[[B]], %[[ZERO]] : i8
// CHECK-NEXT:    dc.threads (%[[I:.*]]) in (%[[N]]) {
// CHECK-NEXT:      %[[P:.*]] = arith.index_cast %[[I]] : i64 to index
// CHECK-NEXT:      %[[OK:.*]] = dc.guard %[[I]] < %[[XN]]
// CHECK-NEXT:      scf.if %[[OK]] {
// CHECK-NEXT:        %[[V:.*]] = memref.load %[[X]][%[[P]]] : memref<?xf32>
// CHECK-NEXT:        %[[W:.*]] = dc.muladd %[[A]], %[[V]], %[[V]] : f32
// CHECK-NEXT:        %[[S:.*]] = arith.select %[[FLAG]], %[[W]], %[[V]] : f32
// CHECK-NEXT:        memref.store %[[S]], %[[Y]][%[[P]]] : memref<?xf32>
// CHECK-NEXT:      }
// CHECK-NEXT:      %[[D:.*]] = arith.sitofp %[[N]] : i64 to f32
// CHECK-NEXT:      memref.store %[[D]], %[[Y]][%[[P]]] {nontemporal = true} : memref<?xf32>
// CHECK-NEXT:    }
// CHECK-NEXT:    gpu.return
// CHECK-NOT:   dc.kernel @
dc.kernel @"vis::scale<float>"(%a: f32 {dc.name = "a", dc.type = "f32"},
                               %x: memref<?xf32> {dc.name = "x", dc.type = "f32", dc.read_only},
                               %b: i1 {dc.name = "b", dc.type = "bool"},
                               %y: memref<?xf32> {dc.name = "y", dc.type = "f32"})
    attributes {rank = 1 : i64, test.kept} {
  %c0 = arith.constant 0 : index
  %n = memref.dim %x, %c0 : memref<?xf32>
  %n64 = arith.index_cast %n : index to i64
  %m = memref.dim %y, %c0 : memref<?xf32>
  %m64 = arith.index_cast %m : index to i64
  dc.domain %m64
  %fits = arith.cmpi sge, %m64, %n64 : i64
  dc.requires %fits, "y.size() >= x.size()" written
  dc.ensures %fits, "y.size() >= x.size()"
  dc.trust %fits, "y.size() >= x.size()"
  %i = dc.global_id 0
  %p = arith.index_cast %i : i64 to index
  %ok = dc.guard %i < %n64
  scf.if %ok {
    %v = memref.load %x[%p] : memref<?xf32>
    %w = dc.muladd %a, %v, %v : f32
    %s = arith.select %b, %w, %v : f32
    memref.store %s, %y[%p] : memref<?xf32>
  }
  %d = dc.domain_size 0
  %df = arith.sitofp %d : i64 to f32
  memref.store %df, %y[%p] {nontemporal = true} : memref<?xf32>
  dc.return
}

// -----

// Names are made fit for assemblers and unique; an empty kernel keeps its threads.
// CHECK-LABEL: gpu.module @kernels
// CHECK:       gpu.func @a__b_c_(%{{.*}}: i64 {{.*}}, %{{.*}}: memref<8xi64> {{.*}}) kernel attributes {dc.kernel = "a::b<c>", dc.rank = 1 : i64}
// CHECK-NEXT:    dc.threads
// CHECK:       gpu.func @a__b_c__0({{.*}}) kernel attributes {dc.kernel = "a::b(c)", dc.rank = 1 : i64}
// CHECK:       gpu.func @kernels({{.*}}) kernel attributes {dc.kernel = "kernels", dc.rank = 1 : i64}
dc.kernel @"a::b<c>"() attributes {rank = 1 : i64} {
  dc.return
}
dc.kernel @"a::b(c)"() attributes {rank = 1 : i64} {
  dc.return
}
dc.kernel @kernels() attributes {rank = 1 : i64} {
  dc.return
}

// -----

// A module without kernels stays as it is.
// CHECK-LABEL: module
// CHECK-NOT:   gpu.module
// CHECK-LABEL: module

// -----

// Strides are parameters too.
// CHECK-LABEL: gpu.func @stride(
// CHECK-SAME:    %[[VS:[a-z0-9]+]]: i64 {dc.name = "v.stride.0"}
// CHECK-NOT:     memref.extract_strided_metadata
// CHECK:         memref.store %[[VS]], %{{.*}} : memref<?xi64>
dc.kernel @stride(%v: memref<?x?xi64, strided<[?, 1]>> {dc.name = "v", dc.type = "i64"}) attributes {rank = 1 : i64} {
  %c0 = arith.constant 0 : index
  %base, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %v
      : memref<?x?xi64, strided<[?, 1]>> -> memref<i64>, index, index, index, index, index
  %stride = arith.index_cast %strides#0 : index to i64
  memref.store %stride, %v[%c0, %c0] : memref<?x?xi64, strided<[?, 1]>>
  dc.return
}

// -----

// Views: one linear index; extents and strides are parameters, the innermost stride of a view is 1.
// CHECK-LABEL: gpu.func @views(
// CHECK-SAME:    %[[V:[a-z0-9]+]]: memref<?xf32> {dc.name = "v", dc.own_element, dc.type = "f32"}, %[[V0:[a-z0-9]+]]: i64 {dc.extent, dc.name = "v.extent.0"}, %[[V1:[a-z0-9]+]]: i64 {dc.extent, dc.name = "v.extent.1"}, %[[VS:[a-z0-9]+]]: i64 {dc.name = "v.stride.0"},
// CHECK-SAME:    %[[W:[a-z0-9]+]]: memref<?xf32> {dc.name = "w", dc.own_element, dc.type = "f32"}, %{{[a-z0-9]+}}: i64 {dc.extent, dc.name = "w.extent.0"}, %{{[a-z0-9]+}}: i64 {dc.extent, dc.name = "w.extent.1"}, %[[WS0:[a-z0-9]+]]: i64 {dc.name = "w.stride.0"}, %[[WS1:[a-z0-9]+]]: i64 {dc.name = "w.stride.1"}, %[[WO:[a-z0-9]+]]: i64 {dc.name = "w.offset"},
// CHECK-SAME:    %[[L:[a-z0-9]+]]: memref<?xf32> {dc.name = "l.b", dc.type = "f32"}, %{{[a-z0-9]+}}: i64 {dc.extent, dc.name = "l.b.extent.0"},
// CHECK-SAME:    %[[D0:[a-z0-9]+]]: i64 {dc.extent, dc.name = "domain.0"}, %[[D1:[a-z0-9]+]]: i64 {dc.extent, dc.name = "domain.1"},
// CHECK-DAG:     %[[VSI:.*]] = arith.index_cast %[[VS]] : i64 to index
// CHECK-DAG:     %[[WS0I:.*]] = arith.index_cast %[[WS0]] : i64 to index
// CHECK-DAG:     %[[WS1I:.*]] = arith.index_cast %[[WS1]] : i64 to index
// CHECK-DAG:     %[[WOI:.*]] = arith.index_cast %[[WO]] : i64 to index
// CHECK:         dc.threads (%[[R:.*]], %[[C:.*]]) in (%[[D0]], %[[D1]]) {
// CHECK-DAG:       %[[RI:.*]] = arith.index_cast %[[R]] : i64 to index
// CHECK-DAG:       %[[CI:.*]] = arith.index_cast %[[C]] : i64 to index
// CHECK:           %[[ROW:.*]] = arith.muli %[[RI]], %[[VSI]] : index
// CHECK:           %[[AT:.*]] = arith.addi %[[ROW]], %[[CI]] : index
// CHECK:           %[[X:.*]] = memref.load %[[V]][%[[AT]]] : memref<?xf32>
// CHECK:           %[[WR:.*]] = arith.muli %[[RI]], %[[WS0I]] : index
// CHECK:           %[[WA:.*]] = arith.addi %[[WOI]], %[[WR]] : index
// CHECK:           %[[WC:.*]] = arith.muli %[[CI]], %[[WS1I]] : index
// CHECK:           %[[WAT:.*]] = arith.addi %[[WA]], %[[WC]] : index
// CHECK:           memref.store %[[X]], %[[W]][%[[WAT]]] : memref<?xf32>
// CHECK:           %[[C3:.*]] = arith.constant 3 : index
// CHECK:           %[[LS:.*]] = arith.muli %[[CI]], %[[C3]] : index
// CHECK:           %[[C1:.*]] = arith.constant 1 : index
// CHECK:           %[[LAT:.*]] = arith.addi %[[C1]], %[[LS]] : index
// CHECK:           memref.store %[[X]], %[[L]][%[[LAT]]] : memref<?xf32>
dc.kernel @views(%v: memref<?x?xf32, strided<[?, 1]>> {dc.name = "v", dc.type = "f32"},
                 %w: memref<?x?xf32, strided<[?, ?], offset: ?>> {dc.name = "w", dc.type = "f32"},
                 %l: memref<?xf32, strided<[3], offset: 1>> {dc.name = "l.b", dc.type = "f32"})
    attributes {rank = 2 : i64} {
  %r64 = dc.global_id 0
  %c64 = dc.global_id 1
  %r = arith.index_cast %r64 : i64 to index
  %c = arith.index_cast %c64 : i64 to index
  %x = memref.load %v[%r, %c] : memref<?x?xf32, strided<[?, 1]>>
  memref.store %x, %w[%r, %c] : memref<?x?xf32, strided<[?, ?], offset: ?>>
  memref.store %x, %l[%c] : memref<?xf32, strided<[3], offset: 1>>
  dc.return
}

// -----

// Slices of slices, in nested regions; a size asked for in a dimension computed at run time; a cast changes nothing.
// CHECK-LABEL: gpu.func @slices(
// CHECK-SAME:    %[[V:[a-z0-9]+]]: memref<?xf32> {dc.name = "v", dc.type = "f32"}, %[[V0:[a-z0-9]+]]: i64 {dc.extent, dc.name = "v.extent.0"}, %[[V1:[a-z0-9]+]]: i64 {dc.extent, dc.name = "v.extent.1"}, %[[VS:[a-z0-9]+]]: i64 {{.*}}, %[[K:[a-z0-9]+]]: i64 {dc.name = "k", dc.type = "i64"},
// CHECK-DAG:     %[[V0I:.*]] = arith.index_cast %[[V0]] : i64 to index
// CHECK-DAG:     %[[V1I:.*]] = arith.index_cast %[[V1]] : i64 to index
// CHECK-DAG:     %[[VSI:.*]] = arith.index_cast %[[VS]] : i64 to index
// CHECK:         dc.threads
// CHECK:           %[[RI:.*]] = arith.index_cast
// CHECK:           %[[KI:.*]] = arith.index_cast %[[K]]
// CHECK:           %[[ROW:.*]] = arith.muli %[[RI]], %[[VSI]] : index
// CHECK:           scf.for %[[J:[a-z0-9]+]] =
// CHECK:             %[[FROM:.*]] = arith.addi %[[ROW]], %[[KI]] : index
// CHECK:             %[[AT:.*]] = arith.addi %[[FROM]], %[[J]] : index
// CHECK:             memref.load %[[V]][%[[AT]]] : memref<?xf32>
// CHECK:           %[[IS0:.*]] = arith.cmpi eq, %[[KI]], %{{.*}} : index
// CHECK:           %[[SIZE:.*]] = arith.select %[[IS0]], %[[V0I]], %[[V1I]] : index
// CHECK:           memref.load %[[V]][%[[SIZE]]]
// CHECK-NOT:     memref.subview
// CHECK-NOT:     memref.dim
dc.kernel @slices(%v: memref<?x?xf32, strided<[?, 1]>> {dc.name = "v", dc.type = "f32"}, %k64: i64 {dc.name = "k", dc.type = "i64"})
    attributes {rank = 1 : i64} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r64 = dc.global_id 0
  %r = arith.index_cast %r64 : i64 to index
  %k = arith.index_cast %k64 : i64 to index
  %n = memref.dim %v, %c1 : memref<?x?xf32, strided<[?, 1]>>
  %row = memref.subview %v[%r, 0] [1, %n] [1, 1] : memref<?x?xf32, strided<[?, 1]>> to memref<?xf32, strided<[1], offset: ?>>
  %f0 = arith.constant 0.0 : f32
  %sum = scf.for %j = %c0 to %n step %c1 iter_args(%s = %f0) -> f32 {
    %part = memref.subview %row[%k] [%n] [1] : memref<?xf32, strided<[1], offset: ?>> to memref<?xf32, strided<[1], offset: ?>>
    %x = memref.load %part[%j] : memref<?xf32, strided<[1], offset: ?>>
    %t = arith.addf %s, %x : f32
    scf.yield %t : f32
  }
  memref.store %sum, %row[%c0] : memref<?xf32, strided<[1], offset: ?>>
  %any = memref.cast %v : memref<?x?xf32, strided<[?, 1]>> to memref<?x?xf32, strided<[?, ?], offset: ?>>
  %size = memref.dim %any, %k : memref<?x?xf32, strided<[?, ?], offset: ?>>
  %y = memref.load %any[%c0, %size] : memref<?x?xf32, strided<[?, ?], offset: ?>>
  memref.store %y, %row[%c1] : memref<?xf32, strided<[1], offset: ?>>
  dc.return
}

// -----

// Private arrays are flat as well, atomics address like stores.
// CHECK-LABEL: gpu.func @private(
// CHECK-SAME:    %[[M:[a-z0-9]+]]: memref<?xi64>
// CHECK:         dc.threads
// CHECK:           %[[P:.*]] = memref.alloca() {alignment = 16 : i64} : memref<12xf32>
// CHECK:           %[[Q:.*]] = memref.alloca() : memref<f32>
// CHECK:           memref.store %{{.*}}, %[[P]][%{{.*}}] : memref<12xf32>
// CHECK:           memref.load %[[Q]][] : memref<f32>
// CHECK:           arith.muli
// CHECK:           %[[AT:.*]] = arith.addi
// CHECK:           dc.atomic_cas %[[M]][%[[AT]]], %{{.*}}, %{{.*}} : memref<?xi64>
dc.kernel @private(%m: memref<?x?xi64, strided<[?, 1]>> {dc.name = "m", dc.type = "u64"}) attributes {rank = 1 : i64} {
  %p = memref.alloca() {alignment = 16 : i64} : memref<3x4xf32>
  %q = memref.alloca() : memref<f32>
  %c2 = arith.constant 2 : index
  %i = dc.global_id 0
  %f0 = arith.constant 0.0 : f32
  memref.store %f0, %p[%c2, %c2] : memref<3x4xf32>
  memref.store %f0, %q[] : memref<f32>
  %x = memref.load %q[] : memref<f32>
  memref.store %x, %p[%c2, %c2] : memref<3x4xf32>
  %at = arith.index_cast %i : i64 to index
  %old = dc.atomic_cas %m[%at, %c2], %i, %i : memref<?x?xi64, strided<[?, 1]>>
  dc.return
}

// -----

// Locations: the function has the kernel's, operations keep theirs, index arithmetic has the access's.
// RUN: %dc-opt %s --split-input-file --lowering-dc-to-device --mlir-print-debuginfo --mlir-print-local-scope | FileCheck %s --check-prefix=LOC
// LOC-LABEL: gpu.func @located(
// LOC-SAME:    %{{[a-z0-9]+}}: memref<?xf32> {{{.*}}} loc("k.cpp":2:5)
// LOC:           dc.threads
// LOC:             arith.muli {{.*}} loc("k.cpp":4:7)
// LOC:             memref.store {{.*}} loc("k.cpp":4:7)
// LOC:           } loc("k.cpp":2:1)
// LOC:           gpu.return loc("k.cpp":2:1)
// LOC-NEXT:    } loc("k.cpp":2:1)
dc.kernel @located(%v: memref<?x?xf32, strided<[?, 1]>> {dc.name = "v", dc.type = "f32"} loc("k.cpp":2:5)) attributes {rank = 1 : i64} {
  %i = dc.global_id 0 loc("k.cpp":3:7)
  %p = arith.index_cast %i : i64 to index loc("k.cpp":3:7)
  %f0 = arith.constant 0.0 : f32 loc("k.cpp":4:9)
  memref.store %f0, %v[%p, %p] : memref<?x?xf32, strided<[?, 1]>> loc("k.cpp":4:7)
  dc.return loc("k.cpp":5:1)
} loc("k.cpp":2:1)
