// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels that are linked into the program: what the headers that dcc generates build on.
#ifndef DOTCOMPUTE_RUNTIME_LINKED_H
#define DOTCOMPUTE_RUNTIME_LINKED_H

#include <atomic>
#include <concepts>
#include <cstddef>
#include <cstdint>

#include <dotcompute/runtime/Arg.h>
#include <dotcompute/runtime/Runtime.h>

namespace dc::rt {

/// An artifact in the program's own memory: the symbols of the object that dcc wrote.
struct LinkedArtifact {
  const unsigned char *bytes;
  const std::uint64_t *size;
  const char *symbol;
};

/// A kernel of a linked artifact as its header saw it. Constant-initialised, and nothing runs when
/// it is destroyed. The artifact is read at the first launch, once for the process; the kernel is
/// loaded once for each device and belongs to it.
///
/// Where the environment variable DOTCOMPUTE_OVERRIDE names a folder, a .dcx file there that has a
/// kernel of this name and ABI hash replaces the linked one; standard error says so, and says of
/// every kernel of this name that does not fit. The folder is read once.
struct LinkedKernel {
  const LinkedArtifact *artifact;
  const char *name;
  std::uint64_t abi_hash;
  std::atomic<std::uint32_t> id{0}; ///< in the devices' tables; 0 before the first launch
};

namespace detail {
template <class... Args>
Result<Completion> launch_linked(Queue &queue, LinkedKernel &kernel, const Domain *domain,
                                 const Args &...args) {
  if constexpr (sizeof...(Args) == 0) {
    return queue.launch_linked(kernel, domain, nullptr, 0);
  } else {
    const Argument list[] = {to_argument(args)...};
    return queue.launch_linked(kernel, domain, list, sizeof...(Args));
  }
}
} // namespace detail

} // namespace dc::rt

#endif // DOTCOMPUTE_RUNTIME_LINKED_H
