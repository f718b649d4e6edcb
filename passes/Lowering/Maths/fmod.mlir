// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The maths library: fmod, by integers.

// The remainder of the mantissas, eleven more bits of the first at a time; the result is exact.
func.func private @fmod_f64(%x: f64, %y: f64) -> f64 {
  %bits_i64 = arith.constant 0x7FFFFFFFFFFFFFFF : i64
  %bits_i64_1 = arith.constant 0x7FF0000000000000 : i64
  %c0_i64 = arith.constant 0 : i64
  %c52_i64 = arith.constant 52 : i64
  %bits_i64_2 = arith.constant 0xFFFFFFFFFFFFF : i64
  %bits_i64_3 = arith.constant 0x10000000000000 : i64
  %c1_i64 = arith.constant 1 : i64
  %c11_i64 = arith.constant 11 : i64
  %c1075 = arith.constant 1075 : i32
  // a = bits(x) & 0x7fffffffffffffffll
  %t = arith.bitcast %x : f64 to i64
  %a = arith.andi %t, %bits_i64 : i64
  // b = bits(y) & 0x7fffffffffffffffll
  %t1 = arith.bitcast %y : f64 to i64
  %b = arith.andi %t1, %bits_i64 : i64
  // invalid = a >= 0x7ff0000000000000ll || b > 0x7ff0000000000000ll || b == 0ll
  %t2 = arith.cmpi sge, %a, %bits_i64_1 : i64
  %t3 = arith.cmpi sgt, %b, %bits_i64_1 : i64
  %t4 = arith.ori %t2, %t3 : i1
  %t5 = arith.cmpi eq, %b, %c0_i64 : i64
  %invalid = arith.ori %t4, %t5 : i1
  %below = arith.cmpi slt, %a, %b : i64
  // none = invalid || below
  %none = arith.ori %invalid, %below : i1
  %ea0 = arith.shrui %a, %c52_i64 : i64
  %eb0 = arith.shrui %b, %c52_i64 : i64
  // ma = (a & 0xfffffffffffffll) | (ea0 == 0ll ? 0ll : 0x10000000000000ll)
  %t6 = arith.andi %a, %bits_i64_2 : i64
  %t7 = arith.cmpi eq, %ea0, %c0_i64 : i64
  %t8 = arith.select %t7, %c0_i64, %bits_i64_3 : i64
  %ma = arith.ori %t6, %t8 : i64
  // mb0 = (b & 0xfffffffffffffll) | (eb0 == 0ll ? 0ll : 0x10000000000000ll)
  %t9 = arith.andi %b, %bits_i64_2 : i64
  %t10 = arith.cmpi eq, %eb0, %c0_i64 : i64
  %t11 = arith.select %t10, %c0_i64, %bits_i64_3 : i64
  %mb0 = arith.ori %t9, %t11 : i64
  // mb = none ? 1ll : mb0
  %mb = arith.select %none, %c1_i64, %mb0 : i64
  // ea = ea0 == 0ll ? 1ll : ea0
  %t12 = arith.cmpi eq, %ea0, %c0_i64 : i64
  %ea = arith.select %t12, %c1_i64, %ea0 : i64
  // eb = eb0 == 0ll ? 1ll : eb0
  %t13 = arith.cmpi eq, %eb0, %c0_i64 : i64
  %eb = arith.select %t13, %c1_i64, %eb0 : i64
  %r = arith.remui %ma, %mb : i64
  // n = none ? 0ll : ea - eb
  %t14 = arith.subi %ea, %eb : i64
  %n = arith.select %none, %c0_i64, %t14 : i64
  %loop:2 = scf.while (%r1 = %r, %n1 = %n) : (i64, i64) -> (i64, i64) {
    %more = arith.cmpi sgt, %n1, %c0_i64 : i64
    scf.condition(%more) %r1, %n1 : i64, i64
  } do {
  ^bb0(%r2: i64, %n2: i64):
    // s = n < 11ll ? n : 11ll
    %t15 = arith.cmpi slt, %n2, %c11_i64 : i64
    %s = arith.select %t15, %n2, %c11_i64 : i64
    %t16 = arith.shli %r2, %s : i64
    %r3 = arith.remui %t16, %mb : i64
    %n3 = arith.subi %n2, %s : i64
    scf.yield %r3, %n3 : i64, i64
  }
  %t17 = arith.sitofp %loop#0 : i64 to f64
  %t18 = arith.trunci %eb : i64 to i32
  %t19 = arith.subi %t18, %c1075 : i32
  %v = func.call @scale_f64(%t17, %t19) : (f64, i32) -> f64
  %w = math.copysign %v, %x : f64
  %z = arith.select %below, %x, %w : f64
  %p = arith.mulf %x, %y : f64
  // u = invalid ? p / p : z
  %t20 = arith.divf %p, %p : f64
  %u = arith.select %invalid, %t20, %z : f64
  // q = y != y ? y : u
  %t21 = arith.cmpf une, %y, %y : f64
  %q = arith.select %t21, %y, %u : f64
  return %q : f64
}

// By steps of a long division, in integers.
func.func private @fmod_long_f32(%x: f32, %y: f32) -> f32 {
  %bits = arith.constant 0x7FFFFFFF : i32
  %bits1 = arith.constant 0x7F800000 : i32
  %c0 = arith.constant 0 : i32
  %c23 = arith.constant 23 : i32
  %bits2 = arith.constant 0x7FFFFF : i32
  %bits3 = arith.constant 0x800000 : i32
  %c1 = arith.constant 1 : i32
  %c40 = arith.constant 40 : i32
  %c150 = arith.constant 150 : i32
  // a = bits(x) & 0x7fffffff
  %t = arith.bitcast %x : f32 to i32
  %a = arith.andi %t, %bits : i32
  // b = bits(y) & 0x7fffffff
  %t1 = arith.bitcast %y : f32 to i32
  %b = arith.andi %t1, %bits : i32
  // invalid = a >= 0x7f800000 || b > 0x7f800000 || b == 0
  %t2 = arith.cmpi sge, %a, %bits1 : i32
  %t3 = arith.cmpi sgt, %b, %bits1 : i32
  %t4 = arith.ori %t2, %t3 : i1
  %t5 = arith.cmpi eq, %b, %c0 : i32
  %invalid = arith.ori %t4, %t5 : i1
  %below = arith.cmpi slt, %a, %b : i32
  // none = invalid || below
  %none = arith.ori %invalid, %below : i1
  %ea0 = arith.shrui %a, %c23 : i32
  %eb0 = arith.shrui %b, %c23 : i32
  // ma = (a & 0x7fffff) | (ea0 == 0 ? 0 : 0x800000)
  %t6 = arith.andi %a, %bits2 : i32
  %t7 = arith.cmpi eq, %ea0, %c0 : i32
  %t8 = arith.select %t7, %c0, %bits3 : i32
  %ma = arith.ori %t6, %t8 : i32
  // mb0 = (b & 0x7fffff) | (eb0 == 0 ? 0 : 0x800000)
  %t9 = arith.andi %b, %bits2 : i32
  %t10 = arith.cmpi eq, %eb0, %c0 : i32
  %t11 = arith.select %t10, %c0, %bits3 : i32
  %mb0 = arith.ori %t9, %t11 : i32
  %t12 = arith.select %none, %c1, %mb0 : i32
  %mb = arith.extui %t12 : i32 to i64
  // ea = ea0 == 0 ? 1 : ea0
  %t13 = arith.cmpi eq, %ea0, %c0 : i32
  %ea = arith.select %t13, %c1, %ea0 : i32
  // eb = eb0 == 0 ? 1 : eb0
  %t14 = arith.cmpi eq, %eb0, %c0 : i32
  %eb = arith.select %t14, %c1, %eb0 : i32
  %t15 = arith.extui %ma : i32 to i64
  %r = arith.remui %t15, %mb : i64
  // n = none ? 0 : ea - eb
  %t16 = arith.subi %ea, %eb : i32
  %n = arith.select %none, %c0, %t16 : i32
  %loop:2 = scf.while (%r1 = %r, %n1 = %n) : (i64, i32) -> (i64, i32) {
    %more = arith.cmpi sgt, %n1, %c0 : i32
    scf.condition(%more) %r1, %n1 : i64, i32
  } do {
  ^bb0(%r2: i64, %n2: i32):
    // s = n < 40 ? n : 40
    %t17 = arith.cmpi slt, %n2, %c40 : i32
    %s = arith.select %t17, %n2, %c40 : i32
    %t18 = arith.extui %s : i32 to i64
    %t19 = arith.shli %r2, %t18 : i64
    %r3 = arith.remui %t19, %mb : i64
    %n3 = arith.subi %n2, %s : i32
    scf.yield %r3, %n3 : i64, i32
  }
  %t20 = arith.trunci %loop#0 : i64 to i32
  %t21 = arith.sitofp %t20 : i32 to f32
  %t22 = arith.subi %eb, %c150 : i32
  %v = func.call @scale_f32(%t21, %t22) : (f32, i32) -> f32
  %w = math.copysign %v, %x : f32
  %z = arith.select %below, %x, %w : f32
  %p = arith.mulf %x, %y : f32
  // u = invalid ? p / p : z
  %t23 = arith.divf %p, %p : f32
  %u = arith.select %invalid, %t23, %z : f32
  // q = y != y ? y : u
  %t24 = arith.cmpf une, %y, %y : f32
  %q = arith.select %t24, %y, %u : f32
  return %q : f32
}

// Up to quotients of 2^22 one division: what it truncates to is the quotient or one more, and the remainder of either is an f32.
func.func private @fmod_f32(%x: f32, %y: f32) -> f32 {
  %k = arith.constant 0x0D800000 : f32 // 7.88860905e-31
  %k1 = arith.constant 4194304.0 : f32
  %k2 = arith.constant 0x7B800000 : f32 // 1.32922800e+36
  %f0_0 = arith.constant 0.0 : f32
  %a = math.absf %x : f32
  %b = math.absf %y : f32
  %d = arith.divf %a, %b : f32
  // short = d < 0x1p+22f && b >= 0x1p-100f && a < 0x1p+120f && b < 0x1p+120f
  %t = arith.cmpf olt, %d, %k1 : f32
  %t1 = arith.cmpf oge, %b, %k : f32
  %t8 = arith.cmpf olt, %a, %k2 : f32
  %t9 = arith.cmpf olt, %b, %k2 : f32
  %t10 = arith.andi %t, %t1 : i1
  %t11 = arith.andi %t8, %t9 : i1
  %short = arith.andi %t10, %t11 : i1
  %r = scf.if %short -> (f32) {
    %q = math.trunc %d : f32
    %p = arith.mulf %q, %b : f32
    // r0 = (a - p) - lost(q, b, p)
    %t2 = arith.negf %p : f32
    %e = math.fma %q, %b, %t2 {dc.exact_error} : f32
    %t3 = arith.subf %a, %p : f32
    %r0 = arith.subf %t3, %e : f32
    // r1 = r0 < 0.0f ? r0 + b : r0
    %t4 = arith.cmpf olt, %r0, %f0_0 : f32
    %t5 = arith.addf %r0, %b : f32
    %r1 = arith.select %t4, %t5, %r0 : f32
    %t6 = math.copysign %r1, %x : f32
    scf.yield %t6 : f32
  } else {
    %t7 = func.call @fmod_long_f32(%x, %y) : (f32, f32) -> f32
    scf.yield %t7 : f32
  }
  return %r : f32
}
