// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The maths library: inverse trigonometric functions.

// (atan(t) - t) / t for |t| <= 7/16.
func.func private @atan_poly_f64(%t: f64) -> f64 {
  %k = arith.constant 0xBF90AD3A256762E7 : f64 // -0.016285809071493153
  %k1 = arith.constant 0x3FA2B443A3DB06DC : f64 // 0.036531556846524288
  %k2 = arith.constant 0xBFA97B4AD606B663 : f64 // -0.049768770815131778
  %k3 = arith.constant 0x3FADDE2D3AA9FF88 : f64 // 0.058335698519839829
  %k4 = arith.constant 0xBFB10D669E94AA48 : f64 // -0.066610730854031464
  %k5 = arith.constant 0x3FB3B0F2AF333428 : f64 // 0.07691876199096781
  %k6 = arith.constant 0xBFB745CDC5478389 : f64 // -0.090908871330169685
  %k7 = arith.constant 0x3FBC71C6FE22E5AC : f64 // 0.11111110405445029
  %k8 = arith.constant 0xBFC249249200837B : f64 // -0.142857142725031
  %k9 = arith.constant 0x3FC999999998EBC3 : f64 // 0.1999999999987648
  %k10 = arith.constant 0xBFD555555555550D : f64 // -0.33333333333332932
  %z = arith.mulf %t, %t : f64
  // p = poly(z, -0x1.555555555550dp-2, 0x1.999999998ebc3p-3, -0x1.249249200837bp-3, 0x1.c71c6fe22e5acp-4, -0x1.745cdc54...
  %p = dc.muladd %k, %z, %k1 : f64
  %p1 = dc.muladd %p, %z, %k2 : f64
  %p2 = dc.muladd %p1, %z, %k3 : f64
  %p3 = dc.muladd %p2, %z, %k4 : f64
  %p4 = dc.muladd %p3, %z, %k5 : f64
  %p5 = dc.muladd %p4, %z, %k6 : f64
  %p6 = dc.muladd %p5, %z, %k7 : f64
  %p7 = dc.muladd %p6, %z, %k8 : f64
  %p8 = dc.muladd %p7, %z, %k9 : f64
  %p9 = dc.muladd %p8, %z, %k10 : f64
  %r = arith.mulf %p9, %z : f64
  return %r : f64
}

// atan(a) + extra for a >= 0: the difference to the nearest of atan(0), atan(1/2), atan(1), atan(3/2) and atan(infinity).
func.func private @atan_positive_f64(%a: f64, %extra: f64) -> f64 {
  %f0_4375 = arith.constant 0.4375 : f64
  %f0_6875 = arith.constant 0.6875 : f64
  %f1_1875 = arith.constant 1.1875 : f64
  %f2_4375 = arith.constant 2.4375 : f64
  %f2_0 = arith.constant 2.0 : f64
  %f1_0 = arith.constant 1.0 : f64
  %f1_5 = arith.constant 1.5 : f64
  %fm1_0 = arith.constant -1.0 : f64
  %k = arith.constant 0x3FDDAC670561BB4F : f64 // 0.46364760900080609
  %f0_0 = arith.constant 0.0 : f64
  %k1 = arith.constant 0x3C7A2B7F222F65E2 : f64 // 2.2698777452961687e-17
  %k2 = arith.constant 0x3FE921FB54442D18 : f64 // 0.78539816339744828
  %k3 = arith.constant 0x3C81A62633145C07 : f64 // 3.061616997868383e-17
  %k4 = arith.constant 0x3FEF730BD281F69B : f64 // 0.98279372324732905
  %k5 = arith.constant 0x3C7007887AF0CBBD : f64 // 1.3903311031230998e-17
  %pio2_hi = arith.constant 0x3FF921FB54442D18 : f64 // 1.5707963267948966
  %pio2_lo = arith.constant 0x3C91A62633145C07 : f64 // 6.123233995736766e-17
  %i0 = arith.cmpf oge, %a, %f0_4375 : f64
  %i1_ = arith.cmpf oge, %a, %f0_6875 : f64
  %i2 = arith.cmpf oge, %a, %f1_1875 : f64
  %i3 = arith.cmpf oge, %a, %f2_4375 : f64
  // n0 = i0 ? 2.0 * a - 1.0 : a
  %t = arith.mulf %f2_0, %a : f64
  %t1 = arith.subf %t, %f1_0 : f64
  %n0 = arith.select %i0, %t1, %a : f64
  // d0 = i0 ? 2.0 + a : 1.0
  %t2 = arith.addf %f2_0, %a : f64
  %d0 = arith.select %i0, %t2, %f1_0 : f64
  // n1 = i1_ ? a - 1.0 : n0
  %t3 = arith.subf %a, %f1_0 : f64
  %n1 = arith.select %i1_, %t3, %n0 : f64
  // d1 = i1_ ? a + 1.0 : d0
  %t4 = arith.addf %a, %f1_0 : f64
  %d1 = arith.select %i1_, %t4, %d0 : f64
  // n2 = i2 ? a - 1.5 : n1
  %t5 = arith.subf %a, %f1_5 : f64
  %n2 = arith.select %i2, %t5, %n1 : f64
  // d2 = i2 ? 1.0 + 1.5 * a : d1
  %t6 = arith.mulf %f1_5, %a : f64
  %t7 = arith.addf %f1_0, %t6 : f64
  %d2 = arith.select %i2, %t7, %d1 : f64
  // n = i3 ? -1.0 : n2
  %n = arith.select %i3, %fm1_0, %n2 : f64
  %d = arith.select %i3, %a, %d2 : f64
  // h0 = i0 ? 0x1.dac670561bb4fp-2 : 0.0
  %h0 = arith.select %i0, %k, %f0_0 : f64
  // l0 = i0 ? 0x1.a2b7f222f65e2p-56 : 0.0
  %l0 = arith.select %i0, %k1, %f0_0 : f64
  // h1 = i1_ ? 0x1.921fb54442d18p-1 : h0
  %h1 = arith.select %i1_, %k2, %h0 : f64
  // l1 = i1_ ? 0x1.1a62633145c07p-55 : l0
  %l1 = arith.select %i1_, %k3, %l0 : f64
  // h2 = i2 ? 0x1.f730bd281f69bp-1 : h1
  %h2 = arith.select %i2, %k4, %h1 : f64
  // l2 = i2 ? 0x1.007887af0cbbdp-56 : l1
  %l2 = arith.select %i2, %k5, %l1 : f64
  // h = i3 ? PIO2_HI : h2
  %h = arith.select %i3, %pio2_hi, %h2 : f64
  // l = i3 ? PIO2_LO : l2
  %l = arith.select %i3, %pio2_lo, %l2 : f64
  %t8 = arith.divf %n, %d : f64
  // y = h + (t + muladd(t, atan_poly_f64(t), l + extra))
  %t9 = func.call @atan_poly_f64(%t8) : (f64) -> f64
  %t10 = arith.addf %l, %extra : f64
  %t11 = dc.muladd %t8, %t9, %t10 : f64
  %t12 = arith.addf %t8, %t11 : f64
  %y = arith.addf %h, %t12 : f64
  return %y : f64
}

func.func private @atan_f64(%x: f64) -> f64 {
  %f0_0 = arith.constant 0.0 : f64
  %t = math.absf %x : f64
  %y = func.call @atan_positive_f64(%t, %f0_0) : (f64, f64) -> f64
  %r = math.copysign %y, %x : f64
  return %r : f64
}

// The angle in the first octant from the quotient and what its rounding lost, then mirrored into the right one.
func.func private @atan2_f64(%y: f64, %x: f64) -> f64 {
  %k = arith.constant 0x7DD0000000000000 : f64 // 1.0463951242053392e+298
  %k1 = arith.constant 0x3C30000000000000 : f64 // 8.6736173798840355e-19
  %f1_0 = arith.constant 1.0 : f64
  %k2 = arith.constant 0x07B0000000000000 : f64 // 1.1830521861667747e-271
  %k3 = arith.constant 0x4770000000000000 : f64 // 1.3292279957849159e+36
  %f0_0 = arith.constant 0.0 : f64
  %k4 = arith.constant 0x7FEFFFFFFFFFFFFF : f64 // 1.7976931348623157e+308
  %k5 = arith.constant 0x3E10000000000000 : f64 // 9.3132257461547852e-10
  %pio2_hi = arith.constant 0x3FF921FB54442D18 : f64 // 1.5707963267948966
  %pio2_lo = arith.constant 0x3C91A62633145C07 : f64 // 6.123233995736766e-17
  %c0_i64 = arith.constant 0 : i64
  %f2_0 = arith.constant 2.0 : f64
  %a = math.absf %y : f64
  %b = math.absf %x : f64
  %steep = arith.cmpf ogt, %a, %b : f64
  %n0 = arith.select %steep, %b, %a : f64
  %d0 = arith.select %steep, %a, %b : f64
  // Away from overflow and underflow; infinities and zeros have quotients of their own.
  // f0 = d0 > 0x1p+990 ? 0x1p-60 : 1.0
  %t = arith.cmpf ogt, %d0, %k : f64
  %f0 = arith.select %t, %k1, %f1_0 : f64
  // f = d0 < 0x1p-900 ? 0x1p+120 : f0
  %t1 = arith.cmpf olt, %d0, %k2 : f64
  %f = arith.select %t1, %k3, %f0 : f64
  %n = arith.mulf %n0, %f : f64
  %d = arith.mulf %d0, %f : f64
  // ends = d == 0.0 || d > 0x1.fffffffffffffp+1023
  %t2 = arith.cmpf oeq, %d, %f0_0 : f64
  %t3 = arith.cmpf ogt, %d, %k4 : f64
  %ends = arith.ori %t2, %t3 : i1
  %q0 = arith.divf %n, %d : f64
  // q1 = n == d ? 1.0 : 0.0
  %t4 = arith.cmpf oeq, %n, %d : f64
  %q1 = arith.select %t4, %f1_0, %f0_0 : f64
  // q2 = d == 0.0 ? 0.0 : q1
  %t5 = arith.cmpf oeq, %d, %f0_0 : f64
  %q2 = arith.select %t5, %f0_0, %q1 : f64
  // q = ends ? q2 : q0
  %q = arith.select %ends, %q2, %q0 : f64
  %p:2 = func.call @product_f64(%q, %d) : (f64, f64) -> (f64, f64)
  // e = ((n - p.hi) - p.lo) / (d * muladd(q, q, 1.0))
  %t6 = arith.subf %n, %p#0 : f64
  %t7 = arith.subf %t6, %p#1 : f64
  %t8 = dc.muladd %q, %q, %f1_0 : f64
  %t9 = arith.mulf %d, %t8 : f64
  %e = arith.divf %t7, %t9 : f64
  %t10 = arith.cmpf olt, %q, %k5 : f64
  %t11 = arith.ori %ends, %t10 : i1
  %t12 = arith.select %t11, %f0_0, %e : f64
  %r = func.call @atan_positive_f64(%q, %t12) : (f64, f64) -> f64
  // r1 = steep ? PIO2_HI - (r - PIO2_LO) : r
  %t13 = arith.subf %r, %pio2_lo : f64
  %t14 = arith.subf %pio2_hi, %t13 : f64
  %r1 = arith.select %steep, %t14, %r : f64
  // r2 = bits(x) < 0ll ? 2.0 * PIO2_HI - (r1 - 2.0 * PIO2_LO) : r1
  %t15 = arith.bitcast %x : f64 to i64
  %t16 = arith.cmpi slt, %t15, %c0_i64 : i64
  %t17 = arith.mulf %f2_0, %pio2_hi : f64
  %t18 = arith.mulf %f2_0, %pio2_lo : f64
  %t19 = arith.subf %r1, %t18 : f64
  %t20 = arith.subf %t17, %t19 : f64
  %r2 = arith.select %t16, %t20, %r1 : f64
  %s = math.copysign %r2, %y : f64
  // z = x != x || y != y ? x + y : s
  %t21 = arith.cmpf une, %x, %x : f64
  %t22 = arith.cmpf une, %y, %y : f64
  %t23 = arith.ori %t21, %t22 : i1
  %t24 = arith.addf %x, %y : f64
  %z = arith.select %t23, %t24, %s : f64
  return %z : f64
}

// asin(x) = x + x z P(z) for z = x^2 <= 1/4; else through the square root of z = (1 - |x|) / 2.
func.func private @asin_poly_f64(%z: f64) -> f64 {
  %k = arith.constant 0x3FA0BD730FD5A29D : f64 // 0.032695384676860707
  %k1 = arith.constant 0xBF959CDB5B39646F : f64 // -0.021106173937685598
  %k2 = arith.constant 0x3F964E63F51ED6C2 : f64 // 0.021783410869565818
  %k3 = arith.constant 0x3F6E1B2C0CCBC87F : f64 // 0.0036750660277614085
  %k4 = arith.constant 0x3F8618535155A436 : f64 // 0.010788584632523617
  %k5 = arith.constant 0x3F875787BDD4AC49 : f64 // 0.011397419434237348
  %k6 = arith.constant 0x3F8CA2128F31CF7E : f64 // 0.013981003756476925
  %k7 = arith.constant 0x3F91C49DF0F2BB0E : f64 // 0.017351596671399121
  %k8 = arith.constant 0x3F96E8BDFD90CE3E : f64 // 0.022372215844553837
  %k9 = arith.constant 0x3F9F1C71A8C074DB : f64 // 0.030381942677298972
  %k10 = arith.constant 0x3FA6DB6DB722A81A : f64 // 0.044642857175247921
  %k11 = arith.constant 0x3FB333333332DF22 : f64 // 0.074999999999701333
  %k12 = arith.constant 0x3FC5555555555578 : f64 // 0.16666666666666763
  // p = poly(z, 0x1.5555555555578p-3, 0x1.333333332df22p-4, 0x1.6db6db722a81ap-5, 0x1.f1c71a8c074dbp-6, 0x1.6e8bdfd90ce...
  %p = dc.muladd %k, %z, %k1 : f64
  %p1 = dc.muladd %p, %z, %k2 : f64
  %p2 = dc.muladd %p1, %z, %k3 : f64
  %p3 = dc.muladd %p2, %z, %k4 : f64
  %p4 = dc.muladd %p3, %z, %k5 : f64
  %p5 = dc.muladd %p4, %z, %k6 : f64
  %p6 = dc.muladd %p5, %z, %k7 : f64
  %p7 = dc.muladd %p6, %z, %k8 : f64
  %p8 = dc.muladd %p7, %z, %k9 : f64
  %p9 = dc.muladd %p8, %z, %k10 : f64
  %p10 = dc.muladd %p9, %z, %k11 : f64
  %p11 = dc.muladd %p10, %z, %k12 : f64
  %r = arith.mulf %p11, %z : f64
  return %r : f64
}

func.func private @asin_f64(%x: f64) -> f64 {
  %f0_5 = arith.constant 0.5 : f64
  %f1_0 = arith.constant 1.0 : f64
  %bits_i64 = arith.constant 0xFFFFFFFF00000000 : i64
  %f0_0 = arith.constant 0.0 : f64
  %f2_0 = arith.constant 2.0 : f64
  %pio2_lo = arith.constant 0x3C91A62633145C07 : f64 // 6.123233995736766e-17
  %pio2_hi = arith.constant 0x3FF921FB54442D18 : f64 // 1.5707963267948966
  %a = math.absf %x : f64
  %small = arith.cmpf olt, %a, %f0_5 : f64
  // z = small ? x * x : 0.5 * (1.0 - a)
  %t = arith.mulf %x, %x : f64
  %t1 = arith.subf %f1_0, %a : f64
  %t2 = arith.mulf %f0_5, %t1 : f64
  %z = arith.select %small, %t, %t2 : f64
  %r = func.call @asin_poly_f64(%z) : (f64) -> f64
  %s = math.sqrt %z : f64
  // The upper half of the root, whose square is exact, and the rest.
  // f = real(bits(s) & 0xffffffff00000000ll)
  %t3 = arith.bitcast %s : f64 to i64
  %t4 = arith.andi %t3, %bits_i64 : i64
  %f = arith.bitcast %t4 : i64 to f64
  // c = s > 0.0 ? (z - f * f) / (s + f) : s
  %t5 = arith.cmpf ogt, %s, %f0_0 : f64
  %t6 = arith.mulf %f, %f : f64
  %t7 = arith.subf %z, %t6 : f64
  %t8 = arith.addf %s, %f : f64
  %t9 = arith.divf %t7, %t8 : f64
  %c = arith.select %t5, %t9, %s : f64
  // p = 2.0 * s * r - (PIO2_LO - 2.0 * c)
  %t10 = arith.mulf %f2_0, %s : f64
  %t11 = arith.mulf %t10, %r : f64
  %t12 = arith.mulf %f2_0, %c : f64
  %t13 = arith.subf %pio2_lo, %t12 : f64
  %p = arith.subf %t11, %t13 : f64
  // q = 0.5 * PIO2_HI - 2.0 * f
  %t14 = arith.mulf %f0_5, %pio2_hi : f64
  %t15 = arith.mulf %f2_0, %f : f64
  %q = arith.subf %t14, %t15 : f64
  // large = 0.5 * PIO2_HI - (p - q)
  %t16 = arith.mulf %f0_5, %pio2_hi : f64
  %t17 = arith.subf %p, %q : f64
  %large = arith.subf %t16, %t17 : f64
  // y = copysign(small ? muladd(a, r, a) : large, x)
  %t18 = dc.muladd %a, %r, %a : f64
  %t19 = arith.select %small, %t18, %large : f64
  %y = math.copysign %t19, %x : f64
  return %y : f64
}

func.func private @acos_f64(%x: f64) -> f64 {
  %f0_5 = arith.constant 0.5 : f64
  %f1_0 = arith.constant 1.0 : f64
  %bits_i64 = arith.constant 0xFFFFFFFF00000000 : i64
  %f0_0 = arith.constant 0.0 : f64
  %pio2_hi = arith.constant 0x3FF921FB54442D18 : f64 // 1.5707963267948966
  %pio2_lo = arith.constant 0x3C91A62633145C07 : f64 // 6.123233995736766e-17
  %f2_0 = arith.constant 2.0 : f64
  %a = math.absf %x : f64
  %small = arith.cmpf olt, %a, %f0_5 : f64
  // z = small ? x * x : 0.5 * (1.0 - a)
  %t = arith.mulf %x, %x : f64
  %t1 = arith.subf %f1_0, %a : f64
  %t2 = arith.mulf %f0_5, %t1 : f64
  %z = arith.select %small, %t, %t2 : f64
  %r = func.call @asin_poly_f64(%z) : (f64) -> f64
  %s = math.sqrt %z : f64
  // f = real(bits(s) & 0xffffffff00000000ll)
  %t3 = arith.bitcast %s : f64 to i64
  %t4 = arith.andi %t3, %bits_i64 : i64
  %f = arith.bitcast %t4 : i64 to f64
  // c = s > 0.0 ? (z - f * f) / (s + f) : s
  %t5 = arith.cmpf ogt, %s, %f0_0 : f64
  %t6 = arith.mulf %f, %f : f64
  %t7 = arith.subf %z, %t6 : f64
  %t8 = arith.addf %s, %f : f64
  %t9 = arith.divf %t7, %t8 : f64
  %c = arith.select %t5, %t9, %s : f64
  // middle = PIO2_HI - (x - (PIO2_LO - x * r))
  %t10 = arith.mulf %x, %r : f64
  %t11 = arith.subf %pio2_lo, %t10 : f64
  %t12 = arith.subf %x, %t11 : f64
  %middle = arith.subf %pio2_hi, %t12 : f64
  // low_ = 2.0 * (PIO2_HI - (s + (r * s - PIO2_LO)))
  %t13 = arith.mulf %r, %s : f64
  %t14 = arith.subf %t13, %pio2_lo : f64
  %t15 = arith.addf %s, %t14 : f64
  %t16 = arith.subf %pio2_hi, %t15 : f64
  %low_ = arith.mulf %f2_0, %t16 : f64
  // high = 2.0 * (f + muladd(r, s, c))
  %t17 = dc.muladd %r, %s, %c : f64
  %t18 = arith.addf %f, %t17 : f64
  %high = arith.mulf %f2_0, %t18 : f64
  // y = x < 0.0 ? low_ : high
  %t19 = arith.cmpf olt, %x, %f0_0 : f64
  %y = arith.select %t19, %low_, %high : f64
  // w = small ? middle : y
  %w = arith.select %small, %middle, %y : f64
  return %w : f64
}

func.func private @atan_f32(%x: f32) -> f32 {
  %t = arith.extf %x : f32 to f64
  %t1 = func.call @atan_f64(%t) : (f64) -> f64
  %r = arith.truncf %t1 : f64 to f32
  return %r : f32
}

func.func private @asin_f32(%x: f32) -> f32 {
  %t = arith.extf %x : f32 to f64
  %t1 = func.call @asin_f64(%t) : (f64) -> f64
  %r = arith.truncf %t1 : f64 to f32
  return %r : f32
}

func.func private @acos_f32(%x: f32) -> f32 {
  %t = arith.extf %x : f32 to f64
  %t1 = func.call @acos_f64(%t) : (f64) -> f64
  %r = arith.truncf %t1 : f64 to f32
  return %r : f32
}

func.func private @atan2_f32(%y: f32, %x: f32) -> f32 {
  // r = narrow(atan2_f64(widen(y), widen(x)))
  %t = arith.extf %y : f32 to f64
  %t1 = arith.extf %x : f32 to f64
  %t2 = func.call @atan2_f64(%t, %t1) : (f64, f64) -> f64
  %r = arith.truncf %t2 : f64 to f32
  return %r : f32
}
