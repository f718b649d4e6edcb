// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// As much of CUDA's driver interface as launches nvcc's kernels and times them, loaded from
// libcuda.so.1.
#ifndef DOTCOMPUTE_TEST_PERF_NVCC_CUDA_H
#define DOTCOMPUTE_TEST_PERF_NVCC_CUDA_H

#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace nvcc {

/// Ends the program where a call fails: there is nothing to measure then.
class Cuda {
public:
  Cuda() {
    library = dlopen("libcuda.so.1", RTLD_NOW);
    if (!library) {
      std::fprintf(stderr, "perf-nvcc: no libcuda.so.1\n");
      std::exit(2);
    }
    call("cuInit", 0u);
    call("cuDevicePrimaryCtxRetain", &context, 0);
    use();
    call("cuStreamCreate", &stream, 1u);
    call("cuEventCreate", &begin, 0u);
    call("cuEventCreate", &end, 0u);
  }
  /// Makes the context this thread's: the runtime may have set another since.
  void use() { call("cuCtxSetCurrent", context); }

  void *function(const std::string &file, const std::string &name) {
    use();
    void *module = nullptr, *result = nullptr;
    call("cuModuleLoad", &module, file.c_str());
    call("cuModuleGetFunction", &result, module, name.c_str());
    return result;
  }
  int registers(void *function) {
    int count = 0;
    call("cuFuncGetAttribute", &count, 4, function);
    return count;
  }
  void launch(void *function, const unsigned (&grid)[3], const unsigned (&block)[3],
              std::vector<void *> &parameters) {
    call("cuLaunchKernel", function, grid[0], grid[1], grid[2], block[0], block[1], block[2], 0u,
         stream, parameters.data(), static_cast<void **>(nullptr));
  }
  void mark(bool atEnd) { call("cuEventRecord", atEnd ? end : begin, stream); }
  void synchronize() { call("cuStreamSynchronize", stream); }
  double microseconds() {
    float milliseconds = 0;
    call("cuEventElapsedTime", &milliseconds, begin, end);
    return milliseconds * 1e3;
  }

private:
  template <class... A> void call(const char *name, A... arguments) {
    auto *f = reinterpret_cast<int (*)(A...)>(dlsym(library, name));
    const int code = f ? f(arguments...) : -1;
    if (code != 0) {
      std::fprintf(stderr, "perf-nvcc: %s failed with %d\n", name, code);
      std::exit(2);
    }
  }

  void *library = nullptr, *context = nullptr, *stream = nullptr, *begin = nullptr, *end = nullptr;
};

} // namespace nvcc

#endif // DOTCOMPUTE_TEST_PERF_NVCC_CUDA_H
