// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads the command line of `dcx bench`.
#include "tools/dcx/BenchOptions.h"

#include <charconv>
#include <cmath>

namespace dc::dcx {

const char *const kBenchUsage =
    R"(usage: dcx bench FILE.dcx... KERNEL NAME=VALUE... [KERNEL NAME=VALUE...]... [OPTIONS]

Measures kernels: after a warm-up, N runs of each, interleaved. Values are written as for 'dcx run'. Several artifacts,
kernels and devices are measured side by side: each kernel of each artifact on each device.

A run is as many launches as take about 200 us, one after the other; its time is divided by them. Times are the device's
own where it has a clock (CUDA events), else the caller's; the column 'wall' is the caller's, with the launch and the
wait. Arrays stay on the device between launches, so small ones stay in its caches, and what a launch writes the
next one reads.

Bytes of a launch are those of every array that the kernel reads, and again of every one that it writes, each counted
once and whole. GB/s are these bytes by the median. 'of copy' compares with a copy that moves as many bytes (half of them read,
half written) on the same device, in the same interleaved runs.

Options; --threads, --blocks, --tune, --bytes and --ops are those of the kernel before them, or of all when none is before:
  --device=ID[,ID]     "cpu", "cuda", "cuda:1"; else DOTCOMPUTE_DEVICE, else the best one; may be repeated
  --threads=N[,N,N]    the domain, for kernels that do not compute it
  --blocks=N[,N,N]     the grid, likewise, for kernels with DC_BLOCK
  --tune NAME=VALUE    the variant with this value of a DC_TUNE constant; may be repeated; a kernel may be named once for each variant
  --bytes=N            the bytes of a launch, where the arguments do not tell (1e9 is a number too)
  --ops=N              operations of a launch: adds a column with operations a second
  --runs=N             runs of each, 30 without
  --warmup=N           launches before the first run, 3 without
  --launches=N         launches of a run
  --restore            put what kernels write back as it was before each run (untimed); a run is one launch then
  --no-copy            no copies to compare with
  --json FILE          write the measurements to a file, '-' for standard output instead of the table
  --compare OLD.json   compare the medians with those of such a file
  --fail-above=PCT     with --compare: exit status 1 when a median is more than PCT per cent above the old one
  --help               print this
)";

static rt::Result<int64_t> parseCount(std::string_view flag, std::string_view text, int64_t least) {
  int64_t value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || stop != text.data() + text.size() || value < least ||
      value > 1000000) {
    return bad("expected a number from " + std::to_string(least) + " to 1000000 after " +
               std::string(flag) + ", got '" + std::string(text) + "'");
  }
  return value;
}

static rt::Result<double> parseAmount(std::string_view flag, std::string_view text) {
  double value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || stop != text.data() + text.size() || !(value >= 0) ||
      !std::isfinite(value)) {
    return bad("expected a number of at least 0 after " + std::string(flag) + ", got '" +
               std::string(text) + "'");
  }
  return value;
}

namespace {

class Parser {
public:
  Parser(const Arguments &arguments, BenchOptions &options)
      : arguments(arguments), options(options) {}

  rt::Status run() {
    for (at = 0; at < arguments.size(); ++at) {
      const std::string_view argument = arguments[at];
      DC_TRY(argument.starts_with("-") && argument != "-" ? option(argument)
                                                          : positional(argument));
    }
    return check();
  }

private:
  /// The text behind "--flag=" or, where the flag may stand alone, the next argument.
  std::optional<std::string> value(std::string_view argument, std::string_view flag,
                                   bool mayStandAlone = false) {
    if (argument.starts_with(flag) && argument.substr(flag.size()).starts_with('=')) {
      return std::string(argument.substr(flag.size() + 1));
    }
    if (mayStandAlone && argument == flag) {
      return ++at < arguments.size() ? arguments[at] : std::string();
    }
    return std::nullopt;
  }

  /// The kernel that an option is about.
  BenchKernel &kernel() { return options.kernels.empty() ? all : options.kernels.back(); }

  rt::Status option(std::string_view argument) {
    if (auto text = value(argument, "--device")) {
      return devices(*text);
    }
    if (auto text = value(argument, "--threads")) {
      DC_TRY_ASSIGN(kernel().domain, parseDomain(*text, rt::Domain::Unit::Threads));
    } else if (auto text = value(argument, "--blocks")) {
      DC_TRY_ASSIGN(kernel().domain, parseDomain(*text, rt::Domain::Unit::Blocks));
    } else if (auto text = value(argument, "--tune", true)) {
      if (!splitAssignment(*text)) {
        return bad("expected NAME=VALUE after --tune, got '" + *text + "'");
      }
      std::string &tuning = kernel().tuning;
      tuning += (tuning.empty() ? "" : ",") + *text;
    } else if (auto text = value(argument, "--bytes")) {
      DC_TRY_ASSIGN(kernel().bytes, parseAmount("--bytes=", *text));
    } else if (auto text = value(argument, "--ops")) {
      DC_TRY_ASSIGN(kernel().operations, parseAmount("--ops=", *text));
    } else if (auto text = value(argument, "--runs")) {
      DC_TRY_ASSIGN(options.runs, parseCount("--runs=", *text, 1));
    } else if (auto text = value(argument, "--warmup")) {
      DC_TRY_ASSIGN(options.warmUp, parseCount("--warmup=", *text, 0));
    } else if (auto text = value(argument, "--launches")) {
      DC_TRY_ASSIGN(options.launches, parseCount("--launches=", *text, 1));
    } else if (auto text = value(argument, "--fail-above")) {
      DC_TRY_ASSIGN(options.failAbove, parseAmount("--fail-above=", *text));
    } else if (auto text = value(argument, "--json", true)) {
      options.json = *text;
      return text->empty() ? bad("expected a file after --json, got none") : rt::Status();
    } else if (auto text = value(argument, "--compare", true)) {
      options.compare = *text;
      return text->empty() ? bad("expected a file after --compare, got none") : rt::Status();
    } else if (argument == "--restore") {
      options.restore = true;
    } else if (argument == "--no-copy") {
      options.copies = false;
    } else {
      return bad("unknown option '" + std::string(argument) + "'");
    }
    return {};
  }

  rt::Status devices(std::string_view text) {
    while (!text.empty()) {
      const size_t end = std::min(text.find(','), text.size());
      if (end == 0) {
        break;
      }
      options.devices.emplace_back(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return text.empty() && !options.devices.empty() ? rt::Status()
                                                    : bad("expected names after --device=");
  }

  rt::Status positional(std::string_view argument) {
    const auto assignment = splitAssignment(argument);
    if (options.files.empty() || (options.kernels.empty() && argument.ends_with(".dcx"))) {
      options.files.emplace_back(argument);
    } else if (!assignment) {
      options.kernels.emplace_back().name = argument;
    } else if (options.kernels.empty()) {
      return bad("expected the name of a kernel before '" + std::string(argument) + "'");
    } else {
      options.kernels.back().values.push_back(*assignment);
    }
    return {};
  }

  rt::Status check() {
    if (options.files.empty() || options.kernels.empty()) {
      return bad(options.files.empty() ? "expected an artifact and a kernel"
                                       : "expected the name of a kernel");
    }
    if (options.failAbove && options.compare.empty()) {
      return bad("expected --compare with --fail-above, got none");
    }
    if (options.restore && options.launches > 1) {
      return bad("expected one launch a run with --restore, got " +
                 std::to_string(options.launches));
    }
    for (BenchKernel &each : options.kernels) {
      each.domain = each.domain ? each.domain : all.domain;
      each.tuning = each.tuning.empty() ? all.tuning : each.tuning;
      each.bytes = each.bytes ? each.bytes : all.bytes;
      each.operations = each.operations ? each.operations : all.operations;
    }
    return {};
  }

  const Arguments &arguments;
  BenchOptions &options;
  BenchKernel all;
  size_t at = 0;
};

} // namespace

rt::Status parseBench(const Arguments &arguments, BenchOptions &options) {
  return Parser(arguments, options).run();
}

} // namespace dc::dcx
