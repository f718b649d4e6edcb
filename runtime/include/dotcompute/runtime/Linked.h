// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels that are linked into the program: what the headers that dcc generates build on.
#ifndef DOTCOMPUTE_RUNTIME_LINKED_H
#define DOTCOMPUTE_RUNTIME_LINKED_H

#include <algorithm>
#include <atomic>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>

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
  const char *tuning =
      nullptr; ///< "B=128,T=4": this variant of DC_TUNE; null: as DOTCOMPUTE_TUNE says
  std::atomic<std::uint32_t> id{0}; ///< in the devices' tables; 0 before the first launch
};

/// A variant of a kernel with DC_TUNE, and the values of its constants.
template <std::size_t Constants> struct LinkedVariant {
  std::int64_t values[Constants];
  LinkedKernel kernel;
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
/// The variant with these values of the constants called `names`; InvalidArgument where there is
/// none such.
template <std::size_t Constants, std::size_t Variants, class... Args>
Result<Completion> launch_variant(Queue &queue, LinkedVariant<Constants> (&variants)[Variants],
                                  const char *const (&names)[Constants],
                                  const std::int64_t (&values)[Constants], const Domain *domain,
                                  const Args &...args) {
  for (LinkedVariant<Constants> &variant : variants) {
    if (std::equal(values, values + Constants, variant.values)) {
      return launch_linked(queue, variant.kernel, domain, args...);
    }
  }
  std::string wanted;
  for (std::size_t i = 0; i < Constants; ++i) {
    wanted += (i == 0 ? "" : ",") + std::string(names[i]) + "=" + std::to_string(values[i]);
  }
  const LinkedKernel &any = variants[0].kernel;
  LinkedKernel none{any.artifact, any.name, any.abi_hash,
                    wanted.c_str()}; // loading it says what there is
  return launch_linked(queue, none, domain, args...);
}

} // namespace detail

} // namespace dc::rt

#endif // DOTCOMPUTE_RUNTIME_LINKED_H
