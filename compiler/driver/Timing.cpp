// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Adds spans up and prints them.
#include "compiler/driver/Timing.h"

#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

#include <sys/resource.h>

namespace dc::compiler {

void Timing::add(const std::string &name, Clock::duration duration) {
  for (auto &[known, total] : spans) {
    if (known == name) {
      total += duration;
      return;
    }
  }
  spans.emplace_back(name, duration);
}

void Timing::print(llvm::raw_ostream &os) const {
  using Milliseconds = std::chrono::duration<double, std::milli>;
  double total = Milliseconds(Clock::now() - start).count();
  double rest = total;
  os << "phase                       ms      %\n";
  auto line = [&](const std::string &name, double ms) {
    os << llvm::format("%-20s %9.2f %6.1f\n", name.c_str(), ms, 100 * ms / total);
  };
  for (const auto &[name, duration] : spans) {
    double ms = Milliseconds(duration).count();
    rest -= ms;
    line(name, ms);
  }
  line("other", rest);
  line("total", total);
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  os << llvm::format("peak memory %.1f MiB\n", usage.ru_maxrss / 1024.0);
}

} // namespace dc::compiler
