// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Structs as elements of arrays: what they may be, and how they lie in memory.
#ifndef DOTCOMPUTE_COMPILER_FRONTEND_CXX_RECORDS_H
#define DOTCOMPUTE_COMPILER_FRONTEND_CXX_RECORDS_H

#include "compiler/frontend/cxx/Language.h"

namespace dc::compiler {

/// The struct that is the element of a dc::span or dc::view, or null: of scalars there is none.
const clang::CXXRecordDecl *getRecordElement(clang::QualType span, const clang::ASTContext &ast);

/// dc::f8e4m3 and dc::f8e5m2: classes with one byte that are scalars to launchers. Their name, or
/// empty.
llvm::StringRef getFloat8Name(clang::QualType type);

/// Why values of `type` cannot be elements of an array argument, as in "has the member 'next' of
/// type 'Node *'"; empty when they can.
std::string findElementProblem(clang::QualType type, const clang::ASTContext &ast);

/// A field whose place is no multiple of its size, as packing makes them, or null.
const clang::FieldDecl *findMisplacedField(const clang::CXXRecordDecl *record,
                                           const clang::ASTContext &ast);

/// Size, alignment and fields of an argument's elements, as the artifact describes them.
RecordLayout getRecordLayout(const clang::CXXRecordDecl *record, const clang::ASTContext &ast);

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_FRONTEND_CXX_RECORDS_H
