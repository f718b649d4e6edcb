// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The maths library: sine, cosine and tangent in f64, with a reduction that is right for every argument; sums of two f64.

// a * b as a sum; |a| and |b| below 2^996.
func.func private @product_f64(%a: f64, %b: f64) -> (f64, f64) {
  %p = arith.mulf %a, %b : f64
  // e = lost(a, b, p)
  %t = arith.negf %p : f64
  %e = math.fma %a, %b, %t {dc.exact_error} : f64
  return %p, %e : f64, f64
}

// a + b and what the rounding lost.
func.func private @sum_f64(%a: f64, %b: f64) -> (f64, f64) {
  %s = arith.addf %a, %b : f64
  %t = arith.subf %s, %a : f64
  // e = (a - (s - t)) + (b - t)
  %t1 = arith.subf %s, %t : f64
  %t2 = arith.subf %a, %t1 : f64
  %t3 = arith.subf %b, %t : f64
  %e = arith.addf %t2, %t3 : f64
  return %s, %e : f64, f64
}

// x - q * pi/2 for any f64: its 53 bits times the 192 bits of 2/pi that matter, in integers.
func.func private @reduce_huge_f64(%x: f64) -> (f64, f64, i32) {
  %c52_i64 = arith.constant 52 : i64
  %c2047 = arith.constant 2047 : i32
  %c1023 = arith.constant 1023 : i32
  %bits_i64 = arith.constant 0xFFFFFFFFFFFFF : i64
  %bits_i64_1 = arith.constant 0x10000000000000 : i64
  %c10 = arith.constant 10 : i32
  %c6 = arith.constant 6 : i32
  %c0_i64 = arith.constant 0 : i64
  %bits_i64_2 = arith.constant 0xA2F9836E4E441529 : i64
  %bits_i64_3 = arith.constant 0xFC2757D1F534DDC0 : i64
  %bits_i64_4 = arith.constant 0xDB6295993C439041 : i64
  %bits_i64_5 = arith.constant 0xFE5163ABDEBBC561 : i64
  %bits_i64_6 = arith.constant 0xB7246E3A424DD2E0 : i64
  %bits_i64_7 = arith.constant 0x6492EEA09D1921C : i64
  %bits_i64_8 = arith.constant 0xFE1DEB1CB129A73E : i64
  %bits_i64_9 = arith.constant 0xE88235F52EBB4484 : i64
  %bits_i64_10 = arith.constant 0xE99C7026B45F7E41 : i64
  %bits_i64_11 = arith.constant 0x3991D639835339F4 : i64
  %bits_i64_12 = arith.constant 0x9C845F8BBDF9283B : i64
  %bits_i64_13 = arith.constant 0x1FF897FFDE05980F : i64
  %bits_i64_14 = arith.constant 0xEF2F118B5A0A6D1F : i64
  %bits_i64_15 = arith.constant 0x6D367ECF27CB09B7 : i64
  %bits_i64_16 = arith.constant 0x4F463F669E5FEA2D : i64
  %bits_i64_17 = arith.constant 0x7527BAC7EBE5F17B : i64
  %bits_i64_18 = arith.constant 0x3D0739F78A5292EA : i64
  %bits_i64_19 = arith.constant 0x6BFB5FB11F8D5D08 : i64
  %bits_i64_20 = arith.constant 0x56033046FC7B6BAB : i64
  %c16 = arith.constant 16 : i32
  %c0 = arith.constant 0 : i32
  %c8 = arith.constant 8 : i32
  %c4 = arith.constant 4 : i32
  %c2 = arith.constant 2 : i32
  %c1 = arith.constant 1 : i32
  %c63 = arith.constant 63 : i32
  %c63_i64 = arith.constant 63 : i64
  %c1_i64 = arith.constant 1 : i64
  %bits_i64_21 = arith.constant 0x2000000000000000 : i64
  %c62_i64 = arith.constant 62 : i64
  %c32_i64 = arith.constant 32 : i64
  %k = arith.constant 0x3E10000000000000 : f64 // 9.3132257461547852e-10
  %bits_i64_22 = arith.constant 0xFFFFFFFF : i64
  %k1 = arith.constant 0x3C10000000000000 : f64 // 2.1684043449710089e-19
  %k2 = arith.constant 0x3A10000000000000 : f64 // 5.0487097934144756e-29
  %k3 = arith.constant 0x3810000000000000 : f64 // 1.1754943508222875e-38
  %pio2_hi = arith.constant 0x3FF921FB54442D18 : f64 // 1.5707963267948966
  %pio2_lo = arith.constant 0x3C91A62633145C07 : f64 // 6.123233995736766e-17
  %b = arith.bitcast %x : f64 to i64
  // e = (low(shru(b, 52ll)) & 2047) - 1023
  %t = arith.shrui %b, %c52_i64 : i64
  %t1 = arith.trunci %t : i64 to i32
  %t2 = arith.andi %t1, %c2047 : i32
  %e = arith.subi %t2, %c1023 : i32
  // m = (b & 0xfffffffffffffll) | 0x10000000000000ll
  %t3 = arith.andi %b, %bits_i64 : i64
  %m = arith.ori %t3, %bits_i64_1 : i64
  // The bits of 2/pi before this one add whole turns. The word before the point is there to start from.
  %first = arith.addi %e, %c10 : i32
  %word = arith.shrui %first, %c6 : i32
  // w = window(word, 4, 0ll, 0xa2f9836e4e441529ll, 0xfc2757d1f534ddc0ll, 0xdb6295993c439041ll, 0xfe5163abdebbc561ll, 0x...
  %bit = arith.andi %word, %c16 : i32
  %shift = arith.cmpi ne, %bit, %c0 : i32
  %w4_ = arith.select %shift, %bits_i64_17, %c0_i64 : i64
  %w4_1 = arith.select %shift, %bits_i64_18, %bits_i64_2 : i64
  %w4_2 = arith.select %shift, %bits_i64_19, %bits_i64_3 : i64
  %w4_3 = arith.select %shift, %bits_i64_20, %bits_i64_4 : i64
  %w4_4 = arith.select %shift, %bits_i64_20, %bits_i64_5 : i64
  %w4_5 = arith.select %shift, %bits_i64_20, %bits_i64_6 : i64
  %w4_6 = arith.select %shift, %bits_i64_20, %bits_i64_7 : i64
  %w4_7 = arith.select %shift, %bits_i64_20, %bits_i64_8 : i64
  %w4_8 = arith.select %shift, %bits_i64_20, %bits_i64_9 : i64
  %w4_9 = arith.select %shift, %bits_i64_20, %bits_i64_10 : i64
  %w4_10 = arith.select %shift, %bits_i64_20, %bits_i64_11 : i64
  %w4_11 = arith.select %shift, %bits_i64_20, %bits_i64_12 : i64
  %w4_12 = arith.select %shift, %bits_i64_20, %bits_i64_13 : i64
  %w4_13 = arith.select %shift, %bits_i64_20, %bits_i64_14 : i64
  %w4_14 = arith.select %shift, %bits_i64_20, %bits_i64_15 : i64
  %w4_15 = arith.select %shift, %bits_i64_20, %bits_i64_16 : i64
  %w4_16 = arith.select %shift, %bits_i64_20, %bits_i64_17 : i64
  %w4_17 = arith.select %shift, %bits_i64_20, %bits_i64_18 : i64
  %w4_18 = arith.select %shift, %bits_i64_20, %bits_i64_19 : i64
  %bit1 = arith.andi %word, %c8 : i32
  %shift1 = arith.cmpi ne, %bit1, %c0 : i32
  %w3_ = arith.select %shift1, %w4_8, %w4_ : i64
  %w3_1 = arith.select %shift1, %w4_9, %w4_1 : i64
  %w3_2 = arith.select %shift1, %w4_10, %w4_2 : i64
  %w3_3 = arith.select %shift1, %w4_11, %w4_3 : i64
  %w3_4 = arith.select %shift1, %w4_12, %w4_4 : i64
  %w3_5 = arith.select %shift1, %w4_13, %w4_5 : i64
  %w3_6 = arith.select %shift1, %w4_14, %w4_6 : i64
  %w3_7 = arith.select %shift1, %w4_15, %w4_7 : i64
  %w3_8 = arith.select %shift1, %w4_16, %w4_8 : i64
  %w3_9 = arith.select %shift1, %w4_17, %w4_9 : i64
  %w3_10 = arith.select %shift1, %w4_18, %w4_10 : i64
  %bit2 = arith.andi %word, %c4 : i32
  %shift2 = arith.cmpi ne, %bit2, %c0 : i32
  %w2_ = arith.select %shift2, %w3_4, %w3_ : i64
  %w2_1 = arith.select %shift2, %w3_5, %w3_1 : i64
  %w2_2 = arith.select %shift2, %w3_6, %w3_2 : i64
  %w2_3 = arith.select %shift2, %w3_7, %w3_3 : i64
  %w2_4 = arith.select %shift2, %w3_8, %w3_4 : i64
  %w2_5 = arith.select %shift2, %w3_9, %w3_5 : i64
  %w2_6 = arith.select %shift2, %w3_10, %w3_6 : i64
  %bit3 = arith.andi %word, %c2 : i32
  %shift3 = arith.cmpi ne, %bit3, %c0 : i32
  %w1_ = arith.select %shift3, %w2_2, %w2_ : i64
  %w1_1 = arith.select %shift3, %w2_3, %w2_1 : i64
  %w1_2 = arith.select %shift3, %w2_4, %w2_2 : i64
  %w1_3 = arith.select %shift3, %w2_5, %w2_3 : i64
  %w1_4 = arith.select %shift3, %w2_6, %w2_4 : i64
  %bit4 = arith.andi %word, %c1 : i32
  %shift4 = arith.cmpi ne, %bit4, %c0 : i32
  %w0_ = arith.select %shift4, %w1_1, %w1_ : i64
  %w0_1 = arith.select %shift4, %w1_2, %w1_1 : i64
  %w0_2 = arith.select %shift4, %w1_3, %w1_2 : i64
  %w0_3 = arith.select %shift4, %w1_4, %w1_3 : i64
  %t4 = arith.andi %first, %c63 : i32
  %s = arith.extui %t4 : i32 to i64
  %s1 = arith.subi %c63_i64, %s : i64
  // n0 = (w0 << s) | shru(shru(w1, 1ll), s1)
  %t5 = arith.shli %w0_, %s : i64
  %t6 = arith.shrui %w0_1, %c1_i64 : i64
  %t7 = arith.shrui %t6, %s1 : i64
  %n0 = arith.ori %t5, %t7 : i64
  // n1 = (w1 << s) | shru(shru(w2, 1ll), s1)
  %t8 = arith.shli %w0_1, %s : i64
  %t9 = arith.shrui %w0_2, %c1_i64 : i64
  %t10 = arith.shrui %t9, %s1 : i64
  %n1 = arith.ori %t8, %t10 : i64
  // n2 = (w2 << s) | shru(shru(w3, 1ll), s1)
  %t11 = arith.shli %w0_2, %s : i64
  %t12 = arith.shrui %w0_3, %c1_i64 : i64
  %t13 = arith.shrui %t12, %s1 : i64
  %n2 = arith.ori %t11, %t13 : i64
  // The upper two words of the product modulo 2^192; bit 62 of the first is worth a quarter turn.
  %b1:2 = arith.mului_extended %m, %n1 : i64
  %b2:2 = arith.mului_extended %m, %n2 : i64
  %p1 = arith.addi %b1#0, %b2#1 : i64
  // carry = ult(p1, b1.lo) ? 1ll : 0ll
  %t14 = arith.cmpi ult, %p1, %b1#0 : i64
  %carry = arith.select %t14, %c1_i64, %c0_i64 : i64
  // p0 = m * n0 + b1.hi + carry
  %t15 = arith.muli %m, %n0 : i64
  %t16 = arith.addi %t15, %b1#1 : i64
  %p0 = arith.addi %t16, %carry : i64
  // q0 = shru(p0 + 0x2000000000000000ll, 62ll)
  %t17 = arith.addi %p0, %bits_i64_21 : i64
  %q0 = arith.shrui %t17, %c62_i64 : i64
  // r0 = p0 - (q0 << 62ll)
  %t18 = arith.shli %q0, %c62_i64 : i64
  %r0 = arith.subi %p0, %t18 : i64
  // The signed rest as a magnitude, in four exact parts.
  %down = arith.cmpi slt, %r0, %c0_i64 : i64
  // borrow = p1 == 0ll ? 0ll : 1ll
  %t19 = arith.cmpi eq, %p1, %c0_i64 : i64
  %borrow = arith.select %t19, %c0_i64, %c1_i64 : i64
  // a0 = down ? -r0 - borrow : r0
  %t20 = arith.subi %c0_i64, %r0 : i64
  %t21 = arith.subi %t20, %borrow : i64
  %a0 = arith.select %down, %t21, %r0 : i64
  // a1 = down ? -p1 : p1
  %t22 = arith.subi %c0_i64, %p1 : i64
  %a1 = arith.select %down, %t22, %p1 : i64
  // d0 = tof64(shru(a0, 32ll)) * 0x1p-30
  %t23 = arith.shrui %a0, %c32_i64 : i64
  %t24 = arith.sitofp %t23 : i64 to f64
  %d0 = arith.mulf %t24, %k : f64
  // d1 = tof64(a0 & 0xffffffffll) * 0x1p-62
  %t25 = arith.andi %a0, %bits_i64_22 : i64
  %t26 = arith.sitofp %t25 : i64 to f64
  %d1 = arith.mulf %t26, %k1 : f64
  // d2 = tof64(shru(a1, 32ll)) * 0x1p-94
  %t27 = arith.shrui %a1, %c32_i64 : i64
  %t28 = arith.sitofp %t27 : i64 to f64
  %d2 = arith.mulf %t28, %k2 : f64
  // d3 = tof64(a1 & 0xffffffffll) * 0x1p-126
  %t29 = arith.andi %a1, %bits_i64_22 : i64
  %t30 = arith.sitofp %t29 : i64 to f64
  %d3 = arith.mulf %t30, %k3 : f64
  %t31:2 = func.call @sum_f64(%d0, %d1) : (f64, f64) -> (f64, f64)
  %u:2 = func.call @sum_f64(%d2, %d3) : (f64, f64) -> (f64, f64)
  %v:2 = func.call @sum_f64(%t31#1, %u#0) : (f64, f64) -> (f64, f64)
  %f:2 = func.call @sum_f64(%t31#0, %v#0) : (f64, f64) -> (f64, f64)
  // fl = f.lo + (v.lo + u.lo)
  %t32 = arith.addf %v#1, %u#1 : f64
  %fl = arith.addf %f#1, %t32 : f64
  // Times pi/2.
  %p:2 = func.call @product_f64(%f#0, %pio2_hi) : (f64, f64) -> (f64, f64)
  // pl = p.lo + (f.hi * PIO2_LO + fl * PIO2_HI)
  %t33 = arith.mulf %f#0, %pio2_lo : f64
  %t34 = arith.mulf %fl, %pio2_hi : f64
  %t35 = arith.addf %t33, %t34 : f64
  %pl = arith.addf %p#1, %t35 : f64
  %h = arith.addf %p#0, %pl : f64
  // l = (p.hi - h) + pl
  %t36 = arith.subf %p#0, %h : f64
  %l = arith.addf %t36, %pl : f64
  // flip = down != (b < 0ll)
  %t37 = arith.cmpi slt, %b, %c0_i64 : i64
  %flip = arith.cmpi ne, %down, %t37 : i1
  %t38 = arith.negf %h : f64
  %hi = arith.select %flip, %t38, %h : f64
  %t39 = arith.negf %l : f64
  %lo = arith.select %flip, %t39, %l : f64
  // q = b < 0ll ? -low(q0) : low(q0)
  %t40 = arith.cmpi slt, %b, %c0_i64 : i64
  %t41 = arith.trunci %q0 : i64 to i32
  %t42 = arith.subi %c0, %t41 : i32
  %t43 = arith.trunci %q0 : i64 to i32
  %q = arith.select %t40, %t42, %t43 : i32
  return %hi, %lo, %q : f64, f64, i32
}

// Up to 2^20 quarter turns: products with three parts of pi/2 of 33 bits are exact, and so is what a sum loses, hi - b below: where the
// product is the larger one, the sum itself is exact, since it has no bits below those of its terms.
func.func private @reduce_small_f64(%x: f64) -> (f64, f64, i32) {
  %k = arith.constant 0x3FE45F306DC9C883 : f64 // 0.63661977236758138
  %k1 = arith.constant 0x4338000000000000 : f64 // 6755399441055744
  %k2 = arith.constant 0xBFF921FB54400000 : f64 // -1.5707963267341256
  %k3 = arith.constant 0xBDD0B4611A600000 : f64 // -6.077100506303966e-11
  %k4 = arith.constant 0xBBA3198A2E000000 : f64 // -2.0222662487111665e-21
  %k5 = arith.constant 0xB97B839A252049C1 : f64 // -8.4784276603688996e-32
  %t0 = dc.muladd %x, %k, %k1 : f64
  %n = arith.subf %t0, %k1 : f64
  // q = low(bits(t0))
  %t = arith.bitcast %t0 : f64 to i64
  %q = arith.trunci %t : i64 to i32
  %a = dc.muladd %n, %k2, %x : f64
  %b = dc.muladd %n, %k3, %a : f64
  // bl = muladd(n, -6.077100506303966e-11, a - b)
  %t1 = arith.subf %a, %b : f64
  %bl = dc.muladd %n, %k3, %t1 : f64
  %hi = dc.muladd %n, %k4, %b : f64
  // hl = muladd(n, -2.0222662487111665e-21, b - hi)
  %t2 = arith.subf %b, %hi : f64
  %hl = dc.muladd %n, %k4, %t2 : f64
  // lo = bl + muladd(n, -8.4784276603688996e-32, hl)
  %t3 = dc.muladd %n, %k5, %hl : f64
  %lo = arith.addf %bl, %t3 : f64
  return %hi, %lo, %q : f64, f64, i32
}

func.func private @reduce_f64(%x: f64) -> (f64, f64, i32) {
  %k = arith.constant 1600000.0 : f64
  // r = if_(fabs(x) > 1600000.0, reduce_huge_f64(x), reduce_small_f64(x))
  %t = math.absf %x : f64
  %t1 = arith.cmpf ogt, %t, %k : f64
  %r2:3 = scf.if %t1 -> (f64, f64, i32) {
    %r:3 = func.call @reduce_huge_f64(%x) : (f64) -> (f64, f64, i32)
    scf.yield %r#0, %r#1, %r#2 : f64, f64, i32
  } else {
    %r1:3 = func.call @reduce_small_f64(%x) : (f64) -> (f64, f64, i32)
    scf.yield %r1#0, %r1#1, %r1#2 : f64, f64, i32
  }
  return %r2#0, %r2#1, %r2#2 : f64, f64, i32
}

// The sine and the cosine of hi + lo, as sums.
func.func private @sin_part_f64(%r_hi: f64, %r_lo: f64, %r_q: i32) -> (f64, f64) {
  %k = arith.constant 0xBD69F7A9CE3FEFCA : f64 // -7.3803888593587327e-13
  %k1 = arith.constant 0x3DE6108C366097CA : f64 // 1.6054138156766829e-10
  %k2 = arith.constant 0xBE5AE642AE831C57 : f64 // -2.5052069669415155e-08
  %k3 = arith.constant 0x3EC71DE3A32B2325 : f64 // 2.7557319069764575e-06
  %k4 = arith.constant 0xBF2A01A019FFDBD3 : f64 // -0.00019841269840956011
  %k5 = arith.constant 0x3F81111111111067 : f64 // 0.0083333333333330383
  %k6 = arith.constant 0xBFC5555555555555 : f64 // -0.16666666666666666
  %fm0_5 = arith.constant -0.5 : f64
  %s = arith.mulf %r_hi, %r_hi : f64
  // p = poly(s, -0x1.5555555555555p-3, 0x1.1111111111067p-7, -0x1.a01a019ffdbd3p-13, 0x1.71de3a32b2325p-19, -0x1.ae642a...
  %p = dc.muladd %k, %s, %k1 : f64
  %p1 = dc.muladd %p, %s, %k2 : f64
  %p2 = dc.muladd %p1, %s, %k3 : f64
  %p3 = dc.muladd %p2, %s, %k4 : f64
  %p4 = dc.muladd %p3, %s, %k5 : f64
  %p5 = dc.muladd %p4, %s, %k6 : f64
  // w = muladd(p, s * r.hi, muladd(r.lo, -0.5 * s, r.lo))
  %t = arith.mulf %s, %r_hi : f64
  %t1 = arith.mulf %fm0_5, %s : f64
  %t2 = dc.muladd %r_lo, %t1, %r_lo : f64
  %w = dc.muladd %p5, %t, %t2 : f64
  %v = arith.addf %r_hi, %w : f64
  // e = (r.hi - v) + w
  %t3 = arith.subf %r_hi, %v : f64
  %e = arith.addf %t3, %w : f64
  return %v, %e : f64, f64
}

func.func private @cos_part_f64(%r_hi: f64, %r_lo: f64, %r_q: i32) -> (f64, f64) {
  %k = arith.constant 0x3D29C7DEF14DF48F : f64 // 4.579580374305019e-14
  %k1 = arith.constant 0xBDA9371D21935539 : f64 // -1.14665855363181e-11
  %k2 = arith.constant 0x3E21EED6D78A35F8 : f64 // 2.087671976540903e-09
  %k3 = arith.constant 0xBE927E4FB588DAC0 : f64 // -2.7557319051981809e-07
  %k4 = arith.constant 0x3EFA01A019FFB917 : f64 // 2.4801587301164886e-05
  %k5 = arith.constant 0xBF56C16C16C16B2B : f64 // -0.0013888888888888378
  %k6 = arith.constant 0x3FA5555555555555 : f64 // 0.041666666666666664
  %f0_5 = arith.constant 0.5 : f64
  %f1_0 = arith.constant 1.0 : f64
  %s = arith.mulf %r_hi, %r_hi : f64
  // p = poly(s, 0x1.5555555555555p-5, -0x1.6c16c16c16b2bp-10, 0x1.a01a019ffb917p-16, -0x1.27e4fb588dac0p-22, 0x1.1eed6d...
  %p = dc.muladd %k, %s, %k1 : f64
  %p1 = dc.muladd %p, %s, %k2 : f64
  %p2 = dc.muladd %p1, %s, %k3 : f64
  %p3 = dc.muladd %p2, %s, %k4 : f64
  %p4 = dc.muladd %p3, %s, %k5 : f64
  %p5 = dc.muladd %p4, %s, %k6 : f64
  %h = arith.mulf %f0_5, %s : f64
  %w = arith.subf %f1_0, %h : f64
  // t = muladd(p, s * s, ((1.0 - w) - h) - r.hi * r.lo)
  %t = arith.mulf %s, %s : f64
  %t1 = arith.subf %f1_0, %w : f64
  %t2 = arith.subf %t1, %h : f64
  %t3 = arith.mulf %r_hi, %r_lo : f64
  %t4 = arith.subf %t2, %t3 : f64
  %t5 = dc.muladd %p5, %t, %t4 : f64
  %v = arith.addf %w, %t5 : f64
  %t6 = arith.subf %w, %v : f64
  %e = arith.addf %t6, %t5 : f64
  return %v, %e : f64, f64
}

func.func private @sincos_f64(%r_hi: f64, %r_lo: f64, %r_q: i32, %q: i32) -> f64 {
  %c1 = arith.constant 1 : i32
  %c0 = arith.constant 0 : i32
  %c2 = arith.constant 2 : i32
  %c62_i64 = arith.constant 62 : i64
  %s:2 = func.call @sin_part_f64(%r_hi, %r_lo, %r_q) : (f64, f64, i32) -> (f64, f64)
  %c:2 = func.call @cos_part_f64(%r_hi, %r_lo, %r_q) : (f64, f64, i32) -> (f64, f64)
  // v = (q & 1) != 0 ? c.hi : s.hi
  %t = arith.andi %q, %c1 : i32
  %t1 = arith.cmpi ne, %t, %c0 : i32
  %v = arith.select %t1, %c#0, %s#0 : f64
  // y = real(bits(v) ^ (zext(q & 2) << 62ll))
  %t2 = arith.bitcast %v : f64 to i64
  %t3 = arith.andi %q, %c2 : i32
  %t4 = arith.extui %t3 : i32 to i64
  %t5 = arith.shli %t4, %c62_i64 : i64
  %t6 = arith.xori %t2, %t5 : i64
  %y = arith.bitcast %t6 : i64 to f64
  return %y : f64
}

func.func private @sin_f64(%x: f64) -> f64 {
  %k = arith.constant 0x3E40000000000000 : f64 // 7.4505805969238281e-09
  %k1 = arith.constant 0x7FEFFFFFFFFFFFFF : f64 // 1.7976931348623157e+308
  %r:3 = func.call @reduce_f64(%x) : (f64) -> (f64, f64, i32)
  %v = func.call @sincos_f64(%r#0, %r#1, %r#2, %r#2) : (f64, f64, i32, i32) -> f64
  // y = fabs(x) < 0x1p-27 ? x : v
  %t = math.absf %x : f64
  %t1 = arith.cmpf olt, %t, %k : f64
  %y = arith.select %t1, %x, %v : f64
  // z = fabs(x) > 0x1.fffffffffffffp+1023 ? x - x : y
  %t2 = math.absf %x : f64
  %t3 = arith.cmpf ogt, %t2, %k1 : f64
  %t4 = arith.subf %x, %x : f64
  %z = arith.select %t3, %t4, %y : f64
  return %z : f64
}

func.func private @cos_f64(%x: f64) -> f64 {
  %c1 = arith.constant 1 : i32
  %k = arith.constant 0x7FEFFFFFFFFFFFFF : f64 // 1.7976931348623157e+308
  %r:3 = func.call @reduce_f64(%x) : (f64) -> (f64, f64, i32)
  %t = arith.addi %r#2, %c1 : i32
  %v = func.call @sincos_f64(%r#0, %r#1, %r#2, %t) : (f64, f64, i32, i32) -> f64
  // z = fabs(x) > 0x1.fffffffffffffp+1023 ? x - x : v
  %t1 = math.absf %x : f64
  %t2 = arith.cmpf ogt, %t1, %k : f64
  %t3 = arith.subf %x, %x : f64
  %z = arith.select %t2, %t3, %v : f64
  return %z : f64
}

// The quotient of two sums, rounded about once.
func.func private @divide_f64(%a_hi: f64, %a_lo: f64, %b_hi: f64, %b_lo: f64) -> f64 {
  %q = arith.divf %a_hi, %b_hi : f64
  %p:2 = func.call @product_f64(%q, %b_hi) : (f64, f64) -> (f64, f64)
  // rest = ((a.hi - p.hi) - p.lo) + (a.lo - q * b.lo)
  %t = arith.subf %a_hi, %p#0 : f64
  %t1 = arith.subf %t, %p#1 : f64
  %t2 = arith.mulf %q, %b_lo : f64
  %t3 = arith.subf %a_lo, %t2 : f64
  %rest = arith.addf %t1, %t3 : f64
  // y = q + rest / b.hi
  %t4 = arith.divf %rest, %b_hi : f64
  %y = arith.addf %q, %t4 : f64
  return %y : f64
}

func.func private @tan_f64(%x: f64) -> f64 {
  %c1 = arith.constant 1 : i32
  %c0 = arith.constant 0 : i32
  %k = arith.constant 0x3E40000000000000 : f64 // 7.4505805969238281e-09
  %k1 = arith.constant 0x7FEFFFFFFFFFFFFF : f64 // 1.7976931348623157e+308
  %r:3 = func.call @reduce_f64(%x) : (f64) -> (f64, f64, i32)
  %s:2 = func.call @sin_part_f64(%r#0, %r#1, %r#2) : (f64, f64, i32) -> (f64, f64)
  %c:2 = func.call @cos_part_f64(%r#0, %r#1, %r#2) : (f64, f64, i32) -> (f64, f64)
  // odd = (r.q & 1) != 0
  %t = arith.andi %r#2, %c1 : i32
  %odd = arith.cmpi ne, %t, %c0 : i32
  // minus = {-c.hi, -c.lo}
  %minus_hi = arith.negf %c#0 : f64
  %minus_lo = arith.negf %c#1 : f64
  // num = odd ? minus : s
  %num_hi = arith.select %odd, %minus_hi, %s#0 : f64
  %num_lo = arith.select %odd, %minus_lo, %s#1 : f64
  %den_hi = arith.select %odd, %s#0, %c#0 : f64
  %den_lo = arith.select %odd, %s#1, %c#1 : f64
  %v = func.call @divide_f64(%num_hi, %num_lo, %den_hi, %den_lo) : (f64, f64, f64, f64) -> f64
  // y = fabs(x) < 0x1p-27 ? x : v
  %t1 = math.absf %x : f64
  %t2 = arith.cmpf olt, %t1, %k : f64
  %y = arith.select %t2, %x, %v : f64
  // z = fabs(x) > 0x1.fffffffffffffp+1023 ? x - x : y
  %t3 = math.absf %x : f64
  %t4 = arith.cmpf ogt, %t3, %k1 : f64
  %t5 = arith.subf %x, %x : f64
  %z = arith.select %t4, %t5, %y : f64
  return %z : f64
}
