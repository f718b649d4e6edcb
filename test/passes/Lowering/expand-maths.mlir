// RUN: %dc-opt %s --lowering-expand-maths | FileCheck %s
// RUN: %dc-opt %s --lowering-expand-maths=software-fma | FileCheck %s --check-prefix=SOFT
// Every function of the library, in both precisions, leaves nothing behind that would be a call.
// RUN: %dc-opt %s --lowering-expand-maths | FileCheck %s --check-prefix=NONE
// NONE-NOT: func.call
// NONE-NOT: math.{{exp|log|sin|cos|tan|pow|erf|cbrt|rsqrt|acos|asin|atan}}
// NONE-NOT: {{dc.hypot|arith.remf}}

// CHECK-LABEL: func.func @rsqrt
// CHECK-NEXT: %[[ONE:.*]] = arith.constant 1.000000e+00 : f32
// CHECK-NEXT: %[[ROOT:.*]] = math.sqrt %arg0 : f32
// CHECK-NEXT: %[[R:.*]] = arith.divf %[[ONE]], %[[ROOT]] : f32
// CHECK-NEXT: return %[[R]]
func.func @rsqrt(%x: f32) -> f32 {
  %r = math.rsqrt %x : f32
  return %r : f32
}

// In 16 bits: computed in f32, rounded once.
// CHECK-LABEL: func.func @small
// CHECK: %[[W:.*]] = arith.extf %arg0 : bf16 to f32
// CHECK: %[[ROOT:.*]] = math.sqrt %[[W]] : f32
// CHECK: %[[R:.*]] = arith.divf %{{.*}}, %[[ROOT]] : f32
// CHECK: arith.truncf %[[R]] : f32 to bf16
func.func @small(%x: bf16) -> bf16 {
  %r = math.rsqrt %x : bf16
  return %r : bf16
}

// What every target has stays, and so does a function that the library lacks.
// CHECK-LABEL: func.func @stays
// CHECK-NEXT: math.sqrt
// CHECK-NEXT: math.floor
// CHECK-NEXT: math.roundeven
// CHECK-NEXT: math.copysign
// CHECK-NEXT: math.ctpop
// CHECK-NEXT: math.fpowi
// CHECK-NEXT: return
// SOFT-LABEL: func.func @stays
func.func @stays(%x: f64, %n: i32) -> (f64, i32) {
  %a = math.sqrt %x : f64
  %b = math.floor %a : f64
  %c = math.roundeven %b : f64
  %d = math.copysign %c, %x : f64
  %e = math.ctpop %n : i32
  %f = math.fpowi %d, %e : f64, i32
  return %f, %e : f64, i32
}

// CHECK-LABEL: func.func @fused
// CHECK-NEXT: math.fma
// SOFT-LABEL: func.func @fused
// SOFT: arith.extf
// SOFT-NOT: math.fma
// SOFT: arith.truncf
// SOFT: return
func.func @fused(%x: f32) -> f32 {
  %r = math.fma %x, %x, %x : f32
  return %r : f32
}

// SOFT-LABEL: func.func @fused64
// SOFT: arith.mului_extended
// SOFT-NOT: math.fma
func.func @fused64(%x: f64) -> f64 {
  %r = math.fma %x, %x, %x : f64
  return %r : f64
}

// A slow path stays behind a branch.
// CHECK-LABEL: func.func @branch
// CHECK: scf.if
// CHECK: arith.sitofp
func.func @branch(%x: f32) -> f32 {
  %r = math.sin %x : f32
  return %r : f32
}

// CHECK-LABEL: func.func @all32
func.func @all32(%x: f32, %y: f32) -> f32 {
  %0 = math.acos %x : f32
  %1 = math.acosh %0 : f32
  %2 = math.asin %1 : f32
  %3 = math.asinh %2 : f32
  %4 = math.atan %3 : f32
  %5 = math.atan2 %4, %y : f32
  %6 = math.atanh %5 : f32
  %7 = math.cbrt %6 : f32
  %8 = math.cos %7 : f32
  %9 = math.cosh %8 : f32
  %10 = math.erf %9 : f32
  %11 = math.erfc %10 : f32
  %12 = math.exp %11 : f32
  %13 = math.exp2 %12 : f32
  %14 = math.expm1 %13 : f32
  %15 = math.log %14 : f32
  %16 = math.log10 %15 : f32
  %17 = math.log1p %16 : f32
  %18 = math.log2 %17 : f32
  %19 = math.powf %18, %y : f32
  %20 = math.sin %19 : f32
  %21 = math.sinh %20 : f32
  %22 = math.tan %21 : f32
  %23 = math.tanh %22 : f32
  %24 = dc.hypot %23, %y : f32
  %25 = arith.remf %24, %y : f32
  return %25 : f32
}

// CHECK-LABEL: func.func @all64
func.func @all64(%x: f64, %y: f64) -> f64 {
  %0 = math.acos %x : f64
  %1 = math.acosh %0 : f64
  %2 = math.asin %1 : f64
  %3 = math.asinh %2 : f64
  %4 = math.atan %3 : f64
  %5 = math.atan2 %4, %y : f64
  %6 = math.atanh %5 : f64
  %7 = math.cbrt %6 : f64
  %8 = math.cos %7 : f64
  %9 = math.cosh %8 : f64
  %10 = math.erf %9 : f64
  %11 = math.erfc %10 : f64
  %12 = math.exp %11 : f64
  %13 = math.exp2 %12 : f64
  %14 = math.expm1 %13 : f64
  %15 = math.log %14 : f64
  %16 = math.log10 %15 : f64
  %17 = math.log1p %16 : f64
  %18 = math.log2 %17 : f64
  %19 = math.powf %18, %y : f64
  %20 = math.sin %19 : f64
  %21 = math.sinh %20 : f64
  %22 = math.tan %21 : f64
  %23 = math.tanh %22 : f64
  %24 = dc.hypot %23, %y : f64
  %25 = arith.remf %24, %y : f64
  return %25 : f64
}
