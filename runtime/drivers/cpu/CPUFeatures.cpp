// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Asks cpuid for the psABI levels, and xgetbv whether the operating system saves the wide
// registers.
#include "runtime/drivers/cpu/CPUFeatures.h"

#include <cstring>
#include <initializer_list>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace dc::rt::cpu {

#if defined(__x86_64__)
namespace {

struct Leaf {
  uint32_t eax = 0, ebx = 0, ecx = 0, edx = 0;
};

Leaf cpuid(uint32_t leaf, uint32_t sub = 0) {
  Leaf l;
  __get_cpuid_count(leaf, sub, &l.eax, &l.ebx, &l.ecx, &l.edx);
  return l;
}

constexpr bool all(uint32_t word, std::initializer_list<int> bits) {
  for (const int bit : bits) {
    if (((word >> bit) & 1) == 0) {
      return false;
    }
  }
  return true;
}

uint64_t enabledState() {
  uint32_t low = 0;
  uint32_t high = 0;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return uint64_t(high) << 32 | low;
}

uint32_t detect() {
  const Leaf one = cpuid(1);
  const Leaf seven = cpuid(7);
  const Leaf extended = cpuid(0x80000001);
  // cx16, popcnt, sse3, ssse3, sse4.1, sse4.2; lahf-lm
  if (!all(one.ecx, {13, 23, 0, 9, 19, 20}) || !all(extended.ecx, {0})) {
    return 1;
  }
  // avx, f16c, fma, movbe, osxsave; avx2, bmi1, bmi2; lzcnt; the system saves xmm and ymm
  if (!all(one.ecx, {28, 29, 12, 22, 27}) || !all(seven.ebx, {5, 3, 8}) ||
      !all(extended.ecx, {5}) || (enabledState() & 0x6) != 0x6) {
    return 2;
  }
  // avx512 f, bw, cd, dq, vl; the system saves opmask and zmm
  if (!all(seven.ebx, {16, 30, 28, 17, 31}) || (enabledState() & 0xe6) != 0xe6) {
    return 3;
  }
  return 4;
}

} // namespace

uint32_t x86Level() {
  static const uint32_t level = detect();
  return level;
}

std::string processorName() {
  char text[49] = {};
  for (uint32_t i = 0; i < 3; ++i) {
    const Leaf part = cpuid(0x80000002 + i);
    const uint32_t words[4] = {part.eax, part.ebx, part.ecx, part.edx};
    std::memcpy(text + 16 * i, words, 16);
  }
  std::string name(text);
  while (!name.empty() && name.back() == ' ') {
    name.pop_back();
  }
  return name.empty() ? "x86-64 processor" : name;
}

#else

uint32_t x86Level() { return 0; }
std::string processorName() { return "processor"; }

#endif

uint32_t levelOf(std::string_view arch) {
  constexpr std::string_view prefix = "x86-64";
  if (arch == prefix) {
    return 1;
  }
  if (arch.size() == prefix.size() + 3 && arch.starts_with(prefix) && arch.substr(6, 2) == "-v" &&
      arch[8] >= '2' && arch[8] <= '4') {
    return uint32_t(arch[8] - '0');
  }
  return 0;
}

} // namespace dc::rt::cpu
