// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// MLIR text or bytecode in, a verified module out: the second way into the compiler, without Clang.
#ifndef DOTCOMPUTE_COMPILER_FRONTEND_MLIR_READER_H
#define DOTCOMPUTE_COMPILER_FRONTEND_MLIR_READER_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "mlir/Support/LLVM.h"

#include <memory>

namespace llvm {
class MemoryBuffer;
class SourceMgr;
} // namespace llvm

namespace dc::compiler {

/// Reads `input`, a path or "-" for standard input, and verifies it; null after reporting why not.
/// The text is added to `sources`, so that a SourceMgrDiagnosticHandler over them shows its lines;
/// `sources` may hold other files already. The dialects that a module may use are those registered
/// in the context; any other is an error that lists them.
mlir::OwningOpRef<mlir::ModuleOp> readMLIR(llvm::StringRef input, llvm::SourceMgr &sources,
                                           mlir::MLIRContext &context);
/// The same for what has been read already.
mlir::OwningOpRef<mlir::ModuleOp> readMLIR(std::unique_ptr<llvm::MemoryBuffer> file,
                                           llvm::SourceMgr &sources, mlir::MLIRContext &context);

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_FRONTEND_MLIR_READER_H
