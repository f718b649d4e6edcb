// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs the reader and the evaluator on arbitrary bytes and checks what must hold of any result.
#include "test/fuzz/FuzzArtifact.h"

#include "runtime/artifact/Expr.h"
#include "runtime/artifact/Layout.h"
#include "runtime/artifact/Writer.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace dc::rt::artifact::test {

namespace {

[[noreturn]] void wrong(const char *what, const Status &status = {}) {
  std::fprintf(stderr, "fuzz_artifact: %s: %s\n", what, status.to_string().c_str());
  std::abort();
}

void check_read(const uint8_t *bytes, size_t size) {
  Result<ArtifactData> data = read(bytes, size);
  if (!data.ok()) {
    StatusCode code = data.code();
    if (code != StatusCode::DataLoss && code != StatusCode::Incompatible &&
        code != StatusCode::ResourceExhausted) {
      wrong("an unexpected kind of failure", data.status());
    }
    if (data.status().message().empty() || data.status().id().empty()) {
      wrong("a failure that says nothing", data.status());
    }
    return;
  }
  Result<std::vector<uint8_t>> once = write(*data);
  if (!once.ok()) {
    wrong("the reader took what the writer refuses", once.status());
  }
  Result<ArtifactData> again = read(once->data(), once->size());
  if (!again.ok()) {
    wrong("the reader refuses what the writer wrote", again.status());
  }
  if (write(*again).value() != *once) {
    wrong("writing what was read gives other bytes");
  }
  for (const KernelInfo &kernel : data->kernels) {
    std::vector<ArgOperand> args(kernel.args.size());
    const int64_t domain[3] = {1, 2, 3};
    for (uint32_t i = 0; i < kernel.exprs.size() && i < 64; ++i) {
      if (evaluate_fast(kernel.exprs, i, {args, domain, {}}).error == ExprError::Malformed) {
        // Scalars are integers here whatever their type says, so only all-integer tables must
        // evaluate.
        bool floats = std::any_of(kernel.args.begin(), kernel.args.end(),
                                  [](const ArgInfo &arg) { return arg.type >= ElementType::F16; });
        if (!floats) {
          wrong("a checked table is malformed");
        }
      }
      (void)to_text(kernel.exprs, i, kernel.args, 1000);
    }
  }
}

/// Rewrites every hash that lies inside the file.
void fix_hashes(std::vector<uint8_t> &file) {
  if (file.size() < kHeaderBytes) {
    return;
  }
  auto number = [&](size_t at) {
    uint64_t value = 0;
    for (size_t i = 0; i < 8; ++i) {
      value |= static_cast<uint64_t>(file[at + i]) << (8 * i);
    }
    return value;
  };
  uint64_t parts =
      std::min<uint64_t>(number(24) & 0xffffffff, (file.size() - kHeaderBytes) / kPartEntryBytes);
  for (uint64_t i = 0; i < parts; ++i) {
    size_t entry = kHeaderBytes + i * kPartEntryBytes;
    uint64_t offset = number(entry + 8), size = number(entry + 16);
    if (offset <= file.size() && size <= file.size() - offset) {
      Sha256Digest digest = sha256(file.data() + offset, size);
      std::copy(digest.begin(), digest.end(), file.begin() + static_cast<ptrdiff_t>(entry + 32));
    }
  }
  Sha256 hash;
  hash.update(file.data(), 32);
  hash.update(file.data() + kHeaderBytes, parts * kPartEntryBytes);
  Sha256Digest digest = hash.finish();
  std::copy(digest.begin(), digest.end(), file.begin() + 32);
}

void check_manifest(const uint8_t *bytes, size_t size) {
  if (size == 0) {
    return;
  }
  const uint8_t payload = 1;
  std::vector<PartBytes> parts(1 + bytes[0] % 8, {PartKind::Payload, {&payload, 1}});
  parts[0] = {PartKind::Manifest, {bytes + 1, size - 1}};
  std::vector<uint8_t> file = write_layout(parts).value();
  check_read(file.data(), file.size());
}

void check_expressions(const uint8_t *bytes, size_t size) {
  constexpr size_t kNodeBytes = 20;
  std::vector<ExprNode> table;
  for (; size >= kNodeBytes && table.size() < 300; bytes += kNodeBytes, size -= kNodeBytes) {
    ExprNode node;
    node.op = static_cast<ExprOp>(bytes[0] % 42);
    node.a = bytes[1] | bytes[2] << 8;
    node.b = bytes[3] | bytes[4] << 8;
    node.c = bytes[5] | bytes[6] << 8;
    std::memcpy(&node.imm, bytes + 8, sizeof(node.imm));
    table.push_back(node);
  }
  ArgOperand args[2];
  args[0].extents = {3, 4, 5};
  args[1].scalar = ExprValue::of(0.5);
  const int64_t domain[] = {7};
  for (uint32_t i = 0; i <= table.size(); ++i) {
    ExprOutcome outcome = evaluate_fast(table, i, {args, domain, {32, 1024, 49152}});
    if (outcome.error == ExprError::None && outcome.node != kNoExpr) {
      wrong("a value with a failed node");
    }
    if (to_text(table, i, {}, 200).size() > 203) {
      wrong("text beyond its limit");
    }
  }
}

} // namespace

void fuzz_artifact(const uint8_t *bytes, size_t size) {
  if (size == 0) {
    return;
  }
  uint8_t mode = bytes[0] % 4;
  ++bytes;
  --size;
  switch (mode) {
  case 0:
    check_read(bytes, size);
    break;
  case 1: {
    std::vector<uint8_t> file(bytes, bytes + size);
    fix_hashes(file);
    check_read(file.data(), file.size());
    break;
  }
  case 2:
    check_manifest(bytes, size);
    break;
  default:
    check_expressions(bytes, size);
    break;
  }
}

} // namespace dc::rt::artifact::test
