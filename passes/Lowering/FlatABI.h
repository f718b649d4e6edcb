// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The calling convention of device functions: which parameter of the flat list carries what of the
// kernel's arguments.
#ifndef DOTCOMPUTE_PASSES_LOWERING_FLATABI_H
#define DOTCOMPUTE_PASSES_LOWERING_FLATABI_H

#include "dialects/DC/DC.h"

namespace mlir::dc {

/// In this order: arrays in argument order, each with pointer, extents, outer strides, a dynamic
/// innermost stride and a dynamic offset; scalars in argument order; extents of the domain; the
/// fault record.
///
/// An array of structs is passed as its bytes; extents and strides count structs.
///
/// Parameter attributes: pointers and scalars keep their argument's; `dc.name` names the others
/// ("x.extent.0", "domain.0", "fault"), and `dc.extent` marks those that are never negative.
struct FlatABI {
  struct Param {
    Type type;
    Location loc;
    DictionaryAttr attrs;
  };
  /// Where one argument went; the numbers are parameters.
  struct Arg {
    unsigned first = 0; ///< the pointer or the scalar
    SmallVector<unsigned> extents;
    SmallVector<unsigned>
        strides; ///< as many as dimensions; static innermost ones repeat `first` and are not read
    std::optional<unsigned> offset;
  };

  SmallVector<Param> params;
  SmallVector<Arg> args;
  SmallVector<unsigned> domain;

  /// Fails with a diagnostic for an argument that has no place in it.
  static FailureOr<FlatABI> get(KernelOp kernel);

private:
  unsigned add(Type type, Location loc, DictionaryAttr attrs);
  unsigned addSize(OpBuilder &builder, Location loc, const Twine &name, bool isExtent);
  void addArray(KernelOp kernel, unsigned index);
};

} // namespace mlir::dc

#endif // DOTCOMPUTE_PASSES_LOWERING_FLATABI_H
