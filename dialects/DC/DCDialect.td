// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The DC dialect: kernels as their author wrote them, before any schedule is chosen.
#ifndef DOTCOMPUTE_DIALECTS_DC_DIALECT_TD
#define DOTCOMPUTE_DIALECTS_DC_DIALECT_TD

include "mlir/IR/OpBase.td"

def DC_Dialect : Dialect {
  let name = "dc";
  let cppNamespace = "::mlir::dc";
  let summary = "Kernels, their launch rules, contracts and guards";
  let description = [{
    A `dc.kernel` holds the body of one thread (or of one block's thread) in `scf`, `arith`, `math` and `memref`, plus the
    operations of this dialect where the upstream ones leave behaviour undefined or have no equivalent: launch rules
    (`dc.domain`, `dc.requires`), ids (`dc.global_id`), total arithmetic (`dc.divsi`), and guards (`dc.guard`, `dc.fault`).

    Every operation here is total: no result is poison and no operand makes it undefined. Integers that users see are
    `i64` where the language says `dc::index`; MLIR's `index` appears in addresses and trip counts only.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",  // folds make constants
                           "::mlir::gpu::GPUDialect"];     // the address space of shared memory
  let hasConstantMaterializer = 1;
  let useDefaultAttributePrinterParser = 0;
  let useDefaultTypePrinterParser = 1;
}

class DC_Op<string mnemonic, list<Trait> traits = []> : Op<DC_Dialect, mnemonic, traits>;

#endif
