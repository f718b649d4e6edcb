// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which kernels are worth code of their own for newer architectures, and what that code needs.
#include "backends/PTX/PTXSerialize.h"

#include "dialects/DC/DC.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

#include "llvm/ADT/StringExtras.h"

namespace mlir::dc {

/// Rounds to bf16, which takes one instruction from sm_80 on and several before.
static bool roundsToBF16(Operation *op) {
  if (isa<arith::ConstantOp, arith::SelectOp, arith::BitcastOp, memref::LoadOp>(op)) {
    return false; // moves bits
  }
  return llvm::any_of(op->getResultTypes(), [](Type type) { return isa<BFloat16Type>(type); });
}

bool mayGainFrom(const PTXArch &arch, Operation *kernel) {
  // Exact architectures have instructions for tensors of whole blocks; no operation of kernels
  // becomes one yet.
  if (arch.isExact) {
    return false;
  }
  // Subgroup operations are shuffles and votes on every architecture. What differs between the
  // architectures from sm_80 on, a comparison of the code finds.
  WalkResult walk = kernel->walk([](Operation *op) {
    return roundsToBF16(op) ? WalkResult::interrupt() : WalkResult::advance();
  });
  return walk.wasInterrupted();
}

/// "$L__BB3_7" as "$L__BB_7": the number of the function in its module says nothing of its code.
static void appendWithoutNumbers(StringRef line, std::string &text) {
  constexpr StringLiteral label = "$L__BB";
  while (true) {
    size_t at = line.find(label);
    text += line.take_front(at == StringRef::npos ? at : at + label.size());
    if (at == StringRef::npos) {
      return;
    }
    line = line.drop_front(at + label.size()).drop_while(llvm::isDigit);
  }
}

llvm::StringMap<std::string> entryTexts(StringRef ptx) {
  llvm::StringMap<std::string> texts;
  std::string *current = nullptr;
  for (StringRef line : llvm::split(ptx, '\n')) {
    constexpr StringLiteral entry = ".visible .entry ";
    if (line.starts_with(entry)) {
      current = &texts[line.drop_front(entry.size()).take_until([](char c) { return c == '('; })];
      continue;
    }
    StringRef code = line.split("//").first.trim();
    bool isPlace =
        code.starts_with(".loc") || code.starts_with("$L__tmp") || code.starts_with("$L__func");
    if (!current || code.empty() || isPlace) {
      continue;
    }
    appendWithoutNumbers(code, *current);
    *current += '\n';
    if (line.starts_with("}")) {
      current = nullptr;
    }
  }
  return texts;
}

/// The number before `unit` in text like "Used 28 registers, used 0 barriers, 1024 bytes smem"; 0
/// without one.
static unsigned numberBefore(StringRef line, StringRef unit) {
  size_t at = line.find(unit);
  if (at == StringRef::npos) {
    return 0;
  }
  StringRef before = line.take_front(at).rtrim();
  unsigned value = 0;
  before.substr(before.find_last_not_of("0123456789") + 1).getAsInteger(10, value);
  return value;
}

std::vector<std::pair<std::string, KernelResources>> parseResources(StringRef printed) {
  std::vector<std::pair<std::string, KernelResources>> resources;
  for (StringRef line : llvm::split(printed, '\n')) {
    constexpr StringLiteral entry = "Compiling entry function '";
    if (size_t at = line.find(entry); at != StringRef::npos) {
      resources.emplace_back(line.drop_front(at + entry.size()).split('\'').first.str(),
                             KernelResources());
    } else if (resources.empty()) {
      continue;
    } else if (KernelResources &last = resources.back().second;
               line.contains("bytes stack frame")) {
      last.stack = numberBefore(line, "bytes stack frame");
      last.spillStores = numberBefore(line, "bytes spill stores");
      last.spillLoads = numberBefore(line, "bytes spill loads");
    } else if (line.contains(" registers")) {
      last.registers = numberBefore(line, "registers");
      last.sharedBytes = numberBefore(line, "bytes smem");
    }
  }
  return resources;
}

} // namespace mlir::dc
