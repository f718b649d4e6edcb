// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Coroutines.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

namespace std {
template <class P = void>
struct coroutine_handle {
  static coroutine_handle from_address(void *) noexcept;
  template <class Q>
  coroutine_handle(coroutine_handle<Q>) noexcept;
  coroutine_handle() noexcept;
};
template <class R, class... A>
struct coroutine_traits {
  using promise_type = typename R::promise_type;
};
struct never {
  bool await_ready() noexcept;
  void await_suspend(coroutine_handle<>) noexcept;
  void await_resume() noexcept;
};
} // namespace std

struct Task {
  struct promise_type {
    Task get_return_object();
    std::never initial_suspend() noexcept;
    std::never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};

// CHECK: [[@LINE+1]]:{{[0-9]+}}: error: a kernel cannot be or call a coroutine [DCC1018]
static Task task() { co_return; }

DC_KERNEL void k(dc::span<int> x) {
  task();
  x[0] = 1;
}
