// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `dcx run`: one launch of one kernel, with arguments from the command line.
#include "tools/dcx/KernelArguments.h"
#include "tools/dcx/Npy.h"
#include "tools/dcx/Records.h"
#include "tools/dcx/Verbs.h"

#include <dotcompute/runtime/Runtime.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace dc::dcx {

namespace {

constexpr const char *kUsage = R"(usage: dcx run FILE.dcx KERNEL NAME=VALUE... [OPTIONS]

Runs a kernel once and prints every array that it writes: range, mean and first values.

Values of scalars: 2, -0x10, 1e-3, nan, true. Values of arrays:
  [1,2,3]                              these elements
  zeros:[100] ones:[100] iota:[8]      a type may stand before the extents: zeros:f32[10,20]
  full:[100]:value=3
  rand:f32[1000]:seed=1:min=-1:max=1   uniform in [min, max); else [0, 1) for floats, [0, 100) for integers
  @y.npy                               NumPy's format; @y.npy:bf16 and :f16 take 2-byte elements as such
An array of structs is given and printed field by field: p.x=rand:[100] p.pos.y=zeros:[100] p.w=zeros:[100,4].

Options:
  --device=ID         "cpu", "cuda", "cuda:1"; else DOTCOMPUTE_DEVICE, else the best one
  --threads=N[,N,N]   the domain, for kernels that do not compute it
  --blocks=N[,N,N]    the grid, likewise, for kernels with DC_BLOCK
  --tune NAME=VALUE   the variant with this value of a DC_TUNE constant; may be repeated; else DOTCOMPUTE_TUNE, else the default
  --save NAME=FILE    write an array to an .npy file instead of printing it; may be repeated
  --json              print one JSON object
  --help              print this
)";

struct Options {
  std::string file;
  std::string kernel;
  std::string device;
  std::vector<std::pair<std::string, std::string>> values;
  std::vector<std::pair<std::string, std::string>> saves;
  std::string tuning; // "B=128,T=4"
  std::optional<rt::Domain> domain;
  bool json = false;
};

rt::Status parse(const Arguments &arguments, Options &options) {
  for (size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view argument = arguments[i];
    const auto valueOf = [&](std::string_view flag) { return argument.substr(flag.size()); };
    if (argument.starts_with("--device=")) {
      options.device = valueOf("--device=");
    } else if (argument.starts_with("--threads=")) {
      DC_TRY_ASSIGN(options.domain, parseDomain(valueOf("--threads="), rt::Domain::Unit::Threads));
    } else if (argument.starts_with("--blocks=")) {
      DC_TRY_ASSIGN(options.domain, parseDomain(valueOf("--blocks="), rt::Domain::Unit::Blocks));
    } else if (argument == "--tune" || argument.starts_with("--tune=")) {
      std::string_view value = argument.substr(std::min(argument.size(), sizeof "--tune=" - 1));
      if (argument == "--tune" && ++i < arguments.size()) {
        value = arguments[i];
      }
      if (!splitAssignment(value)) {
        return bad("expected NAME=VALUE after --tune, got '" + std::string(value) + "'");
      }
      options.tuning += (options.tuning.empty() ? "" : ",") + std::string(value);
    } else if (argument == "--save" || argument.starts_with("--save=")) {
      std::string_view value = argument.substr(std::min(argument.size(), sizeof "--save=" - 1));
      if (argument == "--save" && ++i < arguments.size()) {
        value = arguments[i];
      }
      const auto save = splitAssignment(value);
      if (!save || save->second.empty()) {
        return bad("expected NAME=FILE after --save, got '" + std::string(value) + "'");
      }
      options.saves.push_back(*save);
    } else if (argument == "--json") {
      options.json = true;
    } else if (argument.starts_with("-")) {
      return bad("unknown option '" + std::string(argument) + "'");
    } else if (options.file.empty()) {
      options.file = argument;
    } else if (options.kernel.empty()) {
      options.kernel = argument;
    } else if (const auto value = splitAssignment(argument)) {
      options.values.push_back(*value);
    } else {
      return bad("expected NAME=VALUE, got '" + std::string(argument) + "'");
    }
  }
  if (options.file.empty() || options.kernel.empty()) {
    return bad(options.file.empty() ? "expected an artifact and a kernel"
                                    : "expected the name of a kernel");
  }
  return {};
}

rt::Status checkSaves(const rt::Signature &signature, const Options &options) {
  for (const auto &[name, file] : options.saves) {
    const bool isWritten =
        std::any_of(signature.parameters.begin(), signature.parameters.end(),
                    [&](const auto &p) { return p.name == name && p.is_written; });
    if (!isWritten) {
      return bad("expected an array that '" + signature.name + "' writes after --save, got '" +
                 name + "'");
    }
  }
  return {};
}

/// The launch's arguments, made of values that are given field by field.
class Launch {
public:
  Launch(const std::vector<rt::Parameter> &parameters, std::vector<Value> &values)
      : parameters(parameters), values(values), records(parameters.size()) {}

  rt::Result<std::vector<rt::Argument>> arguments() {
    std::vector<rt::Argument> list;
    size_t next = 0;
    for (size_t i = 0; i < parameters.size(); ++i) {
      const rt::Parameter &parameter = parameters[i];
      if (parameter.type == rt::DataType::Record) {
        std::vector<const Array *> fields;
        for (size_t f = 0; f < parameter.fields.size(); ++f) {
          fields.push_back(&*values[next++].array);
        }
        DC_TRY_ASSIGN(records[i], joinFields(parameter, fields));
        list.push_back(recordArgument(parameter, records[i]));
        continue;
      }
      list.push_back(argumentOf(parameter, values[next++]));
    }
    return list;
  }

  /// What the kernel has written into structs, back in the values.
  void bringBack() {
    size_t next = 0;
    for (size_t i = 0; i < parameters.size(); ++i) {
      std::vector<Array *> fields;
      for (size_t f = 0; f < parameters[i].fields.size(); ++f) {
        fields.push_back(&*values[next + f].array);
      }
      splitFields(parameters[i], records[i], fields);
      next += parameters[i].type == rt::DataType::Record ? fields.size() : 1;
    }
  }

private:
  const std::vector<rt::Parameter> &parameters;
  std::vector<Value> &values;
  std::vector<RecordArray> records;
};

struct Summary {
  double least = INFINITY;
  double most = -INFINITY;
  double mean = 0;
  int64_t nans = 0;
};

Summary summarise(const Array &array) {
  Summary s;
  const int64_t size = array.size();
  double sum = 0;
  for (int64_t i = 0; i < size; ++i) {
    const double value = array.at(i);
    if (std::isnan(value)) {
      ++s.nans;
      continue;
    }
    s.least = std::min(s.least, value);
    s.most = std::max(s.most, value);
    sum += value;
  }
  s.mean = size > s.nans ? sum / double(size - s.nans) : NAN;
  return s;
}

constexpr int64_t kFirst = 8;

void printArray(const std::string &name, const Array &array) {
  const Summary s = summarise(array);
  std::printf("%s = %s", name.c_str(), shapeText(array).c_str());
  if (array.size() > s.nans) {
    std::printf("  min %.9g  max %.9g  mean %.9g", s.least, s.most, s.mean);
  }
  if (s.nans != 0) {
    std::printf("  nan %lld", static_cast<long long>(s.nans));
  }
  std::printf("\n  [");
  for (int64_t i = 0; i < std::min(array.size(), kFirst); ++i) {
    std::printf("%s%s", i ? ", " : "", array.text(i).c_str());
  }
  std::puts(array.size() > kFirst ? ", ...]" : "]");
}

/// JSON has no numbers for what is not finite.
nlohmann::ordered_json number(double value) {
  if (std::isfinite(value)) {
    return value;
  }
  return std::isnan(value) ? "nan" : value > 0 ? "inf" : "-inf";
}

nlohmann::ordered_json element(const Array &array, int64_t index) {
  if (isFloat(array.type)) {
    return number(array.at(index));
  }
  return nlohmann::ordered_json::parse(array.text(index)); // exact also beyond 2^53
}

nlohmann::ordered_json describeArray(const Array &array) {
  nlohmann::ordered_json out = {{"type", rt::name_of(array.type)}, {"shape", array.shape}};
  const Summary s = summarise(array);
  if (array.size() > s.nans) {
    out["min"] = number(s.least);
    out["max"] = number(s.most);
    out["mean"] = number(s.mean);
  }
  out["nan"] = s.nans;
  out["first"] = nlohmann::ordered_json::array();
  for (int64_t i = 0; i < std::min(array.size(), kFirst); ++i) {
    out["first"].push_back(element(array, i));
  }
  return out;
}

int printResults(const Options &options, const rt::Kernel &kernel,
                 const std::vector<rt::Parameter> &parameters, const std::vector<Value> &values) {
  nlohmann::ordered_json json = {{"kernel", kernel.signature().name},
                                 {"device", kernel.device().id()},
                                 {"arch", kernel.arch()},
                                 {"outputs", nlohmann::ordered_json::object()}};
  for (size_t i = 0; i < values.size(); ++i) {
    const rt::Parameter &parameter = parameters[i];
    if (!parameter.is_written) {
      continue;
    }
    bool saved = false;
    nlohmann::ordered_json entry = describeArray(*values[i].array);
    for (const auto &[name, file] : options.saves) {
      if (name == parameter.name) {
        if (rt::Status status = writeNpy(file, *values[i].array); !status.ok()) {
          return report(status);
        }
        entry["saved"] = file;
        saved = true;
      }
    }
    json["outputs"][parameter.name] = std::move(entry);
    if (!options.json && !saved) {
      printArray(parameter.name, *values[i].array);
    }
  }
  if (options.json) {
    std::puts(json.dump(2, ' ', true, nlohmann::json::error_handler_t::replace).c_str());
  }
  return Success;
}

} // namespace

int run(const Arguments &arguments) {
  if (std::any_of(arguments.begin(), arguments.end(),
                  [](std::string_view a) { return a == "--help" || a == "-h"; })) {
    std::fputs(kUsage, stdout);
    return Success;
  }
  Options options;
  if (const rt::Status status = parse(arguments, options); !status.ok()) {
    return wrongUsage("run", status);
  }
  const rt::Result<rt::Device> device = chooseDevice(options.device);
  if (!device.ok()) {
    return report(device.status());
  }
  const rt::Result<rt::Artifact> artifact = rt::Artifact::load_file(options.file);
  if (!artifact.ok()) {
    return report(artifact.status());
  }
  const rt::Result<rt::Kernel> kernel = artifact->kernel(options.kernel, *device, options.tuning);
  if (!kernel.ok()) {
    return report(kernel.status());
  }
  const rt::Signature &signature = kernel->signature();
  const rt::Result<std::vector<rt::Parameter>> given = splitRecords(signature.parameters);
  std::vector<Value> values;
  rt::Signature byField = signature;
  if (given.ok()) {
    byField.parameters = *given;
  }
  rt::Status collected =
      given.ok() ? collectValues(byField, options.values, values) : given.status();
  if (collected.ok()) {
    collected = checkSaves(byField, options);
  }
  if (!collected.ok()) {
    return collected.code() == rt::StatusCode::InvalidArgument ? wrongUsage("run", collected)
                                                               : report(collected);
  }
  Launch launch(signature.parameters, values);
  const rt::Result<std::vector<rt::Argument>> list = launch.arguments();
  if (!list.ok()) {
    return wrongUsage("run", list.status());
  }
  rt::Queue queue = device->queue();
  const rt::Result<rt::Completion> done = queue.launch_arguments(
      *kernel, options.domain ? &*options.domain : nullptr, list->data(), list->size());
  rt::Status status = done.ok() ? queue.sync() : done.status();
  if (!status.ok()) {
    return report(status);
  }
  launch.bringBack();
  return printResults(options, *kernel, *given, values);
}

} // namespace dc::dcx
