// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The maths library: scalar functions as MLIR text (*.mlir beside this file), compiled into the
// binary.
#ifndef DOTCOMPUTE_PASSES_LOWERING_MATHS_LIBRARY_H
#define DOTCOMPUTE_PASSES_LOWERING_MATHS_LIBRARY_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

#include "llvm/ADT/StringMap.h"

#include <string>

namespace mlir::dc::maths {

/// The files' texts, generated at build time. A function starts with "func.func private @NAME(" in
/// the first column and ends with "}" there.
llvm::ArrayRef<llvm::StringLiteral> getTexts();

/// What one pass needs of the library. Functions are parsed when they are first asked for, with all
/// that they call, which is inlined into them: a function handed out calls nothing. Belongs to one
/// context and one thread.
class Library {
public:
  explicit Library(MLIRContext *context) : context(context) {}

  /// The function's definition, or null where the library has none of that name.
  func::FuncOp find(StringRef name);

private:
  void inlineCallees(func::FuncOp function);

  MLIRContext *context;
  OwningOpRef<ModuleOp> parsed;
  llvm::StringMap<func::FuncOp> functions;
};

/// Clones the body of `function` before `at`, with `operands` for its arguments; every new
/// operation gets the location of `at`.
SmallVector<Value> inlineBefore(Operation *at, func::FuncOp function, ValueRange operands);

} // namespace mlir::dc::maths

#endif // DOTCOMPUTE_PASSES_LOWERING_MATHS_LIBRARY_H
