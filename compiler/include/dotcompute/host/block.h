// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs one block of a kernel with DC_BLOCK: its threads in turn, from barrier to barrier. Part of
// dotcompute/host.h.
#ifndef DOTCOMPUTE_HOST_BLOCK_H
#define DOTCOMPUTE_HOST_BLOCK_H

#include <dotcompute/host/fibres.h>
#include <dotcompute/kernel/block.h>
#include <dotcompute/kernel/subgroups.h>

#include <cstring>
#include <memory>
#include <mutex>
#include <vector>

#if defined(__ELF__)
// Where the linker has gathered the variables declared DC_SHARED; null where there are none.
extern "C" {
extern char __start_dc_shared[] __attribute__((weak, visibility("hidden")));
extern char __stop_dc_shared[] __attribute__((weak, visibility("hidden")));
}
#endif

namespace dc::detail {

/// What shared memory holds when a block starts: -33686019 as an int, about -4.2e37 as a float.
inline constexpr int shared_poison = 0xfd;

/// DC_SHARED variables are static, so one block at a time may use them.
inline std::mutex shared_memory;

inline void poison_shared_memory() {
#if defined(__ELF__)
  if (__start_dc_shared) {
    std::memset(__start_dc_shared, shared_poison,
                static_cast<std::size_t>(__stop_dc_shared - __start_dc_shared));
  }
#endif
}

/// The threads of a block. Kept from block to block, since making stacks takes longer than most
/// blocks.
class host_block {
public:
  /// Runs `work` as each thread of the block that `current` describes.
  void run(void (*work)(void *), void *argument) {
    std::lock_guard<std::mutex> lock(shared_memory);
    poison_shared_memory();
    wait_for_block = wait;
    exchange_in_subgroup = exchange;
    host_thread first = current;
    std::size_t count = static_cast<std::size_t>(first.block_extent[0] * first.block_extent[1] *
                                                 first.block_extent[2]);
    threads.resize(count);
    given[0].resize(count);
    given[1].resize(count);
    for (thread &t : threads) {
      t.file = nullptr;
      t.turn = false;
    }
    // The first round starts every thread; one that ends leaves its fibre to the next.
    do {
      for (std::size_t i = 0; i < count; ++i) {
        step(first, i, work, argument);
      }
    } while (agree(first));
    current = first;
  }

  static host_block &here() {
    static thread_local host_block block;
    return block;
  }

private:
  struct thread {
    std::unique_ptr<host_fibre> fibre; // of a thread that waits
    const char *file = nullptr;        // the barrier where it waits; null where it has ended
    unsigned line = 0;
    bool exchanges = false; // that barrier is one of an exchange
    bool turn = false;      // which of `given` its last exchange used
  };

  static void place(const host_thread &first, std::size_t linear) {
    index rest = static_cast<index>(linear);
    current = first;
    current.linear = rest;
    for (int d = first.rank; d-- > 0;) {
      current.thread[d] = rest % first.block_extent[d];
      rest /= first.block_extent[d];
      current.id[d] = first.block[d] * first.block_extent[d] + current.thread[d];
    }
  }

  void step(const host_thread &first, std::size_t linear, void (*work)(void *), void *argument) {
    thread &t = threads[linear];
    if (!t.fibre) {
      if (idle.empty()) {
        idle.push_back(std::make_unique<host_fibre>());
      }
      t.fibre = std::move(idle.back());
      idle.pop_back();
      t.fibre->start(work, argument);
    }
    place(first, linear);
    stepping = &t;
    t.fibre->resume();
    if (t.fibre->ended) {
      t.file = nullptr;
      idle.push_back(std::move(t.fibre));
    }
  }

  static void wait_at(const char *file, unsigned line, bool exchanges) {
    here().stepping->file = file;
    here().stepping->line = line;
    here().stepping->exchanges = exchanges;
    host_fibre::running->pause();
  }

  static void wait(const char *file, unsigned line) { wait_at(file, line, false); }

  /// Two arrays take turns: a thread may be at its next exchange before others have read this
  /// one's.
  static const std::uint64_t *exchange(std::uint64_t value, const char *file, unsigned line) {
    thread &self = *here().stepping;
    self.turn = !self.turn;
    std::vector<std::uint64_t> &values = here().given[self.turn];
    values[static_cast<std::size_t>(current.linear)] = value;
    const std::uint64_t *lanes = values.data() + (current.linear - lane_of(current.linear));
    wait_at(file, line, true);
    return lanes;
  }

  /// True where all wait at one barrier, false where all have ended; ends the program where they
  /// disagree.
  bool agree(const host_thread &first) const {
    const thread &a = threads.front();
    for (std::size_t i = 1; i < threads.size(); ++i) {
      const thread &b = threads[i];
      bool same = a.file && b.file ? a.line == b.line && std::strcmp(a.file, b.file) == 0
                                   : a.file == b.file;
      if (!same) {
        disagree(first, i);
      }
    }
    return a.file != nullptr;
  }

  [[noreturn]] void disagree(const host_thread &first, std::size_t other) const {
    const thread &at = threads[threads.front().file ? 0 : other];
    std::fprintf(stderr, "%s:%u: the threads of block ", at.file, at.line);
    print_position(first.block, first.rank);
    std::fprintf(stderr, " disagree about %s",
                 at.exchanges ? "an exchange in subgroups" : "a barrier");
    for (std::size_t i : {std::size_t(0), other}) {
      place(first, i);
      std::fprintf(stderr, "%s thread ", i == 0 ? ":" : ",");
      print_position(current.thread, first.rank);
      if (threads[i].file) {
        std::fprintf(stderr, " waits at %s:%u", threads[i].file, threads[i].line);
      } else {
        std::fprintf(stderr, " has ended");
      }
    }
    std::fprintf(stderr, "\n");
    std::abort();
  }

  std::vector<thread> threads;
  std::vector<std::uint64_t> given[2]; // to exchanges, by linear id
  std::vector<std::unique_ptr<host_fibre>> idle;
  thread *stepping = nullptr;
};

} // namespace dc::detail

#endif // DOTCOMPUTE_HOST_BLOCK_H
