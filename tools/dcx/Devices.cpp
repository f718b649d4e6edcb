// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `dcx devices`: what this machine can run kernels on, and what it cannot use.
#include "tools/dcx/Verbs.h"

#include <dotcompute/runtime/Runtime.h>

#include <nlohmann/json.hpp>

#include <cstdio>
#include <string>

namespace dc::dcx {

namespace {

constexpr const char *kUsage = R"(usage: dcx devices [--json]

Lists the devices of this machine, the best one marked with *, and one line for each driver that cannot be used.
DOTCOMPUTE_DEVICE=ID chooses another best one, DOTCOMPUTE_CPU_THREADS=N the threads of the CPU.

  --json   print one JSON object
  --help   print this
)";

void printText(const rt::Runtime &runtime) {
  const rt::Device best = runtime.best_device();
  for (const rt::Device &device : runtime.devices()) {
    const rt::DeviceLimits &limits = device.limits();
    std::printf("%c %-8s %s, %s, %u %s, %.1f GiB\n", device == best ? '*' : ' ',
                device.id().c_str(), device.name().c_str(), device.arch().c_str(),
                limits.compute_units, device.uses_host_memory() ? "threads" : "multiprocessors",
                double(limits.memory) / (1 << 30));
  }
  for (const std::string &problem : runtime.problems()) {
    std::printf("  not usable: %s\n", problem.c_str());
  }
}

void printJson(const rt::Runtime &runtime) {
  nlohmann::ordered_json out = {{"devices", nlohmann::json::array()}};
  for (const rt::Device &device : runtime.devices()) {
    const rt::DeviceLimits &limits = device.limits();
    out["devices"].push_back({{"id", device.id()},
                              {"driver", device.driver()},
                              {"name", device.name()},
                              {"arch", device.arch()},
                              {"memory_bytes", limits.memory},
                              {"max_allocation_bytes", limits.max_allocation},
                              {"max_block_threads", limits.max_block_threads},
                              {"shared_bytes", limits.shared_bytes},
                              {"subgroup_size", limits.subgroup_size},
                              {"compute_units", limits.compute_units},
                              {"uses_host_memory", device.uses_host_memory()}});
  }
  out["best"] = runtime.best_device().id();
  out["problems"] = runtime.problems();
  std::puts(out.dump(2, ' ', true, nlohmann::json::error_handler_t::replace).c_str());
}

} // namespace

int devices(const Arguments &arguments) {
  bool json = false;
  for (const std::string &argument : arguments) {
    if (argument == "--help" || argument == "-h") {
      std::fputs(kUsage, stdout);
      return Success;
    }
    if (argument != "--json") {
      return wrongUsage("devices", "unknown argument '" + argument + "'");
    }
    json = true;
  }
  const rt::Result<rt::Runtime> runtime = rt::Runtime::shared();
  if (!runtime.ok()) {
    return report(runtime.status());
  }
  if (json) {
    printJson(*runtime);
  } else {
    printText(*runtime);
  }
  return Success;
}

} // namespace dc::dcx
