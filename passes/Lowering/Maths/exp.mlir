// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The maths library: exponential functions, f32 and f64.

// p * 2^k for p in [0.5, 2) and |k| < 2200, rounded once: two steps, since 2^k itself may not exist.
func.func private @scale_f32(%p: f32, %k: i32) -> f32 {
  %c1 = arith.constant 1 : i32
  %c127 = arith.constant 127 : i32
  %c23 = arith.constant 23 : i32
  %k1 = arith.shrsi %k, %c1 : i32
  %k2 = arith.subi %k, %k1 : i32
  %t = arith.addi %k1, %c127 : i32
  %t1 = arith.shli %t, %c23 : i32
  %s1 = arith.bitcast %t1 : i32 to f32
  %t2 = arith.addi %k2, %c127 : i32
  %t3 = arith.shli %t2, %c23 : i32
  %s2 = arith.bitcast %t3 : i32 to f32
  %t4 = arith.mulf %p, %s1 : f32
  %r = arith.mulf %t4, %s2 : f32
  return %r : f32
}

func.func private @scale_f64(%p: f64, %k: i32) -> f64 {
  %c1 = arith.constant 1 : i32
  %c1023 = arith.constant 1023 : i32
  %c52_i64 = arith.constant 52 : i64
  %k1 = arith.shrsi %k, %c1 : i32
  %k2 = arith.subi %k, %k1 : i32
  // s1 = real(sext(k1 + 1023) << 52ll)
  %t = arith.addi %k1, %c1023 : i32
  %t1 = arith.extsi %t : i32 to i64
  %t2 = arith.shli %t1, %c52_i64 : i64
  %s1 = arith.bitcast %t2 : i64 to f64
  // s2 = real(sext(k2 + 1023) << 52ll)
  %t3 = arith.addi %k2, %c1023 : i32
  %t4 = arith.extsi %t3 : i32 to i64
  %t5 = arith.shli %t4, %c52_i64 : i64
  %s2 = arith.bitcast %t5 : i64 to f64
  %t6 = arith.mulf %p, %s1 : f64
  %r = arith.mulf %t6, %s2 : f64
  return %r : f64
}

// exp(x) = p * 2^k with p in [0.7, 1.42], for |x| < 2000 or NaN. LN2_HI_32 is short: n * LN2_HI_32 is exact without a fused multiply-add.
// Rounding to an integer by adding 1.5 * 2^23 keeps it in the low bits, where a NaN does no harm.
func.func private @exp_core_f32(%x: f32) -> (f32, i32) {
  %log2e_32 = arith.constant 0x3FB8AA3B : f32 // 1.44269502
  %magic_32 = arith.constant 12582912.0 : f32
  %bits = arith.constant 0x4B400000 : i32
  %k1 = arith.constant 0xBF317200 : f32 // -0.693145752
  %k2 = arith.constant 0xB5BFBE8E : f32 // -1.42860677e-06
  %k3 = arith.constant 0x3935EE40 : f32 // 0.000173502602
  %k4 = arith.constant 0x3AB6A0B6 : f32 // 0.00139333936
  %k5 = arith.constant 0x3C089B85 : f32 // 0.00833786
  %k6 = arith.constant 0x3D2AAA79 : f32 // 0.0416664816
  %k7 = arith.constant 0x3E2AAA9E : f32 // 0.166666478
  %f0_5 = arith.constant 0.5 : f32
  %f1_0 = arith.constant 1.0 : f32
  // t = muladd(x, LOG2E_32, MAGIC_32)
  %t = dc.muladd %x, %log2e_32, %magic_32 : f32
  %n = arith.subf %t, %magic_32 : f32
  // k = bits(t) - 0x4b400000
  %t1 = arith.bitcast %t : f32 to i32
  %k = arith.subi %t1, %bits : i32
  // r0 = muladd(n, -LN2_HI_32, x)
  %r0 = dc.muladd %n, %k1, %x : f32
  // r = muladd(n, -LN2_LO_32, r0)
  %r = dc.muladd %n, %k2, %r0 : f32
  // q = poly(r, 0x1.0000000000000p-1f, 0x1.55553c0000000p-3f, 0x1.5554f20000000p-5f, 0x1.11370a0000000p-7f, 0x1.6d416c0...
  %q = dc.muladd %k3, %r, %k4 : f32
  %q1 = dc.muladd %q, %r, %k5 : f32
  %q2 = dc.muladd %q1, %r, %k6 : f32
  %q3 = dc.muladd %q2, %r, %k7 : f32
  %q4 = dc.muladd %q3, %r, %f0_5 : f32
  // p = muladd(q, r * r, r) + 1.0f
  %t2 = arith.mulf %r, %r : f32
  %t3 = dc.muladd %q4, %t2, %r : f32
  %p = arith.addf %t3, %f1_0 : f32
  return %p, %k : f32, i32
}

// exp(x) for |x| < 87 or NaN.
func.func private @exp_small_f32(%x: f32) -> f32 {
  %c127 = arith.constant 127 : i32
  %c23 = arith.constant 23 : i32
  %e:2 = func.call @exp_core_f32(%x) : (f32) -> (f32, i32)
  %t = arith.addi %e#1, %c127 : i32
  %t1 = arith.shli %t, %c23 : i32
  %t2 = arith.bitcast %t1 : i32 to f32
  %r = arith.mulf %e#0, %t2 : f32
  return %r : f32
}

func.func private @exp_f32(%x: f32) -> f32 {
  %f89_0 = arith.constant 89.0 : f32
  %fm104_0 = arith.constant -104.0 : f32
  // x1 = x > 89.0f ? 89.0f : x
  %t = arith.cmpf ogt, %x, %f89_0 : f32
  %x1 = arith.select %t, %f89_0, %x : f32
  // x2 = x1 < -104.0f ? -104.0f : x1
  %t1 = arith.cmpf olt, %x1, %fm104_0 : f32
  %x2 = arith.select %t1, %fm104_0, %x1 : f32
  %e:2 = func.call @exp_core_f32(%x2) : (f32) -> (f32, i32)
  %r = func.call @scale_f32(%e#0, %e#1) : (f32, i32) -> f32
  return %r : f32
}

// 2^x: the distance to the nearest integer is exact.
func.func private @exp2_f32(%x: f32) -> f32 {
  %f129_0 = arith.constant 129.0 : f32
  %fm151_0 = arith.constant -151.0 : f32
  %magic_32 = arith.constant 12582912.0 : f32
  %bits = arith.constant 0x4B400000 : i32
  %k1 = arith.constant 0x3766587D : f32 // 1.37296711e-05
  %k2 = arith.constant 0x392205E3 : f32 // 0.000154517169
  %k3 = arith.constant 0x3AAED967 : f32 // 0.00133399374
  %k4 = arith.constant 0x3C1D952B : f32 // 0.00961808395
  %k5 = arith.constant 0x3D635833 : f32 // 0.0555040352
  %k6 = arith.constant 0x3E75FDF0 : f32 // 0.240226507
  %k7 = arith.constant 0x3F317218 : f32 // 0.693147182
  %f1_0 = arith.constant 1.0 : f32
  // x1 = x > 129.0f ? 129.0f : x
  %t = arith.cmpf ogt, %x, %f129_0 : f32
  %x1 = arith.select %t, %f129_0, %x : f32
  // x2 = x1 < -151.0f ? -151.0f : x1
  %t1 = arith.cmpf olt, %x1, %fm151_0 : f32
  %x2 = arith.select %t1, %fm151_0, %x1 : f32
  %t2 = arith.addf %x2, %magic_32 : f32
  // r = x2 - (t - MAGIC_32)
  %t3 = arith.subf %t2, %magic_32 : f32
  %r = arith.subf %x2, %t3 : f32
  // k = bits(t) - 0x4b400000
  %t4 = arith.bitcast %t2 : f32 to i32
  %k = arith.subi %t4, %bits : i32
  // q = poly(r, 0x1.62e4300000000p-1f, 0x1.ebfbe00000000p-3f, 0x1.c6b0660000000p-5f, 0x1.3b2a560000000p-7f, 0x1.5db2ce0...
  %q = dc.muladd %k1, %r, %k2 : f32
  %q1 = dc.muladd %q, %r, %k3 : f32
  %q2 = dc.muladd %q1, %r, %k4 : f32
  %q3 = dc.muladd %q2, %r, %k5 : f32
  %q4 = dc.muladd %q3, %r, %k6 : f32
  %q5 = dc.muladd %q4, %r, %k7 : f32
  %p = dc.muladd %q5, %r, %f1_0 : f32
  %y = func.call @scale_f32(%p, %k) : (f32, i32) -> f32
  return %y : f32
}

// exp(hi + lo) - 1 = result, for |hi| <= 0.35 and lo far smaller. As a sum: the first part is what the polynomial adds to hi.
func.func private @expm1_small_f64(%hi: f64, %lo: f64) -> (f64, f64) {
  %k = arith.constant 0x3E2206DBE6E90242 : f64 // 2.0985949013992887e-09
  %k1 = arith.constant 0x3E5AF73F40555A29 : f64 // 2.5113866560422637e-08
  %k2 = arith.constant 0x3E927E4443A5D42C : f64 // 2.7557058825757318e-07
  %k3 = arith.constant 0x3EC71DDEACAB4576 : f64 // 2.7557228795347203e-06
  %k4 = arith.constant 0x3EFA01A01E874455 : f64 // 2.4801587558635357e-05
  %k5 = arith.constant 0x3F2A01A01B5EFB0E : f64 // 0.00019841269903327806
  %k6 = arith.constant 0x3F56C16C16C0A49A : f64 // 0.0013888888888778151
  %k7 = arith.constant 0x3F8111111110E553 : f64 // 0.0083333333333139078
  %k8 = arith.constant 0x3FA555555555556C : f64 // 0.041666666666666824
  %k9 = arith.constant 0x3FC555555555555D : f64 // 0.16666666666666688
  %f0_5 = arith.constant 0.5 : f64
  // q = poly(hi, 0x1.0000000000000p-1, 0x1.555555555555dp-3, 0x1.555555555556cp-5, 0x1.111111110e553p-7, 0x1.6c16c16c0a...
  %q = dc.muladd %k, %hi, %k1 : f64
  %q1 = dc.muladd %q, %hi, %k2 : f64
  %q2 = dc.muladd %q1, %hi, %k3 : f64
  %q3 = dc.muladd %q2, %hi, %k4 : f64
  %q4 = dc.muladd %q3, %hi, %k5 : f64
  %q5 = dc.muladd %q4, %hi, %k6 : f64
  %q6 = dc.muladd %q5, %hi, %k7 : f64
  %q7 = dc.muladd %q6, %hi, %k8 : f64
  %q8 = dc.muladd %q7, %hi, %k9 : f64
  %q9 = dc.muladd %q8, %hi, %f0_5 : f64
  // t = muladd(q, hi * hi, muladd(lo, hi, lo))
  %t = arith.mulf %hi, %hi : f64
  %t1 = dc.muladd %lo, %hi, %lo : f64
  %t2 = dc.muladd %q9, %t, %t1 : f64
  %s = arith.addf %hi, %t2 : f64
  %t3 = arith.subf %hi, %s : f64
  %e = arith.addf %t3, %t2 : f64
  return %s, %e : f64, f64
}

// exp(x + lo) - 1 before scaling: |x| < 2000 or NaN, |lo| < 1; the scale is 2^k.
func.func private @exp_reduce_f64(%x: f64, %lo: f64) -> (f64, f64, i32) {
  %log2e = arith.constant 0x3FF71547652B82FE : f64 // 1.4426950408889634
  %magic = arith.constant 0x4338000000000000 : f64 // 6755399441055744
  %k1 = arith.constant 0xBFE62E42FF000000 : f64 // -0.69314718060195446
  %k2 = arith.constant 0x3DC718432A1B0E26 : f64 // 4.2009150726810846e-11
  %t = dc.muladd %x, %log2e, %magic : f64
  %n = arith.subf %t, %magic : f64
  %t1 = arith.bitcast %t : f64 to i64
  %k = arith.trunci %t1 : i64 to i32
  %a = dc.muladd %n, %k1, %x : f64
  %b = dc.muladd %n, %k2, %lo : f64
  %r = arith.addf %a, %b : f64
  %t2 = arith.subf %a, %r : f64
  %c = arith.addf %t2, %b : f64
  %m:2 = func.call @expm1_small_f64(%r, %c) : (f64, f64) -> (f64, f64)
  return %m#0, %m#1, %k : f64, f64, i32
}

// exp(x + lo) = p * 2^k with p in [0.7, 1.42], for |x| < 2000 or NaN and |lo| < 1.
func.func private @exp_core_f64(%x: f64, %lo: f64) -> (f64, i32) {
  %f1_0 = arith.constant 1.0 : f64
  %m:3 = func.call @exp_reduce_f64(%x, %lo) : (f64, f64) -> (f64, f64, i32)
  %p = arith.addf %f1_0, %m#0 : f64
  // p2 = p + (((1.0 - p) + m.hi) + m.lo)
  %t = arith.subf %f1_0, %p : f64
  %t1 = arith.addf %t, %m#0 : f64
  %t2 = arith.addf %t1, %m#1 : f64
  %p2 = arith.addf %p, %t2 : f64
  return %p2, %m#2 : f64, i32
}

// Beyond these bounds every result is 0 or infinity.
func.func private @exp_bounded_f64(%x: f64) -> f64 {
  %f720_0 = arith.constant 720.0 : f64
  %fm760_0 = arith.constant -760.0 : f64
  // x1 = x > 720.0 ? 720.0 : x
  %t = arith.cmpf ogt, %x, %f720_0 : f64
  %x1 = arith.select %t, %f720_0, %x : f64
  // x2 = x1 < -760.0 ? -760.0 : x1
  %t1 = arith.cmpf olt, %x1, %fm760_0 : f64
  %x2 = arith.select %t1, %fm760_0, %x1 : f64
  return %x2 : f64
}

func.func private @exp_f64(%x: f64) -> f64 {
  %f0_0 = arith.constant 0.0 : f64
  %x1 = func.call @exp_bounded_f64(%x) : (f64) -> f64
  %e:2 = func.call @exp_core_f64(%x1, %f0_0) : (f64, f64) -> (f64, i32)
  %y = func.call @scale_f64(%e#0, %e#1) : (f64, i32) -> f64
  return %y : f64
}

func.func private @exp2_f64(%x: f64) -> f64 {
  %f1030_0 = arith.constant 1030.0 : f64
  %fm1080_0 = arith.constant -1080.0 : f64
  %magic = arith.constant 0x4338000000000000 : f64 // 6755399441055744
  %bits_i64 = arith.constant 0xFFFFFFFFF8000000 : i64
  %k1 = arith.constant 0x3FE62E4300000000 : f64 // 0.69314718246459961
  %k2 = arith.constant 0xBE205C610CA86C39 : f64 // -1.904654299957768e-09
  %f1_0 = arith.constant 1.0 : f64
  // x1 = x > 1030.0 ? 1030.0 : x
  %t = arith.cmpf ogt, %x, %f1030_0 : f64
  %x1 = arith.select %t, %f1030_0, %x : f64
  // x2 = x1 < -1080.0 ? -1080.0 : x1
  %t1 = arith.cmpf olt, %x1, %fm1080_0 : f64
  %x2 = arith.select %t1, %fm1080_0, %x1 : f64
  %t2 = arith.addf %x2, %magic : f64
  // r = x2 - (t - MAGIC)
  %t3 = arith.subf %t2, %magic : f64
  %r = arith.subf %x2, %t3 : f64
  %t4 = arith.bitcast %t2 : f64 to i64
  %k = arith.trunci %t4 : i64 to i32
  // r * ln 2 in two parts: the upper half of r times the upper half of ln 2 is exact.
  // rh = real(bits(r) & 0xfffffffff8000000ll)
  %t5 = arith.bitcast %r : f64 to i64
  %t6 = arith.andi %t5, %bits_i64 : i64
  %rh = arith.bitcast %t6 : i64 to f64
  %rl = arith.subf %r, %rh : f64
  // hi = rh * 0x1.62e43p-1
  %hi = arith.mulf %rh, %k1 : f64
  // lo = muladd(r, -0x1.05c610ca86c39p-29, rl * 0x1.62e43p-1)
  %t7 = arith.mulf %rl, %k1 : f64
  %lo = dc.muladd %r, %k2, %t7 : f64
  %s = arith.addf %hi, %lo : f64
  %t8 = arith.subf %hi, %s : f64
  %e = arith.addf %t8, %lo : f64
  %m:2 = func.call @expm1_small_f64(%s, %e) : (f64, f64) -> (f64, f64)
  %p = arith.addf %f1_0, %m#0 : f64
  // p2 = p + (((1.0 - p) + m.hi) + m.lo)
  %t9 = arith.subf %f1_0, %p : f64
  %t10 = arith.addf %t9, %m#0 : f64
  %t11 = arith.addf %t10, %m#1 : f64
  %p2 = arith.addf %p, %t11 : f64
  %y = func.call @scale_f64(%p2, %k) : (f64, i32) -> f64
  return %y : f64
}

// exp(x) - 1 = (hi + lo) * 2^k for -50 <= x < 2000 or NaN: (1 - 2^-k) + (exp(r) - 1), where nothing cancels that matters.
func.func private @expm1_core_f64(%x: f64) -> (f64, f64, i32) {
  %f0_0 = arith.constant 0.0 : f64
  %c60 = arith.constant 60 : i32
  %c1023 = arith.constant 1023 : i32
  %c52_i64 = arith.constant 52 : i64
  %f1_0 = arith.constant 1.0 : f64
  %m:3 = func.call @exp_reduce_f64(%x, %f0_0) : (f64, f64) -> (f64, f64, i32)
  // kn = m.k > 60 ? 60 : m.k
  %t = arith.cmpi sgt, %m#2, %c60 : i32
  %kn = arith.select %t, %c60, %m#2 : i32
  // back = real(sext(1023 - kn) << 52ll)
  %t1 = arith.subi %c1023, %kn : i32
  %t2 = arith.extsi %t1 : i32 to i64
  %t3 = arith.shli %t2, %c52_i64 : i64
  %back = arith.bitcast %t3 : i64 to f64
  %u = arith.subf %f1_0, %back : f64
  %s = arith.addf %u, %m#0 : f64
  // e = fabs(u) >= fabs(m.hi) ? (u - s) + m.hi : (m.hi - s) + u
  %t4 = math.absf %u : f64
  %t5 = math.absf %m#0 : f64
  %t6 = arith.cmpf oge, %t4, %t5 : f64
  %t7 = arith.subf %u, %s : f64
  %t8 = arith.addf %t7, %m#0 : f64
  %t9 = arith.subf %m#0, %s : f64
  %t10 = arith.addf %t9, %u : f64
  %e = arith.select %t6, %t8, %t10 : f64
  %lo = arith.addf %e, %m#1 : f64
  return %s, %lo, %m#2 : f64, f64, i32
}

func.func private @expm1_f64(%x: f64) -> f64 {
  %fm50_0 = arith.constant -50.0 : f64
  %k = arith.constant 0x3C90000000000000 : f64 // 5.5511151231257827e-17
  %x1 = func.call @exp_bounded_f64(%x) : (f64) -> f64
  // x2 = x1 < -50.0 ? -50.0 : x1
  %t = arith.cmpf olt, %x1, %fm50_0 : f64
  %x2 = arith.select %t, %fm50_0, %x1 : f64
  %m:3 = func.call @expm1_core_f64(%x2) : (f64) -> (f64, f64, i32)
  %t1 = arith.addf %m#0, %m#1 : f64
  %y = func.call @scale_f64(%t1, %m#2) : (f64, i32) -> f64
  // Below 2^-54 the result is x, also a zero with its sign.
  // r = fabs(x) < 0x1p-54 ? x : y
  %t2 = math.absf %x : f64
  %t3 = arith.cmpf olt, %t2, %k : f64
  %r = arith.select %t3, %x, %y : f64
  return %r : f64
}

func.func private @expm1_f32(%x: f32) -> f32 {
  %t = arith.extf %x : f32 to f64
  %t1 = func.call @expm1_f64(%t) : (f64) -> f64
  %r = arith.truncf %t1 : f64 to f32
  return %r : f32
}
