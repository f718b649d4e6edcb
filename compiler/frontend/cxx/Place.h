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

/// Which elements of an argument a part of it names: its dimensions, made of the argument's.
struct Section {
  /// From a place of a part to one of what it is a part of: `begin + place * step`.
  struct Cut {
    mlir::Value begin; ///< null for 0
    mlir::Value step;  ///< null for 1
  };
  struct Dimension {
    unsigned of = 0;  ///< the argument's dimension
    mlir::Value size; ///< in places; null for all of the dimension, which then has no cuts
    llvm::SmallVector<Cut, 1> cuts; ///< the first is one of the argument itself
  };
  llvm::SmallVector<Dimension, 3> dimensions;
  /// For each dimension of the argument the one index that is left of it, or null.
  llvm::SmallVector<mlir::Value, 3> fixed;
};

/// An object: a scalar, an array, or a record split into its members. Copying a Place makes a second name for the object, not a
/// second object.
struct Place {
  enum class Kind : uint8_t {
    None,
    Value,   ///< a scalar that is never written: `value`
    Memory,  ///< a scalar or array in `value`, a memref, at `indices`; of `type` elements
    Span,    ///< a dc::span, dc::view or dc::strided_view of the memref `value`; of `type` elements, or of structs
    Record,  ///< `parts`: bases in order, then fields in order
    List,    ///< `parts`: the elements of an array of arrays, in order
    Closure, ///< `closure`
  };
  Kind kind = Kind::None;
  ScalarType type;
  mlir::Value value;
  llvm::SmallVector<mlir::Value, 2> indices;
  std::shared_ptr<const Section> section; ///< of a part of an array; null for whole arrays
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
