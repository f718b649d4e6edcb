// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Builds the manifest's FlatBuffer and the file around it. Nothing here depends on time, addresses
// or hash order.
#include "runtime/artifact/Writer.h"

#include "runtime/artifact/Artifact_generated.h"
#include "runtime/artifact/Layout.h"
#include "runtime/artifact/Validate.h"
#include "runtime/artifact/Version.h"
#include "runtime/base/Errors.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unordered_map>

namespace dc::rt::artifact {

namespace {

/// Source file names in order of first use; Loc.file is the position plus 1.
class FileTable {
public:
  fbs::Loc loc(const SourceLoc &loc) {
    if (loc.file.empty()) {
      return fbs::Loc(0, loc.line, loc.column);
    }
    auto [it, isNew] = numbers.try_emplace(loc.file, static_cast<uint32_t>(names.size() + 1));
    if (isNew) {
      names.push_back(loc.file);
    }
    return fbs::Loc(it->second, loc.line, loc.column);
  }
  const std::vector<std::string> &all() const { return names; }

private:
  std::vector<std::string> names;
  std::unordered_map<std::string, uint32_t> numbers;
};

class ManifestBuilder {
public:
  explicit ManifestBuilder(const ArtifactData &data) : data(data) {}

  std::span<const uint8_t> build() {
    std::vector<flatbuffers::Offset<fbs::Kernel>> kernels;
    for (const KernelInfo &kernel : data.kernels) {
      kernels.push_back(add(kernel));
    }
    std::vector<flatbuffers::Offset<fbs::Payload>> payloads;
    for (const Payload &payload : data.payloads) {
      auto target = builder.CreateString(payload.target);
      auto format = builder.CreateString(payload.format);
      auto arch = builder.CreateString(payload.arch);
      payloads.push_back(fbs::CreatePayload(builder, target, format, arch));
    }
    auto producer = builder.CreateString(data.producer);
    auto names = strings(files.all());
    auto kernelVector = builder.CreateVector(kernels);
    auto payloadVector = builder.CreateVector(payloads);
    fbs::FinishManifestBuffer(builder, fbs::CreateManifest(builder, producer,
                                                           static_cast<uint8_t>(data.policy), names,
                                                           kernelVector, payloadVector));
    return {builder.GetBufferPointer(), builder.GetSize()};
  }

  size_t sourceFiles() const { return files.all().size(); }

private:
  flatbuffers::Offset<flatbuffers::Vector<flatbuffers::Offset<flatbuffers::String>>>
  strings(const std::vector<std::string> &texts) {
    std::vector<flatbuffers::Offset<flatbuffers::String>> offsets;
    for (const std::string &text : texts) {
      offsets.push_back(builder.CreateString(text));
    }
    return builder.CreateVector(offsets);
  }

  flatbuffers::Offset<fbs::Arg> add(const ArgInfo &arg) {
    return fbs::CreateArg(builder, builder.CreateString(arg.name), static_cast<uint8_t>(arg.kind),
                          static_cast<uint8_t>(arg.type), static_cast<uint8_t>(arg.access),
                          arg.rank, arg.ownElement, arg.alignment);
  }

  flatbuffers::Offset<fbs::Contract> add(const Contract &contract) {
    fbs::Loc loc = files.loc(contract.loc);
    return fbs::CreateContract(builder, contract.expr, builder.CreateString(contract.text),
                               static_cast<uint8_t>(contract.origin), &loc);
  }

  flatbuffers::Offset<fbs::FaultSite> add(const FaultSite &site) {
    fbs::Loc loc = files.loc(site.loc);
    return fbs::CreateFaultSite(builder, site.id, static_cast<uint8_t>(site.kind),
                                builder.CreateString(site.what), &loc);
  }

  flatbuffers::Offset<fbs::Entry> add(const EntryPoint &entry) {
    auto symbol = builder.CreateString(entry.symbol);
    auto arch = builder.CreateString(entry.arch);
    return fbs::CreateEntry(builder, entry.payload, symbol, arch, entry.blockThreads,
                            entry.subgroupSize, entry.lanes, entry.sharedBytes, entry.scratchBytes,
                            entry.indexBits, entry.predicate);
  }

  template <typename Table, typename T>
  flatbuffers::Offset<flatbuffers::Vector<flatbuffers::Offset<Table>>>
  tables(const std::vector<T> &values) {
    std::vector<flatbuffers::Offset<Table>> offsets;
    for (const T &value : values) {
      offsets.push_back(add(value));
    }
    return builder.CreateVector(offsets);
  }

  flatbuffers::Offset<fbs::Kernel> add(const KernelInfo &kernel) {
    std::vector<fbs::ExprNode> nodes;
    for (const ExprNode &node : kernel.exprs) {
      nodes.emplace_back(node.imm, node.a, node.b, node.c, static_cast<uint8_t>(node.op));
    }
    fbs::Loc loc = files.loc(kernel.loc);
    auto name = builder.CreateString(kernel.name);
    auto block = builder.CreateVector(kernel.block);
    auto args = tables<fbs::Arg>(kernel.args);
    auto exprs = builder.CreateVectorOfStructs(nodes);
    auto domain = builder.CreateVector(kernel.domain);
    auto contracts = tables<fbs::Contract>(kernel.contracts);
    auto faults = tables<fbs::FaultSite>(kernel.faults);
    auto trusted = strings(kernel.trusted);
    auto entries = tables<fbs::Entry>(kernel.entries);
    return fbs::CreateKernel(builder, name, &loc, kernel.rank, block, args, exprs, domain,
                             contracts, faults, trusted, entries, abi_hash(kernel));
  }

  const ArtifactData &data;
  flatbuffers::FlatBufferBuilder builder;
  FileTable files;
};

/// About what the FlatBuffer takes (file names apart), so that the builder, which aborts at 2 GiB,
/// is never asked for too much.
struct ManifestSize {
  uint64_t bytes = 256;
  uint64_t tables = 1;
  uint64_t fileNames = 0; ///< counted once per use, as the reader does

  void text(const std::string &text) { bytes += text.size() + 16; }
  void table() {
    bytes += 64;
    ++tables;
  }
  void loc(const SourceLoc &loc) { fileNames += loc.file.size(); }

  explicit ManifestSize(const ArtifactData &data) {
    text(data.producer);
    for (const Payload &payload : data.payloads) {
      table();
      text(payload.target);
      text(payload.format);
      text(payload.arch);
    }
    for (const KernelInfo &kernel : data.kernels) {
      add(kernel);
    }
  }
  void add(const KernelInfo &kernel) {
    table();
    text(kernel.name);
    loc(kernel.loc);
    bytes += 128 + 4 * (kernel.block.size() + kernel.domain.size()) +
             sizeof(fbs::ExprNode) * kernel.exprs.size();
    for (const ArgInfo &arg : kernel.args) {
      table();
      text(arg.name);
    }
    for (const Contract &contract : kernel.contracts) {
      table();
      text(contract.text);
      loc(contract.loc);
    }
    for (const FaultSite &site : kernel.faults) {
      table();
      text(site.what);
      loc(site.loc);
    }
    for (const std::string &fact : kernel.trusted) {
      text(fact);
    }
    for (const EntryPoint &entry : kernel.entries) {
      table();
      bytes += 64;
      text(entry.symbol);
      text(entry.arch);
    }
  }
};

} // namespace

Result<std::vector<uint8_t>> write(const ArtifactData &data) {
  if (auto problem = validate(data)) {
    return fail(Error::ArtifactBadData, problem->expected, problem->got, problem->where);
  }
  ManifestSize size(data);
  if (size.tables > kMaxTables) {
    return fail(Error::ArtifactBadData, "at most " + std::to_string(kMaxTables) + " records",
                size.tables, "the manifest");
  }
  if (size.bytes > 4 * kMaxManifestBytes || size.fileNames > kMaxFileNameBytes) {
    return fail(Error::ArtifactTooLarge, kMaxManifestBytes, size.bytes + size.fileNames,
                "the manifest");
  }
  ManifestBuilder builder(data);
  std::span<const uint8_t> manifest = builder.build();
  if (builder.sourceFiles() > kMaxFiles) {
    return fail(Error::ArtifactBadData, "at most " + std::to_string(kMaxFiles) + " source files",
                builder.sourceFiles(), "the manifest");
  }
  if (manifest.size() > kMaxManifestBytes) {
    return fail(Error::ArtifactTooLarge, kMaxManifestBytes, manifest.size(), "the manifest");
  }
  std::vector<PartBytes> parts = {{PartKind::Manifest, manifest}};
  for (const Payload &payload : data.payloads) {
    parts.push_back({PartKind::Payload, payload.bytes});
  }
  if (!data.bytecode.empty()) {
    parts.push_back({PartKind::Bytecode, data.bytecode});
  }
  return write_layout(parts);
}

Status write_file(const ArtifactData &data, const std::string &path) {
  DC_TRY_ASSIGN(std::vector<uint8_t> bytes,
                write(data).with_context("while writing '" + path + "'"));
  // A reader never sees half a file: write beside it, then rename.
  std::string temporary = path + ".tmp";
  std::FILE *file = std::fopen(temporary.c_str(), "wb");
  if (!file) {
    return fail(Error::ArtifactUnwritable, path, std::strerror(errno));
  }
  bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  int error = errno;
  if (std::fclose(file) != 0 && written) {
    written = false;
    error = errno;
  }
  if (written && std::rename(temporary.c_str(), path.c_str()) != 0) {
    written = false;
    error = errno;
  }
  if (!written) {
    std::remove(temporary.c_str());
    return fail(Error::ArtifactUnwritable, path, std::strerror(error));
  }
  return Status();
}

} // namespace dc::rt::artifact
