// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From bytes to ArtifactData, trusting nothing: layout, hashes, FlatBuffers structure, copy within
// a budget, invariants.
#include "runtime/artifact/Reader.h"

#include "runtime/artifact/Artifact_generated.h"
#include "runtime/artifact/Layout.h"
#include "runtime/artifact/Names.h"
#include "runtime/artifact/Validate.h"
#include "runtime/artifact/Version.h"
#include "runtime/artifact/Writer.h"
#include "runtime/base/Errors.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace dc::rt::artifact {

namespace {

/// Copies the manifest out. FlatBuffers lets many offsets point at one value, so a small file could
/// ask for gigabytes; honest files never share, so everything copied is charged against the
/// manifest's size.
class Decoder {
public:
  Decoder(const fbs::Manifest &manifest, uint64_t budget) : manifest(manifest), budget(budget) {}

  /// Whether all was copied; `why` is filled when not.
  bool run(ArtifactData &data, Problem &why) {
    problem = &why;
    data.producer = text(manifest.producer());
    data.policy = static_cast<Policy>(manifest.policy());
    if (size(manifest.files()) > kMaxFiles) {
      return stop(std::to_string(kMaxFiles) + " source files at most",
                  std::to_string(size(manifest.files())));
    }
    files = texts(manifest.files());
    each(manifest.kernels(), data.kernels);
    each(manifest.payloads(), data.payloads);
    return good;
  }

private:
  bool stop(std::string expected, std::string got) {
    if (good) {
      *problem = {std::move(expected), std::move(got), "the manifest"};
      good = false;
    }
    return false;
  }

  bool charge(uint64_t bytes) {
    if (!good || bytes > budget) {
      return stop("values that are stored once each", "more of them than the manifest has bytes");
    }
    budget -= bytes;
    return true;
  }

  template <typename V> static size_t size(const V *vector) { return vector ? vector->size() : 0; }

  std::string text(const flatbuffers::String *text) {
    // Its length field, NUL and offset count too: an empty string is not free.
    if (!text || !charge(uint64_t(text->size()) + 8)) {
      return {};
    }
    return text->str();
  }

  std::vector<std::string>
  texts(const flatbuffers::Vector<flatbuffers::Offset<flatbuffers::String>> *vector) {
    std::vector<std::string> out;
    for (size_t i = 0; i < size(vector) && good; ++i) {
      out.push_back(text(vector->Get(static_cast<flatbuffers::uoffset_t>(i))));
    }
    return out;
  }

  std::vector<uint32_t> numbers(const flatbuffers::Vector<uint32_t> *vector) {
    if (!vector || !charge(4 * uint64_t(vector->size()))) {
      return {};
    }
    return {vector->begin(), vector->end()};
  }

  std::vector<ExprNode> nodes(const flatbuffers::Vector<const fbs::ExprNode *> *vector) {
    if (size(vector) == 0 || !charge(sizeof(fbs::ExprNode) * uint64_t(vector->size()))) {
      return {};
    }
    // FlatBuffers verifies the alignment of a vector's length, not of its elements.
    auto misaligned = reinterpret_cast<uintptr_t>(vector->Data()) % alignof(fbs::ExprNode);
    if (misaligned != 0) {
      stop("expression nodes aligned to 8 bytes", std::to_string(misaligned) + " bytes more");
      return {};
    }
    std::vector<ExprNode> out;
    out.reserve(vector->size());
    for (const fbs::ExprNode *node : *vector) {
      out.push_back(
          {static_cast<ExprOp>(node->op()), node->a(), node->b(), node->c(), node->imm()});
    }
    return out;
  }

  SourceLoc loc(const fbs::Loc *from) {
    SourceLoc to;
    if (!from) {
      return to;
    }
    to.line = from->line();
    to.column = from->column();
    if (from->file() > files.size()) {
      stop("a source file up to " + std::to_string(files.size()), std::to_string(from->file()));
    } else if (from->file() != 0) {
      const std::string &name = files[from->file() - 1];
      // File names are meant to be shared, so they have a budget of their own.
      if (name.size() > fileBudget) {
        stop("source file names of ordinary length",
             "names that add up to more than " + std::to_string(kMaxFileNameBytes) + " bytes");
      } else {
        fileBudget -= name.size();
        to.file = name;
      }
    }
    return to;
  }

  template <typename Table, typename T>
  void each(const flatbuffers::Vector<flatbuffers::Offset<Table>> *vector, std::vector<T> &out) {
    for (size_t i = 0; i < size(vector) && charge(8); ++i) {
      decode(*vector->Get(static_cast<flatbuffers::uoffset_t>(i)), out.emplace_back());
    }
  }

  void decode(const fbs::Field &from, FieldInfo &to) {
    to.name = text(from.name());
    to.type = static_cast<ElementType>(from.type());
    to.offset = from.offset();
    to.count = from.count();
  }

  void decode(const fbs::Arg &from, ArgInfo &to) {
    to.name = text(from.name());
    to.kind = static_cast<ArgKind>(from.kind());
    to.type = static_cast<ElementType>(from.type());
    to.access = static_cast<Access>(from.access());
    to.rank = from.rank();
    to.ownElement = from.own_element();
    to.writeOnly = from.write_only();
    to.alignment = from.alignment();
    to.recordBytes = from.record_bytes();
    to.strided = from.strided();
    each(from.fields(), to.fields);
  }

  void decode(const fbs::Contract &from, Contract &to) {
    to.expr = from.expr();
    to.text = text(from.text());
    to.origin = static_cast<Origin>(from.origin());
    to.loc = loc(from.loc());
  }

  void decode(const fbs::FaultSite &from, FaultSite &to) {
    to.id = from.id();
    to.kind = static_cast<FaultKind>(from.kind());
    to.what = text(from.what());
    to.loc = loc(from.loc());
  }

  void decode(const fbs::PrintSite &from, PrintSite &to) {
    to.id = from.id();
    to.format = text(from.format());
    if (from.types() && charge(from.types()->size())) {
      for (uint8_t type : *from.types()) {
        to.types.push_back(static_cast<ElementType>(type));
      }
    }
    to.loc = loc(from.loc());
  }

  void decode(const fbs::Entry &from, EntryPoint &to) {
    to.payload = from.payload();
    to.symbol = text(from.symbol());
    to.arch = text(from.arch());
    to.blockThreads = from.block_threads();
    to.subgroupSize = from.subgroup_size();
    to.lanes = from.lanes();
    to.sharedBytes = from.shared_bytes();
    to.scratchBytes = from.scratch_bytes();
    to.indexBits = from.index_bits();
    to.predicate = from.predicate();
    to.itemsPerThread = from.items_per_thread();
    to.disjoint = from.disjoint();
    to.tileThreads = from.tile_threads();
  }

  void decode(const fbs::Tuned &from, TunedValue &to) {
    to.name = text(from.name());
    to.value = from.value();
    if (from.all() && charge(8 * uint64_t(from.all()->size()))) {
      to.all.assign(from.all()->begin(), from.all()->end());
    }
  }

  void decode(const fbs::Payload &from, Payload &to) {
    to.target = text(from.target());
    to.format = text(from.format());
    to.arch = text(from.arch());
  }

  void decode(const fbs::Kernel &from, KernelInfo &to) {
    to.name = text(from.name());
    to.loc = loc(from.loc());
    to.rank = from.rank();
    to.block = numbers(from.block());
    each(from.args(), to.args);
    to.exprs = nodes(from.exprs());
    to.domain = numbers(from.domain());
    each(from.contracts(), to.contracts);
    each(from.faults(), to.faults);
    to.trusted = texts(from.trusted());
    each(from.entries(), to.entries);
    to.abiHash = from.abi_hash();
    each(from.tuned(), to.tuned);
    to.variantOf = text(from.variant_of());
    to.ensured = texts(from.ensured());
    each(from.prints(), to.prints);
  }

  const fbs::Manifest &manifest;
  uint64_t budget;
  uint64_t fileBudget = kMaxFileNameBytes;
  std::vector<std::string> files;
  Problem *problem = nullptr;
  bool good = true;
};

/// A file of a newer minor version may hold values that this reader does not know; that is no
/// damage.
Status broken(const FileLayout &layout, const Problem &problem) {
  Status status = fail(Error::ArtifactInvariant, problem.expected, problem.got, problem.where);
  if (layout.minorVersion > kMinorVersion) {
    std::string mine = std::to_string(kMajorVersion) + "." + std::to_string(kMinorVersion);
    std::string theirs = std::to_string(kMajorVersion) + "." + std::to_string(layout.minorVersion);
    return fail(Error::ArtifactNewer, mine, theirs)
        .with_context("because: " + std::string(status.message()));
  }
  return status;
}

/// The manifest, without the payloads' bytes.
Result<ArtifactData> read_manifest(std::span<const uint8_t> bytes, const FileLayout &layout) {
  if (bytes.size() > kMaxManifestBytes) {
    return fail(Error::ArtifactTooLarge, kMaxManifestBytes, bytes.size(), "the manifest");
  }
  // FlatBuffers reads its scalars in place, so the buffer must be aligned; the caller's may not be.
  std::vector<uint64_t> aligned((bytes.size() + 7) / 8 + 1);
  std::copy(bytes.begin(), bytes.end(), reinterpret_cast<uint8_t *>(aligned.data()));
  const auto *base = reinterpret_cast<const uint8_t *>(aligned.data());
  flatbuffers::Verifier verifier(base, bytes.size(), kMaxTableDepth, kMaxTables);
  if (bytes.size() < 16 || !fbs::VerifyManifestBuffer(verifier)) {
    return fail(Error::ArtifactManifest, bytes.size());
  }
  ArtifactData data;
  Problem problem;
  Decoder decoder(*fbs::GetManifest(base), bytes.size());
  if (!decoder.run(data, problem)) {
    return broken(layout, problem);
  }
  return data;
}

} // namespace

Result<ArtifactData> read(const uint8_t *bytes, size_t size) {
  DC_TRY_ASSIGN(FileLayout layout, read_layout(bytes, size));
  for (size_t i = 0; i < layout.parts.size(); ++i) {
    DC_TRY(check_part(bytes, layout, i));
  }
  auto part = [&](const PartInfo &info) {
    return std::span<const uint8_t>(bytes + info.offset, info.size);
  };
  DC_TRY_ASSIGN(ArtifactData data, read_manifest(part(layout.parts[0]), layout));

  size_t payload = 0;
  for (const PartInfo &info : layout.parts) {
    std::span<const uint8_t> content = part(info);
    if (info.kind == PartKind::Payload && payload < data.payloads.size()) {
      data.payloads[payload].bytes.assign(content.begin(), content.end());
    }
    payload += info.kind == PartKind::Payload;
    if (info.kind == PartKind::Bytecode) {
      data.bytecode.assign(content.begin(), content.end());
    }
  }
  if (payload != data.payloads.size()) {
    return broken(layout, {std::to_string(data.payloads.size()) + " payload parts",
                           std::to_string(payload), "the table of parts"});
  }
  if (auto problem = validate(data)) {
    return broken(layout, *problem);
  }
  for (const KernelInfo &kernel : data.kernels) {
    if (uint64_t hash = abi_hash(kernel); hash != kernel.abiHash) {
      return broken(layout,
                    {"an ABI hash of " + std::to_string(hash), std::to_string(kernel.abiHash),
                     "kernel '" + printable(kernel.name, 100) + "'"});
    }
  }
  return data;
}

Result<std::vector<uint8_t>> read_bytes(const std::string &path) {
  std::unique_ptr<std::FILE, int (*)(std::FILE *)> file(std::fopen(path.c_str(), "rb"),
                                                        &std::fclose);
  if (!file) {
    return fail(Error::ArtifactUnreadable, path, std::strerror(errno));
  }
  std::vector<uint8_t> bytes;
  size_t got = 0;
  do {
    bytes.resize(std::max<size_t>(65536, 2 * got));
    got += std::fread(bytes.data() + got, 1, bytes.size() - got, file.get());
    if (got > kMaxFileBytes) {
      return fail(Error::ArtifactTooLarge, kMaxFileBytes, got, "'" + path + "'");
    }
  } while (got == bytes.size());
  if (std::ferror(file.get())) {
    return fail(Error::ArtifactUnreadable, path, std::strerror(errno));
  }
  bytes.resize(got);
  return bytes;
}

Result<ArtifactData> read_file(const std::string &path) {
  DC_TRY_ASSIGN(std::vector<uint8_t> bytes, read_bytes(path));
  return read(bytes.data(), bytes.size()).with_context("while reading '" + path + "'");
}

} // namespace dc::rt::artifact
