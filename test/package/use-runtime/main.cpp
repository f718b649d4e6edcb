// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lists the devices of this machine, and expects an error for its argument, which is no artifact.
#include <dotcompute/runtime/Runtime.h>

#include <cstdio>

int main(int argc, char **argv) {
  auto runtime = dc::rt::Runtime::shared();
  if (!runtime.ok()) {
    std::fprintf(stderr, "%s\n", runtime.status().to_string().c_str());
    return 1;
  }
  bool hasCpu = false;
  for (const auto &device : runtime->devices()) {
    std::printf("%s: %s, %s\n", device.id().c_str(), device.name().c_str(), device.arch().c_str());
    hasCpu |= device.driver() == "cpu";
  }
  if (!hasCpu) {
    std::fprintf(stderr, "expected the CPU among the devices\n");
    return 1;
  }
  auto artifact = dc::rt::Artifact::load_file(argc > 1 ? argv[1] : argv[0]);
  if (artifact.ok()) {
    std::fprintf(stderr, "expected an error for a file that is no artifact\n");
    return 1;
  }
  std::printf("%s\n", artifact.status().to_string().c_str());
  return 0;
}
