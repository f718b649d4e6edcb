// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The maths library: fused multiply-add for targets without the instruction.

// The product is exact in f64; the sum is rounded to odd there, so that rounding it again to f32 gives what rounding once would.
func.func private @fma_f32(%a: f32, %b: f32, %c: f32) -> f32 {
  %f0_0 = arith.constant 0.0 : f64
  %c1_i64 = arith.constant 1 : i64
  %cm1_i64 = arith.constant -1 : i64
  %c0_i64 = arith.constant 0 : i64
  // p = widen(a) * widen(b)
  %t = arith.extf %a : f32 to f64
  %t1 = arith.extf %b : f32 to f64
  %p = arith.mulf %t, %t1 : f64
  %q = arith.extf %c : f32 to f64
  %s = arith.addf %p, %q : f64
  %t2 = arith.subf %s, %p : f64
  // e = (p - (s - t)) + (q - t)
  %t3 = arith.subf %s, %t2 : f64
  %t4 = arith.subf %p, %t3 : f64
  %t5 = arith.subf %q, %t2 : f64
  %e = arith.addf %t4, %t5 : f64
  %u = arith.bitcast %s : f64 to i64
  // Inexact with an even last place: one step towards the exact sum.
  // away = (e > 0.0) == (s > 0.0)
  %t6 = arith.cmpf ogt, %e, %f0_0 : f64
  %t7 = arith.cmpf ogt, %s, %f0_0 : f64
  %away = arith.cmpi eq, %t6, %t7 : i1
  // step = away ? 1ll : -1ll
  %step = arith.select %away, %c1_i64, %cm1_i64 : i64
  // inexact = e > 0.0 || e < 0.0
  %t8 = arith.cmpf ogt, %e, %f0_0 : f64
  %t9 = arith.cmpf olt, %e, %f0_0 : f64
  %inexact = arith.ori %t8, %t9 : i1
  // adjust = inexact && (u & 1ll) == 0ll
  %t10 = arith.andi %u, %c1_i64 : i64
  %t11 = arith.cmpi eq, %t10, %c0_i64 : i64
  %adjust = arith.andi %inexact, %t11 : i1
  // r = narrow(real(adjust ? u + step : u))
  %t12 = arith.addi %u, %step : i64
  %t13 = arith.select %adjust, %t12, %u : i64
  %t14 = arith.bitcast %t13 : i64 to f64
  %r = arith.truncf %t14 : f64 to f32
  return %r : f32
}

// What rounding a * b lost, given -(a * b): by halves whose products are exact. For targets without a fused multiply-add.
func.func private @product_error_f32(%a: f32, %b: f32, %minus: f32) -> f32 {
  %c2048 = arith.constant 2048 : i32
  %bits = arith.constant 0xFFFFF000 : i32
  // ah = real((bits(a) + 0x800) & 0xfffff000)
  %t = arith.bitcast %a : f32 to i32
  %t1 = arith.addi %t, %c2048 : i32
  %t2 = arith.andi %t1, %bits : i32
  %ah = arith.bitcast %t2 : i32 to f32
  %al = arith.subf %a, %ah : f32
  // bh = real((bits(b) + 0x800) & 0xfffff000)
  %t3 = arith.bitcast %b : f32 to i32
  %t4 = arith.addi %t3, %c2048 : i32
  %t5 = arith.andi %t4, %bits : i32
  %bh = arith.bitcast %t5 : i32 to f32
  %bl = arith.subf %b, %bh : f32
  // e = ((ah * bh + minus) + ah * bl + al * bh) + al * bl
  %t6 = arith.mulf %ah, %bh : f32
  %t7 = arith.addf %t6, %minus : f32
  %t8 = arith.mulf %ah, %bl : f32
  %t9 = arith.addf %t7, %t8 : f32
  %t10 = arith.mulf %al, %bh : f32
  %t11 = arith.addf %t9, %t10 : f32
  %t12 = arith.mulf %al, %bl : f32
  %e = arith.addf %t11, %t12 : f32
  return %e : f32
}

// The same; |a| and |b| below 2^996.
func.func private @product_error_f64(%a: f64, %b: f64, %minus: f64) -> f64 {
  %bits_i64 = arith.constant 0x4000000 : i64
  %bits_i64_1 = arith.constant 0xFFFFFFFFF8000000 : i64
  // ah = real((bits(a) + 0x4000000) & 0xfffffffff8000000)
  %t = arith.bitcast %a : f64 to i64
  %t1 = arith.addi %t, %bits_i64 : i64
  %t2 = arith.andi %t1, %bits_i64_1 : i64
  %ah = arith.bitcast %t2 : i64 to f64
  %al = arith.subf %a, %ah : f64
  // bh = real((bits(b) + 0x4000000) & 0xfffffffff8000000)
  %t3 = arith.bitcast %b : f64 to i64
  %t4 = arith.addi %t3, %bits_i64 : i64
  %t5 = arith.andi %t4, %bits_i64_1 : i64
  %bh = arith.bitcast %t5 : i64 to f64
  %bl = arith.subf %b, %bh : f64
  // e = ((ah * bh + minus) + ah * bl + al * bh) + al * bl
  %t6 = arith.mulf %ah, %bh : f64
  %t7 = arith.addf %t6, %minus : f64
  %t8 = arith.mulf %ah, %bl : f64
  %t9 = arith.addf %t7, %t8 : f64
  %t10 = arith.mulf %al, %bh : f64
  %t11 = arith.addf %t9, %t10 : f64
  %t12 = arith.mulf %al, %bl : f64
  %e = arith.addf %t11, %t12 : f64
  return %e : f64
}

// (hi, lo) shifted right by d in [0, 127], where a bit that falls out sets the last one.
func.func private @shift_right_sticky(%x_hi: i64, %x_lo: i64, %d: i64) -> (i64, i64) {
  %c64_i64 = arith.constant 64 : i64
  %c0_i64 = arith.constant 0 : i64
  %c63_i64 = arith.constant 63 : i64
  %c1_i64 = arith.constant 1 : i64
  %far = arith.cmpi sge, %d, %c64_i64 : i64
  // hi = far ? 0ll : x.hi
  %hi = arith.select %far, %c0_i64, %x_hi : i64
  // lo = far ? x.hi : x.lo
  %lo = arith.select %far, %x_hi, %x_lo : i64
  // out = far ? x.lo : 0ll
  %out = arith.select %far, %x_lo, %c0_i64 : i64
  %s = arith.andi %d, %c63_i64 : i64
  // up = (hi << 1ll) << (63ll - s)
  %t = arith.shli %hi, %c1_i64 : i64
  %t1 = arith.subi %c63_i64, %s : i64
  %up = arith.shli %t, %t1 : i64
  // lost = out | (lo - (shru(lo, s) << s))
  %t2 = arith.shrui %lo, %s : i64
  %t3 = arith.shli %t2, %s : i64
  %t4 = arith.subi %lo, %t3 : i64
  %lost = arith.ori %out, %t4 : i64
  // sticky = lost == 0ll ? 0ll : 1ll
  %t5 = arith.cmpi eq, %lost, %c0_i64 : i64
  %sticky = arith.select %t5, %c0_i64, %c1_i64 : i64
  // low_ = shru(lo, s) | up | sticky
  %t6 = arith.shrui %lo, %s : i64
  %t7 = arith.ori %t6, %up : i64
  %low_ = arith.ori %t7, %sticky : i64
  %high = arith.shrui %hi, %s : i64
  return %high, %low_ : i64, i64
}

// The mantissa with its leading one in bit 52, and the exponent that belongs to it; subnormals are normalised.
func.func private @unpack_f64(%x: f64) -> (i64, i64) {
  %bits_i64 = arith.constant 0x7FFFFFFFFFFFFFFF : i64
  %bits_i64_1 = arith.constant 0xFFFFFFFFFFFFF : i64
  %c52_i64 = arith.constant 52 : i64
  %c1_i64 = arith.constant 1 : i64
  %c11_i64 = arith.constant 11 : i64
  %c0_i64 = arith.constant 0 : i64
  %c63_i64 = arith.constant 63 : i64
  %bits_i64_2 = arith.constant 0x10000000000000 : i64
  // b = bits(x) & 0x7fffffffffffffffll
  %t = arith.bitcast %x : f64 to i64
  %b = arith.andi %t, %bits_i64 : i64
  // m = b & 0xfffffffffffffll
  %m = arith.andi %b, %bits_i64_1 : i64
  %e = arith.shrui %b, %c52_i64 : i64
  // z = clz(m | 1ll) - 11ll
  %t1 = arith.ori %m, %c1_i64 : i64
  %t2 = math.ctlz %t1 : i64
  %z = arith.subi %t2, %c11_i64 : i64
  // mn = e == 0ll ? m << (z & 63ll) : m | 0x10000000000000ll
  %t3 = arith.cmpi eq, %e, %c0_i64 : i64
  %t4 = arith.andi %z, %c63_i64 : i64
  %t5 = arith.shli %m, %t4 : i64
  %t6 = arith.ori %m, %bits_i64_2 : i64
  %mn = arith.select %t3, %t5, %t6 : i64
  // en = e == 0ll ? 1ll - z : e
  %t7 = arith.cmpi eq, %e, %c0_i64 : i64
  %t8 = arith.subi %c1_i64, %z : i64
  %en = arith.select %t7, %t8, %e : i64
  return %mn, %en : i64, i64
}

// By integers: the product of 106 bits, the addend aligned to it with a sticky last bit, one rounding at the end.
func.func private @fma_f64(%a: f64, %b: f64, %c: f64) -> f64 {
  %c10_i64 = arith.constant 10 : i64
  %c11_i64 = arith.constant 11 : i64
  %c2171_i64 = arith.constant 2171 : i64
  %c0_i64 = arith.constant 0 : i64
  %c1149_i64 = arith.constant 1149 : i64
  %c127_i64 = arith.constant 127 : i64
  %bits_i64 = arith.constant 0x8000000000000000 : i64
  %c1_i64 = arith.constant 1 : i64
  %c64_i64 = arith.constant 64 : i64
  %c63_i64 = arith.constant 63 : i64
  %c1150_i64 = arith.constant 1150 : i64
  %c52_i64 = arith.constant 52 : i64
  %c2046_i64 = arith.constant 2046 : i64
  %bits_i64_1 = arith.constant 0x7FF0000000000000 : i64
  %k = arith.constant 0x7FEFFFFFFFFFFFFF : f64 // 1.7976931348623157e+308
  %f0_0 = arith.constant 0.0 : f64
  %ua:2 = func.call @unpack_f64(%a) : (f64) -> (i64, i64)
  %ub:2 = func.call @unpack_f64(%b) : (f64) -> (i64, i64)
  %uc:2 = func.call @unpack_f64(%c) : (f64) -> (i64, i64)
  // 126 or 127 bits, and the exponent of bit 0.
  // p = mulwide(ua.hi << 10ll, ub.hi << 11ll)
  %t = arith.shli %ua#0, %c10_i64 : i64
  %t1 = arith.shli %ub#0, %c11_i64 : i64
  %p:2 = arith.mului_extended %t, %t1 : i64
  // pe = ua.lo + ub.lo - 2171ll
  %t2 = arith.addi %ua#1, %ub#1 : i64
  %pe = arith.subi %t2, %c2171_i64 : i64
  // q = {uc.hi << 10ll, 0ll}
  %q_hi = arith.shli %uc#0, %c10_i64 : i64
  // qe = uc.lo - 1149ll
  %qe = arith.subi %uc#1, %c1149_i64 : i64
  %d = arith.subi %pe, %qe : i64
  // dp0 = d < 0ll ? -d : 0ll
  %t3 = arith.cmpi slt, %d, %c0_i64 : i64
  %t4 = arith.subi %c0_i64, %d : i64
  %dp0 = arith.select %t3, %t4, %c0_i64 : i64
  // dq0 = d > 0ll ? d : 0ll
  %t5 = arith.cmpi sgt, %d, %c0_i64 : i64
  %dq0 = arith.select %t5, %d, %c0_i64 : i64
  // dp = dp0 < 127ll ? dp0 : 127ll
  %t6 = arith.cmpi slt, %dp0, %c127_i64 : i64
  %dp = arith.select %t6, %dp0, %c127_i64 : i64
  // dq = dq0 < 127ll ? dq0 : 127ll
  %t7 = arith.cmpi slt, %dq0, %c127_i64 : i64
  %dq = arith.select %t7, %dq0, %c127_i64 : i64
  %ps:2 = func.call @shift_right_sticky(%p#1, %p#0, %dp) : (i64, i64, i64) -> (i64, i64)
  %qs:2 = func.call @shift_right_sticky(%q_hi, %c0_i64, %dq) : (i64, i64, i64) -> (i64, i64)
  // e = d < 0ll ? qe : pe
  %t8 = arith.cmpi slt, %d, %c0_i64 : i64
  %e = arith.select %t8, %qe, %pe : i64
  // The sum of two signed magnitudes.
  // sp = (bits(a) ^ bits(b)) & 0x8000000000000000ll
  %t9 = arith.bitcast %a : f64 to i64
  %t10 = arith.bitcast %b : f64 to i64
  %t11 = arith.xori %t9, %t10 : i64
  %sp = arith.andi %t11, %bits_i64 : i64
  // sq = bits(c) & 0x8000000000000000ll
  %t12 = arith.bitcast %c : f64 to i64
  %sq = arith.andi %t12, %bits_i64 : i64
  %add = arith.cmpi eq, %sp, %sq : i64
  // less = ult(ps.hi, qs.hi) || (ps.hi == qs.hi && ult(ps.lo, qs.lo))
  %t13 = arith.cmpi ult, %ps#0, %qs#0 : i64
  %t14 = arith.cmpi eq, %ps#0, %qs#0 : i64
  %t15 = arith.cmpi ult, %ps#1, %qs#1 : i64
  %t16 = arith.andi %t14, %t15 : i1
  %less = arith.ori %t13, %t16 : i1
  // xh = less ? qs.hi : ps.hi
  %xh = arith.select %less, %qs#0, %ps#0 : i64
  // xl = less ? qs.lo : ps.lo
  %xl = arith.select %less, %qs#1, %ps#1 : i64
  // yh = less ? ps.hi : qs.hi
  %yh = arith.select %less, %ps#0, %qs#0 : i64
  // yl = less ? ps.lo : qs.lo
  %yl = arith.select %less, %ps#1, %qs#1 : i64
  // sign0 = less ? sq : sp
  %sign0 = arith.select %less, %sq, %sp : i64
  %al = arith.addi %xl, %yl : i64
  // ac = ult(al, xl) ? 1ll : 0ll
  %t17 = arith.cmpi ult, %al, %xl : i64
  %ac = arith.select %t17, %c1_i64, %c0_i64 : i64
  %sl = arith.subi %xl, %yl : i64
  // sb = ult(xl, yl) ? 1ll : 0ll
  %t18 = arith.cmpi ult, %xl, %yl : i64
  %sb = arith.select %t18, %c1_i64, %c0_i64 : i64
  // hi = add ? xh + yh + ac : xh - yh - sb
  %t19 = arith.addi %xh, %yh : i64
  %t20 = arith.addi %t19, %ac : i64
  %t21 = arith.subi %xh, %yh : i64
  %t22 = arith.subi %t21, %sb : i64
  %hi = arith.select %add, %t20, %t22 : i64
  %lo = arith.select %add, %al, %sl : i64
  // Normalised to a leading one in bit 127; what lies below bit 64 is sticky.
  %empty = arith.cmpi eq, %hi, %c0_i64 : i64
  // h1 = empty ? lo : hi
  %h1 = arith.select %empty, %lo, %hi : i64
  // l1 = empty ? 0ll : lo
  %l1 = arith.select %empty, %c0_i64, %lo : i64
  // e1 = empty ? e - 64ll : e
  %t23 = arith.subi %e, %c64_i64 : i64
  %e1 = arith.select %empty, %t23, %e : i64
  %z = math.ctlz %h1 : i64
  %zs = arith.andi %z, %c63_i64 : i64
  // h2 = (h1 << zs) | shru(shru(l1, 1ll), 63ll - zs)
  %t24 = arith.shli %h1, %zs : i64
  %t25 = arith.shrui %l1, %c1_i64 : i64
  %t26 = arith.subi %c63_i64, %zs : i64
  %t27 = arith.shrui %t25, %t26 : i64
  %h2 = arith.ori %t24, %t27 : i64
  %l2 = arith.shli %l1, %zs : i64
  // h = h2 | (l2 == 0ll ? 0ll : 1ll)
  %t28 = arith.cmpi eq, %l2, %c0_i64 : i64
  %t29 = arith.select %t28, %c0_i64, %c1_i64 : i64
  %h = arith.ori %h2, %t29 : i64
  // The biased exponent; subnormal results lose more bits.
  // x = e1 - z + 1150ll
  %t30 = arith.subi %e1, %z : i64
  %x = arith.addi %t30, %c1150_i64 : i64
  // more = x < 1ll ? 1ll - x : 0ll
  %t31 = arith.cmpi slt, %x, %c1_i64 : i64
  %t32 = arith.subi %c1_i64, %x : i64
  %more = arith.select %t31, %t32, %c0_i64 : i64
  %sh0 = arith.addi %more, %c11_i64 : i64
  // h63 = sh0 > 64ll ? 1ll : shru(h, 1ll) | (h & 1ll)
  %t33 = arith.cmpi sgt, %sh0, %c64_i64 : i64
  %t34 = arith.shrui %h, %c1_i64 : i64
  %t35 = arith.andi %h, %c1_i64 : i64
  %t36 = arith.ori %t34, %t35 : i64
  %h63 = arith.select %t33, %c1_i64, %t36 : i64
  // hs = sh0 > 63ll ? h63 : h
  %t37 = arith.cmpi sgt, %sh0, %c63_i64 : i64
  %hs = arith.select %t37, %h63, %h : i64
  // sh = sh0 > 63ll ? 63ll : sh0
  %t38 = arith.cmpi sgt, %sh0, %c63_i64 : i64
  %sh = arith.select %t38, %c63_i64, %sh0 : i64
  %m = arith.shrui %hs, %sh : i64
  // rest = hs - (m << sh)
  %t39 = arith.shli %m, %sh : i64
  %rest = arith.subi %hs, %t39 : i64
  // half = 1ll << (sh - 1ll)
  %t40 = arith.subi %sh, %c1_i64 : i64
  %half = arith.shli %c1_i64, %t40 : i64
  // up = ugt(rest, half) || (rest == half && (m & 1ll) == 1ll)
  %t41 = arith.cmpi ugt, %rest, %half : i64
  %t42 = arith.cmpi eq, %rest, %half : i64
  %t43 = arith.andi %m, %c1_i64 : i64
  %t44 = arith.cmpi eq, %t43, %c1_i64 : i64
  %t45 = arith.andi %t42, %t44 : i1
  %up = arith.ori %t41, %t45 : i1
  // mr = m + (up ? 1ll : 0ll)
  %t46 = arith.select %up, %c1_i64, %c0_i64 : i64
  %mr = arith.addi %m, %t46 : i64
  // base = x < 1ll ? 0ll : (x - 1ll) << 52ll
  %t47 = arith.cmpi slt, %x, %c1_i64 : i64
  %t48 = arith.subi %x, %c1_i64 : i64
  %t49 = arith.shli %t48, %c52_i64 : i64
  %base = arith.select %t47, %c0_i64, %t49 : i64
  // packed = x > 2046ll ? 0x7ff0000000000000ll : base + mr
  %t50 = arith.cmpi sgt, %x, %c2046_i64 : i64
  %t51 = arith.addi %base, %mr : i64
  %packed = arith.select %t50, %bits_i64_1, %t51 : i64
  // zero = (hi | lo) == 0ll
  %t52 = arith.ori %hi, %lo : i64
  %zero = arith.cmpi eq, %t52, %c0_i64 : i64
  // r = zero ? 0ll : packed | sign0
  %t53 = arith.ori %packed, %sign0 : i64
  %r = arith.select %zero, %c0_i64, %t53 : i64
  // Zeros, infinities and NaN: the plain product and sum say what they give.
  %t54 = arith.mulf %a, %b : f64
  %plain = arith.addf %t54, %c : f64
  // finite = fabs(a) <= 0x1.fffffffffffffp+1023 && fabs(b) <= 0x1.fffffffffffffp+1023
  %t55 = math.absf %a : f64
  %t56 = arith.cmpf ole, %t55, %k : f64
  %t57 = math.absf %b : f64
  %t58 = arith.cmpf ole, %t57, %k : f64
  %finite = arith.andi %t56, %t58 : i1
  // nonzero = a != 0.0 && b != 0.0
  %t59 = arith.cmpf une, %a, %f0_0 : f64
  %t60 = arith.cmpf une, %b, %f0_0 : f64
  %nonzero = arith.andi %t59, %t60 : i1
  // v0 = c == 0.0 ? a * b : real(r)
  %t61 = arith.cmpf oeq, %c, %f0_0 : f64
  %t62 = arith.mulf %a, %b : f64
  %t63 = arith.bitcast %r : i64 to f64
  %v0 = arith.select %t61, %t62, %t63 : f64
  // v1 = fabs(c) <= 0x1.fffffffffffffp+1023 ? v0 : c
  %t64 = math.absf %c : f64
  %t65 = arith.cmpf ole, %t64, %k : f64
  %v1 = arith.select %t65, %v0, %c : f64
  // v = finite && nonzero ? v1 : plain
  %t66 = arith.andi %finite, %nonzero : i1
  %v = arith.select %t66, %v1, %plain : f64
  return %v : f64
}
