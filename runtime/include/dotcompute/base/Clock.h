// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Clock: the only way the runtime reads time or sleeps, so that tests can bring their own.
#ifndef DOTCOMPUTE_BASE_CLOCK_H
#define DOTCOMPUTE_BASE_CLOCK_H

#include <dotcompute/base/Export.h>

#include <chrono>

namespace dc::rt {

/// Implementations are thread-safe.
class DOTCOMPUTE_EXPORT Clock {
public:
  virtual ~Clock();
  /// Time since some fixed moment; never goes back.
  virtual std::chrono::nanoseconds now() const noexcept = 0;
  /// Time since 1970 (UTC), for people and logs; may jump.
  virtual std::chrono::nanoseconds wall_now() const noexcept = 0;
  /// Returns at `deadline` (in terms of now()) or later; at once when it has passed.
  virtual void sleep_until(std::chrono::nanoseconds deadline) = 0;
  void sleep_for(std::chrono::nanoseconds duration) { sleep_until(now() + duration); }

  /// The machine's clock; lives for the whole process.
  static Clock &system() noexcept;
};

} // namespace dc::rt

#endif // DOTCOMPUTE_BASE_CLOCK_H
