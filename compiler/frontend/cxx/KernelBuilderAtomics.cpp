// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Atomic accesses: signedness picks the kind, the rest is the dialect's.
#include "compiler/frontend/cxx/KernelBuilder.h"

#include "dialects/DC/DC.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"

using mlir::Location;
using mlir::Value;
using mlir::ValueRange;
using mlir::dc::AtomicKind;

namespace dc::compiler {

static AtomicKind kindOf(Atomic op, ScalarType type) {
  switch (op) {
  case Atomic::Add:
  case Atomic::Sub:
    return AtomicKind::Add;
  case Atomic::And:
    return AtomicKind::And;
  case Atomic::Or:
    return AtomicKind::Or;
  case Atomic::Xor:
    return AtomicKind::Xor;
  case Atomic::Exchange:
    return AtomicKind::Exchange;
  case Atomic::Min:
    return type.isFloat() ? AtomicKind::MinF : type.isSigned() ? AtomicKind::MinS : AtomicKind::MinU;
  case Atomic::Max:
    break;
  }
  return type.isFloat() ? AtomicKind::MaxF : type.isSigned() ? AtomicKind::MaxS : AtomicKind::MaxU;
}

bool KernelBuilder::isLocal(Value memory) { return memory.getDefiningOp<mlir::memref::AllocaOp>() != nullptr; }

Value KernelBuilder::atomic(Location loc, Atomic op, Value memory, ValueRange indices, Value value, ScalarType type,
                            llvm::StringRef text) {
  if (op == Atomic::Sub) { // exact in floats, too: x - v is x + -v
    value = negate(loc, value, type);
  }
  auto made = mlir::dc::AtomicOp::create(at, loc, kindOf(op, type), memory, addresses(loc, indices), value);
  describe(made, text);
  return made;
}

Value KernelBuilder::atomicCompareExchange(Location loc, Value memory, ValueRange indices, Value expected,
                                           Value desired, llvm::StringRef text) {
  auto made = mlir::dc::AtomicCASOp::create(at, loc, memory, addresses(loc, indices), expected, desired);
  describe(made, text);
  return made;
}

Value KernelBuilder::atomicLoad(Location loc, Value memory, ValueRange indices, llvm::StringRef text) {
  auto made = mlir::dc::AtomicLoadOp::create(at, loc, memory, addresses(loc, indices));
  describe(made, text);
  return made;
}

void KernelBuilder::atomicStore(Location loc, Value value, Value memory, ValueRange indices, llvm::StringRef text) {
  auto made = mlir::dc::AtomicStoreOp::create(at, loc, value, memory, addresses(loc, indices));
  describe(made, text);
}

} // namespace dc::compiler
