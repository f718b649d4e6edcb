// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where a compilation's time went, for --timing.
#ifndef DOTCOMPUTE_COMPILER_DRIVER_TIMING_H
#define DOTCOMPUTE_COMPILER_DRIVER_TIMING_H

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace llvm {
class raw_ostream;
}

namespace dc::compiler {

/// Named spans in the order they first ran; spans of one name add up. Not thread-safe.
class Timing {
public:
  Timing() : start(Clock::now()) {}

  template <class F> auto measure(const std::string &name, F &&run) {
    Span span(*this, name);
    return run();
  }
  /// A table of milliseconds and shares, and the peak memory of the process.
  void print(llvm::raw_ostream &os) const;

private:
  using Clock = std::chrono::steady_clock;

  struct Span {
    Span(Timing &owner, std::string name) : owner(owner), name(std::move(name)), begin(Clock::now()) {}
    ~Span() { owner.add(name, Clock::now() - begin); }
    Timing &owner;
    std::string name;
    Clock::time_point begin;
  };

  void add(const std::string &name, Clock::duration duration);

  Clock::time_point start;
  std::vector<std::pair<std::string, Clock::duration>> spans;
};

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_DRIVER_TIMING_H
