// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The maths library: sine, cosine and tangent in f32, with a reduction that is right for every argument.

// x - q * pi/2 for any f32 beyond 2^13: the 24 bits of x times the 96 bits of 2/pi that matter, in integers.
func.func private @reduce_huge_f32(%x: f32) -> (f32, f32, i32) {
  %c23 = arith.constant 23 : i32
  %c255 = arith.constant 255 : i32
  %c127 = arith.constant 127 : i32
  %bits = arith.constant 0x7FFFFF : i32
  %bits1 = arith.constant 0x800000 : i32
  %c7 = arith.constant 7 : i32
  %c5 = arith.constant 5 : i32
  %c0 = arith.constant 0 : i32
  %bits2 = arith.constant 0xA2F9836E : i32
  %bits3 = arith.constant 0x4E441529 : i32
  %bits4 = arith.constant 0xFC2757D1 : i32
  %bits5 = arith.constant 0xF534DDC0 : i32
  %bits6 = arith.constant 0xDB629599 : i32
  %bits7 = arith.constant 0x3C439041 : i32
  %bits8 = arith.constant 0xFE5163AB : i32
  %c4 = arith.constant 4 : i32
  %c2 = arith.constant 2 : i32
  %c1 = arith.constant 1 : i32
  %c31 = arith.constant 31 : i32
  %c32_i64 = arith.constant 32 : i64
  %c1_i64 = arith.constant 1 : i64
  %c63_i64 = arith.constant 63 : i64
  %bits_i64 = arith.constant 0x2000000000000000 : i64
  %c62_i64 = arith.constant 62 : i64
  %k = arith.constant 0x3C1921FB54442D18 : f64 // 3.4061215800865545e-19
  %f0_0 = arith.constant 0.0 : f32
  %b = arith.bitcast %x : f32 to i32
  // e = (shru(b, 23) & 255) - 127
  %t = arith.shrui %b, %c23 : i32
  %t1 = arith.andi %t, %c255 : i32
  %e = arith.subi %t1, %c127 : i32
  // m = zext((b & 0x7fffff) | 0x800000)
  %t2 = arith.andi %b, %bits : i32
  %t3 = arith.ori %t2, %bits1 : i32
  %m = arith.extui %t3 : i32 to i64
  // The bits of 2/pi before this one add whole turns. The word before the point is there to start from.
  %first = arith.addi %e, %c7 : i32
  %word = arith.shrui %first, %c5 : i32
  // w = window(word, 4, 0x00000000, 0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab)
  %bit = arith.andi %word, %c4 : i32
  %shift = arith.cmpi ne, %bit, %c0 : i32
  %w2_ = arith.select %shift, %bits5, %c0 : i32
  %w2_1 = arith.select %shift, %bits6, %bits2 : i32
  %w2_2 = arith.select %shift, %bits7, %bits3 : i32
  %w2_3 = arith.select %shift, %bits8, %bits4 : i32
  %w2_4 = arith.select %shift, %bits8, %bits5 : i32
  %w2_5 = arith.select %shift, %bits8, %bits6 : i32
  %w2_6 = arith.select %shift, %bits8, %bits7 : i32
  %bit1 = arith.andi %word, %c2 : i32
  %shift1 = arith.cmpi ne, %bit1, %c0 : i32
  %w1_ = arith.select %shift1, %w2_2, %w2_ : i32
  %w1_1 = arith.select %shift1, %w2_3, %w2_1 : i32
  %w1_2 = arith.select %shift1, %w2_4, %w2_2 : i32
  %w1_3 = arith.select %shift1, %w2_5, %w2_3 : i32
  %w1_4 = arith.select %shift1, %w2_6, %w2_4 : i32
  %bit2 = arith.andi %word, %c1 : i32
  %shift2 = arith.cmpi ne, %bit2, %c0 : i32
  %w0_ = arith.select %shift2, %w1_1, %w1_ : i32
  %w0_1 = arith.select %shift2, %w1_2, %w1_1 : i32
  %w0_2 = arith.select %shift2, %w1_3, %w1_2 : i32
  %w0_3 = arith.select %shift2, %w1_4, %w1_3 : i32
  %t4 = arith.andi %first, %c31 : i32
  %s = arith.extui %t4 : i32 to i64
  // p0 = (zext(w0) << 32ll) | zext(w1)
  %t5 = arith.extui %w0_ : i32 to i64
  %t6 = arith.shli %t5, %c32_i64 : i64
  %t7 = arith.extui %w0_1 : i32 to i64
  %p0 = arith.ori %t6, %t7 : i64
  // p1 = (zext(w2) << 32ll) | zext(w3)
  %t8 = arith.extui %w0_2 : i32 to i64
  %t9 = arith.shli %t8, %c32_i64 : i64
  %t10 = arith.extui %w0_3 : i32 to i64
  %p1 = arith.ori %t9, %t10 : i64
  // n0 = (p0 << s) | shru(shru(p1, 1ll), 63ll - s)
  %t11 = arith.shli %p0, %s : i64
  %t12 = arith.shrui %p1, %c1_i64 : i64
  %t13 = arith.subi %c63_i64, %s : i64
  %t14 = arith.shrui %t12, %t13 : i64
  %n0 = arith.ori %t11, %t14 : i64
  %t15 = arith.shli %p1, %s : i64
  %n1 = arith.shrui %t15, %c32_i64 : i64
  // Bit 62 of the product is worth a quarter turn: the nearest number of those, and the signed rest.
  // p = m * n0 + shru(m * n1, 32ll)
  %t16 = arith.muli %m, %n0 : i64
  %t17 = arith.muli %m, %n1 : i64
  %t18 = arith.shrui %t17, %c32_i64 : i64
  %p = arith.addi %t16, %t18 : i64
  // q0 = low(shru(p + 0x2000000000000000ll, 62ll))
  %t19 = arith.addi %p, %bits_i64 : i64
  %t20 = arith.shrui %t19, %c62_i64 : i64
  %q0 = arith.trunci %t20 : i64 to i32
  // r = p - (zext(q0) << 62ll)
  %t21 = arith.extui %q0 : i32 to i64
  %t22 = arith.shli %t21, %c62_i64 : i64
  %r = arith.subi %p, %t22 : i64
  // d = tof64(r) * 0x1.921fb54442d18p-62
  %t23 = arith.sitofp %r : i64 to f64
  %d = arith.mulf %t23, %k : f64
  // ds = x < 0.0f ? -d : d
  %t24 = arith.cmpf olt, %x, %f0_0 : f32
  %t25 = arith.negf %d : f64
  %ds = arith.select %t24, %t25, %d : f64
  // q = x < 0.0f ? -q0 : q0
  %t26 = arith.cmpf olt, %x, %f0_0 : f32
  %t27 = arith.subi %c0, %q0 : i32
  %q = arith.select %t26, %t27, %q0 : i32
  %hi = arith.truncf %ds : f64 to f32
  %t28 = arith.extf %hi : f32 to f64
  %t29 = arith.subf %ds, %t28 : f64
  %lo = arith.truncf %t29 : f64 to f32
  return %hi, %lo, %q : f32, f32, i32
}

// x = q * pi/2 + hi + lo with |hi| <= pi/4. Up to 12867 the quotient has 13 bits, and its products with the first three parts of pi/2,
// which are short, are exact.
func.func private @reduce_small_f32(%x: f32) -> (f32, f32, i32) {
  %k = arith.constant 0x3F22F983 : f32 // 0.636619747
  %magic_32 = arith.constant 12582912.0 : f32
  %k1 = arith.constant 0xBFC90000 : f32 // -1.5703125
  %k2 = arith.constant 0xB9FDA000 : f32 // -0.000483751297
  %k3 = arith.constant 0x33A22000 : f32 // 7.54953362e-08
  %k4 = arith.constant 0xAC34611A : f32 // -2.56334407e-12
  // t = muladd(x, 0x1.45f306p-1f, MAGIC_32)
  %t = dc.muladd %x, %k, %magic_32 : f32
  %n = arith.subf %t, %magic_32 : f32
  %q = arith.bitcast %t : f32 to i32
  // a = muladd(n, -0x1.92p+0f, x)
  %a = dc.muladd %n, %k1, %x : f32
  // b = muladd(n, -0x1.fb4p-12f, a)
  %b = dc.muladd %n, %k2, %a : f32
  // c = n * 0x1.444p-24f
  %c = arith.mulf %n, %k3 : f32
  %r = arith.subf %b, %c : f32
  %t1 = arith.subf %b, %r : f32
  %e = arith.subf %t1, %c : f32
  // lo = muladd(n, -0x1.68c234p-39f, e)
  %lo = dc.muladd %n, %k4, %e : f32
  return %r, %lo, %q : f32, f32, i32
}

func.func private @reduce_f32(%x: f32) -> (f32, f32, i32) {
  %f12800_0 = arith.constant 12800.0 : f32
  // r = if_(fabs(x) > 12800.0f, reduce_huge_f32(x), reduce_small_f32(x))
  %t = math.absf %x : f32
  %t1 = arith.cmpf ogt, %t, %f12800_0 : f32
  %r2:3 = scf.if %t1 -> (f32, f32, i32) {
    %r:3 = func.call @reduce_huge_f32(%x) : (f32) -> (f32, f32, i32)
    scf.yield %r#0, %r#1, %r#2 : f32, f32, i32
  } else {
    %r1:3 = func.call @reduce_small_f32(%x) : (f32) -> (f32, f32, i32)
    scf.yield %r1#0, %r1#1, %r1#2 : f32, f32, i32
  }
  return %r2#0, %r2#1, %r2#2 : f32, f32, i32
}

// sin(r) where q is even, cos(r) where it is odd, negated for q = 2 and 3 (mod 4).
func.func private @sincos_f32(%r_hi: f32, %r_lo: f32, %r_q: i32, %q: i32) -> f32 {
  %k = arith.constant 0x363DF8D5 : f32 // 2.8308034e-06
  %k1 = arith.constant 0xB9502C72 : f32 // -0.00019852983
  %k2 = arith.constant 0x3C0888BA : f32 // 0.0083333794
  %k3 = arith.constant 0xBE2AAAAB : f32 // -0.166666672
  %k4 = arith.constant 0x37CCF076 : f32 // 2.44306684e-05
  %k5 = arith.constant 0xBAB6060D : f32 // -0.00138873013
  %k6 = arith.constant 0x3D2AAAA5 : f32 // 0.0416666456
  %f0_5 = arith.constant 0.5 : f32
  %f1_0 = arith.constant 1.0 : f32
  %c1 = arith.constant 1 : i32
  %c0 = arith.constant 0 : i32
  %c2 = arith.constant 2 : i32
  %c30 = arith.constant 30 : i32
  %s = arith.mulf %r_hi, %r_hi : f32
  // ps = poly(s, -0x1.5555560000000p-3f, 0x1.1111740000000p-7f, -0x1.a058e40000000p-13f, 0x1.7bf1aa0000000p-19f)
  %ps = dc.muladd %k, %s, %k1 : f32
  %ps1 = dc.muladd %ps, %s, %k2 : f32
  %ps2 = dc.muladd %ps1, %s, %k3 : f32
  // sn = r.hi + muladd(ps, s * r.hi, r.lo)
  %t = arith.mulf %s, %r_hi : f32
  %t1 = dc.muladd %ps2, %t, %r_lo : f32
  %sn = arith.addf %r_hi, %t1 : f32
  // pc = poly(s, 0x1.55554a0000000p-5f, -0x1.6c0c1a0000000p-10f, 0x1.99e0ec0000000p-16f)
  %pc = dc.muladd %k4, %s, %k5 : f32
  %pc1 = dc.muladd %pc, %s, %k6 : f32
  %h = arith.mulf %f0_5, %s : f32
  %w = arith.subf %f1_0, %h : f32
  // we = (1.0f - w) - h
  %t2 = arith.subf %f1_0, %w : f32
  %we = arith.subf %t2, %h : f32
  // cs = w + muladd(pc, s * s, we - r.hi * r.lo)
  %t3 = arith.mulf %s, %s : f32
  %t4 = arith.mulf %r_hi, %r_lo : f32
  %t5 = arith.subf %we, %t4 : f32
  %t6 = dc.muladd %pc1, %t3, %t5 : f32
  %cs = arith.addf %w, %t6 : f32
  // v = (q & 1) != 0 ? cs : sn
  %t7 = arith.andi %q, %c1 : i32
  %t8 = arith.cmpi ne, %t7, %c0 : i32
  %v = arith.select %t8, %cs, %sn : f32
  // y = real(bits(v) ^ ((q & 2) << 30))
  %t9 = arith.bitcast %v : f32 to i32
  %t10 = arith.andi %q, %c2 : i32
  %t11 = arith.shli %t10, %c30 : i32
  %t12 = arith.xori %t9, %t11 : i32
  %y = arith.bitcast %t12 : i32 to f32
  return %y : f32
}

// Infinity minus infinity: the NaN of an infinite argument. Zeros keep their sign.
func.func private @sin_f32(%x: f32) -> f32 {
  %k = arith.constant 0x39800000 : f32 // 0.000244140625
  %k1 = arith.constant 0x7F7FFFFF : f32 // 3.40282347e+38
  %r:3 = func.call @reduce_f32(%x) : (f32) -> (f32, f32, i32)
  %v = func.call @sincos_f32(%r#0, %r#1, %r#2, %r#2) : (f32, f32, i32, i32) -> f32
  // y = fabs(x) < 0x1p-12f ? x : v
  %t = math.absf %x : f32
  %t1 = arith.cmpf olt, %t, %k : f32
  %y = arith.select %t1, %x, %v : f32
  // z = fabs(x) > 0x1.fffffep+127f ? x - x : y
  %t2 = math.absf %x : f32
  %t3 = arith.cmpf ogt, %t2, %k1 : f32
  %t4 = arith.subf %x, %x : f32
  %z = arith.select %t3, %t4, %y : f32
  return %z : f32
}

func.func private @cos_f32(%x: f32) -> f32 {
  %c1 = arith.constant 1 : i32
  %k = arith.constant 0x7F7FFFFF : f32 // 3.40282347e+38
  %r:3 = func.call @reduce_f32(%x) : (f32) -> (f32, f32, i32)
  %t = arith.addi %r#2, %c1 : i32
  %v = func.call @sincos_f32(%r#0, %r#1, %r#2, %t) : (f32, f32, i32, i32) -> f32
  // z = fabs(x) > 0x1.fffffep+127f ? x - x : v
  %t1 = math.absf %x : f32
  %t2 = arith.cmpf ogt, %t1, %k : f32
  %t3 = arith.subf %x, %x : f32
  %z = arith.select %t2, %t3, %v : f32
  return %z : f32
}

// The quotient of two sums, rounded about once: the first quotient's rest is computed exactly, since its factors are cut in halves.
func.func private @divide_f32(%a_hi: f32, %a_lo: f32, %b_hi: f32, %b_lo: f32) -> f32 {
  %cm4096 = arith.constant -4096 : i32
  %q = arith.divf %a_hi, %b_hi : f32
  // qh = real(bits(q) & 0xfffff000)
  %t = arith.bitcast %q : f32 to i32
  %t1 = arith.andi %t, %cm4096 : i32
  %qh = arith.bitcast %t1 : i32 to f32
  %ql = arith.subf %q, %qh : f32
  // bh = real(bits(b.hi) & 0xfffff000)
  %t2 = arith.bitcast %b_hi : f32 to i32
  %t3 = arith.andi %t2, %cm4096 : i32
  %bh = arith.bitcast %t3 : i32 to f32
  %bl = arith.subf %b_hi, %bh : f32
  // rest = ((a.hi - qh * bh) - qh * bl) - ql * bh - ql * bl
  %t4 = arith.mulf %qh, %bh : f32
  %t5 = arith.subf %a_hi, %t4 : f32
  %t6 = arith.mulf %qh, %bl : f32
  %t7 = arith.subf %t5, %t6 : f32
  %t8 = arith.mulf %ql, %bh : f32
  %t9 = arith.subf %t7, %t8 : f32
  %t10 = arith.mulf %ql, %bl : f32
  %rest = arith.subf %t9, %t10 : f32
  // y = q + ((rest + a.lo) - q * b.lo) / b.hi
  %t11 = arith.addf %rest, %a_lo : f32
  %t12 = arith.mulf %q, %b_lo : f32
  %t13 = arith.subf %t11, %t12 : f32
  %t14 = arith.divf %t13, %b_hi : f32
  %y = arith.addf %q, %t14 : f32
  return %y : f32
}

// tan(r) = r + w; in odd quadrants -1 / (r + w).
func.func private @tan_f32(%x: f32) -> f32 {
  %k = arith.constant 0x3B9239E2 : f32 // 0.00446246658
  %k1 = arith.constant 0xB8B367FD : f32 // -8.55475446e-05
  %k2 = arith.constant 0x3C33CCE6 : f32 // 0.0109741446
  %k3 = arith.constant 0x3CADE811 : f32 // 0.0212288219
  %k4 = arith.constant 0x3D5D78B8 : f32 // 0.0540702045
  %k5 = arith.constant 0x3E08868B : f32 // 0.133325741
  %k6 = arith.constant 0x3EAAAAB1 : f32 // 0.333333522
  %fm1_0 = arith.constant -1.0 : f32
  %f0_0 = arith.constant 0.0 : f32
  %c1 = arith.constant 1 : i32
  %c0 = arith.constant 0 : i32
  %k7 = arith.constant 0x39800000 : f32 // 0.000244140625
  %k8 = arith.constant 0x7F7FFFFF : f32 // 3.40282347e+38
  %r:3 = func.call @reduce_f32(%x) : (f32) -> (f32, f32, i32)
  %s = arith.mulf %r#0, %r#0 : f32
  // p = poly(s, 0x1.5555620000000p-2f, 0x1.110d160000000p-3f, 0x1.baf1700000000p-5f, 0x1.5bd0220000000p-6f, 0x1.6799cc0...
  %p = dc.muladd %k, %s, %k1 : f32
  %p1 = dc.muladd %p, %s, %k2 : f32
  %p2 = dc.muladd %p1, %s, %k3 : f32
  %p3 = dc.muladd %p2, %s, %k4 : f32
  %p4 = dc.muladd %p3, %s, %k5 : f32
  %p5 = dc.muladd %p4, %s, %k6 : f32
  // w = muladd(p, s * r.hi, muladd(r.lo, s, r.lo))
  %t = arith.mulf %s, %r#0 : f32
  %t1 = dc.muladd %r#1, %s, %r#1 : f32
  %w = dc.muladd %p5, %t, %t1 : f32
  %t2 = arith.addf %r#0, %w : f32
  // e = (r.hi - t) + w
  %t3 = arith.subf %r#0, %t2 : f32
  %e = arith.addf %t3, %w : f32
  // v = (r.q & 1) != 0 ? divide_f32(one, den) : t
  %t4 = arith.andi %r#2, %c1 : i32
  %t5 = arith.cmpi ne, %t4, %c0 : i32
  %t6 = func.call @divide_f32(%fm1_0, %f0_0, %t2, %e) : (f32, f32, f32, f32) -> f32
  %v = arith.select %t5, %t6, %t2 : f32
  // y = fabs(x) < 0x1p-12f ? x : v
  %t7 = math.absf %x : f32
  %t8 = arith.cmpf olt, %t7, %k7 : f32
  %y = arith.select %t8, %x, %v : f32
  // z = fabs(x) > 0x1.fffffep+127f ? x - x : y
  %t9 = math.absf %x : f32
  %t10 = arith.cmpf ogt, %t9, %k8 : f32
  %t11 = arith.subf %x, %x : f32
  %z = arith.select %t10, %t11, %y : f32
  return %z : f32
}
