// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Asks a target about each operation before anything is lowered, so that a refusal names the
// operation in the source.
#include "backends/Common/KernelSupport.h"

#include "backends/Common/FlattenKernel.h"
#include "dialects/DC/DC.h"
#include "dialects/Support/Diagnostics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"

namespace mlir::dc {

std::optional<std::string> findLibraryCall(Operation *op) {
  if (isa<arith::RemFOp>(op)) {
    return "";
  }
  if (!isa<math::MathDialect>(op->getDialect())) {
    return std::nullopt;
  }
  if (isa<math::AbsFOp, math::AbsIOp, math::CeilOp, math::CopySignOp, math::CountLeadingZerosOp,
          math::CountTrailingZerosOp, math::CtPopOp, math::FloorOp, math::FmaOp, math::IsFiniteOp,
          math::IsInfOp, math::IsNaNOp, math::RoundEvenOp, math::RoundOp, math::SqrtOp,
          math::TruncOp>(op)) {
    return std::nullopt;
  }
  return "";
}

/// The first operation that the target lacks and what the answer said.
static std::optional<std::pair<Operation *, std::string>>
findUnsupported(gpu::GPUFuncOp kernel, const SupportQuery &query) {
  std::optional<std::pair<Operation *, std::string>> found;
  kernel.walk([&](Operation *op) {
    if (std::optional<std::string> answer = query(op)) {
      found.emplace(op, *answer);
      return WalkResult::interrupt();
    }
    return WalkResult::advance();
  });
  return found;
}

/// Asks `refuse` about every kernel. It reports what is wrong with one and says so: that fails or,
/// with `bestEffort`, erases the kernel.
static LogicalResult dropRefused(ModuleOp device, bool bestEffort,
                                 llvm::function_ref<bool(gpu::GPUFuncOp)> refuse) {
  LogicalResult result = success();
  SmallVector<gpu::GPUFuncOp> kernels;
  device.walk([&](gpu::GPUFuncOp kernel) { kernels.push_back(kernel); });
  for (gpu::GPUFuncOp kernel : kernels) {
    if (!refuse(kernel)) {
      continue;
    }
    if (bestEffort) {
      kernel.erase();
    } else {
      result = failure();
    }
  }
  return result;
}

LogicalResult checkKernels(ModuleOp device, StringRef target, bool bestEffort,
                           const SupportQuery &query) {
  return dropRefused(device, bestEffort, [&](gpu::GPUFuncOp kernel) {
    auto unsupported = findUnsupported(kernel, query);
    if (!unsupported) {
      return false;
    }
    auto [op, detail] = *unsupported;
    std::string name = str(op->getName());
    if (bestEffort) {
      emitDiagnostic(op->getLoc(), Diag::BackendKernelLeftOut, getQualifiedName(kernel), target,
                     name, detail);
    } else {
      emitDiagnostic(op->getLoc(), Diag::BackendOperation, target, name, detail);
    }
    return true;
  });
}

int64_t countSharedBytes(Operation *kernel) {
  constexpr int64_t alignment = 16; // of each array
  int64_t bytes = 0;
  kernel->walk([&](SharedOp shared) {
    MemRefType type = shared.getMemref().getType();
    int64_t element = llvm::divideCeil(type.getElementTypeBitWidth(), 8);
    bytes += llvm::alignTo(type.getNumElements() * element, alignment);
  });
  return bytes;
}

LogicalResult checkSharedMemory(ModuleOp device, StringRef target, bool bestEffort, int64_t limit) {
  return dropRefused(device, bestEffort, [&](gpu::GPUFuncOp kernel) {
    int64_t bytes = countSharedBytes(kernel);
    if (bytes <= limit) {
      return false;
    }
    Diag what = bestEffort ? Diag::BackendSharedMemoryLeftOut : Diag::BackendSharedMemory;
    emitDiagnostic(kernel.getLoc(), what, getQualifiedName(kernel), bytes, target, limit);
    return true;
  });
}

LogicalResult requireKernels(ModuleOp device) {
  bool any = false;
  device.walk([&](gpu::GPUFuncOp) { any = true; });
  if (any) {
    return success();
  }
  return emitDiagnostic(device.getLoc(), Diag::BackendNoKernel);
}

} // namespace mlir::dc
