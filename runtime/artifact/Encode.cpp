// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Builds the manifest's FlatBuffer. Nothing here depends on time, addresses or hash order: same
// input, same bytes.
#include "runtime/artifact/Encode.h"

#include "runtime/artifact/Artifact_generated.h"
#include "runtime/artifact/Writer.h"

#include <string>
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

  flatbuffers::Offset<fbs::Field> add(const FieldInfo &field) {
    return fbs::CreateField(builder, builder.CreateString(field.name),
                            static_cast<uint8_t>(field.type), field.offset, field.count);
  }

  flatbuffers::Offset<fbs::Arg> add(const ArgInfo &arg) {
    auto name = builder.CreateString(arg.name);
    decltype(tables<fbs::Field>(arg.fields)) fields;
    if (!arg.fields.empty()) {
      fields = tables<fbs::Field>(arg.fields);
    }
    return fbs::CreateArg(builder, name, static_cast<uint8_t>(arg.kind),
                          static_cast<uint8_t>(arg.type), static_cast<uint8_t>(arg.access),
                          arg.rank, arg.ownElement, arg.alignment, arg.writeOnly, arg.recordBytes,
                          fields, arg.strided);
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

  flatbuffers::Offset<fbs::PrintSite> add(const PrintSite &site) {
    fbs::Loc loc = files.loc(site.loc);
    std::vector<uint8_t> types;
    for (ElementType type : site.types) {
      types.push_back(static_cast<uint8_t>(type));
    }
    auto format = builder.CreateString(site.format);
    return fbs::CreatePrintSite(builder, site.id, format, builder.CreateVector(types), &loc);
  }

  flatbuffers::Offset<fbs::Tuned> add(const TunedValue &tuned) {
    auto name = builder.CreateString(tuned.name);
    return fbs::CreateTuned(builder, name, tuned.value, builder.CreateVector(tuned.all));
  }

  flatbuffers::Offset<fbs::Entry> add(const EntryPoint &entry) {
    auto symbol = builder.CreateString(entry.symbol);
    auto arch = builder.CreateString(entry.arch);
    return fbs::CreateEntry(builder, entry.payload, symbol, arch, entry.blockThreads,
                            entry.subgroupSize, entry.lanes, entry.sharedBytes, entry.scratchBytes,
                            entry.indexBits, entry.predicate, entry.itemsPerThread, entry.disjoint,
                            entry.tileThreads);
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
    // A kernel without these is written as it always was.
    flatbuffers::Offset<flatbuffers::Vector<flatbuffers::Offset<fbs::Tuned>>> tuned;
    flatbuffers::Offset<flatbuffers::String> variantOf;
    flatbuffers::Offset<flatbuffers::Vector<flatbuffers::Offset<flatbuffers::String>>> ensured;
    if (!kernel.ensured.empty()) {
      ensured = strings(kernel.ensured);
    }
    decltype(tables<fbs::PrintSite>(kernel.prints)) prints;
    if (!kernel.prints.empty()) {
      prints = tables<fbs::PrintSite>(kernel.prints);
    }
    if (!kernel.tuned.empty()) {
      tuned = tables<fbs::Tuned>(kernel.tuned);
    }
    if (!kernel.variantOf.empty()) {
      variantOf = builder.CreateString(kernel.variantOf);
    }
    return fbs::CreateKernel(builder, name, &loc, kernel.rank, block, args, exprs, domain,
                             contracts, faults, trusted, entries, abi_hash(kernel), tuned,
                             variantOf, ensured, prints);
  }

  const ArtifactData &data;
  flatbuffers::FlatBufferBuilder builder;
  FileTable files;
};

} // namespace

EncodedManifest encode_manifest(const ArtifactData &data) {
  ManifestBuilder builder(data);
  std::span<const uint8_t> bytes = builder.build();
  return {{bytes.begin(), bytes.end()}, builder.sourceFiles()};
}

} // namespace dc::rt::artifact
