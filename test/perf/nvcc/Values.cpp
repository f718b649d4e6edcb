// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Elements by a hash of their place, on all cores, since arrays have up to 2^29 of them.
#include "test/perf/nvcc/Values.h"

#include <dotcompute/base/types.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>

namespace nvcc {

using dc::rt::DataType;

DataType typeOf(const std::string &name) {
  static const std::pair<const char *, DataType> names[] = {
      {"bool", DataType::Bool}, {"i8", DataType::I8},     {"u8", DataType::U8},
      {"i16", DataType::I16},   {"u16", DataType::U16},   {"i32", DataType::I32},
      {"u32", DataType::U32},   {"i64", DataType::I64},   {"u64", DataType::U64},
      {"f16", DataType::F16},   {"bf16", DataType::BF16}, {"f32", DataType::F32},
      {"f64", DataType::F64}};
  for (const auto &[known, type] : names) {
    if (name == known) {
      return type;
    }
  }
  std::fprintf(stderr, "perf-nvcc: no type '%s'\n", name.c_str());
  std::exit(2);
}

/// Calls `f(T())` with the C++ type.
template <class F> static void withType(DataType type, F f) {
  switch (type) {
  case DataType::Bool:
  case DataType::U8:
    return f(uint8_t());
  case DataType::I8:
    return f(int8_t());
  case DataType::I16:
    return f(int16_t());
  case DataType::U16:
    return f(uint16_t());
  case DataType::I32:
    return f(int32_t());
  case DataType::U32:
    return f(uint32_t());
  case DataType::I64:
    return f(int64_t());
  case DataType::U64:
    return f(uint64_t());
  case DataType::F16:
    return f(dc::f16(0.f));
  case DataType::BF16:
    return f(dc::bf16(0.f));
  case DataType::F32:
    return f(float());
  default:
    return f(double());
  }
}

/// Two passes over the indices' range on all cores.
template <class F> static void inParallel(int64_t count, F f) {
  const int64_t workers = std::max(1u, std::thread::hardware_concurrency());
  std::vector<std::thread> threads;
  for (int64_t w = 0; w < workers; ++w) {
    threads.emplace_back([=] { f(count * w / workers, count * (w + 1) / workers); });
  }
  for (std::thread &t : threads) {
    t.join();
  }
}

int64_t sizeOf(DataType type) {
  int64_t size = 0;
  withType(type, [&](auto t) { size = sizeof(t); });
  return size;
}

uint64_t bitsOf(DataType type, const nlohmann::json &value) {
  uint64_t bits = 0;
  withType(type, [&](auto t) {
    using T = decltype(t);
    T x;
    if constexpr (std::is_integral_v<T>) {
      x = static_cast<T>(value.get<int64_t>());
    } else {
      x = T(value.get<double>());
    }
    std::memcpy(&bits, &x, sizeof(T));
  });
  return bits;
}

static uint64_t mixed(uint64_t x) {
  x += 0x9e3779b97f4a7c15ull;
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9ull;
  x = (x ^ x >> 27) * 0x94d049bb133111ebull;
  return x ^ x >> 31;
}

std::vector<unsigned char> made(DataType type, int64_t count, const nlohmann::json &fill,
                                int64_t columns) {
  std::vector<unsigned char> bytes(count * sizeOf(type), 0xa5);
  const std::string kind = fill["kind"];
  static std::atomic<uint64_t> arrays = 0;
  const uint64_t seed = mixed(++arrays) << 20;
  const double low = fill.value("low", 0.0), high = fill.value("high", 0.0);
  const int64_t start = fill.value("start", int64_t(0)), step = fill.value("step", int64_t(0)),
                divisor = fill.value("divisor", int64_t(1)),
                modulo = fill.value("modulo", int64_t(0));
  std::vector<double> values;
  if (fill.contains("values")) {
    values = fill["values"].get<std::vector<double>>();
  }
  withType(type, [&](auto t) {
    using T = decltype(t);
    T *to = reinterpret_cast<T *>(bytes.data());
    inParallel(count, [=, &values](int64_t first, int64_t last) {
      for (int64_t i = first; i < last; ++i) {
        const uint64_t random = mixed(seed + static_cast<uint64_t>(i));
        const double unit = static_cast<double>(random >> 11) * 0x1p-53;
        if (kind == "reals") {
          to[i] = T(low + (high - low) * unit);
        } else if (kind == "dominant") { // symmetric and positive definite, as Cholesky wants
          const int64_t r = i / columns, c = i % columns;
          to[i] = T(r == c ? double(columns) : 1.0 / double(1 + std::abs(r - c)));
        } else if (kind == "integers") {
          const auto range =
              static_cast<uint64_t>(static_cast<int64_t>(high) - static_cast<int64_t>(low)) + 1;
          to[i] = T(static_cast<int64_t>(low) + static_cast<int64_t>(random % range));
        } else if (kind == "ramp") {
          const int64_t v = start + step * i / divisor;
          to[i] = T(modulo ? v % modulo : v);
        } else if (kind == "choice") {
          to[i] = T(values[random % values.size()]);
        } else if (kind == "listed") {
          to[i] = T(values[static_cast<size_t>(i) % values.size()]);
        }
      }
    });
  });
  return bytes;
}

int64_t differences(DataType type, const std::vector<unsigned char> &a,
                    const std::vector<unsigned char> &b, double relative, double absolute) {
  std::atomic<int64_t> count = 0;
  withType(type, [&](auto t) {
    using T = decltype(t);
    const T *x = reinterpret_cast<const T *>(a.data()), *y = reinterpret_cast<const T *>(b.data());
    inParallel(static_cast<int64_t>(a.size() / sizeof(T)),
               [=, &count](int64_t first, int64_t last) {
                 int64_t here = 0;
                 for (int64_t i = first; i < last; ++i) {
                   if constexpr (std::is_integral_v<T>) {
                     here += x[i] != y[i];
                   } else {
                     const double p = x[i], q = y[i];
                     const bool same = p == q || (std::isnan(p) && std::isnan(q)) ||
                                       std::abs(p - q) <= absolute + relative * std::abs(q);
                     here += !same;
                   }
                 }
                 count += here;
               });
  });
  return count;
}

} // namespace nvcc
