// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `dcx inspect`: prints what an artifact says, for people or as JSON, or one payload's bytes.
#include "tools/dcx/InspectJson.h"
#include "tools/dcx/Verbs.h"

#include "runtime/artifact/Expr.h"
#include "runtime/artifact/Names.h"

#include <charconv>
#include <cinttypes>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace dc::dcx {

using namespace rt::artifact;

namespace {

constexpr const char *kUsage = R"(usage: dcx inspect [--json | --payload=N] FILE

Prints an artifact: kernels with arguments, contracts, fault sites and entry points, payloads with sizes and SHA-256.

  --json        print one JSON object
  --payload=N   write the bytes of payload N, as they are
  --help        print this
)";

struct Options {
  bool json = false;
  std::optional<size_t> payload;
  std::string file;
};

/// Appends formatted text.
[[gnu::format(printf, 2, 3)]] void add(std::string &out, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = nullptr;
  if (vasprintf(&text, format, arguments) >= 0) {
    out += text;
    std::free(text);
  }
  va_end(arguments);
}

std::string location(const SourceLoc &loc) {
  if (loc.file.empty() && loc.line == 0) {
    return "";
  }
  return "  " + printable(loc.file) + ":" + std::to_string(loc.line) + ":" +
         std::to_string(loc.column);
}

/// "x: f32[,] read align 16"
std::string argument(const ArgInfo &arg) {
  std::string text = (arg.name.empty() ? "_" : printable(arg.name)) + ": ";
  if (arg.type == ElementType::Record) {
    text += "{";
    for (const FieldInfo &field : arg.fields) {
      text += std::string(text.back() == '{' ? "" : ", ") + to_string(field.type) + " " +
              printable(field.name) +
              (field.count == 1 ? "" : "[" + std::to_string(field.count) + "]");
    }
    text += "}";
  } else {
    text += to_string(arg.type);
  }
  if (arg.kind == ArgKind::Array) {
    text += "[" + std::string(arg.rank - 1u, ',') + "] " + to_string(arg.access);
    text += arg.strided ? ", strided" : "";
    text += arg.writeOnly ? ", never read" : "";
    text += arg.ownElement ? ", own element" : "";
    text += arg.alignment > 1 ? ", aligned to " + std::to_string(arg.alignment) : "";
  }
  return text;
}

void print(std::string &out, const KernelInfo &kernel, const EntryPoint &entry) {
  add(out, "  entry      %s  payload %" PRIu32 ", %s", printable(entry.symbol).c_str(),
      entry.payload, entry.arch.empty() ? "any architecture" : printable(entry.arch).c_str());
  if (entry.blockThreads != 0) {
    add(out, ", %" PRIu32 " threads a block", entry.blockThreads);
  }
  if (entry.tileThreads != 0) {
    add(out, ", tiles of %" PRIu32 " threads", entry.tileThreads);
  }
  if (entry.itemsPerThread != 1) {
    add(out,
        entry.tileThreads != 0 ? ", %" PRIu32 " rows a thread" : ", %" PRIu32 " items a thread",
        entry.itemsPerThread);
  }
  if (entry.lanes != 1) {
    add(out, ", %" PRIu32 " lanes", entry.lanes);
  }
  if (entry.subgroupSize != 0) {
    add(out, ", subgroups of %" PRIu32, entry.subgroupSize);
  }
  if (entry.sharedBytes != 0) {
    add(out, ", %" PRIu32 " bytes shared", entry.sharedBytes);
  }
  if (entry.scratchBytes != 0) {
    add(out, ", %" PRIu64 " bytes scratch", entry.scratchBytes);
  }
  if (entry.indexBits != 64) {
    add(out, ", %" PRIu32 "-bit indices", entry.indexBits);
  }
  if (entry.disjoint) {
    out += ", disjoint arrays";
  }
  if (entry.predicate != kNoExpr) {
    add(out, ", if %s", to_text(kernel.exprs, entry.predicate, kernel.args).c_str());
  }
  out += "\n";
}

void print(std::string &out, const KernelInfo &kernel) {
  add(out, "\nkernel %s%s\n  abi        %016" PRIx64 "\n", printable(kernel.name).c_str(),
      location(kernel.loc).c_str(), kernel.abiHash);
  for (const ArgInfo &arg : kernel.args) {
    add(out, "  argument   %s\n", argument(arg).c_str());
  }
  if (!kernel.block.empty()) {
    out += "  block     ";
    for (uint32_t size : kernel.block) {
      add(out, " %" PRIu32, size);
    }
    out += "\n";
  }
  for (const TunedValue &tuned : kernel.tuned) {
    std::string all;
    for (int64_t value : tuned.all) {
      all += (all.empty() ? "" : ", ") + std::to_string(value);
    }
    add(out, "  tuned      %s = %" PRId64 "  of %s\n", printable(tuned.name).c_str(), tuned.value,
        all.c_str());
  }
  const char *rule = kernel.block.empty() ? "domain" : "grid";
  if (kernel.domain.empty()) {
    add(out, "  %-9s  given by the caller, rank %" PRIu32 "\n", rule, kernel.rank);
  } else {
    std::string extents;
    for (uint32_t expr : kernel.domain) {
      extents += (extents.empty() ? "" : ", ") + to_text(kernel.exprs, expr, kernel.args);
    }
    add(out, "  %-9s  (%s)\n", rule, extents.c_str());
  }
  for (const Contract &contract : kernel.contracts) {
    add(out, "  contract   %s  %s%s", to_text(kernel.exprs, contract.expr, kernel.args).c_str(),
        to_string(contract.origin), location(contract.loc).c_str());
    if (!contract.text.empty()) {
      add(out, "  \"%s\"", printable(contract.text).c_str());
    }
    out += "\n";
  }
  for (const std::string &fact : kernel.ensured) {
    add(out, "  claimed    %s\n", printable(fact).c_str());
  }
  for (const std::string &fact : kernel.trusted) {
    add(out, "  trusted    %s\n", printable(fact).c_str());
  }
  for (const FaultSite &site : kernel.faults) {
    add(out, "  fault %-4" PRIu32 " %s  %s%s\n", site.id, to_string(site.kind),
        printable(site.what).c_str(), location(site.loc).c_str());
  }
  for (const PrintSite &site : kernel.prints) {
    add(out, "  prints %-3" PRIu32 " \"%s\"%s\n", site.id, printable(site.format).c_str(),
        location(site.loc).c_str());
  }
  for (const EntryPoint &entry : kernel.entries) {
    print(out, kernel, entry);
  }
  if (kernel.entries.empty()) {
    out += "  entry      none: no payload has code for it\n";
  }
}

std::string to_text(const ArtifactData &data, const FileLayout &layout, size_t size) {
  std::string out;
  add(out, "DotCompute artifact, format %u.%u, %zu bytes, %zu kernel%s\n", layout.majorVersion,
      layout.minorVersion, size, data.kernels.size(), data.kernels.size() == 1 ? "" : "s");
  add(out, "  producer   %s\n  policy     %s\n  sha256     %s\n", printable(data.producer).c_str(),
      to_string(data.policy), rt::to_hex(layout.identity).c_str());
  for (const KernelInfo &kernel : data.kernels) {
    print(out, kernel);
  }
  out += "\n";
  size_t index = 0;
  for (const PartInfo &part : layout.parts) {
    if (part.kind == PartKind::Payload && index < data.payloads.size()) {
      const Payload &payload = data.payloads[index];
      add(out, "payload %zu  %s %s %s", index, printable(payload.target).c_str(),
          printable(payload.format).c_str(), printable(payload.arch).c_str());
      ++index;
    } else {
      out += to_string(part.kind);
    }
    add(out, "  %" PRIu64 " bytes at %" PRIu64 "  sha256 %s\n", part.size, part.offset,
        rt::to_hex(part.sha256).c_str());
  }
  return out;
}

/// stdout may be a full disk or a closed pipe.
int write_out(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size() ||
      std::fflush(stdout) != 0) {
    std::fprintf(stderr, "dcx: error: cannot write to the standard output\n");
    return Failure;
  }
  return Success;
}

/// Fills `options`, or returns the exit status.
std::optional<int> parse(const Arguments &arguments, Options &options) {
  constexpr std::string_view kPayload = "--payload=";
  for (std::string_view argument : arguments) {
    if (argument == "--help" || argument == "-h") {
      return write_out(kUsage);
    }
    if (argument == "--json") {
      options.json = true;
    } else if (argument.starts_with(kPayload)) {
      std::string_view number = argument.substr(kPayload.size());
      size_t index = 0;
      auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), index);
      if (number.empty() || error != std::errc() || end != number.data() + number.size()) {
        return wrongUsage("inspect",
                          "expected a number after --payload=, got '" + printable(number) + "'");
      }
      options.payload = index;
    } else if (argument.starts_with("-") && argument != "-") {
      return wrongUsage("inspect", "unknown option '" + printable(argument) + "'");
    } else if (!options.file.empty()) {
      return wrongUsage("inspect", "expected one file, got '" + options.file + "' and '" +
                                       printable(argument) + "'");
    } else {
      options.file = argument;
    }
  }
  if (options.file.empty()) {
    return wrongUsage("inspect", "expected a file");
  }
  if (options.json && options.payload) {
    return wrongUsage("inspect", "expected --json or --payload, got both");
  }
  return {};
}

} // namespace

int inspect(const Arguments &arguments) {
  Options options;
  if (std::optional<int> status = parse(arguments, options)) {
    return *status;
  }
  rt::Result<std::vector<uint8_t>> bytes =
      read_bytes(options.file == "-" ? "/dev/stdin" : options.file);
  if (!bytes.ok()) {
    return report(bytes.status());
  }
  rt::Result<ArtifactData> data = read(bytes->data(), bytes->size());
  if (!data.ok()) {
    return report(data.status().with_context("while reading '" + options.file + "'"));
  }
  if (options.payload) {
    if (*options.payload >= data->payloads.size()) {
      std::fprintf(stderr, "dcx: error: expected a payload below %zu, got %zu\n",
                   data->payloads.size(), *options.payload);
      return Failure;
    }
    const std::vector<uint8_t> &payload = data->payloads[*options.payload].bytes;
    return write_out({reinterpret_cast<const char *>(payload.data()), payload.size()});
  }
  FileLayout layout = read_layout(bytes->data(), bytes->size()).value();
  return write_out(options.json ? to_json(*data, layout) : to_text(*data, layout, bytes->size()));
}

} // namespace dc::dcx
