// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Builds the manifest's FlatBuffer and the file around it. Nothing here depends on time, addresses
// or hash order.
#include "runtime/artifact/Writer.h"

#include "runtime/artifact/Encode.h"
#include "runtime/artifact/Layout.h"
#include "runtime/artifact/Validate.h"
#include "runtime/artifact/Version.h"
#include "runtime/base/Errors.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace dc::rt::artifact {

namespace {

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
    bytes += 128 + 4 * (kernel.block.size() + kernel.domain.size()) + 24 * kernel.exprs.size();
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
    for (const std::string &fact : kernel.ensured) {
      text(fact);
    }
    for (const TunedValue &tuned : kernel.tuned) {
      table();
      text(tuned.name);
      bytes += 8 * tuned.all.size() + 16;
    }
    text(kernel.variantOf);
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
  EncodedManifest manifest = encode_manifest(data);
  if (manifest.sourceFiles > kMaxFiles) {
    return fail(Error::ArtifactBadData, "at most " + std::to_string(kMaxFiles) + " source files",
                manifest.sourceFiles, "the manifest");
  }
  if (manifest.bytes.size() > kMaxManifestBytes) {
    return fail(Error::ArtifactTooLarge, kMaxManifestBytes, manifest.bytes.size(), "the manifest");
  }
  std::vector<PartBytes> parts = {{PartKind::Manifest, manifest.bytes}};
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
