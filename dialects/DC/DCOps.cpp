// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Text form and verification of the DC operations.
#include "dialects/DC/DC.h"
#include "dialects/DC/OpSupport.h"

#include "mlir/IR/Builders.h"
#include "mlir/Interfaces/FunctionImplementation.h"

#include "llvm/ADT/StringSwitch.h"

namespace mlir::dc {

//===-- dc.kernel
//--------------------------------------------------------------------------------------------------===//

Type elementTypeNamed(StringRef name, bool inMemory, MLIRContext *context) {
  unsigned bits = llvm::StringSwitch<unsigned>(name)
                      .Case("bool", inMemory ? 8 : 1)
                      .Cases({"i8", "u8", "f8e4m3", "f8e5m2"}, 8)
                      .Cases({"i16", "u16"}, 16)
                      .Cases({"i32", "u32"}, 32)
                      .Cases({"i64", "u64"}, 64)
                      .Default(0);
  if (bits != 0) {
    return IntegerType::get(context, bits);
  }
  return llvm::StringSwitch<Type>(name)
      .Case("f16", Float16Type::get(context))
      .Case("bf16", BFloat16Type::get(context))
      .Case("f32", Float32Type::get(context))
      .Case("f64", Float64Type::get(context))
      .Default(Type());
}

void KernelOp::build(OpBuilder &builder, OperationState &state, StringRef name, FunctionType type,
                     int64_t rank) {
  buildWithEntryBlock(builder, state, name, type, {}, type.getInputs());
  state.getOrAddProperties<Properties>().rank = builder.getI64IntegerAttr(rank);
}

ParseResult KernelOp::parse(OpAsmParser &parser, OperationState &result) {
  auto buildType = [](Builder &builder, ArrayRef<Type> inputs, ArrayRef<Type> results,
                      function_interface_impl::VariadicFlag,
                      std::string &) { return builder.getFunctionType(inputs, results); };
  return function_interface_impl::parseFunctionOp(
      parser, result, /*allowVariadic=*/false, getFunctionTypeAttrName(result.name), buildType,
      getArgAttrsAttrName(result.name), getResAttrsAttrName(result.name));
}

void KernelOp::print(OpAsmPrinter &p) {
  function_interface_impl::printFunctionOp(p, *this, /*isVariadic=*/false,
                                           getFunctionTypeAttrName(), getArgAttrsAttrName(),
                                           getResAttrsAttrName());
}

static LogicalResult verifyArgument(KernelOp kernel, unsigned index) {
  auto name = kernel.getArgAttrOfType<StringAttr>(index, "dc.name");
  auto elementName = kernel.getArgAttrOfType<StringAttr>(index, "dc.type");
  if (!name || !elementName) { // C3
    return kernel.emitOpError() << "expected argument " << index
                                << " to have string attributes dc.name and dc.type";
  }
  Type type = kernel.getArgumentTypes()[index];
  auto array = dyn_cast<MemRefType>(type);
  Type element = array ? array.getElementType() : type;
  if (array && elementName.getValue() == "record") {
    return verifyRecordArgument(kernel, index);
  }
  Type expected = elementTypeNamed(elementName, static_cast<bool>(array), kernel.getContext());
  if (!expected) { // C4
    return kernel.emitOpError()
           << "expected dc.type of argument \"" << name.getValue()
           << "\" to be bool, i8 to i64, u8 to u64, f8e4m3, f8e5m2, f16, bf16, f32 or "
              "f64, or record for an array, got "
           << elementName;
  }
  if (element != expected) { // C4
    return kernel.emitOpError() << "expected argument \"" << name.getValue() << "\" of dc.type "
                                << elementName << " to " << (array ? "have elements of " : "be ")
                                << expected << ", got " << element;
  }
  return success();
}

LogicalResult KernelOp::verify() {
  if (getRank() < 1 || getRank() > 3) { // C1
    return emitOpError() << "expected rank 1 to 3, got " << getRank();
  }
  if (std::optional<ArrayRef<int64_t>> block = getBlock()) { // C2
    if (static_cast<int64_t>(block->size()) != static_cast<int64_t>(getRank()) ||
        llvm::any_of(*block, [](int64_t size) { return size < 1; })) {
      return emitOpError() << "expected block to hold " << getRank() << " positive sizes, got ["
                           << *block << "]";
    }
    if (isBlockTooLarge(*block)) { // C2
      return emitOpError() << "expected a block of at most " << kMaxBlockThreads
                           << " threads, got [" << *block << "]";
    }
  }
  if (!getResultTypes().empty()) { // C5
    return emitOpError() << "expected no results, got " << getResultTypes().size();
  }
  if (getBody().empty()) { // C6
    return emitOpError() << "expected a body";
  }
  for (unsigned index = 0, end = getNumArguments(); index != end; ++index) {
    if (failed(verifyArgument(*this, index))) {
      return failure();
    }
  }
  return success();
}

StringRef KernelOp::getArgName(unsigned index) {
  return getArgAttrOfType<StringAttr>(index, "dc.name").getValue();
}

StringRef KernelOp::getArgElementType(unsigned index) {
  return getArgAttrOfType<StringAttr>(index, "dc.type").getValue();
}

bool KernelOp::isReadOnly(unsigned index) {
  return static_cast<bool>(getArgAttr(index, "dc.read_only"));
}

//===-- Launch rules
//-----------------------------------------------------------------------------------------------===//

static LogicalResult verifyLaunchExtents(Operation *op, unsigned numExtents) {
  auto kernel = cast<KernelOp>(op->getParentOp());
  if (numExtents != kernel.getRank()) { // C1
    return op->emitOpError() << "expected " << kernel.getRank()
                             << " extents, as many as the kernel's rank, got " << numExtents;
  }
  bool seen = false; // C2. The second one complains.
  for (Operation &other : kernel.getBody().getOps()) {
    if (!isa<DomainOp, GridOp>(other)) {
      continue;
    }
    if (&other == op && seen) {
      return op->emitOpError() << "expected at most one dc.domain or dc.grid in a kernel";
    }
    seen = true;
  }
  return success();
}

LogicalResult DomainOp::verify() { return verifyLaunchExtents(*this, getExtents().size()); }

LogicalResult GridOp::verify() {
  if (!cast<KernelOp>((*this)->getParentOp()).isBlockKernel()) { // C3
    return emitOpError() << "expected a kernel with block sizes; one without them has dc.domain";
  }
  return verifyLaunchExtents(*this, getExtents().size());
}

//===-- Ids
//--------------------------------------------------------------------------------------------------------===//

/// C1 of the id operations. In a device function the rank is its caller's and not known yet.
LogicalResult verifyDimension(Operation *op, uint64_t dim) {
  auto kernel = op->getParentOfType<KernelOp>();
  if (kernel && dim >= kernel.getRank()) {
    return op->emitOpError() << "expected a dimension below the kernel's rank " << kernel.getRank()
                             << ", got " << dim;
  }
  return success();
}

LogicalResult GlobalIdOp::verify() { return verifyDimension(*this, getDim()); }

LogicalResult DomainSizeOp::verify() { return verifyDimension(*this, getDim()); }

//===-- Guards
//-----------------------------------------------------------------------------------------------------===//

/// `%a < %b`; the declarative format has no way to print both spaces.
static ParseResult parseLessThan(OpAsmParser &parser, OpAsmParser::UnresolvedOperand &lhs,
                                 OpAsmParser::UnresolvedOperand &rhs) {
  return failure(parser.parseOperand(lhs) || parser.parseLess() || parser.parseOperand(rhs));
}

static void printLessThan(OpAsmPrinter &p, Operation *, Value lhs, Value rhs) {
  p << lhs << " < " << rhs;
}

LogicalResult FaultOp::verify() {
  if (static_cast<bool>(getIndex()) != static_cast<bool>(getExtent())) { // C1
    return emitOpError() << "expected both an index and an extent, or neither";
  }
  return success();
}

//===-- Device IR
//--------------------------------------------------------------------------------------------------===//

void ThreadsOp::build(OpBuilder &builder, OperationState &state, ValueRange extents) {
  state.addOperands(extents);
  buildThreadBody<ThreadsOp>(builder, state, extents.size());
}

ParseResult ThreadsOp::parse(OpAsmParser &parser, OperationState &result) {
  Type i64 = parser.getBuilder().getI64Type();
  SmallVector<OpAsmParser::Argument> ids;
  SmallVector<OpAsmParser::UnresolvedOperand> extents;
  if (parser.parseArgumentList(ids, OpAsmParser::Delimiter::Paren) || parser.parseKeyword("in") ||
      parser.parseOperandList(extents, OpAsmParser::Delimiter::Paren) ||
      parser.resolveOperands(extents, i64, result.operands) ||
      parser.parseOptionalAttrDictWithKeyword(result.attributes)) {
    return failure();
  }
  return parseThreadBody<ThreadsOp>(parser, result, ids);
}

void ThreadsOp::print(OpAsmPrinter &p) {
  p << ' ';
  printThreadIds(p, getBody().getArguments());
  p << " in (" << getExtents() << ")";
  p.printOptionalAttrDictWithKeyword((*this)->getAttrs());
  p << ' ';
  p.printRegion(getBody(), /*printEntryBlockArgs=*/false, /*printBlockTerminators=*/false);
}

LogicalResult ThreadsOp::verify() {
  size_t rank = getExtents().size();
  if (rank < 1 || rank > 3) { // C1
    return emitOpError() << "expected 1 to 3 extents, got " << rank;
  }
  Block::BlockArgListType ids = getBody().getArguments();
  if (ids.size() != rank ||
      !llvm::all_of(ids, [](BlockArgument id) { return id.getType().isInteger(64); })) { // C2
    return emitOpError() << "expected one i64 body argument for each of " << rank
                         << " extents, got (" << getBody().getArgumentTypes() << ")";
  }
  return success();
}

/// Each atomic access names one element.
static LogicalResult verifyAtomicIndices(Operation *op, MemRefType type, size_t numIndices) {
  if (static_cast<int64_t>(numIndices) != type.getRank()) {
    return op->emitOpError() << "expected " << type.getRank() << " indices, got " << numIndices;
  }
  return success();
}

/// C1 and C2 of the operations that take every type an atomic access can have.
static LogicalResult verifyAtomicAccess(Operation *op, MemRefType type, size_t numIndices) {
  Type element = type.getElementType();
  // 16 bits: a float of that size, or what a target that keeps it as its bits makes of it.
  bool takesSmall = isa<AtomicCASOp, AtomicLoadOp>(op) &&
                    (element.isF16() || element.isBF16() || element.isInteger(16));
  if (!element.isInteger(32) && !element.isInteger(64) && !element.isF32() && !element.isF64() &&
      !takesSmall) { // C1
    return op->emitOpError() << "expected elements of i32, i64, f32 or f64, got " << element;
  }
  return verifyAtomicIndices(op, type, numIndices); // C2
}

LogicalResult AtomicCASOp::verify() {
  return verifyAtomicAccess(*this, getMemref().getType(), getIndices().size());
}

LogicalResult AtomicLoadOp::verify() {
  return verifyAtomicAccess(*this, getMemref().getType(), getIndices().size());
}

LogicalResult AtomicStoreOp::verify() {
  return verifyAtomicAccess(*this, getMemref().getType(), getIndices().size());
}

LogicalResult AtomicOp::verify() {
  Type element = getMemref().getType().getElementType();
  StringRef kind = stringifyAtomicKind(getKind());
  bool isInteger = element.isInteger(32) || element.isInteger(64);
  bool isFloat = element.isF32() || element.isF64();
  bool needsFloat = getKind() == AtomicKind::MinF || getKind() == AtomicKind::MaxF;
  bool takesFloat = needsFloat || getKind() == AtomicKind::Add || getKind() == AtomicKind::Exchange;
  if (needsFloat && !isFloat) { // C2
    return emitOpError() << "expected elements of f32 or f64 for " << kind << ", got " << element;
  }
  bool isSmall = element.isF16() || element.isBF16();
  if (!isInteger && !(isFloat && takesFloat) && !(isSmall && getKind() == AtomicKind::Add)) { // C1
    return emitOpError() << "expected elements of i32"
                         << (takesFloat ? ", i64, f32 or f64" : " or i64") << " for " << kind
                         << ", got " << element;
  }
  return verifyAtomicIndices(*this, getMemref().getType(), getIndices().size()); // C3
}

} // namespace mlir::dc

#define GET_OP_CLASSES
#include "dialects/DC/DCOps.cpp.inc"
