// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One stack for each thread of a block, and the switch between them. Part of dotcompute/host.h.
#ifndef DOTCOMPUTE_HOST_FIBRES_H
#define DOTCOMPUTE_HOST_FIBRES_H

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdio>
#include <cstdlib>

#if !defined(__x86_64__)
#include <ucontext.h>
#endif

#if defined(__SANITIZE_ADDRESS__)
#define DC_HOST_ASAN 1
#elif defined(__SANITIZE_THREAD__)
#define DC_HOST_TSAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define DC_HOST_ASAN 1
#elif __has_feature(thread_sanitizer)
#define DC_HOST_TSAN 1
#endif
#endif

// The sanitizers want to know of each switch. Declared here, since the compilers' own headers are
// not always installed.
#if defined(DC_HOST_TSAN)
extern "C" {
void *__tsan_get_current_fiber();
void *__tsan_create_fiber(unsigned flags);
void __tsan_destroy_fiber(void *fiber);
void __tsan_switch_to_fiber(void *fiber, unsigned flags);
}
#elif defined(DC_HOST_ASAN)
extern "C" {
void __sanitizer_start_switch_fiber(void **fake_stack, const void *bottom, std::size_t size);
void __sanitizer_finish_switch_fiber(void *fake_stack, const void **old_bottom,
                                     std::size_t *old_size);
void __asan_unpoison_memory_region(const volatile void *start, std::size_t size);
}
#endif

namespace dc::detail {

/// A stack from mmap with a page below it that nobody may touch: an overflow ends the program where
/// it happens.
class host_stack {
public:
#if defined(DC_HOST_ASAN)
  static constexpr std::size_t size = 1 << 20; // AddressSanitizer's frames are larger
#else
  static constexpr std::size_t size = 256 << 10;
#endif

  host_stack() {
    std::size_t guard = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    void *memory = mmap(nullptr, guard + size, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED || mprotect(memory, guard, PROT_NONE) != 0) {
      std::perror("dc::host::run: no memory for the stack of one more thread of a block");
      std::abort();
    }
    bottom = static_cast<char *>(memory) + guard;
  }
  host_stack(const host_stack &) = delete;
  host_stack &operator=(const host_stack &) = delete;
  ~host_stack() {
    std::size_t guard = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    munmap(bottom - guard, guard + size);
  }

  char *bottom = nullptr;
};

#if defined(__x86_64__)
/// Where a stopped fibre goes on: the registers that a call must keep lie on its stack.
using host_context = void *;

[[gnu::naked, gnu::noinline]] inline void switch_context(host_context *, host_context *) {
  __asm__("pushq %rbp\n\t"
          "pushq %rbx\n\t"
          "pushq %r12\n\t"
          "pushq %r13\n\t"
          "pushq %r14\n\t"
          "pushq %r15\n\t"
          "movq %rsp, (%rdi)\n\t"
          "movq (%rsi), %rsp\n\t"
          "popq %r15\n\t"
          "popq %r14\n\t"
          "popq %r13\n\t"
          "popq %r12\n\t"
          "popq %rbx\n\t"
          "popq %rbp\n\t"
          "ret");
}

inline void make_context(host_context &context, const host_stack &stack, void (*entry)()) {
  // Six registers, the address to go to, and a return address of zero, at which a debugger's
  // backtrace ends.
  void **top = reinterpret_cast<void **>(stack.bottom + host_stack::size) - 2;
  top[1] = nullptr;
  top[0] = reinterpret_cast<void *>(entry);
  for (int i = 1; i <= 6; ++i) {
    top[-i] = nullptr;
  }
  context = top - 6;
}
#else
using host_context = ucontext_t;

inline void switch_context(host_context *from, host_context *to) { swapcontext(from, to); }

inline void make_context(host_context &context, const host_stack &stack, void (*entry)()) {
  getcontext(&context);
  context.uc_stack.ss_sp = stack.bottom;
  context.uc_stack.ss_size = host_stack::size;
  context.uc_link = nullptr;
  makecontext(&context, entry, 0);
}
#endif

/// A thread of a block in the middle of its work. Switches take place between a fibre and the
/// caller of resume() alone.
class host_fibre {
public:
#if defined(DC_HOST_TSAN)
  host_fibre() : tsan_self(__tsan_create_fiber(0)) {}
  ~host_fibre() { __tsan_destroy_fiber(tsan_self); }
#else
  host_fibre() = default;
#endif
  host_fibre(const host_fibre &) = delete;
  host_fibre &operator=(const host_fibre &) = delete;

  /// Makes the next resume() start `work(argument)`.
  void start(void (*work)(void *), void *argument) {
#if defined(DC_HOST_ASAN)
    // The last thread on this stack left without returning from its two outermost frames.
    __asan_unpoison_memory_region(stack.bottom + host_stack::size - 4096, 4096);
#endif
    this->work = work;
    this->argument = argument;
    ended = false;
    make_context(self, stack, enter);
  }

  /// Runs until the fibre calls pause() or its work has ended.
  void resume() {
    host_fibre *outer = running;
    running = this;
#if defined(DC_HOST_ASAN)
    void *fake = nullptr;
    __sanitizer_start_switch_fiber(&fake, stack.bottom, host_stack::size);
    switch_context(&caller, &self);
    __sanitizer_finish_switch_fiber(fake, nullptr, nullptr);
#elif defined(DC_HOST_TSAN)
    tsan_caller = __tsan_get_current_fiber();
    __tsan_switch_to_fiber(tsan_self, 0);
    switch_context(&caller, &self);
#else
    switch_context(&caller, &self);
#endif
    running = outer;
  }

  /// Back to resume()'s caller; called on this fibre.
  void pause() {
#if defined(DC_HOST_ASAN)
    void *fake = nullptr;
    __sanitizer_start_switch_fiber(ended ? nullptr : &fake, caller_bottom, caller_size);
    switch_context(&self, &caller);
    __sanitizer_finish_switch_fiber(fake, &caller_bottom, &caller_size);
#elif defined(DC_HOST_TSAN)
    __tsan_switch_to_fiber(tsan_caller, 0);
    switch_context(&self, &caller);
#else
    switch_context(&self, &caller);
#endif
  }

  bool ended = true;
  static inline thread_local host_fibre *running = nullptr;

private:
  static void enter() noexcept {
    host_fibre *fibre = running;
#if defined(DC_HOST_ASAN)
    __sanitizer_finish_switch_fiber(nullptr, &fibre->caller_bottom, &fibre->caller_size);
#endif
    fibre->work(fibre->argument);
    fibre->ended = true;
    fibre->pause();
    std::abort(); // nobody resumes a fibre that has ended
  }

  host_stack stack;
  host_context self{};
  host_context caller{};
  void (*work)(void *) = nullptr;
  void *argument = nullptr;
#if defined(DC_HOST_ASAN)
  const void *caller_bottom = nullptr;
  std::size_t caller_size = 0;
#elif defined(DC_HOST_TSAN)
  void *tsan_self = nullptr;
  void *tsan_caller = nullptr;
#endif
};

} // namespace dc::detail

#endif // DOTCOMPUTE_HOST_FIBRES_H
