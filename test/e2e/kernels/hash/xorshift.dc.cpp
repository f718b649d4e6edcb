// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A xorshift generator per thread that keeps its state in memory: 64-bit shifts, a class with
// private members.
#include <dotcompute/kernel.h>

class XorShift {
public:
  explicit XorShift(unsigned long long seed) : state(seed ? seed : 88172645463325252ull) {}
  unsigned long long next() {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
  }
  unsigned long long saved() const { return state; }

private:
  unsigned long long state;
};

/// `count` numbers below `limit` without the modulo's bias: those above the last whole multiple are
/// drawn again.
DC_KERNEL void xorshift(int count, unsigned limit, dc::span<unsigned long long> states,
                        dc::span<unsigned> sums) {
  DC_DOMAIN(states.size());
  DC_REQUIRES(limit > 0);
  auto i = dc::global_id();
  XorShift generator(states[i]);
  const unsigned usable = ~0u - ~0u % limit;
  unsigned sum = 0;
  for (int k = 0; k < count; ++k) {
    unsigned value;
    do {
      value = static_cast<unsigned>(generator.next() >> 32);
    } while (value >= usable);
    sum += value % limit;
  }
  states[i] = generator.saved();
  sums[i] = sum;
}
