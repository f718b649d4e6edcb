// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Every way to round and to saturate in conversions.
#include <dotcompute/kernel.h>

#include <cstdint>

/// Ten results for each number: rne, rtz, rtp, rtn, rna, and these with sat.
template <class To, class From> DC_KERNEL void convert_all(dc::span<const From> x, dc::span<To> y) {
  DC_DOMAIN(x.size());
  auto i = dc::global_id();
  From v = x[i];
  y[10 * i] = dc::convert<To>(v, dc::rne);
  y[10 * i + 1] = dc::convert<To>(v, dc::rtz);
  y[10 * i + 2] = dc::convert<To>(v, dc::rtp);
  y[10 * i + 3] = dc::convert<To>(v, dc::rtn);
  y[10 * i + 4] = dc::convert<To>(v, dc::rna);
  y[10 * i + 5] = dc::convert<To>(v, dc::sat);
  y[10 * i + 6] = dc::convert<To>(v, dc::rtz, dc::sat);
  y[10 * i + 7] = dc::convert<To>(v, dc::sat, dc::rtp);
  y[10 * i + 8] = dc::convert<To>(v, dc::rtn, dc::sat);
  y[10 * i + 9] = dc::convert<To>(v, dc::rna, dc::sat);
}
#define CONVERT(To, From) template void convert_all<To, From>(dc::span<const From>, dc::span<To>);
CONVERT(std::int8_t, float)
CONVERT(std::uint8_t, dc::f16)
CONVERT(std::int16_t, dc::bf16)
CONVERT(std::int32_t, float)
CONVERT(std::uint32_t, double)
CONVERT(std::int64_t, double)
CONVERT(std::uint64_t, float)
CONVERT(float, double)
CONVERT(dc::f16, double)
CONVERT(dc::bf16, double)
CONVERT(dc::f16, float)
CONVERT(dc::bf16, float)
CONVERT(dc::f16, dc::bf16)
CONVERT(dc::bf16, dc::f16)
CONVERT(float, std::int32_t)
CONVERT(float, std::uint64_t)
CONVERT(double, std::int64_t)
CONVERT(dc::f16, std::int16_t)
CONVERT(dc::bf16, std::uint16_t)
CONVERT(dc::f16, std::int64_t)
CONVERT(dc::bf16, std::uint64_t)
#undef CONVERT
