// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where an object of the source program lives in a kernel.
#ifndef DOTCOMPUTE_COMPILER_FRONTEND_CXX_PLACE_H
#define DOTCOMPUTE_COMPILER_FRONTEND_CXX_PLACE_H

#include "compiler/frontend/cxx/KernelBuilder.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/SmallVector.h"

#include <memory>
#include <string>
#include <vector>

namespace clang {
class ValueDecl;
}

namespace dc::compiler {

struct Closure;

/// An object: a scalar, an array, or a record split into its members. Copying a Place makes a second name for the object, not a
/// second object.
struct Place {
  enum class Kind : uint8_t {
    None,
    Value,   ///< a scalar that is never written: `value`
    Memory,  ///< a scalar or array in `value`, a memref, at `indices`; of `type` elements
    Span,    ///< a dc::span or dc::view over the memref `value`; of `type` elements, or of structs
    Record,  ///< `parts`: bases in order, then fields in order
    Closure, ///< `closure`
  };
  Kind kind = Kind::None;
  ScalarType type;
  mlir::Value value;
  llvm::SmallVector<mlir::Value, 2> indices;
  mlir::Value offset; ///< of a sub-span in its array; null for whole arrays
  mlir::Value size;   ///< of a sub-span
  std::vector<Place> parts; ///< of a span of structs one: its elements' fields, each an array
  std::string what; ///< how the source names the element of an array that this lies in, for faults; may be empty
  std::shared_ptr<Closure> closure;

  explicit operator bool() const { return kind != Kind::None; }

  static Place ofValue(mlir::Value value, ScalarType type) {
    Place place;
    place.kind = Kind::Value;
    place.value = value;
    place.type = type;
    return place;
  }
  static Place ofMemory(mlir::Value memory, ScalarType type) {
    Place place = ofValue(memory, type);
    place.kind = Kind::Memory;
    return place;
  }
  static Place ofSpan(mlir::Value array, ScalarType type) {
    Place place = ofValue(array, type);
    place.kind = Kind::Span;
    return place;
  }

  void describe(const std::string &text) {
    what = text;
    for (Place &part : parts) {
      part.describe(text);
    }
  }

  /// The element at `index` of an array (of scalars, records or arrays).
  Place at(mlir::Value index) const {
    Place element = *this;
    if (kind == Kind::Memory) {
      element.indices.push_back(index);
    }
    for (Place &part : element.parts) {
      part = part.at(index);
    }
    return element;
  }
};

using Environment = llvm::DenseMap<const clang::ValueDecl *, Place>;

/// What a lambda object holds.
struct Closure {
  Environment captures;
  llvm::SmallPtrSet<const clang::ValueDecl *, 4> owned; ///< captured by copy
  Place self; ///< the captured `this` object
};

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_FRONTEND_CXX_PLACE_H
