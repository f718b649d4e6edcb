// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Writes and checks the outer layer of a .dcx file. docs/artifact-format.md has the table of bytes.
#include "runtime/artifact/Layout.h"

#include "runtime/artifact/Version.h"
#include "runtime/base/Errors.h"

#include <algorithm>
#include <cstring>

namespace dc::rt::artifact {

// CR LF, ^Z and LF show a transfer that took the file for text.
static constexpr uint8_t kMagic[8] = {'D', 'C', 'X', '\r', '\n', 0x1a, '\n', 0};
static constexpr const char *kMagicText = "the bytes 44 43 58 0d 0a 1a 0a 00 ('DCX')";

// Offsets in the header.
static constexpr size_t kMajorAt = 8, kMinorAt = 10, kHeaderSizeAt = 12, kFileSizeAt = 16,
                        kPartCountAt = 24, kFlagsAt = 28, kHashAt = 32;
// Offsets in a table entry.
static constexpr size_t kKindAt = 0, kIndexAt = 4, kOffsetAt = 8, kSizeAt = 16, kReservedAt = 24,
                        kPartHashAt = 32;

template <typename T> static T load(const uint8_t *at) noexcept {
  T value = 0;
  for (size_t i = 0; i < sizeof(T); ++i) {
    value |= static_cast<T>(static_cast<T>(at[i]) << (8 * i));
  }
  return value;
}

template <typename T> static void store(uint8_t *at, T value) noexcept {
  for (size_t i = 0; i < sizeof(T); ++i) {
    at[i] = static_cast<uint8_t>(value >> (8 * i));
  }
}

static uint64_t align(uint64_t offset) noexcept {
  return (offset + kPartAlignment - 1) & ~(kPartAlignment - 1);
}

const char *to_string(PartKind kind) noexcept {
  switch (kind) {
  case PartKind::Manifest:
    return "manifest";
  case PartKind::Payload:
    return "payload";
  case PartKind::Bytecode:
    return "bytecode";
  case PartKind::Plan:
    return "plan";
  case PartKind::Signature:
    return "signature";
  }
  return "unknown";
}

/// "payload 2": what messages call a part.
static std::string part_name(std::span<const PartInfo> parts, size_t part) {
  std::string name = to_string(parts[part].kind);
  if (parts[part].kind == PartKind::Payload) {
    auto before = std::count_if(parts.begin(), parts.begin() + static_cast<ptrdiff_t>(part),
                                [](const PartInfo &p) { return p.kind == PartKind::Payload; });
    name += " " + std::to_string(before);
  }
  return name;
}

/// Of the header up to its hash, and the table of parts.
static Sha256Digest header_hash(const uint8_t *bytes, uint64_t tableBytes) noexcept {
  Sha256 hash;
  hash.update(bytes, kHashAt);
  hash.update(bytes + kHeaderBytes, tableBytes);
  return hash.finish();
}

Result<std::vector<uint8_t>> write_layout(std::span<const PartBytes> parts) {
  uint64_t tableBytes = parts.size() * kPartEntryBytes;
  uint64_t total = kHeaderBytes + tableBytes;
  for (const PartBytes &part : parts) {
    total = align(total) + part.bytes.size();
    if (part.bytes.size() > kMaxFileBytes || total > kMaxFileBytes) {
      return fail(Error::ArtifactTooLarge, kMaxFileBytes, total, "the artifact");
    }
  }

  std::vector<uint8_t> file(total);
  std::copy(std::begin(kMagic), std::end(kMagic), file.begin());
  store<uint16_t>(&file[kMajorAt], kMajorVersion);
  store<uint16_t>(&file[kMinorAt], kMinorVersion);
  store<uint32_t>(&file[kHeaderSizeAt], kHeaderBytes);
  store<uint64_t>(&file[kFileSizeAt], total);
  store<uint32_t>(&file[kPartCountAt], static_cast<uint32_t>(parts.size()));

  uint64_t offset = kHeaderBytes + tableBytes;
  uint32_t payloads = 0;
  for (size_t i = 0; i < parts.size(); ++i) {
    std::span<const uint8_t> bytes = parts[i].bytes;
    offset = align(offset);
    uint8_t *entry = &file[kHeaderBytes + i * kPartEntryBytes];
    store<uint32_t>(entry + kKindAt, static_cast<uint32_t>(parts[i].kind));
    store<uint32_t>(entry + kIndexAt, parts[i].kind == PartKind::Payload ? payloads++ : 0);
    store<uint64_t>(entry + kOffsetAt, offset);
    store<uint64_t>(entry + kSizeAt, bytes.size());
    Sha256Digest digest = sha256(bytes.data(), bytes.size());
    std::copy(digest.begin(), digest.end(), entry + kPartHashAt);
    std::copy(bytes.begin(), bytes.end(), file.begin() + static_cast<ptrdiff_t>(offset));
    offset += bytes.size();
  }
  Sha256Digest digest = header_hash(file.data(), tableBytes);
  std::copy(digest.begin(), digest.end(), file.begin() + kHashAt);
  return file;
}

static std::string hex_bytes(const uint8_t *bytes, size_t size) {
  std::string text = "the bytes";
  for (size_t i = 0; i < size; ++i) {
    text += " ";
    text += "0123456789abcdef"[bytes[i] >> 4];
    text += "0123456789abcdef"[bytes[i] & 15];
  }
  return text;
}

/// Magic, version, sizes and the header's own hash.
static Status check_header(const uint8_t *bytes, size_t size) {
  size_t seen = std::min(size, sizeof(kMagic));
  if (size == 0) {
    return fail(Error::ArtifactNotOne, kMagicText, "an empty file");
  }
  if (std::memcmp(bytes, kMagic, seen) != 0) {
    return fail(Error::ArtifactNotOne, kMagicText, hex_bytes(bytes, seen));
  }
  if (size < kHeaderBytes) {
    return fail(Error::ArtifactTruncated, kHeaderBytes, "the artifact's header", size);
  }
  // The version comes before everything that another major version may define differently.
  auto major = load<uint16_t>(bytes + kMajorAt);
  auto minor = load<uint16_t>(bytes + kMinorAt);
  if (major > kMajorVersion) {
    return fail(Error::ArtifactNewer,
                std::to_string(kMajorVersion) + "." + std::to_string(kMinorVersion),
                std::to_string(major) + "." + std::to_string(minor));
  }
  if (major < 1) {
    return fail(Error::ArtifactHeader, "a major version of at least 1", "header", major);
  }
  auto fileSize = load<uint64_t>(bytes + kFileSizeAt);
  if (fileSize > size) {
    return fail(Error::ArtifactTruncated, fileSize, "the artifact", size);
  }
  if (fileSize < size) {
    return fail(Error::ArtifactHeader, "a file size of " + std::to_string(size), "header",
                fileSize);
  }
  auto headerSize = load<uint32_t>(bytes + kHeaderSizeAt);
  if (headerSize != kHeaderBytes) {
    return fail(Error::ArtifactHeader, "a header size of 64", "header", headerSize);
  }
  auto parts = load<uint32_t>(bytes + kPartCountAt);
  if (parts > (size - kHeaderBytes) / kPartEntryBytes) {
    return fail(Error::ArtifactHeader, "a part count that fits the file", "header", parts);
  }
  Sha256Digest hash = header_hash(bytes, parts * kPartEntryBytes);
  if (std::memcmp(hash.data(), bytes + kHashAt, hash.size()) != 0) {
    Sha256Digest stored;
    std::copy_n(bytes + kHashAt, stored.size(), stored.begin());
    return fail(Error::ArtifactHash, to_hex(stored), "the header and table of parts", to_hex(hash));
  }
  if (auto flags = load<uint32_t>(bytes + kFlagsAt); flags != 0) {
    return fail(Error::ArtifactHeader, "flags of 0", "header", flags);
  }
  return Status();
}

/// Which kinds come in which order; a newer minor version may add kinds at the end.
static Status check_order(const FileLayout &layout) {
  const std::vector<PartInfo> &parts = layout.parts;
  if (parts.empty() || parts[0].kind != PartKind::Manifest) {
    return fail(Error::ArtifactHeader, "a manifest as first part", "table of parts",
                parts.empty() ? "no part" : to_string(parts[0].kind));
  }
  for (size_t i = 1; i < parts.size(); ++i) {
    PartKind kind = parts[i].kind;
    bool known = kind == PartKind::Payload || kind == PartKind::Bytecode;
    bool inOrder = kind == PartKind::Payload ? parts[i - 1].kind <= PartKind::Payload
                                             : kind > parts[i - 1].kind;
    if (inOrder && (known || (layout.minorVersion > kMinorVersion && kind > PartKind::Bytecode))) {
      continue;
    }
    return fail(Error::ArtifactHeader, "manifest, payloads, bytecode, each in its place",
                "table of parts",
                std::string(to_string(kind)) + " (" + std::to_string(static_cast<uint32_t>(kind)) +
                    ") as part " + std::to_string(i));
  }
  return Status();
}

Result<FileLayout> read_layout(const uint8_t *bytes, size_t size) {
  if (size > kMaxFileBytes) {
    return fail(Error::ArtifactTooLarge, kMaxFileBytes, size, "the artifact");
  }
  DC_TRY(check_header(bytes, size));
  FileLayout layout;
  layout.majorVersion = load<uint16_t>(bytes + kMajorAt);
  layout.minorVersion = load<uint16_t>(bytes + kMinorAt);
  std::copy_n(bytes + kHashAt, layout.identity.size(), layout.identity.begin());
  auto count = load<uint32_t>(bytes + kPartCountAt);
  uint64_t end = kHeaderBytes + count * kPartEntryBytes;
  uint32_t payloads = 0;
  for (uint32_t i = 0; i < count; ++i) {
    const uint8_t *entry = bytes + kHeaderBytes + i * kPartEntryBytes;
    PartInfo part;
    part.kind = static_cast<PartKind>(load<uint32_t>(entry + kKindAt));
    part.offset = load<uint64_t>(entry + kOffsetAt);
    part.size = load<uint64_t>(entry + kSizeAt);
    std::copy_n(entry + kPartHashAt, part.sha256.size(), part.sha256.begin());
    std::string where = "table of parts (entry " + std::to_string(i) + ")";
    uint32_t index = part.kind == PartKind::Payload ? payloads++ : 0;
    if (load<uint32_t>(entry + kIndexAt) != index) {
      return fail(Error::ArtifactHeader, "index " + std::to_string(index), where,
                  load<uint32_t>(entry + kIndexAt));
    }
    if (load<uint64_t>(entry + kReservedAt) != 0) {
      return fail(Error::ArtifactHeader, "0 in the reserved field", where,
                  load<uint64_t>(entry + kReservedAt));
    }
    // Parts lie in order with nothing but padding between them, so neither overlaps nor hidden
    // bytes are possible.
    uint64_t start = align(end);
    if (part.offset != start) {
      return fail(Error::ArtifactHeader, "offset " + std::to_string(start), where, part.offset);
    }
    if (start > size || part.size > size - start) {
      return fail(Error::ArtifactHeader,
                  "a size within the file's " + std::to_string(size) + " bytes", where, part.size);
    }
    if (!std::all_of(bytes + end, bytes + start, [](uint8_t byte) { return byte == 0; })) {
      return fail(Error::ArtifactHeader, "zeros", "padding before offset " + std::to_string(start),
                  "other bytes");
    }
    end = start + part.size;
    layout.parts.push_back(part);
  }
  if (end != size) {
    return fail(Error::ArtifactHeader, "the last part to end at byte " + std::to_string(size),
                "table of parts", end);
  }
  DC_TRY(check_order(layout));
  return layout;
}

Status check_part(const uint8_t *bytes, const FileLayout &layout, size_t part) {
  const PartInfo &info = layout.parts[part];
  Sha256Digest hash = sha256(bytes + info.offset, info.size);
  if (hash != info.sha256) {
    return fail(Error::ArtifactHash, to_hex(info.sha256), part_name(layout.parts, part),
                to_hex(hash));
  }
  return Status();
}

} // namespace dc::rt::artifact
