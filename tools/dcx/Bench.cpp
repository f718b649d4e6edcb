// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `dcx bench`: kernels of artifacts on devices, measured side by side.
#include "tools/dcx/BenchOptions.h"
#include "tools/dcx/BenchReport.h"
#include "tools/dcx/BenchRun.h"

#include <dotcompute/base/Clock.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <unistd.h>

namespace dc::dcx {

namespace {

/// Shows on standard error how far a long measurement is: a line that is written over on a
/// terminal, else one now and then.
class Progress {
public:
  explicit Progress(int64_t rounds) : rounds(rounds), isTerminal(::isatty(STDERR_FILENO) != 0) {
    start = shown = seconds();
  }
  ~Progress() {
    if (isTerminal && hasLine) {
      std::fputs("\r\033[K", stderr);
    }
  }
  void at(int64_t round) {
    const double now = seconds();
    if (now - shown < (isTerminal ? 0.5 : 10)) {
      return;
    }
    shown = now;
    hasLine = true;
    const double left = (now - start) / double(round) * double(rounds - round);
    std::fprintf(stderr,
                 isTerminal ? "\r\033[Krun %lld of %lld, %.0f s left"
                            : "dcx: run %lld of %lld, %.0f s left\n",
                 static_cast<long long>(round), static_cast<long long>(rounds), left);
  }

private:
  static double seconds() { return double(rt::Clock::system().now().count()) * 1e-9; }

  int64_t rounds;
  bool isTerminal;
  bool hasLine = false;
  double start = 0, shown = 0;
};

struct Candidate {
  std::string artifact;
  std::unique_ptr<KernelSubject> kernel;
  CopySubject *copy = nullptr;
};

class Bench {
public:
  explicit Bench(const BenchOptions &options) : options(options) {}

  /// `isUsage`: what fails is the command line.
  rt::Status prepare(bool &isUsage);
  rt::Status measure();
  std::vector<BenchRow> rows() const;

private:
  rt::Status addKernel(const std::string &file, const rt::Artifact &artifact,
                       const BenchKernel &request, const rt::Device &device, bool &isUsage);

  const BenchOptions &options;
  std::vector<Candidate> candidates;
  std::vector<std::unique_ptr<CopySubject>> copies;
  std::vector<Subject *> order;
};

rt::Status Bench::prepare(bool &isUsage) {
  std::vector<rt::Device> devices;
  for (const std::string &id :
       options.devices.empty() ? std::vector<std::string>{""} : options.devices) {
    DC_TRY_ASSIGN(const rt::Device device, chooseDevice(id));
    if (std::find(devices.begin(), devices.end(), device) == devices.end()) {
      devices.push_back(device);
    }
  }
  std::vector<rt::Artifact> artifacts;
  for (const std::string &file : options.files) {
    DC_TRY_ASSIGN(rt::Artifact artifact, rt::Artifact::load_file(file));
    artifacts.push_back(std::move(artifact));
  }
  for (const BenchKernel &request : options.kernels) {
    for (const rt::Device &device : devices) {
      for (size_t i = 0; i < artifacts.size(); ++i) {
        DC_TRY(addKernel(options.files[i], artifacts[i], request, device, isUsage));
      }
    }
  }
  return {};
}

rt::Status Bench::addKernel(const std::string &file, const rt::Artifact &artifact,
                            const BenchKernel &request, const rt::Device &device, bool &isUsage) {
  DC_TRY_ASSIGN(rt::Kernel kernel, artifact.kernel(request.name, device, request.tuning));
  auto subject = std::make_unique<KernelSubject>(std::move(kernel), request);
  if (rt::Status status = subject->load(options.restore); !status.ok()) {
    isUsage = status.code() == rt::StatusCode::InvalidArgument;
    return status;
  }
  order.push_back(subject.get());
  Candidate candidate{file, std::move(subject), nullptr};
  const double bytes = candidate.kernel->bytes();
  if (options.copies && bytes >= 2) {
    const auto same = std::find_if(copies.begin(), copies.end(), [&](const auto &copy) {
      return copy->bytes() == bytes && copy->device() == device;
    });
    if (same != copies.end()) {
      candidate.copy = same->get();
    } else {
      auto copy = std::make_unique<CopySubject>(device, bytes);
      DC_TRY(copy->load().with_context(
          "while making the copy to compare with; --no-copy leaves it out"));
      order.push_back(copy.get());
      candidate.copy = copy.get();
      copies.push_back(std::move(copy));
    }
  }
  candidates.push_back(std::move(candidate));
  return {};
}

rt::Status Bench::measure() {
  for (Subject *subject : order) {
    DC_TRY(subject->warmUp(options));
  }
  Progress progress(options.runs);
  for (int64_t round = 0; round < options.runs; ++round) {
    // Every other round backwards, so that none always comes after the same one.
    for (size_t i = 0; i < order.size(); ++i) {
      DC_TRY(order[round % 2 == 0 ? i : order.size() - 1 - i]->measure());
    }
    progress.at(round + 1);
  }
  return {};
}

BenchRow rowOf(const Subject &subject) {
  BenchRow row;
  row.device = subject.device().id();
  row.deviceName = subject.device().name() + " (" + subject.device().arch() + ")";
  row.deviceClock = subject.usesDeviceClock();
  row.launches = subject.launches();
  row.samples = subject.times().device;
  row.wallSamples = subject.times().wall;
  const Statistics statistics = statisticsOf(row.samples);
  row.median = statistics.median;
  row.least = statistics.least;
  row.p10 = statistics.p10;
  row.p90 = statistics.p90;
  row.wall = statisticsOf(row.wallSamples).median;
  return row;
}

std::vector<BenchRow> Bench::rows() const {
  std::vector<BenchRow> rows;
  for (size_t i = 0; i < candidates.size(); ++i) {
    const Candidate &candidate = candidates[i];
    BenchRow row = rowOf(*candidate.kernel);
    row.artifact = candidate.artifact;
    row.kernel = candidate.kernel->kernel().name();
    row.arguments = candidate.kernel->argumentText();
    row.accesses = candidate.kernel->accessText();
    row.arch = candidate.kernel->kernel().arch();
    row.countsArguments = candidate.kernel->countsArguments();
    row.bytes = candidate.kernel->bytes();
    row.operations = candidate.kernel->operations();
    if (candidate.copy) {
      row.copyMedian = statisticsOf(candidate.copy->times().device).median;
    }
    rows.push_back(std::move(row));
    // The copy's own line stands below the last of the neighbours that are compared with it.
    if (candidate.copy &&
        (i + 1 == candidates.size() || candidates[i + 1].copy != candidate.copy)) {
      BenchRow copy = rowOf(*candidate.copy);
      copy.isCopy = true;
      copy.bytes = candidate.copy->bytes();
      rows.push_back(std::move(copy));
    }
  }
  return rows;
}

rt::Status writeJson(const std::string &path, const nlohmann::ordered_json &json) {
  const std::string text = json.dump(2, ' ', true, nlohmann::json::error_handler_t::replace) + "\n";
  if (path == "-") {
    std::fputs(text.c_str(), stdout);
    return {};
  }
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  return file ? rt::Status()
              : rt::Status(rt::StatusCode::Unavailable, "DCX0004", "cannot write '" + path + "'");
}

/// --fail-above: which medians have grown too much.
int checkGrowth(const BenchOptions &options, const std::vector<BenchRow> &rows) {
  int result = Success;
  for (const BenchRow &row : rows) {
    if (row.before && options.failAbove &&
        row.median > *row.before * (1 + *options.failAbove / 100)) {
      std::fprintf(stderr,
                   "dcx: error: '%s' on %s takes %.1f%% longer than in '%s', more than the %g%% of "
                   "--fail-above\n",
                   row.kernel.c_str(), row.device.c_str(), (row.median / *row.before - 1) * 100,
                   options.compare.c_str(), *options.failAbove);
      result = Failure;
    }
  }
  return result;
}

} // namespace

int bench(const Arguments &arguments) {
  if (std::any_of(arguments.begin(), arguments.end(),
                  [](std::string_view a) { return a == "--help" || a == "-h"; })) {
    std::fputs(kBenchUsage, stdout);
    return Success;
  }
  BenchOptions options;
  if (const rt::Status status = parseBench(arguments, options); !status.ok()) {
    return wrongUsage("bench", status);
  }
  nlohmann::json old;
  if (!options.compare.empty()) { // before anything that takes long
    rt::Result<nlohmann::json> read = readBenchJson(options.compare);
    if (!read.ok()) {
      return report(read.status());
    }
    old = std::move(*read);
  }
  Bench bench(options);
  bool isUsage = false;
  if (const rt::Status status = bench.prepare(isUsage); !status.ok()) {
    return isUsage ? wrongUsage("bench", status) : report(status);
  }
  if (const rt::Status status = bench.measure(); !status.ok()) {
    return report(status);
  }
  std::vector<BenchRow> rows = bench.rows();
  if (!options.compare.empty()) {
    compareWith(old, rows);
    if (std::none_of(rows.begin(), rows.end(),
                     [](const BenchRow &row) { return row.before.has_value(); })) {
      std::fprintf(
          stderr,
          "dcx: warning: '%s' has none of these kernels with these arguments on these devices\n",
          options.compare.c_str());
    }
  }
  if (options.json != "-") {
    std::fputs(benchTable(options, rows).c_str(), stdout);
  }
  if (!options.json.empty()) {
    if (const rt::Status status = writeJson(options.json, benchJson(options, rows)); !status.ok()) {
      return report(status);
    }
  }
  return checkGrowth(options, rows);
}

} // namespace dc::dcx
