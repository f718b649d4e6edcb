// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The maths library: logarithms, f32 and f64.

// log(2^k * (1 + m)) by steps of a polynomial in m, which lies in [-1/3, 1/3].
func.func private @log_f32(%x: f32) -> f32 {
  %k = arith.constant 0x00800000 : f32 // 1.17549435e-38
  %k1 = arith.constant 8388608.0 : f32
  %cm23 = arith.constant -23 : i32
  %c0 = arith.constant 0 : i32
  %bits = arith.constant 0x3F2AAAAB : i32
  %bits1 = arith.constant 0xFF800000 : i32
  %f1_0 = arith.constant 1.0 : f32
  %c23 = arith.constant 23 : i32
  %k3 = arith.constant 0xBE0493D3 : f32 // -0.129470155
  %k4 = arith.constant 0x3E0F493D : f32 // 0.139927819
  %k5 = arith.constant 0xBDF94D25 : f32 // -0.121729173
  %k6 = arith.constant 0x3E0F67C8 : f32 // 0.140044332
  %k7 = arith.constant 0xBE2AD0C8 : f32 // -0.166812062
  %k8 = arith.constant 0x3E4CE844 : f32 // 0.200104773
  %k9 = arith.constant 0xBE7FFF6F : f32 // -0.249997839
  %k10 = arith.constant 0x3EAAAA83 : f32 // 0.333332151
  %fm0_5 = arith.constant -0.5 : f32
  %ln2_lo_32 = arith.constant 0x35BFBE8E : f32 // 1.42860677e-06
  %ln2_hi_32 = arith.constant 0x3F317200 : f32 // 0.693145752
  %f0_0 = arith.constant 0.0 : f32
  %bits2 = arith.constant 0x7FC00000 : i32
  %k11 = arith.constant 0x7F7FFFFF : f32 // 3.40282347e+38
  %tiny = arith.cmpf olt, %x, %k : f32
  // a = tiny ? x * 0x1p+23f : x
  %t = arith.mulf %x, %k1 : f32
  %a = arith.select %tiny, %t, %x : f32
  // base = tiny ? -23 : 0
  %base = arith.select %tiny, %cm23, %c0 : i32
  %b = arith.bitcast %a : f32 to i32
  // e = (b - 0x3f2aaaab) & 0xff800000
  %t1 = arith.subi %b, %bits : i32
  %e = arith.andi %t1, %bits1 : i32
  // m = real(b - e) - 1.0f
  %t2 = arith.subi %b, %e : i32
  %t3 = arith.bitcast %t2 : i32 to f32
  %m = arith.subf %t3, %f1_0 : f32
  // k = tof32(shrs(e, 23) + base)
  %t4 = arith.shrsi %e, %c23 : i32
  %t5 = arith.addi %t4, %base : i32
  %k2 = arith.sitofp %t5 : i32 to f32
  // q = poly(m, 0x1.5555060000000p-2f, -0x1.fffede0000000p-3f, 0x1.99d0880000000p-3f, -0x1.55a1900000000p-3f, 0x1.1ecf9...
  %q = dc.muladd %k3, %m, %k4 : f32
  %q1 = dc.muladd %q, %m, %k5 : f32
  %q2 = dc.muladd %q1, %m, %k6 : f32
  %q3 = dc.muladd %q2, %m, %k7 : f32
  %q4 = dc.muladd %q3, %m, %k8 : f32
  %q5 = dc.muladd %q4, %m, %k9 : f32
  %q6 = dc.muladd %q5, %m, %k10 : f32
  %s = arith.mulf %m, %m : f32
  %t6 = dc.muladd %q6, %m, %fm0_5 : f32
  // k * LN2_HI_32 is exact, so that what is added to it may be small.
  // lo = muladd(k, LN2_LO_32, t * s)
  %t7 = arith.mulf %t6, %s : f32
  %lo = dc.muladd %k2, %ln2_lo_32, %t7 : f32
  %hi = dc.muladd %k2, %ln2_hi_32, %m : f32
  // e1 = muladd(k, LN2_HI_32, -hi) + m
  %t8 = arith.negf %hi : f32
  %t9 = dc.muladd %k2, %ln2_hi_32, %t8 : f32
  %e1 = arith.addf %t9, %m : f32
  // r = hi + (e1 + lo)
  %t10 = arith.addf %e1, %lo : f32
  %r = arith.addf %hi, %t10 : f32
  // special = x == 0.0f ? real(0xff800000) : real(0x7fc00000)
  %t11 = arith.cmpf oeq, %x, %f0_0 : f32
  %t12 = arith.bitcast %bits1 : i32 to f32
  %t13 = arith.bitcast %bits2 : i32 to f32
  %special = arith.select %t11, %t12, %t13 : f32
  // y = x > 0.0f ? r : special
  %t14 = arith.cmpf ogt, %x, %f0_0 : f32
  %y = arith.select %t14, %r, %special : f32
  // z = x > 0x1.fffffep+127f ? x : y
  %t15 = arith.cmpf ogt, %x, %k11 : f32
  %z = arith.select %t15, %x, %y : f32
  return %z : f32
}

// x = 2^k * (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)): f, which is exact, and k.
func.func private @log_split_f64(%x: f64) -> (f64, i32) {
  %k = arith.constant 0x0010000000000000 : f64 // 2.2250738585072014e-308
  %k1 = arith.constant 0x4350000000000000 : f64 // 18014398509481984
  %cm54_i64 = arith.constant -54 : i64
  %c0_i64 = arith.constant 0 : i64
  %bits_i64 = arith.constant 0x3FE6A09E667F3BCD : i64
  %bits_i64_1 = arith.constant 0xFFF0000000000000 : i64
  %f1_0 = arith.constant 1.0 : f64
  %c52_i64 = arith.constant 52 : i64
  %tiny = arith.cmpf olt, %x, %k : f64
  // a = tiny ? x * 0x1p+54 : x
  %t = arith.mulf %x, %k1 : f64
  %a = arith.select %tiny, %t, %x : f64
  // base = tiny ? -54ll : 0ll
  %base = arith.select %tiny, %cm54_i64, %c0_i64 : i64
  %b = arith.bitcast %a : f64 to i64
  // e = (b - 0x3fe6a09e667f3bcdll) & 0xfff0000000000000ll
  %t1 = arith.subi %b, %bits_i64 : i64
  %e = arith.andi %t1, %bits_i64_1 : i64
  // f = real(b - e) - 1.0
  %t2 = arith.subi %b, %e : i64
  %t3 = arith.bitcast %t2 : i64 to f64
  %f = arith.subf %t3, %f1_0 : f64
  // k = low(shrs(e, 52ll) + base)
  %t4 = arith.shrsi %e, %c52_i64 : i64
  %t5 = arith.addi %t4, %base : i64
  %k2 = arith.trunci %t5 : i64 to i32
  return %f, %k2 : f64, i32
}

// The polynomial R(s^2) of log(1 + f) = 2 s + s R for s = f / (2 + f).
func.func private @log_poly_f64(%s: f64) -> f64 {
  %k = arith.constant 0x3FC0F135E291B4A2 : f64 // 0.13236115992495906
  %k1 = arith.constant 0x3FC0F66AF92B4EFB : f64 // 0.13252007643188066
  %k2 = arith.constant 0x3FC3B202AAFD6A51 : f64 // 0.15386994694820769
  %k3 = arith.constant 0x3FC745CE1A79E119 : f64 // 0.18181778233316306
  %k4 = arith.constant 0x3FCC71C724BC4037 : f64 // 0.22222222608297823
  %k5 = arith.constant 0x3FD24924924393FF : f64 // 0.28571428569404128
  %k6 = arith.constant 0x3FD9999999999D13 : f64 // 0.40000000000004937
  %k7 = arith.constant 0x3FE5555555555555 : f64 // 0.66666666666666663
  %z = arith.mulf %s, %s : f64
  // p = poly(z, 0x1.5555555555555p-1, 0x1.9999999999d13p-2, 0x1.24924924393ffp-2, 0x1.c71c724bc4037p-3, 0x1.745ce1a79e1...
  %p = dc.muladd %k, %z, %k1 : f64
  %p1 = dc.muladd %p, %z, %k2 : f64
  %p2 = dc.muladd %p1, %z, %k3 : f64
  %p3 = dc.muladd %p2, %z, %k4 : f64
  %p4 = dc.muladd %p3, %z, %k5 : f64
  %p5 = dc.muladd %p4, %z, %k6 : f64
  %p6 = dc.muladd %p5, %z, %k7 : f64
  %r = arith.mulf %p6, %z : f64
  return %r : f64
}

// What log, log2 and log10 of zero, negative numbers, infinity and NaN are, else y.
func.func private @log_special_f64(%x: f64, %y: f64) -> f64 {
  %f0_0 = arith.constant 0.0 : f64
  %bits_i64 = arith.constant 0xFFF0000000000000 : i64
  %bits_i64_1 = arith.constant 0x7FF8000000000000 : i64
  %k = arith.constant 0x7FEFFFFFFFFFFFFF : f64 // 1.7976931348623157e+308
  // special = x == 0.0 ? real(0xfff0000000000000ll) : real(0x7ff8000000000000ll)
  %t = arith.cmpf oeq, %x, %f0_0 : f64
  %t1 = arith.bitcast %bits_i64 : i64 to f64
  %t2 = arith.bitcast %bits_i64_1 : i64 to f64
  %special = arith.select %t, %t1, %t2 : f64
  // a = x > 0.0 ? y : special
  %t3 = arith.cmpf ogt, %x, %f0_0 : f64
  %a = arith.select %t3, %y, %special : f64
  // r = x > 0x1.fffffffffffffp+1023 ? x : a
  %t4 = arith.cmpf ogt, %x, %k : f64
  %r = arith.select %t4, %x, %a : f64
  return %r : f64
}

// log(1 + f) + lo, as f minus a small term.
func.func private @log1p_part_f64(%f: f64, %k: f64, %lo: f64) -> f64 {
  %f2_0 = arith.constant 2.0 : f64
  %f0_5 = arith.constant 0.5 : f64
  %ln2_lo = arith.constant 0xBDC718432A1B0E26 : f64 // -4.2009150726810846e-11
  %ln2_hi = arith.constant 0x3FE62E42FF000000 : f64 // 0.69314718060195446
  %t = arith.addf %f2_0, %f : f64
  %s = arith.divf %f, %t : f64
  %r = func.call @log_poly_f64(%s) : (f64) -> f64
  %t1 = arith.mulf %f0_5, %f : f64
  %h = arith.mulf %t1, %f : f64
  // t = muladd(k, LN2_LO, lo) + s * (h + r)
  %t2 = dc.muladd %k, %ln2_lo, %lo : f64
  %t3 = arith.addf %h, %r : f64
  %t4 = arith.mulf %s, %t3 : f64
  %t5 = arith.addf %t2, %t4 : f64
  // k * LN2_HI is exact; it and f are added without an error.
  %a = arith.mulf %k, %ln2_hi : f64
  %b = arith.addf %a, %f : f64
  // e = fabs(a) > fabs(f) ? (a - b) + f : (f - b) + a
  %t6 = math.absf %a : f64
  %t7 = math.absf %f : f64
  %t8 = arith.cmpf ogt, %t6, %t7 : f64
  %t9 = arith.subf %a, %b : f64
  %t10 = arith.addf %t9, %f : f64
  %t11 = arith.subf %f, %b : f64
  %t12 = arith.addf %t11, %a : f64
  %e = arith.select %t8, %t10, %t12 : f64
  %hh = arith.subf %b, %h : f64
  %t13 = arith.subf %b, %hh : f64
  %e2 = arith.subf %t13, %h : f64
  // y = hh + ((e + e2) + t)
  %t14 = arith.addf %e, %e2 : f64
  %t15 = arith.addf %t14, %t5 : f64
  %y = arith.addf %hh, %t15 : f64
  return %y : f64
}

func.func private @log_f64(%x: f64) -> f64 {
  %f0_0 = arith.constant 0.0 : f64
  %m:2 = func.call @log_split_f64(%x) : (f64) -> (f64, i32)
  %t = arith.sitofp %m#1 : i32 to f64
  %y = func.call @log1p_part_f64(%m#0, %t, %f0_0) : (f64, f64, f64) -> f64
  %r = func.call @log_special_f64(%x, %y) : (f64, f64) -> f64
  return %r : f64
}

// log(1 + f) / log(base) + k * scale, with the quotient's constants in two parts each; the upper ones are short.
func.func private @log_base_f64(%f: f64, %k_hi: f64, %k_lo: f64, %c_hi: f64, %c_lo: f64) -> f64 {
  %f2_0 = arith.constant 2.0 : f64
  %f0_5 = arith.constant 0.5 : f64
  %bits_i64 = arith.constant 0xFFFFFFFF00000000 : i64
  %t = arith.addf %f2_0, %f : f64
  %s = arith.divf %f, %t : f64
  %r = func.call @log_poly_f64(%s) : (f64) -> f64
  %t1 = arith.mulf %f0_5, %f : f64
  %h = arith.mulf %t1, %f : f64
  // hi = real(bits(f - h) & 0xffffffff00000000ll)
  %t2 = arith.subf %f, %h : f64
  %t3 = arith.bitcast %t2 : f64 to i64
  %t4 = arith.andi %t3, %bits_i64 : i64
  %hi = arith.bitcast %t4 : i64 to f64
  // lo = ((f - hi) - h) + s * (h + r)
  %t5 = arith.subf %f, %hi : f64
  %t6 = arith.subf %t5, %h : f64
  %t7 = arith.addf %h, %r : f64
  %t8 = arith.mulf %s, %t7 : f64
  %lo = arith.addf %t6, %t8 : f64
  %v_hi = arith.mulf %hi, %c_hi : f64
  // v_lo = muladd(lo + hi, c_lo, lo * c_hi) + k_lo
  %t9 = arith.addf %lo, %hi : f64
  %t10 = arith.mulf %lo, %c_hi : f64
  %t11 = dc.muladd %t9, %c_lo, %t10 : f64
  %v_lo = arith.addf %t11, %k_lo : f64
  %w = arith.addf %k_hi, %v_hi : f64
  // e = fabs(k_hi) > fabs(v_hi) ? (k_hi - w) + v_hi : (v_hi - w) + k_hi
  %t12 = math.absf %k_hi : f64
  %t13 = math.absf %v_hi : f64
  %t14 = arith.cmpf ogt, %t12, %t13 : f64
  %t15 = arith.subf %k_hi, %w : f64
  %t16 = arith.addf %t15, %v_hi : f64
  %t17 = arith.subf %v_hi, %w : f64
  %t18 = arith.addf %t17, %k_hi : f64
  %e = arith.select %t14, %t16, %t18 : f64
  // y = w + (e + v_lo)
  %t19 = arith.addf %e, %v_lo : f64
  %y = arith.addf %w, %t19 : f64
  return %y : f64
}

func.func private @log2_f64(%x: f64) -> f64 {
  %f0_0 = arith.constant 0.0 : f64
  %k = arith.constant 0x3FF7154700000000 : f64 // 1.4426946640014648
  %k1 = arith.constant 0x3E994AE0BF85DDF4 : f64 // 3.7688749856360991e-07
  %m:2 = func.call @log_split_f64(%x) : (f64) -> (f64, i32)
  %t = arith.sitofp %m#1 : i32 to f64
  %y = func.call @log_base_f64(%m#0, %t, %f0_0, %k, %k1) : (f64, f64, f64, f64, f64) -> f64
  %r = func.call @log_special_f64(%x, %y) : (f64, f64) -> f64
  return %r : f64
}

func.func private @log10_f64(%x: f64) -> f64 {
  %k1 = arith.constant 0x3FD34413509F8000 : f64 // 0.30102999566406652
  %k2 = arith.constant 0xBD380433B83B532A : f64 // -8.5323443170571066e-14
  %k3 = arith.constant 0x3FDBCB7B00000000 : f64 // 0.43429446220397949
  %k4 = arith.constant 0x3E5526E50E32A6AB : f64 // 1.9699272335463627e-08
  %m:2 = func.call @log_split_f64(%x) : (f64) -> (f64, i32)
  %k = arith.sitofp %m#1 : i32 to f64
  %t = arith.mulf %k, %k1 : f64
  %t1 = arith.mulf %k, %k2 : f64
  %y = func.call @log_base_f64(%m#0, %t, %t1, %k3, %k4) : (f64, f64, f64, f64, f64) -> f64
  %r = func.call @log_special_f64(%x, %y) : (f64, f64) -> f64
  return %r : f64
}

// log(2^extra * (1 + x)): of the mantissa of 1 + x, x * 2^-k + (2^-k - 1), the first term is exact, and lo what adding them lost.
func.func private @log1p_scaled_f64(%x: f64, %extra: i32) -> f64 {
  %f1_0 = arith.constant 1.0 : f64
  %bits_i64 = arith.constant 0x3FE6A09E667F3BCD : i64
  %bits_i64_1 = arith.constant 0xFFF0000000000000 : i64
  %c32_i64 = arith.constant 32 : i64
  %c20 = arith.constant 20 : i32
  %bits_i64_2 = arith.constant 0x4010000000000000 : i64
  %f0_25 = arith.constant 0.25 : f64
  %fm1_0 = arith.constant -1.0 : f64
  %u = arith.addf %f1_0, %x : f64
  // e = (bits(u) - 0x3fe6a09e667f3bcd) & 0xfff0000000000000
  %t = arith.bitcast %u : f64 to i64
  %t1 = arith.subi %t, %bits_i64 : i64
  %e = arith.andi %t1, %bits_i64_1 : i64
  // m = low(shru(e, 32)) >> 20
  %t2 = arith.shrui %e, %c32_i64 : i64
  %t3 = arith.trunci %t2 : i64 to i32
  %m = arith.shrsi %t3, %c20 : i32
  // 4 * 2^-k is a normal number, 2^-k may be none.
  // tl = muladd(real(0x4010000000000000 - e), 0.25, -1.0)
  %t4 = arith.subi %bits_i64_2, %e : i64
  %t5 = arith.bitcast %t4 : i64 to f64
  %tl = dc.muladd %t5, %f0_25, %fm1_0 : f64
  // xs = real(bits(x) - e)
  %t6 = arith.bitcast %x : f64 to i64
  %t7 = arith.subi %t6, %e : i64
  %xs = arith.bitcast %t7 : i64 to f64
  %f = arith.addf %xs, %tl : f64
  // lost = xs - (f - tl)
  %t8 = arith.subf %f, %tl : f64
  %lost = arith.subf %xs, %t8 : f64
  // Its logarithm's part: divided by 1 + f, about.
  // lo = lost - lost * f
  %t9 = arith.mulf %lost, %f : f64
  %lo = arith.subf %lost, %t9 : f64
  // k = tof(m + extra)
  %t10 = arith.addi %m, %extra : i32
  %k = arith.sitofp %t10 : i32 to f64
  %y = func.call @log1p_part_f64(%f, %k, %lo) : (f64, f64, f64) -> f64
  %r = func.call @log_special_f64(%u, %y) : (f64, f64) -> f64
  return %r : f64
}

func.func private @log1p_f64(%x: f64) -> f64 {
  %c0 = arith.constant 0 : i32
  %k = arith.constant 0x3C90000000000000 : f64 // 5.5511151231257827e-17
  %y = func.call @log1p_scaled_f64(%x, %c0) : (f64, i32) -> f64
  // z = fabs(x) < 0x1p-54 ? x : y
  %t = math.absf %x : f64
  %t1 = arith.cmpf olt, %t, %k : f64
  %z = arith.select %t1, %x, %y : f64
  return %z : f64
}

func.func private @log2_f32(%x: f32) -> f32 {
  %t = arith.extf %x : f32 to f64
  %t1 = func.call @log2_f64(%t) : (f64) -> f64
  %r = arith.truncf %t1 : f64 to f32
  return %r : f32
}

func.func private @log10_f32(%x: f32) -> f32 {
  %t = arith.extf %x : f32 to f64
  %t1 = func.call @log10_f64(%t) : (f64) -> f64
  %r = arith.truncf %t1 : f64 to f32
  return %r : f32
}

// log(2^k * (1 + m)) as log_f32 has it, from x itself: m is x * 2^-k + (2^-k - 1), whose first term is exact, and ml what adding them lost.
func.func private @log1p_f32(%x: f32) -> f32 {
  %f1_0 = arith.constant 1.0 : f32
  %bits = arith.constant 0x3F2AAAAB : i32
  %bits_1 = arith.constant 0xFF800000 : i32
  %c23 = arith.constant 23 : i32
  %bits_2 = arith.constant 0x40800000 : i32
  %f0_25 = arith.constant 0.25 : f32
  %fm1_0 = arith.constant -1.0 : f32
  %k_1 = arith.constant 0xBE0493D3 : f32 // -0.129470155
  %k1 = arith.constant 0x3E0F493D : f32 // 0.139927819
  %k2 = arith.constant 0xBDF94D25 : f32 // -0.121729173
  %k3 = arith.constant 0x3E0F67C8 : f32 // 0.140044332
  %k4 = arith.constant 0xBE2AD0C8 : f32 // -0.166812062
  %k5 = arith.constant 0x3E4CE844 : f32 // 0.200104773
  %k6 = arith.constant 0xBE7FFF6F : f32 // -0.249997839
  %k7 = arith.constant 0x3EAAAA83 : f32 // 0.333332151
  %fm0_5 = arith.constant -0.5 : f32
  %k8 = arith.constant 0x35BFBE8E : f32 // 1.42860677e-06
  %k9 = arith.constant 0x3F317200 : f32 // 0.693145752
  %k10 = arith.constant 0x33000000 : f32 // 2.98023224e-08
  %bits_3 = arith.constant 0x7FC00000 : i32
  %k11 = arith.constant 0x7F7FFFFF : f32 // 3.40282347e+38
  %u = arith.addf %f1_0, %x : f32
  // e = (bits(u) - 0x3f2aaaab) & 0xff800000
  %t = arith.bitcast %u : f32 to i32
  %t1 = arith.subi %t, %bits : i32
  %e = arith.andi %t1, %bits_1 : i32
  // k = tof(e >> 23)
  %t2 = arith.shrsi %e, %c23 : i32
  %k = arith.sitofp %t2 : i32 to f32
  // 4 * 2^-k is a normal number, 2^-k may be none.
  // tl = muladd(real(0x40800000 - e), 0.25, -1.0)
  %t3 = arith.subi %bits_2, %e : i32
  %t4 = arith.bitcast %t3 : i32 to f32
  %tl = dc.muladd %t4, %f0_25, %fm1_0 : f32
  // xs = real(bits(x) - e)
  %t5 = arith.bitcast %x : f32 to i32
  %t6 = arith.subi %t5, %e : i32
  %xs = arith.bitcast %t6 : i32 to f32
  %m = arith.addf %xs, %tl : f32
  // ml = xs - (m - tl)
  %t7 = arith.subf %m, %tl : f32
  %ml = arith.subf %xs, %t7 : f32
  %q0 = dc.muladd %k_1, %m, %k1 : f32
  %q1 = dc.muladd %q0, %m, %k2 : f32
  %q2 = dc.muladd %q1, %m, %k3 : f32
  %q3 = dc.muladd %q2, %m, %k4 : f32
  %q4 = dc.muladd %q3, %m, %k5 : f32
  %q5 = dc.muladd %q4, %m, %k6 : f32
  %q6 = dc.muladd %q5, %m, %k7 : f32
  %c = dc.muladd %q6, %m, %fm0_5 : f32
  // lo = muladd(k, 1.42860677e-06, muladd(c, m * m, ml))
  %t8 = arith.mulf %m, %m : f32
  %t9 = dc.muladd %c, %t8, %ml : f32
  %lo = dc.muladd %k, %k8, %t9 : f32
  %hi = dc.muladd %k, %k9, %m : f32
  // back = muladd(k, 0.693145752, -hi) + m
  %t10 = arith.negf %hi : f32
  %t11 = dc.muladd %k, %k9, %t10 : f32
  %back = arith.addf %t11, %m : f32
  // r = hi + (back + lo)
  %t12 = arith.addf %back, %lo : f32
  %r = arith.addf %hi, %t12 : f32
  // A zero keeps its sign.
  // r1 = fabs(x) < 2.9802322387695312e-08 ? x : r
  %t13 = math.absf %x : f32
  %t14 = arith.cmpf olt, %t13, %k10 : f32
  %r1 = arith.select %t14, %x, %r : f32
  // special = x == -1.0 ? real(0xff800000) : real(0x7fc00000)
  %t15 = arith.cmpf oeq, %x, %fm1_0 : f32
  %t16 = arith.bitcast %bits_1 : i32 to f32
  %t17 = arith.bitcast %bits_3 : i32 to f32
  %special = arith.select %t15, %t16, %t17 : f32
  // y = x > -1.0 ? r1 : special
  %t18 = arith.cmpf ogt, %x, %fm1_0 : f32
  %y = arith.select %t18, %r1, %special : f32
  // z = x > 3.4028234663852886e+38 ? x : y
  %t19 = arith.cmpf ogt, %x, %k11 : f32
  %z = arith.select %t19, %x, %y : f32
  return %z : f32
}
