// dc.print and dc.print_area: text form, and every constraint.
// RUN: %dc-opt %s --split-input-file --verify-diagnostics | %dc-opt --split-input-file | FileCheck %s

// CHECK-LABEL: func.func @round_trip
func.func @round_trip(%i: i64, %b: i1, %v: f32, %h: bf16, %r: memref<8xi64>) {
  // CHECK: dc.print "here"
  dc.print "here"
  // CHECK-NEXT: dc.print "{{[{]}}}: {{[{][{]}} {{[{]}}} }}", %{{.*}}, %{{.*}} : i64, f32 as ["u64", "f32"] {site = 3 : i32}
  dc.print "{}: {{ {} }}", %i, %v : i64, f32 as ["u64", "f32"] {site = 3 : i32}
  // CHECK: dc.print "{}{}", %{{.*}}, %{{.*}} : i1, bf16 as ["bool", "bf16"]
  dc.print "{}{}", %b, %h : i1, bf16 as ["bool", "bf16"]
  // CHECK: dc.print_area %{{.*}} : memref<8xi64> to memref<?xi64>
  %area = dc.print_area %r : memref<8xi64> to memref<?xi64>
  return
}

// -----

func.func @brace(%i: i64) {
  // expected-error @+1 {{expected '{}', '{{' or '}}' in the format, got '{:x} ms'}}
  dc.print "a {:x} ms", %i : i64 as ["i64"]
  return
}

// -----

func.func @last_brace() {
  // expected-error @+1 {{expected '{}', '{{' or '}}' in the format, got '{'}}
  dc.print "a {"
  return
}

// -----

func.func @too_few(%i: i64) {
  // expected-error @+1 {{expected 2 values, one for each '{}', got 1}}
  dc.print "{} {}", %i : i64 as ["i64"]
  return
}

// -----

func.func @too_many(%i: i64) {
  // expected-error @+1 {{expected 0 values, one for each '{}', got 1}}
  dc.print "{{}}", %i : i64 as ["i64"]
  return
}

// -----

func.func @types(%i: i64) {
  // expected-error @+1 {{expected one type for each of 1 values, got 2}}
  dc.print "{}", %i : i64 as ["i64", "i64"]
  return
}

// -----

func.func @type(%i: i64) {
  // expected-error @+1 {{expected a value of type "f32" for '{}' 0, got 'i64'}}
  dc.print "{}", %i : i64 as ["f32"]
  return
}

// -----

func.func @storage(%i: i8) {
  // expected-error @+1 {{expected a value of type "f8e4m3" for '{}' 0, got 'i8'}}
  dc.print "{}", %i : i8 as ["f8e4m3"]
  return
}

// -----

func.func @array(%x: memref<?xi64>) {
  // expected-error @+1 {{expected a value of type "i64" for '{}' 0, got 'memref<?xi64>'}}
  dc.print "{}", %x : memref<?xi64> as ["i64"]
  return
}
