// Each constraint of the DC operations, named as in DCOps.td.
// RUN: %dc-opt %s --split-input-file --verify-diagnostics

// dc.kernel C1
// expected-error @+1 {{expected rank 1 to 3, got 4}}
dc.kernel @k() attributes {rank = 4 : i64} {
  dc.return
}

// -----

// dc.kernel C1
// expected-error @+1 {{expected rank 1 to 3, got 0}}
dc.kernel @k() attributes {rank = 0 : i64} {
  dc.return
}

// -----

// dc.kernel: the rank is not optional
// expected-error @+1 {{requires attribute 'rank'}}
dc.kernel @k() {
  dc.return
}

// -----

// dc.kernel C2: as many sizes as dimensions
// expected-error @+1 {{expected block to hold 2 positive sizes, got [256]}}
dc.kernel @k() attributes {rank = 2 : i64, block = array<i64: 256>} {
  dc.return
}

// -----

// dc.kernel C2: positive
// expected-error @+1 {{expected block to hold 1 positive sizes, got [0]}}
dc.kernel @k() attributes {rank = 1 : i64, block = array<i64: 0>} {
  dc.return
}

// -----

// dc.kernel C3
// expected-error @+1 {{expected argument 1 to have string attributes dc.name and dc.type}}
dc.kernel @k(%a: f32 {dc.name = "a", dc.type = "f32"}, %b: f32 {dc.name = "b"}) attributes {rank = 1 : i64} {
  dc.return
}

// -----

// dc.kernel C4: a known name
// expected-error @+1 {{expected dc.type of argument "a" to be bool, i8 to i64, u8 to u64, f8e4m3, f8e5m2, f16, bf16, f32 or f64, or record for an array, got "float"}}
dc.kernel @k(%a: f32 {dc.name = "a", dc.type = "float"}) attributes {rank = 1 : i64} {
  dc.return
}

// -----

// dc.kernel C4: scalars
// expected-error @+1 {{expected argument "a" of dc.type "u32" to be 'i32', got 'i64'}}
dc.kernel @k(%a: i64 {dc.name = "a", dc.type = "u32"}) attributes {rank = 1 : i64} {
  dc.return
}

// -----

// dc.kernel C4: arrays; a bool is a byte in memory
// expected-error @+1 {{expected argument "a" of dc.type "bool" to have elements of 'i8', got 'i1'}}
dc.kernel @k(%a: memref<?xi1> {dc.name = "a", dc.type = "bool"}) attributes {rank = 1 : i64} {
  dc.return
}

// -----

// dc.kernel C5
// expected-error @+1 {{expected no results, got 1}}
dc.kernel @k() -> i32 attributes {rank = 1 : i64} {
  dc.return
}

// -----

// dc.kernel C6
// expected-error @+1 {{expected a body}}
dc.kernel @k() attributes {rank = 1 : i64}

// -----

// dc.kernel: arguments agree with the type (FunctionOpInterface)
// expected-error @+1 {{entry block must have 1 arguments to match function signature}}
"dc.kernel"() <{sym_name = "k", function_type = (f32) -> (), rank = 1 : i64,
                arg_attrs = [{dc.name = "a", dc.type = "f32"}]}> ({
  "dc.return"() : () -> ()
}) : () -> ()

// -----

// dc.return
func.func @f() {
  // expected-error @+1 {{expects parent op 'dc.kernel'}}
  dc.return
}

// -----

// dc.domain C1
dc.kernel @k(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 2 : i64} {
  // expected-error @+1 {{expected 2 extents, as many as the kernel's rank, got 1}}
  dc.domain %n
  dc.return
}

// -----

// dc.domain C2
dc.kernel @k(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64} {
  dc.domain %n
  // expected-error @+1 {{expected at most one dc.domain or dc.grid in a kernel}}
  dc.domain %n
  dc.return
}

// -----

// dc.domain: in a kernel only, and not in a nested region
func.func @f(%n: i64) {
  // expected-error @+1 {{expects parent op 'dc.kernel'}}
  dc.domain %n
  return
}

// -----

// dc.grid C1
dc.kernel @k(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
  // expected-error @+1 {{expected 1 extents, as many as the kernel's rank, got 2}}
  dc.grid %n, %n
  dc.return
}

// -----

// dc.grid C2
dc.kernel @k(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
  dc.domain %n
  // expected-error @+1 {{expected at most one dc.domain or dc.grid in a kernel}}
  dc.grid %n
  dc.return
}

// -----

// dc.grid C3
dc.kernel @k(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64} {
  // expected-error @+1 {{expected a kernel with block sizes; one without them has dc.domain}}
  dc.grid %n
  dc.return
}

// -----

// dc.requires: an origin we know
dc.kernel @k(%ok: i1 {dc.name = "ok", dc.type = "bool"}) attributes {rank = 1 : i64} {
  // expected-error @+1 {{containing one of the following enum values for attribute 'origin' [written, inferred]}}
  dc.requires %ok, "ok" guessed
  dc.return
}

// -----

// dc.global_id C1
dc.kernel @k() attributes {rank = 1 : i64} {
  // expected-error @+1 {{expected a dimension below the kernel's rank 1, got 1}}
  %i = dc.global_id 1
  dc.return
}

// -----

// dc.domain_size C1, in a nested region too
dc.kernel @k(%ok: i1 {dc.name = "ok", dc.type = "bool"}) attributes {rank = 2 : i64} {
  scf.if %ok {
    // expected-error @+1 {{expected a dimension below the kernel's rank 2, got 2}}
    %n = dc.domain_size 2
  }
  dc.return
}

// -----

// In a device function the rank is not known; three dimensions are the most.
func.func @f() {
  // expected-error @+1 {{attribute 'dim' failed to satisfy constraint}}
  %i = dc.global_id 3
  return
}

// -----

// dc.fault C1
func.func @f(%bad: i1, %i: i64) {
  // expected-error @+1 {{expected both an index and an extent, or neither}}
  "dc.fault"(%bad, %i) <{kind = 0 : i32, site = 0 : i32, what = "x", operandSegmentSizes = array<i32: 1, 1, 0>}> : (i1, i64) -> ()
  return
}

// -----

// dc.threads C1
func.func @f(%n: i64) {
  // expected-error @+1 {{expected 1 to 3 extents, got 4}}
  dc.threads (%i, %j, %k, %l) in (%n, %n, %n, %n) {
  }
  return
}

// -----

// dc.threads C2
func.func @f(%n: i64) {
  // expected-error @+1 {{expected one i64 body argument for each of 2 extents, got ('i64')}}
  dc.threads (%i) in (%n, %n) {
  }
  return
}

// -----

// dc.threads C2: of type i64
func.func @f(%n: i64) {
  // expected-error @+1 {{expected one i64 body argument for each of 1 extents, got ('index')}}
  "dc.threads"(%n) ({
  ^bb0(%i: index):
    "dc.yield"() : () -> ()
  }) : (i64) -> ()
  return
}

// -----

// dc.atomic_cas C1
func.func @f(%m: memref<8xi8>, %i: index, %a: i8) {
  // expected-error @+1 {{expected elements of i32, i64, f32 or f64, got 'i8'}}
  %old = dc.atomic_cas %m[%i], %a, %a : memref<8xi8>
  return
}

// -----

// dc.atomic_cas C2
func.func @f(%m: memref<8x8xi64>, %i: index, %a: i64) {
  // expected-error @+1 {{expected 2 indices, got 1}}
  %old = dc.atomic_cas %m[%i], %a, %a : memref<8x8xi64>
  return
}

// -----

// dc.atomic_cas: the memref in its type
func.func @f(%m: memref<8xi64>, %i: index, %a: i64) {
  // expected-error @+1 {{invalid kind of type specified: expected builtin.memref, but found 'i64'}}
  %old = dc.atomic_cas %m[%i], %a, %a : i64
  return
}

// -----

// dc.atomic C1: no bytes
func.func @f(%m: memref<8xi8>, %i: index, %a: i8) {
  // expected-error @+1 {{expected elements of i32, i64, f32 or f64 for add, got 'i8'}}
  %old = dc.atomic add %m[%i], %a : memref<8xi8>
  return
}

// -----

// dc.atomic C1: floats have no bits to combine
func.func @f(%m: memref<8xf32>, %i: index, %a: f32) {
  // expected-error @+1 {{expected elements of i32 or i64 for xor, got 'f32'}}
  %old = dc.atomic xor %m[%i], %a : memref<8xf32>
  return
}

// -----

// dc.atomic C1: min of floats has a kind of its own
func.func @f(%m: memref<8xf64>, %i: index, %a: f64) {
  // expected-error @+1 {{expected elements of i32 or i64 for min_s, got 'f64'}}
  %old = dc.atomic min_s %m[%i], %a : memref<8xf64>
  return
}

// -----

// dc.atomic C2
func.func @f(%m: memref<8xi32>, %i: index, %a: i32) {
  // expected-error @+1 {{expected elements of f32 or f64 for max_f, got 'i32'}}
  %old = dc.atomic max_f %m[%i], %a : memref<8xi32>
  return
}

// -----

// dc.atomic C3
func.func @f(%m: memref<8x8xi64>, %i: index, %a: i64) {
  // expected-error @+1 {{expected 2 indices, got 1}}
  %old = dc.atomic add %m[%i], %a : memref<8x8xi64>
  return
}

// -----

// dc.atomic_load C1
func.func @f(%m: memref<8xi8>, %i: index) {
  // expected-error @+1 {{expected elements of i32, i64, f32 or f64, got 'i8'}}
  %v = dc.atomic_load %m[%i] : memref<8xi8>
  return
}

// -----

// dc.atomic_load C2
func.func @f(%m: memref<8xi32>) {
  // expected-error @+1 {{expected 1 indices, got 0}}
  %v = dc.atomic_load %m[] : memref<8xi32>
  return
}

// -----

// dc.atomic_store C1
func.func @f(%m: memref<8xi1>, %i: index, %a: i1) {
  // expected-error @+1 {{expected elements of i32, i64, f32 or f64, got 'i1'}}
  dc.atomic_store %a, %m[%i] : memref<8xi1>
  return
}

// -----

// dc.atomic_store C2
func.func @f(%m: memref<8xi32>, %i: index, %a: i32) {
  // expected-error @+1 {{expected 1 indices, got 2}}
  dc.atomic_store %a, %m[%i, %i] : memref<8xi32>
  return
}
