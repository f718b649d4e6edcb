// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Text form and verification of the operations of block kernels.
#include "dialects/DC/DC.h"
#include "dialects/DC/OpSupport.h"

#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/IR/Builders.h"

namespace mlir::dc {

Attribute getSharedSpace(MLIRContext *context) {
  return gpu::AddressSpaceAttr::get(context, gpu::AddressSpace::Workgroup);
}

bool isShared(MemRefType type) {
  return type.getMemorySpace() && type.getMemorySpace() == getSharedSpace(type.getContext());
}

bool isBlockTooLarge(ArrayRef<int64_t> sizes) {
  int64_t threads = 1;
  for (int64_t size : sizes) { // Each factor is capped: no overflow.
    threads = std::min<int64_t>(threads * std::min<int64_t>(size, kMaxBlockThreads + 1), 1 << 20);
  }
  return threads > kMaxBlockThreads;
}

/// A device function may be called by any kernel, and device IR has no dc.kernel.
LogicalResult verifyInBlockKernel(Operation *op) {
  auto kernel = op->getParentOfType<KernelOp>();
  if (kernel && !kernel.isBlockKernel()) {
    return op->emitOpError() << "expected a kernel with block sizes";
  }
  return success();
}

static LogicalResult verifyId(Operation *op, uint64_t dim) {
  return failed(verifyInBlockKernel(op)) ? failure() : verifyDimension(op, dim); // C2, C1
}

LogicalResult ThreadIdOp::verify() { return verifyId(*this, getDim()); }

LogicalResult BlockIdOp::verify() { return verifyId(*this, getDim()); }

LogicalResult GridSizeOp::verify() { return verifyId(*this, getDim()); }

LogicalResult BarrierOp::verify() { return verifyInBlockKernel(*this); }

/// Of a static shape; anything above kMaxSharedBytes for what is too much.
static int64_t countBytes(MemRefType type) {
  Type element = type.getElementType();
  int64_t bytes = element.isIntOrFloat() ? llvm::divideCeil(element.getIntOrFloatBitWidth(), 8) : 8;
  for (int64_t size : type.getShape()) {
    if (size == 0) {
      return 0;
    }
    bytes = std::min(bytes, kMaxSharedBytes + 1) * std::min(size, kMaxSharedBytes + 1);
  }
  return bytes;
}

LogicalResult SharedOp::verify() {
  MemRefType type = getMemref().getType();
  if (!type.hasStaticShape() || type.getRank() == 0 || !type.getLayout().isIdentity()) { // C1
    return emitOpError() << "expected a static shape of rank 1 or more, got " << type;
  }
  if (countBytes(type) > kMaxSharedBytes) { // C1
    return emitOpError() << "expected at most " << kMaxSharedBytes << " bytes, got " << type;
  }
  if (!isShared(type)) { // C2
    return emitOpError() << "expected workgroup memory, got " << type;
  }
  return verifyInBlockKernel(*this); // C3
}

//===-- dc.blocks
//------------------------------------------------------------------------------===//

int64_t BlocksOp::getNumThreads() {
  int64_t threads = 1;
  for (int64_t size : getBlock()) {
    threads *= size;
  }
  return threads;
}

void BlocksOp::build(OpBuilder &builder, OperationState &state, ValueRange extents,
                     ArrayRef<int64_t> block) {
  state.addOperands(extents);
  state.getOrAddProperties<Properties>().block = builder.getDenseI64ArrayAttr(block);
  buildThreadBody<BlocksOp>(builder, state, 2 * extents.size());
}

ParseResult BlocksOp::parse(OpAsmParser &parser, OperationState &result) {
  Type i64 = parser.getBuilder().getI64Type();
  SmallVector<OpAsmParser::Argument> ids;
  SmallVector<OpAsmParser::UnresolvedOperand> extents;
  SmallVector<int64_t> block;
  auto parseSize = [&] { return parser.parseInteger(block.emplace_back()); };
  if (parser.parseArgumentList(ids, OpAsmParser::Delimiter::Paren) || parser.parseKeyword("in") ||
      parser.parseOperandList(extents, OpAsmParser::Delimiter::Paren) ||
      parser.resolveOperands(extents, i64, result.operands) || parser.parseKeyword("threads") ||
      parser.parseArgumentList(ids, OpAsmParser::Delimiter::Paren) || parser.parseKeyword("in") ||
      parser.parseCommaSeparatedList(OpAsmParser::Delimiter::Square, parseSize) ||
      parser.parseOptionalAttrDictWithKeyword(result.attributes)) {
    return failure();
  }
  result.getOrAddProperties<Properties>().block = parser.getBuilder().getDenseI64ArrayAttr(block);
  return parseThreadBody<BlocksOp>(parser, result, ids);
}

void BlocksOp::print(OpAsmPrinter &p) {
  p << ' ';
  printThreadIds(p, getBlockIds());
  p << " in (" << getExtents() << ") threads ";
  printThreadIds(p, getThreadIds());
  p << " in [";
  llvm::interleaveComma(getBlock(), p);
  p << ']';
  p.printOptionalAttrDictWithKeyword((*this)->getAttrs(), {getBlockAttrName()});
  p << ' ';
  p.printRegion(getBody(), /*printEntryBlockArgs=*/false, /*printBlockTerminators=*/false);
}

LogicalResult BlocksOp::verify() {
  size_t rank = getRank();
  if (rank < 1 || rank > 3) { // C1
    return emitOpError() << "expected 1 to 3 extents, got " << rank;
  }
  if (getBlock().size() != rank ||
      llvm::any_of(getBlock(), [](int64_t n) { return n < 1; })) { // C2
    return emitOpError() << "expected " << rank << " positive block sizes, got [" << getBlock()
                         << "]";
  }
  if (isBlockTooLarge(getBlock())) { // C2
    return emitOpError() << "expected a block of at most " << kMaxBlockThreads << " threads, got ["
                         << getBlock() << "]";
  }
  Block::BlockArgListType ids = getBody().getArguments();
  if (ids.size() != 2 * rank ||
      !llvm::all_of(ids, [](BlockArgument id) { return id.getType().isInteger(64); })) { // C3
    return emitOpError() << "expected two i64 body arguments for each of " << rank
                         << " extents, got (" << getBody().getArgumentTypes() << ")";
  }
  return success();
}

} // namespace mlir::dc
