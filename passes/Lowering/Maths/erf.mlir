// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The maths library: the error function and its complement.

// x + x P(x^2) near zero, else 1 - exp(-(t + t Q(t))).
func.func private @erf_f32(%x: f32) -> f32 {
  %k = arith.constant 0x407CCCCD : f32 // 3.95000005
  %k1 = arith.constant 0x36D21C0F : f32 // 6.26175415e-06
  %k2 = arith.constant 0xB880EBE0 : f32 // -6.14745077e-05
  %k3 = arith.constant 0x37FD1615 : f32 // 3.0170233e-05
  %k4 = arith.constant 0x3B31D194 : f32 // 0.00271329749
  %k5 = arith.constant 0xBCB6EB48 : f32 // -0.0223289877
  %k6 = arith.constant 0x3DD6EB4E : f32 // 0.104940996
  %k7 = arith.constant 0x3F22C300 : f32 // 0.635787964
  %k8 = arith.constant 0x3E039A09 : f32 // 0.128517285
  %f1_0 = arith.constant 1.0 : f32
  %k9 = arith.constant 0xBA1DD4E7 : f32 // -0.000602079963
  %k10 = arith.constant 0x3BA3CE4F : f32 // 0.00499895914
  %k11 = arith.constant 0xBCDB4DCB : f32 // -0.026770493
  %k12 = arith.constant 0x3DE70DC3 : f32 // 0.112819217
  %k13 = arith.constant 0xBEC09376 : f32 // -0.376125038
  %k14 = arith.constant 0x3E0375D3 : f32 // 0.128379151
  %f0_875 = arith.constant 0.875 : f32
  %a = math.absf %x : f32
  // t = a > 3.95f ? 3.95f : a
  %t = arith.cmpf ogt, %a, %k : f32
  %t1 = arith.select %t, %k, %a : f32
  // q = poly(t, 0x1.0734120000000p-3f, 0x1.4586000000000p-1f, 0x1.add69c0000000p-4f, -0x1.6dd6900000000p-6f, 0x1.63a328...
  %q = dc.muladd %k1, %t1, %k2 : f32
  %q1 = dc.muladd %q, %t1, %k3 : f32
  %q2 = dc.muladd %q1, %t1, %k4 : f32
  %q3 = dc.muladd %q2, %t1, %k5 : f32
  %q4 = dc.muladd %q3, %t1, %k6 : f32
  %q5 = dc.muladd %q4, %t1, %k7 : f32
  %q6 = dc.muladd %q5, %t1, %k8 : f32
  // b = 1.0f - exp_small_f32(-muladd(q, t, t))
  %t2 = dc.muladd %q6, %t1, %t1 : f32
  %t3 = arith.negf %t2 : f32
  %t4 = func.call @exp_small_f32(%t3) : (f32) -> f32
  %b = arith.subf %f1_0, %t4 : f32
  %s = arith.mulf %x, %x : f32
  // p = poly(s, 0x1.06eba60000000p-3f, -0x1.8126ec0000000p-2f, 0x1.ce1b860000000p-4f, -0x1.b69b960000000p-6f, 0x1.479c9...
  %p = dc.muladd %k9, %s, %k10 : f32
  %p1 = dc.muladd %p, %s, %k11 : f32
  %p2 = dc.muladd %p1, %s, %k12 : f32
  %p3 = dc.muladd %p2, %s, %k13 : f32
  %p4 = dc.muladd %p3, %s, %k14 : f32
  %v = dc.muladd %p4, %x, %x : f32
  // y = a < 0.875f ? v : copysign(b, x)
  %t5 = arith.cmpf olt, %a, %f0_875 : f32
  %t6 = math.copysign %b, %x : f32
  %y = arith.select %t5, %v, %t6 : f32
  return %y : f32
}

// erf(x) = x + x P(x^2) for |x| < 0.85.
func.func private @erf_small_f64(%x: f64) -> f64 {
  %k = arith.constant 0xBE1D7F710B4E40AF : f64 // -1.7169990266577093e-09
  %k1 = arith.constant 0x3E52CFB1332B6AA7 : f64 // 1.7519386117914378e-08
  %k2 = arith.constant 0xBE86A65982A3A945 : f64 // -1.6875418513220346e-07
  %k3 = arith.constant 0x3EBBB4A0B7F3053F : f64 // 1.6513810974647171e-06
  %k4 = arith.constant 0xBEEF4EDE5B7A9C35 : f64 // -1.4928856088515261e-05
  %k5 = arith.constant 0x3F1F9A4839BAC8C0 : f64 // 0.00012055459813601049
  %k6 = arith.constant 0xBF4C02DBF0A14DC1 : f64 // -0.00085483302360461072
  %k7 = arith.constant 0x3F7565BCD4620B4E : f64 // 0.0052239776761123357
  %k8 = arith.constant 0xBF9B82CE313D0CDC : f64 // -0.026866170649793783
  %k9 = arith.constant 0x3FBCE2F21A0469E1 : f64 // 0.11283791670977152
  %k10 = arith.constant 0xBFD812746B037A30 : f64 // -0.37612638903184159
  %k11 = arith.constant 0x3FC06EBA8214DB69 : f64 // 0.12837916709551259
  %s = arith.mulf %x, %x : f64
  // p = poly(s, 0x1.06eba8214db69p-3, -0x1.812746b037a30p-2, 0x1.ce2f21a0469e1p-4, -0x1.b82ce313d0cdcp-6, 0x1.565bcd462...
  %p = dc.muladd %k, %s, %k1 : f64
  %p1 = dc.muladd %p, %s, %k2 : f64
  %p2 = dc.muladd %p1, %s, %k3 : f64
  %p3 = dc.muladd %p2, %s, %k4 : f64
  %p4 = dc.muladd %p3, %s, %k5 : f64
  %p5 = dc.muladd %p4, %s, %k6 : f64
  %p6 = dc.muladd %p5, %s, %k7 : f64
  %p7 = dc.muladd %p6, %s, %k8 : f64
  %p8 = dc.muladd %p7, %s, %k9 : f64
  %p9 = dc.muladd %p8, %s, %k10 : f64
  %p10 = dc.muladd %p9, %s, %k11 : f64
  %y = dc.muladd %p10, %x, %x : f64
  return %y : f64
}

// erfc(a) for a >= 0.66: exp(-a^2) / (1 + 2 a) times a polynomial in (a - 4) / (a + 4). From 28 on it is 0.
func.func private @erfc_large_f64(%a0: f64) -> f64 {
  %f28_0 = arith.constant 28.0 : f64
  %f4_0 = arith.constant 4.0 : f64
  %k = arith.constant 0x3E2B65AD1432160B : f64 // 3.1894506216354538e-09
  %k1 = arith.constant 0xBE4614A2A1EB6F78 : f64 // -1.0282083682246746e-08
  %k2 = arith.constant 0xBE577790DF06F336 : f64 // -2.1855397437772684e-08
  %k3 = arith.constant 0x3E7C2C20E4791CAB : f64 // 1.0495028234760311e-07
  %k4 = arith.constant 0x3E7560094C58246B : f64 // 7.9628608672234356e-08
  %k5 = arith.constant 0xBEAB904E12850D92 : f64 // -8.2146201400188502e-07
  %k6 = arith.constant 0x3E9379AF6630AB46 : f64 // 2.9020507080989104e-07
  %k7 = arith.constant 0x3ED7F0A83BCE1F25 : f64 // 5.7077567675657225e-06
  %k8 = arith.constant 0xBEE787E93E653CF1 : f64 // -1.1220408805327825e-05
  %k9 = arith.constant 0xBEF995701A4C7152 : f64 // -2.4398557474035222e-05
  %k10 = arith.constant 0x3F23BE0251A55F10 : f64 // 0.00015062120730634969
  %k11 = arith.constant 0xBF2A1DF339CA12A9 : f64 // -0.00019925684036449967
  %k12 = arith.constant 0xBF48D4A98F2F42E3 : f64 // -0.00075777320159361691
  %k13 = arith.constant 0x3F749C672947207D : f64 // 0.0050319699989317375
  %k14 = arith.constant 0xBF909623885D2303 : f64 // -0.016197734067904267
  %k15 = arith.constant 0x3FA3079EDF65F8ED : f64 // 0.037167515535644437
  %k16 = arith.constant 0xBFB0FB06DFE468F1 : f64 // -0.066330365811527306
  %k17 = arith.constant 0x3FB7FEE004E13149 : f64 // 0.093732834998438666
  %k18 = arith.constant 0xBFB9DDB23C3E9215 : f64 // -0.1010390660363288
  %k19 = arith.constant 0x3FB16ECEFCFA5359 : f64 // 0.068097054254690717
  %k20 = arith.constant 0x3F8F7F5DF66FD7D7 : f64 // 0.015379652102620085
  %k21 = arith.constant 0xBFC1DF1AD154A28E : f64 // -0.1396211168405625
  %k22 = arith.constant 0x3FF3BA5916E9FD7F : f64 // 1.2329951186255526
  %k23 = arith.constant 0x3C8AB5D0729091F2 : f64 // 4.6334831642893491e-17
  %f2_0 = arith.constant 2.0 : f64
  %f1_0 = arith.constant 1.0 : f64
  // a = a0 > 28.0 ? 28.0 : a0
  %t = arith.cmpf ogt, %a0, %f28_0 : f64
  %a = arith.select %t, %f28_0, %a0 : f64
  // t = (a - 4.0) / (a + 4.0)
  %t1 = arith.subf %a, %f4_0 : f64
  %t2 = arith.addf %a, %f4_0 : f64
  %t3 = arith.divf %t1, %t2 : f64
  // p = poly(t, -0x1.1df1ad154a28ep-3, 0x1.f7f5df66fd7d7p-7, 0x1.16ecefcfa5359p-4, -0x1.9ddb23c3e9215p-4, 0x1.7fee004e1...
  %p = dc.muladd %k, %t3, %k1 : f64
  %p1 = dc.muladd %p, %t3, %k2 : f64
  %p2 = dc.muladd %p1, %t3, %k3 : f64
  %p3 = dc.muladd %p2, %t3, %k4 : f64
  %p4 = dc.muladd %p3, %t3, %k5 : f64
  %p5 = dc.muladd %p4, %t3, %k6 : f64
  %p6 = dc.muladd %p5, %t3, %k7 : f64
  %p7 = dc.muladd %p6, %t3, %k8 : f64
  %p8 = dc.muladd %p7, %t3, %k9 : f64
  %p9 = dc.muladd %p8, %t3, %k10 : f64
  %p10 = dc.muladd %p9, %t3, %k11 : f64
  %p11 = dc.muladd %p10, %t3, %k12 : f64
  %p12 = dc.muladd %p11, %t3, %k13 : f64
  %p13 = dc.muladd %p12, %t3, %k14 : f64
  %p14 = dc.muladd %p13, %t3, %k15 : f64
  %p15 = dc.muladd %p14, %t3, %k16 : f64
  %p16 = dc.muladd %p15, %t3, %k17 : f64
  %p17 = dc.muladd %p16, %t3, %k18 : f64
  %p18 = dc.muladd %p17, %t3, %k19 : f64
  %p19 = dc.muladd %p18, %t3, %k20 : f64
  %p20 = dc.muladd %p19, %t3, %k21 : f64
  %t4 = arith.mulf %p20, %t3 : f64
  %n:2 = func.call @sum_f64(%k22, %t4) : (f64, f64) -> (f64, f64)
  // num = {n.hi, n.lo - 0x1.ab5d0729091f2p-55}
  %num_lo = arith.subf %n#1, %k23 : f64
  %t5 = arith.mulf %f2_0, %a : f64
  %den:2 = func.call @sum_f64(%t5, %f1_0) : (f64, f64) -> (f64, f64)
  %s:2 = func.call @product_f64(%a, %a) : (f64, f64) -> (f64, f64)
  %t6 = arith.negf %s#0 : f64
  %t7 = arith.negf %s#1 : f64
  %e:2 = func.call @exp_core_f64(%t6, %t7) : (f64, f64) -> (f64, i32)
  %t8 = func.call @divide_f64(%n#0, %num_lo, %den#0, %den#1) : (f64, f64, f64, f64) -> f64
  %t9 = arith.mulf %e#0, %t8 : f64
  %y = func.call @scale_f64(%t9, %e#1) : (f64, i32) -> f64
  return %y : f64
}

func.func private @erf_f64(%x: f64) -> f64 {
  %f1_0 = arith.constant 1.0 : f64
  %f0_84 = arith.constant 0.84 : f64
  %a = math.absf %x : f64
  // large = copysign(1.0 - erfc_large_f64(a), x)
  %t = func.call @erfc_large_f64(%a) : (f64) -> f64
  %t1 = arith.subf %f1_0, %t : f64
  %large = math.copysign %t1, %x : f64
  // y = a < 0.84 ? erf_small_f64(x) : large
  %t2 = arith.cmpf olt, %a, %f0_84 : f64
  %t3 = func.call @erf_small_f64(%x) : (f64) -> f64
  %y = arith.select %t2, %t3, %large : f64
  return %y : f64
}

func.func private @erfc_f64(%x: f64) -> f64 {
  %f0_0 = arith.constant 0.0 : f64
  %f2_0 = arith.constant 2.0 : f64
  %f0_75 = arith.constant 0.75 : f64
  %f1_0 = arith.constant 1.0 : f64
  %a = math.absf %x : f64
  %l = func.call @erfc_large_f64(%a) : (f64) -> f64
  // large = x < 0.0 ? 2.0 - l : l
  %t = arith.cmpf olt, %x, %f0_0 : f64
  %t1 = arith.subf %f2_0, %l : f64
  %large = arith.select %t, %t1, %l : f64
  // y = a < 0.75 ? 1.0 - erf_small_f64(x) : large
  %t2 = arith.cmpf olt, %a, %f0_75 : f64
  %t3 = func.call @erf_small_f64(%x) : (f64) -> f64
  %t4 = arith.subf %f1_0, %t3 : f64
  %y = arith.select %t2, %t4, %large : f64
  return %y : f64
}

func.func private @erfc_f32(%x: f32) -> f32 {
  %t = arith.extf %x : f32 to f64
  %t1 = func.call @erfc_f64(%t) : (f64) -> f64
  %r = arith.truncf %t1 : f64 to f32
  return %r : f32
}
