// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// MLIR text or bytecode in, a verified module out.
#include "compiler/frontend/mlir/Reader.h"

#include "dialects/Support/Diagnostics.h"

#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"

using mlir::dc::Diag;
using mlir::dc::emitDiagnostic;

namespace dc::compiler {

static std::string registeredDialects(mlir::MLIRContext &context) {
  std::string names;
  for (llvm::StringRef name : context.getAvailableDialects()) {
    names += (names.empty() ? "" : " ") + name.str();
  }
  return names;
}

static mlir::Operation *findUnregistered(mlir::ModuleOp module) {
  mlir::Operation *found = nullptr;
  module.walk([&](mlir::Operation *op) {
    found = op->isRegistered() ? nullptr : op;
    return found ? mlir::WalkResult::interrupt() : mlir::WalkResult::advance();
  });
  return found;
}

mlir::OwningOpRef<mlir::ModuleOp> readMLIR(llvm::StringRef input, llvm::SourceMgr &sources,
                                           mlir::MLIRContext &context) {
  mlir::Location whole = mlir::UnknownLoc::get(&context);
  if (input != "-" && llvm::sys::fs::is_directory(input)) {
    emitDiagnostic(whole, Diag::InputIsDirectory, input);
    return {};
  }
  auto file = llvm::MemoryBuffer::getFileOrSTDIN(input);
  if (!file) {
    emitDiagnostic(whole, Diag::InputUnreadable, input, file.getError().message());
    return {};
  }
  return readMLIR(std::move(*file), sources, context);
}

mlir::OwningOpRef<mlir::ModuleOp> readMLIR(std::unique_ptr<llvm::MemoryBuffer> file,
                                           llvm::SourceMgr &sources, mlir::MLIRContext &context) {
  // A source manager parses its first buffer only, so the text is parsed apart and kept there to be
  // shown.
  llvm::StringRef name = file->getBufferIdentifier();
  llvm::StringRef text = file->getBuffer();
  sources.AddNewSourceBuffer(std::move(file), llvm::SMLoc());

  // Unregistered operations parse in generic form, so that the error can name them and show their
  // line.
  bool allowed = context.allowsUnregisteredDialects();
  context.allowUnregisteredDialects();
  mlir::ParserConfig config(&context, /*verifyAfterParse=*/false);
  auto module = mlir::parseSourceString<mlir::ModuleOp>(text, config, name);
  context.allowUnregisteredDialects(allowed);
  if (!module) {
    return {};
  }
  if (mlir::Operation *op = findUnregistered(*module)) {
    emitDiagnostic(op->getLoc(), Diag::InputDialect, op->getName().getStringRef(),
                   registeredDialects(context));
    return {};
  }
  if (failed(mlir::verify(*module))) {
    return {};
  }
  return module;
}

} // namespace dc::compiler
