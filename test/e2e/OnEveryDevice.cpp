// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds devices, artifacts and a seed.
#include "test/e2e/OnEveryDevice.h"

#include <cstdlib>
#include <filesystem>
#include <iostream>

namespace e2e {

std::vector<std::string> deviceIds() {
  std::vector<std::string> ids;
  auto runtime = dc::rt::Runtime::shared();
  if (runtime.ok()) {
    for (const dc::rt::Device &device : runtime->devices()) {
      ids.push_back(device.id());
    }
  }
  return ids;
}

std::string nameOf(const std::string &deviceId) {
  std::string name;
  for (char c : deviceId) {
    name += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
  }
  return name;
}

void OnDevice::start(const std::string &id) {
  const char *given = std::getenv("DOTCOMPUTE_TEST_SEED");
  uint64_t seed = given ? std::strtoull(given, nullptr, 10) : std::random_device{}();
  random.seed(seed);
  RecordProperty("seed", std::to_string(seed));
  std::cout << "DOTCOMPUTE_TEST_SEED=" << seed << "\n";
  auto runtime = dc::rt::Runtime::shared();
  ASSERT_TRUE(runtime.ok()) << runtime.status().to_string();
  auto device = runtime->device(id);
  ASSERT_TRUE(device.ok()) << device.status().to_string();
  queue = std::make_unique<dc::rt::Queue>(device->queue());
}

std::string artifactPath(const std::string &artifact) {
  const char *folder = std::getenv("DOTCOMPUTE_TEST_ARTIFACTS");
  std::filesystem::path beside = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "e2e";
  return ((folder ? std::filesystem::path(folder) : beside) / (artifact + ".dcx")).string();
}

dc::rt::Kernel OnDevice::kernel(const std::string &artifact, const std::string &name, const std::string &tuning) {
  auto loaded = dc::rt::Artifact::load_file(artifactPath(artifact));
  if (!loaded.ok()) {
    ADD_FAILURE() << loaded.status().to_string();
    std::abort();
  }
  auto found = loaded->kernel(name, queue->device(), tuning);
  if (!found.ok()) {
    ADD_FAILURE() << found.status().to_string();
    std::abort();
  }
  return *found;
}

} // namespace e2e
