// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Proves on the finished bytes that kernels import nothing.
#include "backends/CPU/CPUSerialize.h"

#include "dialects/Support/Diagnostics.h"

#include "llvm/Object/ELFObjectFile.h"

namespace mlir::dc {

using llvm::object::ELF64LE;
using llvm::object::ELF64LEObjectFile;

static LogicalResult fail(Location loc, llvm::Error error) {
  return emitDiagnostic(loc, Diag::BackendLink, llvm::toString(std::move(error)));
}

/// Diagnoses the undefined ones of `symbols`.
template <typename Range>
static LogicalResult checkSymbols(Location loc, StringRef what, Range symbols) {
  LogicalResult result = success();
  for (const llvm::object::ELFSymbolRef &symbol : symbols) {
    auto flags = symbol.getFlags();
    auto name = symbol.getName();
    if (!flags || !name) {
      return fail(loc, llvm::joinErrors(flags.takeError(), name.takeError()));
    }
    // The table's first entry is undefined and nameless by definition.
    if ((*flags & llvm::object::SymbolRef::SF_Undefined) && !name->empty()) {
      result = emitDiagnostic(loc, Diag::BackendImport, what, *name);
    }
  }
  return result;
}

static llvm::Expected<ELF64LEObjectFile> open(ArrayRef<char> bytes) {
  return ELF64LEObjectFile::create(
      llvm::MemoryBufferRef(StringRef(bytes.data(), bytes.size()), "kernels"));
}

LogicalResult checkObjectImports(Location loc, StringRef what, ArrayRef<char> object) {
  auto file = open(object);
  if (!file) {
    return fail(loc, file.takeError());
  }
  return checkSymbols(loc, what, file->symbols());
}

LogicalResult checkSharedImports(Location loc, StringRef what, ArrayRef<char> shared) {
  auto file = open(shared);
  if (!file) {
    return fail(loc, file.takeError());
  }
  LogicalResult result = checkSymbols(loc, what, file->getDynamicSymbolIterators());
  auto dynamic = file->getELFFile().dynamicEntries();
  if (!dynamic) {
    return fail(loc, dynamic.takeError());
  }
  for (const ELF64LE::Dyn &entry : *dynamic) {
    if (entry.getTag() == llvm::ELF::DT_NEEDED) {
      result = emitDiagnostic(loc, Diag::BackendImport, what, "a shared library");
    }
  }
  return result;
}

} // namespace mlir::dc
