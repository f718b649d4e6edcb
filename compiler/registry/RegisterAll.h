// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Everything DotCompute's tools register: our dialects and passes, and the upstream ones we work
// with.
#ifndef DOTCOMPUTE_COMPILER_REGISTRY_REGISTERALL_H
#define DOTCOMPUTE_COMPILER_REGISTRY_REGISTERALL_H

namespace mlir {
class DialectRegistry;
}

namespace mlir::dc {

/// Adds our dialects, the upstream dialects that our IR levels consist of, and the upstream
/// interfaces that our passes rely on (memory slots, inlining of func).
void registerAllDialects(DialectRegistry &registry);

/// Makes every pass known to textual pipelines (dc-opt, reproducers). Once per process.
void registerAllPasses();

} // namespace mlir::dc

#endif // DOTCOMPUTE_COMPILER_REGISTRY_REGISTERALL_H
