// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loads a library with kernels, uses it, closes it, and does that again in the same place.
#include <dlfcn.h>

#include <cstdio>

int main(int argc, char **argv) {
  for (int round = 0; argc == 2 && round < 3; ++round) {
    void *library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
    auto *doubleAll =
        library ? reinterpret_cast<int (*)(float *, long)>(dlsym(library, "double_all")) : nullptr;
    float data[3] = {1, 2, 3};
    if (!doubleAll || doubleAll(data, 3) != 0 || data[2] != 6) {
      std::fprintf(stderr, "round %d: %s\n", round, library ? "wrong result" : dlerror());
      return 1;
    }
    dlclose(library);
    if (dlopen(argv[1], RTLD_NOW | RTLD_NOLOAD)) {
      std::fprintf(stderr, "expected that the library can be unloaded\n");
      return 1;
    }
  }
  return argc == 2 ? 0 : 2;
}
