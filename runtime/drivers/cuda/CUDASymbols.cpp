// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loads the CUDA driver's functions.
#include "runtime/drivers/cuda/CUDASymbols.h"

#include <dlfcn.h>
#include <map>
#include <mutex>

namespace dc::rt::cuda {

std::string Symbols::describe(Code code) const {
  const char *name = nullptr;
  const char *text = nullptr;
  if (getErrorName(code, &name) != kSuccess || !name) {
    return "error " + std::to_string(code);
  }
  return getErrorString(code, &text) == kSuccess && text ? std::string(name) + ": " + text : name;
}

const Symbols *loadSymbols(const char *library, std::string &problem) {
  void *handle = ::dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (!handle) {
    problem = "cuda: no NVIDIA driver found (" + std::string(::dlerror()) + ")";
    return nullptr;
  }
  Symbols symbols = {};
  const char *missing = nullptr;
#define DC_CUDA_LOAD(member, symbol, parameters)                                                   \
  symbols.member = reinterpret_cast<decltype(symbols.member)>(::dlsym(handle, #symbol));           \
  missing = symbols.member ? missing : #symbol;
  DC_CUDA_FUNCTIONS(DC_CUDA_LOAD)
#undef DC_CUDA_LOAD
  if (missing) {
    problem = "cuda: the NVIDIA driver is too old: expected version 11.2 or newer, which has " +
              std::string(missing);
    return nullptr;
  }
  // Never destroyed: contexts refer to it until the process ends.
  static std::mutex mutex;
  static auto *const loaded = new std::map<std::string, Symbols>;
  std::lock_guard lock(mutex);
  return &loaded->try_emplace(library, symbols).first->second;
}

} // namespace dc::rt::cuda
