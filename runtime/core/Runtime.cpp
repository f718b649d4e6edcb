// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds devices: asks every driver, keeps what it says, picks the best.
#include <dotcompute/runtime/Runtime.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <mutex>
#include <optional>

#include "runtime/base/Errors.h"
#include "runtime/base/Notice.h"
#include "runtime/core/DeviceState.h"

namespace dc::rt {
namespace core {

class RuntimeState {
public:
  std::vector<Device> devices;
  std::vector<std::string> problems;
  std::optional<Device> preferred;
  std::string unusable; ///< the problem of a GPU that is there
};

/// Once in a process, however many runtimes it makes.
static void sayUnusable(const std::string &problem) {
  static std::atomic<bool> said{false};
  if (!problem.empty() && !said.exchange(true)) {
    notice("a GPU was found but cannot be used: " + problem);
  }
}

} // namespace core

static std::string listDevices(const core::RuntimeState &state) {
  std::string text;
  for (const Device &device : state.devices) {
    text += (text.empty() ? "" : ", ") + device.id();
  }
  return text;
}

static Result<Device> find(const core::RuntimeState &state, std::string_view id) {
  for (const Device &device : state.devices) {
    if (device.id() == id || device.driver() == id) {
      return device;
    }
  }
  std::string problems;
  for (const std::string &problem : state.problems) {
    problems += "; " + problem;
  }
  return fail(Error::NoSuchDevice, listDevices(state), id, problems);
}

Runtime::Runtime(std::shared_ptr<const core::RuntimeState> state) : state(std::move(state)) {}

Result<Runtime> Runtime::create(const RuntimeOptions &options) {
  auto state = std::make_shared<core::RuntimeState>();
  for (const core::DriverEntry &driver : core::drivers()) {
    core::Discovery found = driver.discover();
    for (auto &device : found.devices) {
      state->devices.emplace_back(std::make_shared<core::DeviceState>(std::move(device)));
    }
    for (std::string &problem : found.problems) {
      state->problems.push_back(std::move(problem));
    }
    if (state->unusable.empty()) {
      state->unusable = std::move(found.unusable);
    }
  }
  std::string wanted = options.require;
  std::string context = "while looking for the required device";
  if (wanted.empty() && options.use_environment) {
    const char *environment = std::getenv("DOTCOMPUTE_DEVICE");
    wanted = environment ? environment : "";
    context = "while looking for the device that DOTCOMPUTE_DEVICE names";
  }
  if (!wanted.empty()) {
    DC_TRY_ASSIGN(state->preferred, find(*state, wanted).with_context(context));
  }
  return Runtime(std::move(state));
}

Result<Runtime> Runtime::shared() {
  static std::mutex mutex;
  // Never destroyed: kernels may still run in threads that outlive main.
  static Runtime *instance = nullptr;
  std::lock_guard lock(mutex);
  if (!instance) {
    DC_TRY_ASSIGN(auto made, create());
    instance = new Runtime(std::move(made));
  }
  return *instance;
}

std::vector<Device> Runtime::devices() const { return state->devices; }

Result<Device> Runtime::device(std::string_view id) const { return find(*state, id); }

Device Runtime::best_device() const {
  if (state->preferred) {
    return *state->preferred;
  }
  core::sayUnusable(state->unusable);
  return *std::max_element(state->devices.begin(), state->devices.end(),
                           [](const Device &a, const Device &b) {
                             const auto weight = [](const Device &d) {
                               return d.uses_host_memory() ? 0u : d.limits().compute_units;
                             };
                             return weight(a) < weight(b);
                           });
}

const std::vector<std::string> &Runtime::problems() const { return state->problems; }

} // namespace dc::rt
