// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs random kernels on the host and on a device, and compares.
#pragma once

#include <dotcompute/host.h>
#include <dotcompute/runtime/Runtime.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <random>
#include <string>

using Random = std::mt19937_64;

/// Small numbers, limits, and any bits at all.
template <class T> T any(Random &random) {
  const u64 bits = random();
  if constexpr (std::is_same_v<T, bool>) {
    return bits % 2 != 0;
  } else if constexpr (dc::detail::is_integer<T>) {
    switch (random() % 8) {
    case 0:
      return std::numeric_limits<T>::min();
    case 1:
      return std::numeric_limits<T>::max();
    case 2:
    case 3:
      return static_cast<T>(bits);
    default:
      return static_cast<T>(static_cast<i64>(bits % 20) - (std::is_signed_v<T> ? 4 : 0));
    }
  } else {
    switch (random() % 8) {
    case 0: {
      T value;
      std::memcpy(&value, &bits, sizeof value);
      return value == value ? value : T(std::numeric_limits<f32>::quiet_NaN());
    }
    case 1:
      return T(bits % 2 != 0 ? -0.0f : std::numeric_limits<f32>::infinity());
    case 2:
      return T(1e-40 * static_cast<f64>(bits % 100));
    case 3:
      return T(static_cast<f64>(static_cast<i64>(bits)));
    default:
      return T(static_cast<f32>(static_cast<i64>(bits % 4096) - 1024) / 16.0f);
    }
  }
}

template <class T> class Values {
public:
  using value_type = T;
  Values(size_t count, Random &random) : count(count), values(new T[count]) {
    for (size_t k = 0; k < count; ++k) {
      values[k] = any<T>(random);
    }
  }
  Values(const Values &other) : count(other.count), values(new T[other.count]) {
    std::memcpy(values.get(), other.values.get(), count * sizeof(T));
  }
  T *data() { return values.get(); }
  const T *data() const { return values.get(); }
  size_t size() const { return count; }

private:
  size_t count;
  std::unique_ptr<T[]> values;
};

template <class T> bool same(const char *name, const Values<T> &device, const Values<T> &host) {
  for (size_t k = 0; k < host.size(); ++k) {
    const u64 a = bits_of(device.data()[k]), b = bits_of(host.data()[k]);
    if (a != b) {
      std::printf("  %s[%zu]: %llx on the device, %llx on the host\n", name, k, a, b);
      return false;
    }
  }
  return true;
}

struct Test {
  const char *name;
  bool (*run)(dc::rt::Queue &, dc::rt::Kernel &, Random &);
};

/// A launch ends well, or in a fault where the host has met one.
inline bool ended(dc::rt::Queue &queue, const dc::rt::Result<dc::rt::Completion> &launched) {
  dc::rt::Status status = launched.ok() ? queue.sync() : launched.status();
  const bool fault = status.code() == dc::rt::StatusCode::DataFault;
  if (fault) {
    queue.clear_fault();
  }
  if (fault ? faulted : status.ok() && !faulted) {
    return true;
  }
  std::printf("  %s; the host %s\n", status.to_string().c_str(),
              faulted ? "met a fault" : "met none");
  return false;
}

inline int compare_all(int argc, char **argv, const Test *begin, const Test *end,
                       const char *defaultDevice, u64 seed) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: %s ARTIFACT [DEVICE [KERNEL]]\n", argv[0]);
    return 2;
  }
  auto runtime = dc::rt::Runtime::shared().value();
  auto queue = runtime.device(argc > 2 ? argv[2] : defaultDevice).value().queue();
  auto artifact = dc::rt::Artifact::load_file(argv[1]).value();
  int wrong = 0;
  for (const Test *test = begin; test != end; ++test) {
    if (argc > 3 && std::strcmp(argv[3], test->name) != 0) {
      continue;
    }
    auto kernel = artifact.kernel(test->name, queue.device());
    if (!kernel.ok()) {
      std::printf("%s: %s\n", test->name, kernel.status().to_string().c_str());
      ++wrong;
      continue;
    }
    Random random(seed);
    for (int round = 0; round < 3; ++round) {
      if (!test->run(queue, *kernel, random)) {
        std::printf("%s differs in round %d\n", test->name, round);
        ++wrong;
        break;
      }
    }
    std::fflush(stdout);
  }
  std::printf("%d of %d kernels differ\n", wrong, static_cast<int>(end - begin));
  return wrong != 0;
}
