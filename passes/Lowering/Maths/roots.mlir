// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The maths library: roots and hypot.

// A polynomial for the cube root of the mantissa, the exponent divided by three, and one step of Halley's iteration from a value short
// enough for its square to be exact.
func.func private @cbrt_f64(%x: f64) -> f64 {
  %k = arith.constant 0x0010000000000000 : f64 // 2.2250738585072014e-308
  %k1 = arith.constant 0x4350000000000000 : f64 // 18014398509481984
  %c52_i64 = arith.constant 52 : i64
  %c1023 = arith.constant 1023 : i32
  %c1200 = arith.constant 1200 : i32
  %c3 = arith.constant 3 : i32
  %bits_i64 = arith.constant 0xFFFFFFFFFFFFF : i64
  %bits_i64_1 = arith.constant 0x3FF0000000000000 : i64
  %k2 = arith.constant 0xBF676D3E246201B8 : f64 // -0.0028597081864633854
  %k3 = arith.constant 0x3F9FA582344604C3 : f64 // 0.030904802742502079
  %k4 = arith.constant 0xBFC27E17EE216979 : f64 // -0.14447306754557213
  %k5 = arith.constant 0x3FD8A9DCBD18FA39 : f64 // 0.38536756960448632
  %k6 = arith.constant 0xBFE5515C25D79E99 : f64 // -0.66618163481776371
  %k7 = arith.constant 0x3FEE673AE4511621 : f64 // 0.95010132401575131
  %k8 = arith.constant 0x3FDC9DF4CDECB4D5 : f64 // 0.44714088544681135
  %c1 = arith.constant 1 : i32
  %k9 = arith.constant 0x3FF428A2F98D728B : f64 // 1.2599210498948732
  %f1_0 = arith.constant 1.0 : f64
  %c2 = arith.constant 2 : i32
  %k10 = arith.constant 0x3FF965FEA53D6E3D : f64 // 1.5874010519681996
  %f4_0 = arith.constant 4.0 : f64
  %bits_i64_2 = arith.constant 0xFFFFFFFFF8000000 : i64
  %c400 = arith.constant 400 : i32
  %c18 = arith.constant 18 : i32
  %c0 = arith.constant 0 : i32
  %f0_0 = arith.constant 0.0 : f64
  %k12 = arith.constant 0x7FEFFFFFFFFFFFFF : f64 // 1.7976931348623157e+308
  %a0 = math.absf %x : f64
  // tiny = a0 < 0x1p-1022
  %tiny = arith.cmpf olt, %a0, %k : f64
  // a = tiny ? a0 * 0x1p+54 : a0
  %t = arith.mulf %a0, %k1 : f64
  %a = arith.select %tiny, %t, %a0 : f64
  %b = arith.bitcast %a : f64 to i64
  // e = low(shru(b, 52ll)) - 1023 + 1200
  %t1 = arith.shrui %b, %c52_i64 : i64
  %t2 = arith.trunci %t1 : i64 to i32
  %t3 = arith.subi %t2, %c1023 : i32
  %e = arith.addi %t3, %c1200 : i32
  %q = arith.divui %e, %c3 : i32
  %t4 = arith.muli %c3, %q : i32
  %r = arith.subi %e, %t4 : i32
  // m = real((b & 0xfffffffffffffll) | 0x3ff0000000000000ll)
  %t5 = arith.andi %b, %bits_i64 : i64
  %t6 = arith.ori %t5, %bits_i64_1 : i64
  %m = arith.bitcast %t6 : i64 to f64
  // t0 = poly(m, 0x1.c9df4cdecb4d5p-2, 0x1.e673ae4511621p-1, -0x1.5515c25d79e99p-1, 0x1.8a9dcbd18fa39p-2, -0x1.27e17ee2...
  %t0 = dc.muladd %k2, %m, %k3 : f64
  %t0_1 = dc.muladd %t0, %m, %k4 : f64
  %t0_2 = dc.muladd %t0_1, %m, %k5 : f64
  %t0_3 = dc.muladd %t0_2, %m, %k6 : f64
  %t0_4 = dc.muladd %t0_3, %m, %k7 : f64
  %t0_5 = dc.muladd %t0_4, %m, %k8 : f64
  // c1 = r == 1 ? 0x1.428a2f98d728bp+0 : 1.0
  %t7 = arith.cmpi eq, %r, %c1 : i32
  %c1_1 = arith.select %t7, %k9, %f1_0 : f64
  // c = r == 2 ? 0x1.965fea53d6e3dp+0 : c1
  %t8 = arith.cmpi eq, %r, %c2 : i32
  %c = arith.select %t8, %k10, %c1_1 : f64
  // y1 = r == 1 ? m + m : m
  %t9 = arith.cmpi eq, %r, %c1 : i32
  %t10 = arith.addf %m, %m : f64
  %y1 = arith.select %t9, %t10, %m : f64
  // y = r == 2 ? 4.0 * m : y1
  %t11 = arith.cmpi eq, %r, %c2 : i32
  %t12 = arith.mulf %f4_0, %m : f64
  %y = arith.select %t11, %t12, %y1 : f64
  // t = real(bits(t0 * c) & 0xfffffffff8000000ll)
  %t13 = arith.mulf %t0_5, %c : f64
  %t14 = arith.bitcast %t13 : f64 to i64
  %t15 = arith.andi %t14, %bits_i64_2 : i64
  %t16 = arith.bitcast %t15 : i64 to f64
  %t17 = arith.mulf %t16, %t16 : f64
  %s = arith.divf %y, %t17 : f64
  // u = t + t * ((s - t) / (t + t + s))
  %t18 = arith.subf %s, %t16 : f64
  %t19 = arith.addf %t16, %t16 : f64
  %t20 = arith.addf %t19, %s : f64
  %t21 = arith.divf %t18, %t20 : f64
  %t22 = arith.mulf %t16, %t21 : f64
  %u = arith.addf %t16, %t22 : f64
  // k = q - 400 - (tiny ? 18 : 0)
  %t23 = arith.subi %q, %c400 : i32
  %t24 = arith.select %tiny, %c18, %c0 : i32
  %k11 = arith.subi %t23, %t24 : i32
  // v = u * real(sext(k + 1023) << 52ll)
  %t25 = arith.addi %k11, %c1023 : i32
  %t26 = arith.extsi %t25 : i32 to i64
  %t27 = arith.shli %t26, %c52_i64 : i64
  %t28 = arith.bitcast %t27 : i64 to f64
  %v = arith.mulf %u, %t28 : f64
  // keep = x == 0.0 || x != x || a0 > 0x1.fffffffffffffp+1023
  %t29 = arith.cmpf oeq, %x, %f0_0 : f64
  %t30 = arith.cmpf une, %x, %x : f64
  %t31 = arith.ori %t29, %t30 : i1
  %t32 = arith.cmpf ogt, %a0, %k12 : f64
  %keep = arith.ori %t31, %t32 : i1
  // z = keep ? x + x : copysign(v, x)
  %t33 = arith.addf %x, %x : f64
  %t34 = math.copysign %v, %x : f64
  %z = arith.select %keep, %t33, %t34 : f64
  return %z : f64
}

func.func private @cbrt_f32(%x: f32) -> f32 {
  %t = arith.extf %x : f32 to f64
  %t1 = func.call @cbrt_f64(%t) : (f64) -> f64
  %r = arith.truncf %t1 : f64 to f32
  return %r : f32
}

// The root of the sum of two squares, and one correction by what rounding them and the root lost.
func.func private @hypot_f64(%x: f64, %y: f64) -> f64 {
  %k = arith.constant 0x5F30000000000000 : f64 // 3.2733906078961419e+150
  %k1 = arith.constant 0x1A70000000000000 : f64 // 2.4099198651028841e-181
  %f1_0 = arith.constant 1.0 : f64
  %k2 = arith.constant 0x26F0000000000000 : f64 // 3.8725919148493183e-121
  %k3 = arith.constant 0x6570000000000000 : f64 // 4.149515568880993e+180
  %f0_0 = arith.constant 0.0 : f64
  %k4 = arith.constant 0x7FEFFFFFFFFFFFFF : f64 // 1.7976931348623157e+308
  %bits_i64 = arith.constant 0x7FF0000000000000 : i64
  %a0 = math.absf %x : f64
  %b0 = math.absf %y : f64
  %swap = arith.cmpf ogt, %b0, %a0 : f64
  // a = swap ? b0 : a0
  %a = arith.select %swap, %b0, %a0 : f64
  // b = swap ? a0 : b0
  %b = arith.select %swap, %a0, %b0 : f64
  // f0 = a > 0x1p+500 ? 0x1p-600 : 1.0
  %t = arith.cmpf ogt, %a, %k : f64
  %f0 = arith.select %t, %k1, %f1_0 : f64
  // f = a < 0x1p-400 ? 0x1p+600 : f0
  %t1 = arith.cmpf olt, %a, %k2 : f64
  %f = arith.select %t1, %k3, %f0 : f64
  // back0 = a > 0x1p+500 ? 0x1p+600 : 1.0
  %t2 = arith.cmpf ogt, %a, %k : f64
  %back0 = arith.select %t2, %k3, %f1_0 : f64
  // back = a < 0x1p-400 ? 0x1p-600 : back0
  %t3 = arith.cmpf olt, %a, %k2 : f64
  %back = arith.select %t3, %k1, %back0 : f64
  %t4 = arith.mulf %a, %f : f64
  %t5 = arith.mulf %a, %f : f64
  %p:2 = func.call @product_f64(%t4, %t5) : (f64, f64) -> (f64, f64)
  %t6 = arith.mulf %b, %f : f64
  %t7 = arith.mulf %b, %f : f64
  %q:2 = func.call @product_f64(%t6, %t7) : (f64, f64) -> (f64, f64)
  %s:2 = func.call @sum_f64(%p#0, %q#0) : (f64, f64) -> (f64, f64)
  %h = math.sqrt %s#0 : f64
  %hh:2 = func.call @product_f64(%h, %h) : (f64, f64) -> (f64, f64)
  // rest = ((s.hi - hh.hi) - hh.lo) + (s.lo + (p.lo + q.lo))
  %t8 = arith.subf %s#0, %hh#0 : f64
  %t9 = arith.subf %t8, %hh#1 : f64
  %t10 = arith.addf %p#1, %q#1 : f64
  %t11 = arith.addf %s#1, %t10 : f64
  %rest = arith.addf %t9, %t11 : f64
  // v = h > 0.0 ? h + rest / (h + h) : h
  %t12 = arith.cmpf ogt, %h, %f0_0 : f64
  %t13 = arith.addf %h, %h : f64
  %t14 = arith.divf %rest, %t13 : f64
  %t15 = arith.addf %h, %t14 : f64
  %v = arith.select %t12, %t15, %h : f64
  // infinite = a0 > 0x1.fffffffffffffp+1023 || b0 > 0x1.fffffffffffffp+1023
  %t16 = arith.cmpf ogt, %a0, %k4 : f64
  %t17 = arith.cmpf ogt, %b0, %k4 : f64
  %infinite = arith.ori %t16, %t17 : i1
  // n = x != x || y != y ? x + y : v * back
  %t18 = arith.cmpf une, %x, %x : f64
  %t19 = arith.cmpf une, %y, %y : f64
  %t20 = arith.ori %t18, %t19 : i1
  %t21 = arith.addf %x, %y : f64
  %t22 = arith.mulf %v, %back : f64
  %n = arith.select %t20, %t21, %t22 : f64
  // z = infinite ? real(0x7ff0000000000000ll) : n
  %t23 = arith.bitcast %bits_i64 : i64 to f64
  %z = arith.select %infinite, %t23, %n : f64
  return %z : f64
}

func.func private @hypot_f32(%x: f32, %y: f32) -> f32 {
  %k = arith.constant 0x7F7FFFFF : f32 // 3.40282347e+38
  %bits = arith.constant 0x7F800000 : i32
  %a = arith.extf %x : f32 to f64
  %b = arith.extf %y : f32 to f64
  // v = narrow(sqrt(a * a + b * b))
  %t = arith.mulf %a, %a : f64
  %t1 = arith.mulf %b, %b : f64
  %t2 = arith.addf %t, %t1 : f64
  %t3 = math.sqrt %t2 : f64
  %v = arith.truncf %t3 : f64 to f32
  // infinite = fabs(x) > 0x1.fffffep+127f || fabs(y) > 0x1.fffffep+127f
  %t4 = math.absf %x : f32
  %t5 = arith.cmpf ogt, %t4, %k : f32
  %t6 = math.absf %y : f32
  %t7 = arith.cmpf ogt, %t6, %k : f32
  %infinite = arith.ori %t5, %t7 : i1
  // z = infinite ? real(0x7f800000) : v
  %t8 = arith.bitcast %bits : i32 to f32
  %z = arith.select %infinite, %t8, %v : f32
  return %z : f32
}

func.func private @rsqrt_f64(%x: f64) -> f64 {
  %f1_0 = arith.constant 1.0 : f64
  %t = math.sqrt %x : f64
  %r = arith.divf %f1_0, %t : f64
  return %r : f64
}

func.func private @rsqrt_f32(%x: f32) -> f32 {
  %f1_0 = arith.constant 1.0 : f32
  %t = math.sqrt %x : f32
  %r = arith.divf %f1_0, %t : f32
  return %r : f32
}
