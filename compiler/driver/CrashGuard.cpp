// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Signal handlers around those of llvm::CrashRecoveryContext.
#include "compiler/driver/CrashGuard.h"

#include <atomic>
#include <cstdint>
#include <iterator>
#include <pthread.h>
#include <unistd.h>

namespace dc::compiler {

static constexpr int kSignals[] = {SIGSEGV, SIGBUS, SIGABRT, SIGILL, SIGFPE, SIGTRAP};

static struct sigaction recovery[std::size(kSignals)]; ///< LLVM's handlers
static std::atomic<bool> overflowed = false;
static std::atomic<uintptr_t> lowest = 0; ///< where the watched stack ends
static int reportStatus = 0;

/// Frames may be large: one that begins above the end touches what is well below it.
static constexpr uintptr_t kNear = 1 << 20;

static void recover(int signal, siginfo_t *info, void *context) {
  uintptr_t end = lowest, at = reinterpret_cast<uintptr_t>(info->si_addr);
  if ((signal == SIGSEGV || signal == SIGBUS) && end != 0 && at + kNear > end && at < end + kNear) {
    overflowed = true;
  }
  for (size_t i = 0; i < std::size(kSignals); ++i) {
    if (kSignals[i] == signal && recovery[i].sa_handler != SIG_DFL &&
        recovery[i].sa_handler != SIG_IGN) {
      return recovery[i].sa_flags & SA_SIGINFO ? recovery[i].sa_sigaction(signal, info, context)
                                               : recovery[i].sa_handler(signal);
    }
  }
  _exit(128 + signal);
}

void guardStacks() {
  for (size_t i = 0; i < std::size(kSignals); ++i) {
    sigaction(kSignals[i], nullptr, &recovery[i]);
    struct sigaction ours = {};
    ours.sa_sigaction = recover;
    ours.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&ours.sa_mask);
    sigaction(kSignals[i], &ours, nullptr);
  }
}

StackScope::StackScope() {
  pthread_attr_t attributes;
  void *begin = nullptr;
  size_t size = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
    pthread_attr_getstack(&attributes, &begin, &size);
    pthread_attr_destroy(&attributes);
  }
  lowest = reinterpret_cast<uintptr_t>(begin);
}

StackScope::~StackScope() { lowest = 0; }

bool hasOverflowedStack() { return overflowed; }

static void giveUp(int) {
  constexpr char text[] =
      "dcc: note: the crash left no report: writing one crashed too, or took too long\n";
  [[maybe_unused]] ssize_t written = write(STDERR_FILENO, text, sizeof(text) - 1);
  _exit(reportStatus);
}

void guardReport(int status, unsigned seconds) {
  static const mlir::dc::AlternateStack alternate;
  reportStatus = status;
  struct sigaction last = {};
  last.sa_handler = giveUp;
  last.sa_flags = SA_ONSTACK;
  sigemptyset(&last.sa_mask);
  for (int signal : kSignals) {
    sigaction(signal, &last, nullptr);
  }
  sigaction(SIGALRM, &last, nullptr);
  alarm(seconds);
}

} // namespace dc::compiler
