// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arrays of structs: text form, and every constraint of dc.field, of the type and of arguments.
// RUN: dc-opt %s --split-input-file --verify-diagnostics | FileCheck %s

// CHECK-LABEL: func @fields(
func.func @fields(%p: memref<?x!dc.record<12, 4>>, %v: memref<?x?x!dc.record<12, 4>, strided<[?, 1]>>, %b: memref<?xi8>) {
  // CHECK: dc.field %{{.*}} : memref<?x!dc.record<12, 4>> to memref<?x2xi32, strided<[3, 1], offset: 1>>
  %0 = dc.field %p : memref<?x!dc.record<12, 4>> to memref<?x2xi32, strided<[3, 1], offset: 1>>
  // CHECK: dc.field %{{.*}} to memref<?x?xf16, strided<[?, 6], offset: 5>>
  %1 = dc.field %v : memref<?x?x!dc.record<12, 4>, strided<[?, 1]>> to memref<?x?xf16, strided<[?, 6], offset: 5>>
  // CHECK: dc.field %{{.*}} : memref<?xi8> to memref<?xf64>
  %2 = dc.field %b : memref<?xi8> to memref<?xf64>
  return
}

// -----

// expected-error @+1 {{expected 1 to 65535 bytes, a multiple of an alignment}}
func.func @type(%p: memref<?x!dc.record<6, 4>>) { return }

// -----

func.func @dimensions(%p: memref<?x!dc.record<12, 4>>) {
  // expected-error @+1 {{expected the dynamic dimensions of}}
  %0 = dc.field %p : memref<?x!dc.record<12, 4>> to memref<?x?xi32, strided<[3, 1]>>
  return
}

// -----

func.func @strides(%p: memref<?x!dc.record<12, 4>>) {
  // expected-error @+1 {{expected strides of 12 bytes times those of}}
  %0 = dc.field %p : memref<?x!dc.record<12, 4>> to memref<?xi32, strided<[2]>>
  return
}

// -----

func.func @not_a_multiple(%p: memref<?x!dc.record<12, 4>>) {
  // expected-error @+1 {{expected strides of 12 bytes times those of}}
  %0 = dc.field %p : memref<?x!dc.record<12, 4>> to memref<?xi64, strided<[1]>>
  return
}

// -----

func.func @outside(%p: memref<?x!dc.record<12, 4>>) {
  // expected-error @+1 {{expected a field inside the 12 bytes of a record}}
  %0 = dc.field %p : memref<?x!dc.record<12, 4>> to memref<?x2xi32, strided<[3, 1], offset: 2>>
  return
}

// -----

func.func @bytes(%p: memref<?xi16>) {
  // expected-error @+1 {{expected an array of !dc.record, or memref<?xi8>}}
  %0 = dc.field %p : memref<?xi16> to memref<?xi32>
  return
}

// -----

// expected-error @+1 {{expected argument "p" of dc.type "record" to have elements of !dc.record, got 'f32'}}
dc.kernel @elements(%p: memref<?xf32> {dc.name = "p", dc.type = "record", dc.fields = []}) attributes {rank = 1 : i64} {
  dc.return
}

// -----

// expected-error @+1 {{to have dc.fields}}
dc.kernel @no_fields(%p: memref<?x!dc.record<4, 4>> {dc.name = "p", dc.type = "record"}) attributes {rank = 1 : i64} {
  dc.return
}

// -----

// expected-error @+1 {{to have fields with name, type, offset and count, got "x"}}
dc.kernel @no_field(%p: memref<?x!dc.record<4, 4>> {dc.name = "p", dc.type = "record", dc.fields = ["x"]}) attributes {rank = 1 : i64} {
  dc.return
}

// -----

// expected-error @+1 {{to have fields inside its 4 bytes}}
dc.kernel @far(%p: memref<?x!dc.record<4, 4>> {dc.name = "p", dc.type = "record", dc.fields = [
    {name = "x", type = "f32", offset = 4, count = 1}]}) attributes {rank = 1 : i64} {
  dc.return
}
