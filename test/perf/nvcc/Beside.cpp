// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels compiled by dcc, guarded and not, beside the same ones compiled by nvcc: the same arrays,
// interleaved, by CUDA events.
#include "test/perf/nvcc/Cuda.h"
#include "test/perf/nvcc/Values.h"

#include <dotcompute/runtime/Buffer.h>
#include <dotcompute/runtime/Runtime.h>

#include "runtime/core/QueueState.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <functional>

namespace {

using dc::rt::Argument;
using Json = nlohmann::json;

/// What a case cannot go on without; the other cases still run.
struct Failure {
  std::string text;
};
void need(const dc::rt::Status &status) {
  if (!status.ok()) {
    throw Failure{status.to_string()};
  }
}
template <class T> T need(dc::rt::Result<T> result) {
  need(result.status());
  return std::move(*result);
}

/// An array on the device, shared by all variants.
struct Array {
  dc::rt::DataType type;
  std::shared_ptr<dc::rt::core::Allocation> memory, initial; ///< `initial` where it is written
  int64_t bytes = 0;
  bool isCompared = false;
};

class Subject {
public:
  Subject(const Json &about, const std::string &folder, const dc::rt::Device &device,
          nvcc::Cuda &cuda)
      : about(about), folder(folder), device(device), cuda(cuda), queue(device.queue()) {}

  Json measure(int rounds);

private:
  void makeArguments();
  void restore();
  void runNvcc() { cuda.launch(function, grid, block, parameters); }
  void runOurs(const dc::rt::Kernel &kernel) {
    need(queue.launch_arguments(kernel, nullptr, arguments.data(), arguments.size()).status());
  }
  /// Microseconds of a launch.
  double timed(int variant, int launches);
  std::vector<std::vector<unsigned char>> results();

  const Json &about;
  const std::string &folder;
  dc::rt::Device device;
  nvcc::Cuda &cuda;
  dc::rt::Queue queue;
  std::vector<Array> arrays;
  std::vector<Argument> arguments;
  std::vector<uint64_t> words; ///< nvcc's parameters, each in a word
  std::vector<void *> parameters;
  void *function = nullptr;
  unsigned grid[3], block[3];
  std::vector<dc::rt::Kernel> kernels; ///< guarded, unguarded
};

void Subject::makeArguments() {
  for (const Json &one : about["arguments"]) {
    const dc::rt::DataType type = nvcc::typeOf(one["type"]);
    Argument argument;
    argument.type = type;
    if (one.contains("value")) {
      argument.kind = Argument::Kind::Scalar;
      argument.bits = nvcc::bitsOf(type, one["value"]);
      arguments.push_back(argument);
      words.push_back(argument.bits);
      continue;
    }
    const auto shape = one["shape"].get<std::vector<int64_t>>();
    int64_t count = 1;
    for (int64_t n : shape) {
      count *= n;
    }
    std::vector<unsigned char> host = nvcc::made(type, count, one["fill"], shape.back());
    Array array{type, need(dc::rt::detail::allocate(device, count, type)), nullptr,
                static_cast<int64_t>(host.size()), one["written"] && one["compared"]};
    argument.kind = Argument::Kind::DeviceArray;
    argument.rank = 1;
    argument.address = array.memory->address();
    argument.allocation = array.memory.get();
    argument.extents[0] = count;
    Argument from = argument;
    from.kind = Argument::Kind::HostArray;
    from.transfer = dc::rt::Transfer::In;
    from.read_only = true;
    from.address = reinterpret_cast<uintptr_t>(host.data());
    from.allocation = nullptr;
    need(queue.upload_argument(argument, from));
    if (one["written"]) {
      array.initial = need(dc::rt::detail::allocate(device, count, type));
      auto lock = queue.internal()->enter();
      need(queue.internal()->copy(array.initial->address(), array.memory->address(), host.size()));
    }
    need(queue.sync());
    words.push_back(argument.address);
    for (int64_t n : shape) {
      words.push_back(static_cast<uint64_t>(n));
    }
    if (shape.size() == 2) {
      argument = argument.shaped(shape[0], shape[1]);
      words.push_back(static_cast<uint64_t>(shape[1]));
    } else if (shape.size() == 3) {
      argument = argument.shaped(shape[0], shape[1], shape[2]);
      words.push_back(static_cast<uint64_t>(shape[1] * shape[2]));
      words.push_back(static_cast<uint64_t>(shape[2]));
    }
    arguments.push_back(argument);
    arrays.push_back(std::move(array));
  }
  for (uint64_t &word : words) {
    parameters.push_back(&word);
  }
}

void Subject::restore() {
  for (const Array &array : arrays) {
    if (array.initial) {
      auto lock = queue.internal()->enter();
      need(queue.internal()->copy(array.memory->address(), array.initial->address(),
                                  static_cast<size_t>(array.bytes)));
    }
  }
  need(queue.sync());
}

double Subject::timed(int variant, int launches) {
  if (about["restore"]) {
    restore();
  }
  if (variant == 0) {
    cuda.use();
    cuda.mark(false);
    for (int i = 0; i < launches; ++i) {
      runNvcc();
    }
    cuda.mark(true);
    cuda.synchronize();
    return cuda.microseconds() / launches;
  }
  dc::rt::core::QueueState &state = *queue.internal();
  need(state.readClock(0).status());
  for (int i = 0; i < launches; ++i) {
    runOurs(kernels[static_cast<size_t>(variant - 1)]);
  }
  need(state.readClock(1).status());
  const double nanoseconds = need(state.nanosecondsBetween());
  need(queue.sync());
  return nanoseconds / 1e3 / launches;
}

std::vector<std::vector<unsigned char>> Subject::results() {
  std::vector<std::vector<unsigned char>> all;
  for (const Array &array : arrays) {
    if (array.isCompared) {
      all.emplace_back(static_cast<size_t>(array.bytes));
      auto lock = queue.internal()->enter();
      need(queue.internal()->download(all.back().data(), array.memory->address(),
                                      all.back().size()));
    }
  }
  return all;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2;
}

Json Subject::measure(int rounds) {
  const std::string stem = about["stem"];
  for (int d = 0; d < 3; ++d) {
    grid[d] = about["grid"][static_cast<size_t>(d)];
    block[d] = about["block"][static_cast<size_t>(d)];
  }
  function = cuda.function(folder + "/nvcc/" + stem + ".cubin", about["entry"]);
  for (const char *variant : {"guarded", "unguarded"}) {
    const auto artifact =
        need(dc::rt::Artifact::load_file(folder + "/" + variant + "/" + stem + ".dcx"));
    kernels.push_back(need(artifact.kernel(about["kernel"].get<std::string>(), device)));
  }
  makeArguments();

  // What is written held rubbish before, and is what nvcc's kernel makes it.
  Json row = {{"name", about["name"]},
              {"file", about["file"]},
              {"nvcc_registers", cuda.registers(function)}};
  std::vector<std::vector<unsigned char>> expected;
  double worst = 0;
  for (int variant = 0; variant < 3; ++variant) {
    restore();
    if (variant == 0) {
      cuda.use();
      runNvcc();
      cuda.synchronize();
      expected = results();
      continue;
    }
    runOurs(kernels[static_cast<size_t>(variant - 1)]);
    need(queue.sync());
    const auto got = results();
    size_t at = 0;
    for (const Array &array : arrays) {
      if (array.isCompared) {
        const int64_t wrong = nvcc::differences(array.type, got[at], expected[at],
                                                about["relative"], about["absolute"]);
        worst = std::max(worst, double(wrong) / double(array.bytes / nvcc::sizeOf(array.type)));
        ++at;
      }
    }
  }
  row["differing"] = worst;
  row["right"] = worst <= about["differing"].get<double>();

  // A run takes about two milliseconds, or is one launch.
  int launches[3] = {1, 1, 1};
  for (int variant = 0; variant < 3; ++variant) {
    double once = timed(variant, 1);
    once = std::min(once, timed(variant, 1));
    if (!about["restore"]) {
      launches[variant] = static_cast<int>(std::clamp(2000 / std::max(once, 1.0), 1.0, 100.0));
    }
  }
  std::vector<double> times[3];
  for (int round = 0; round < rounds; ++round) {
    for (int k = 0; k < 3; ++k) {
      const int variant = round % 2 == 0 ? k : 2 - k;
      times[variant].push_back(timed(variant, launches[variant]));
    }
  }
  const double nvcc = median(times[0]);
  row["nvcc_us"] = nvcc;
  row["guarded_us"] = median(times[1]);
  row["unguarded_us"] = median(times[2]);
  row["guarded"] = nvcc / row["guarded_us"].get<double>();
  row["unguarded"] = nvcc / row["unguarded_us"].get<double>();
  return row;
}

void summarise(const std::vector<Json> &rows) {
  for (const char *column : {"guarded", "unguarded"}) {
    double logs = 0;
    int count = 0, under = 0;
    std::string list;
    for (const Json &row : rows) {
      if (row.contains(column)) {
        const double ratio = row[column];
        logs += std::log(ratio);
        ++count;
        if (ratio < 0.95) {
          ++under;
          char text[32];
          std::snprintf(text, sizeof text, " %.2f, ", ratio);
          list += row["name"].get<std::string>() + text;
        }
      }
    }
    std::printf("%s: geometric mean %.3f of nvcc's speed over %d kernels; %d under 0.95: %s\n",
                column, std::exp(logs / std::max(count, 1)), count, under, list.c_str());
  }
}

int usage() {
  std::fputs("usage: perf-nvcc FOLDER [--list] [--filter=TEXT] [--rounds=N] [--json=FILE]\n"
             "FOLDER is what test/perf/nvcc/make.py wrote. Ratios are nvcc's time by ours: above 1 "
             "is faster than nvcc.\n",
             stderr);
  return 2;
}

} // namespace

int main(int argc, char **argv) {
  std::string folder, filter, output;
  int rounds = 15;
  bool lists = false;
  for (int i = 1; i < argc; ++i) {
    const std::string a = argv[i];
    if (a == "--list") {
      lists = true;
    } else if (a.rfind("--filter=", 0) == 0) {
      filter = a.substr(9);
    } else if (a.rfind("--rounds=", 0) == 0) {
      rounds = std::max(1, std::atoi(a.c_str() + 9));
    } else if (a.rfind("--json=", 0) == 0) {
      output = a.substr(7);
    } else if (folder.empty() && a[0] != '-') {
      folder = a;
    } else {
      return usage();
    }
  }
  std::ifstream file(folder + "/cases.json");
  const Json cases = file ? Json::parse(file, nullptr, false) : Json();
  if (!cases.is_array()) {
    return usage();
  }
  std::vector<const Json *> chosen;
  for (const Json &about : cases) {
    if ((about["file"].get<std::string>() + " " + about["name"].get<std::string>()).find(filter) !=
        std::string::npos) {
      chosen.push_back(&about);
    }
  }
  if (lists) {
    for (const Json *about : chosen) {
      std::printf("%-40s %s\n", (*about)["name"].get<std::string>().c_str(),
                  (*about)["file"].get<std::string>().c_str());
    }
    return 0;
  }
  nvcc::Cuda cuda;
  const auto runtime = dc::rt::Runtime::shared();
  const auto device =
      runtime.ok() ? runtime->device("cuda:0") : dc::rt::Result<dc::rt::Device>(runtime.status());
  if (!device.ok()) {
    std::fprintf(stderr, "perf-nvcc: %s\n", device.status().to_string().c_str());
    return 2;
  }
  std::printf(
      "%s, median of %d rounds; ratios are nvcc's time by ours\n%-40s %10s %8s %10s  results\n",
      device->name().c_str(), rounds, "", "nvcc us", "guarded", "unguarded");
  std::vector<Json> rows;
  bool good = true;
  for (const Json *about : chosen) {
    Json row;
    try {
      row = Subject(*about, folder, *device, cuda).measure(rounds);
      good &= row["right"].get<bool>();
      std::printf("%-40s %10.1f %8.3f %10.3f  %s (%.2g differ)\n",
                  row["name"].get<std::string>().c_str(), row["nvcc_us"].get<double>(),
                  row["guarded"].get<double>(), row["unguarded"].get<double>(),
                  row["right"] ? "same" : "DIFFERENT", row["differing"].get<double>());
    } catch (const Failure &failure) {
      good = false;
      row = {{"name", (*about)["name"]}, {"failure", failure.text}};
      std::printf("%-40s FAILED: %s\n", (*about)["name"].get<std::string>().c_str(),
                  failure.text.c_str());
    }
    std::fflush(stdout);
    rows.push_back(row);
  }
  summarise(rows);
  if (!output.empty()) {
    std::ofstream(output) << Json(rows).dump(1) << "\n";
  }
  return good ? 0 : 1;
}
