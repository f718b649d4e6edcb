// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The headers that dcc carries inside itself.
#ifndef DOTCOMPUTE_COMPILER_FRONTEND_CXX_EMBEDDEDHEADERS_H
#define DOTCOMPUTE_COMPILER_FRONTEND_CXX_EMBEDDEDHEADERS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace dc::compiler {

struct EmbeddedHeader {
  llvm::StringLiteral path; ///< as it is included: "dotcompute/kernel.h", "cmath"
  llvm::StringLiteral text;
};

/// Generated at build time from compiler/include, runtime/include and compiler/language.
llvm::ArrayRef<EmbeddedHeader> getEmbeddedHeaders();

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_FRONTEND_CXX_EMBEDDEDHEADERS_H
