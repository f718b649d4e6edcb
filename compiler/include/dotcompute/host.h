// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs kernels as plain C++ on the host: for unit tests, debuggers and sanitizers.
#ifndef DOTCOMPUTE_HOST_H
#define DOTCOMPUTE_HOST_H

#include <dotcompute/kernel.h>

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace dc::host {

/// The domain of a launch whose kernel has no DC_DOMAIN, or that overrides it.
struct threads {
  index extent[3] = {1, 1, 1};
  int rank = 1;

  constexpr explicit threads(index n) : extent{n, 1, 1} {}
  constexpr threads(index rows, index columns) : extent{rows, columns, 1}, rank(2) {}
  constexpr threads(index planes, index rows, index columns) : extent{planes, rows, columns}, rank(3) {}
};

/// Runs `kernel` once for each thread of `domain`, one after the other in order of their ids. Arguments convert as in an ordinary
/// call: a std::vector becomes a dc::span;
/// dc::view<float, 2>(data, rows, columns) is a view.
template <class... Parameters, class... Arguments>
void run(threads domain, void (*kernel)(Parameters...), Arguments &&...arguments) {
  detail::host_thread saved = detail::current;
  detail::host_thread &current = detail::current;
  current = detail::host_thread{};
  current.rank = domain.rank;
  for (int d = 0; d < 3; ++d) {
    if (domain.extent[d] < 0) {
      std::fprintf(stderr, "dc::host::run: the domain's extent %lld is negative\n",
                   static_cast<long long>(domain.extent[d]));
      std::abort();
    }
    current.extent[d] = domain.extent[d];
  }
  for (index p = 0; p < domain.extent[0]; ++p) {
    for (index r = 0; r < domain.extent[1]; ++r) {
      for (index c = 0; c < domain.extent[2]; ++c) {
        current.id[0] = p;
        current.id[1] = r;
        current.id[2] = c;
        kernel(static_cast<Parameters>(arguments)...);
      }
    }
  }
  current = saved;
}

/// As above over the domain that the kernel's DC_DOMAIN states; a kernel without one ends the program.
template <class... Parameters, class... Arguments>
void run(void (*kernel)(Parameters...), Arguments &&...arguments) {
  detail::host_thread saved = detail::current;
  detail::host_thread &current = detail::current;
  current = detail::host_thread{};
  current.asks_domain = true;
  kernel(static_cast<Parameters>(arguments)...);
  detail::host_thread answer = current;
  current = saved;
  if (!answer.knows_domain) {
    std::fprintf(stderr, "dc::host::run: the kernel has no DC_DOMAIN: pass dc::host::threads(n) first\n");
    std::abort();
  }
  threads domain(answer.extent[0], answer.extent[1], answer.extent[2]);
  domain.rank = answer.rank;
  run(domain, kernel, std::forward<Arguments>(arguments)...);
}

} // namespace dc::host

#endif // DOTCOMPUTE_HOST_H
