// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The passes of the `device` phase: from Kernel IR to the flat device IR that every backend accepts.
#ifndef DOTCOMPUTE_PASSES_LOWERING_PASSES_TD
#define DOTCOMPUTE_PASSES_LOWERING_PASSES_TD

include "mlir/Pass/PassBase.td"

def DCToDevicePass : Pass<"lowering-dc-to-device", "::mlir::ModuleOp"> {
  let summary = "Turn kernels into device functions with the flat calling convention";
  let description = [{
    Every `dc.kernel` becomes a kernel `gpu.func` in `gpu.module @kernels`. Its arguments, in this order: for each array the
    pointer as `memref<?xT>`, its extents, its outer strides, a dynamic innermost stride and a dynamic offset where the layout
    has them (all i64); the scalars (i1 as i8); the domain's extents (i64); the fault record `memref<8xi64>`. Loads and stores
    of views become loads and stores at a linear index, `memref.dim` becomes an argument, subviews disappear. Launch rules are
    dropped: the manifest has been given them before. The body sits in `dc.threads`.

    Preconditions: kernels are structured (one block), calls are inlined, contracts are in the manifest.

    Before:

    ```mlir
    dc.kernel @"vis::fill<float>"(%x: memref<?xf32> {dc.name = "x", dc.type = "f32"}, %a: f32 {dc.name = "a", dc.type = "f32"})
        attributes {rank = 1 : i64} {
      %i = dc.global_id 0
      %p = arith.index_cast %i : i64 to index
      memref.store %a, %x[%p] : memref<?xf32>
      dc.return
    }
    ```

    After:

    ```mlir
    gpu.module @kernels {
      gpu.func @vis__fill_float_(%x: memref<?xf32>, %x_extent: i64, %a: f32, %domain: i64, %record: memref<8xi64>)
          kernel attributes {dc.kernel = "vis::fill<float>", dc.rank = 1 : i64} {
        dc.threads (%i) in (%domain) {
          %p = arith.index_cast %i : i64 to index
          memref.store %a, %x[%p] : memref<?xf32>
        }
        gpu.return
      }
    }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::dc::DCDialect", "::mlir::gpu::GPUDialect",
      "::mlir::memref::MemRefDialect"];
  let statistics = [
    Statistic<"numKernels", "kernels", "kernels lowered">,
    Statistic<"numAccesses", "linearised-accesses", "accesses rewritten to one linear index">
  ];
}

def ExpandTotalArithmeticPass : Pass<"lowering-expand-total-arithmetic"> {
  let summary = "Expand total division and float to integer into arith that cannot be poison";
  let description = [{
    Replaces `dc.divsi`, `dc.divui`, `dc.remsi`, `dc.remui`, `dc.fptosi` and `dc.fptoui` by `arith` operations whose operands
    are made safe first: a divisor that would be undefined is replaced by 1, a value that does not fit by 0, and the
    result is selected afterwards. A divisor that is a harmless constant needs none of it.

    Before:

    ```mlir
    func.func @f(%a: i32, %b: i32) -> i32 {
      %q = dc.divui %a, %b : i32
      return %q : i32
    }
    ```

    After:

    ```mlir
    func.func @f(%a: i32, %b: i32) -> i32 {
      %c0 = arith.constant 0 : i32
      %c1 = arith.constant 1 : i32
      %is_zero = arith.cmpi eq, %b, %c0 : i32
      %safe = arith.select %is_zero, %c1, %b : i32
      %quotient = arith.divui %a, %safe : i32
      %q = arith.select %is_zero, %c0, %quotient : i32
      return %q : i32
    }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect"];
  let statistics = [
    Statistic<"numDivisions", "divisions", "divisions and remainders expanded">,
    Statistic<"numConversions", "conversions", "float to integer conversions expanded">
  ];
}

def ExpandAtomicsPass : Pass<"lowering-expand-atomics"> {
  let summary = "Expand atomic minimum and maximum of floats, and sums of 16-bit ones, into compare-and-exchange loops";
  let description = [{
    `dc.atomic min_f` and `max_f`, and `add` of f16 and bf16 (computed in f32 and rounded once, as every sum of these), become a load and a loop: compute what the element should be; where it is that already,
    nothing is left to do; else exchange it, and go round again with the value that another thread put there meanwhile. All
    other kinds stay: every backend has them.

    Before:

    ```mlir
    func.func @f(%m: memref<?xf32>, %i: index, %v: f32) -> f32 {
      %old = dc.atomic min_f %m[%i], %v : memref<?xf32>
      return %old : f32
    }
    ```

    After:

    ```mlir
    func.func @f(%m: memref<?xf32>, %i: index, %v: f32) -> f32 {
      %first = dc.atomic_load %m[%i] : memref<?xf32>
      %old = scf.while (%seen = %first) : (f32) -> f32 {
        %wanted = arith.minimumf %seen, %v : f32
        %a = arith.bitcast %wanted : f32 to i32
        %b = arith.bitcast %seen : f32 to i32
        %changes = arith.cmpi ne, %a, %b : i32
        %was, %again = scf.if %changes -> (f32, i1) {
          %now = dc.atomic_cas %m[%i], %seen, %wanted : memref<?xf32>
          %c = arith.bitcast %now : f32 to i32
          %d = arith.bitcast %seen : f32 to i32
          %lost = arith.cmpi ne, %c, %d : i32
          scf.yield %now, %lost : f32, i1
        } else {
          %false = arith.constant false
          scf.yield %seen, %false : f32, i1
        }
        scf.condition(%again) %was : f32
      } do {
      ^bb0(%was: f32):
        scf.yield %was : f32
      }
      return %old : f32
    }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::dc::DCDialect", "::mlir::scf::SCFDialect"];
  let statistics = [Statistic<"numLoops", "loops", "compare-and-exchange loops made">];
}

def ExpandMathsPass : Pass<"lowering-expand-maths"> {
  let summary = "Expand mathematical functions into arithmetic, so that no target calls a library";
  let description = [{
    Replaces each function of the maths library (`math.exp`, `math.sin`, `math.powf`, `dc.hypot`, `arith.remf` ...) by its text
    from passes/Lowering/Maths/*.mlir, inlined where it stands. Only what the kernels use is parsed. On 16-bit floats a
    function computes in f32 and rounds once. docs/maths.md has the bounds on the error of each.

    What every target computes exactly by itself stays: square root, rounding to integers, `math.fma`, absolute value, sign and bit
    counts. With `software-fma`, `math.fma` is expanded too, exactly, by integer arithmetic and error-free transformations. One that
    the library marks with `dc.exact_error` computes what rounding a product lost; it is expanded by halves of the factors.

    Before:

    ```mlir
    func.func @f(%x: f32) -> f32 {
      %r = math.rsqrt %x : f32
      return %r : f32
    }
    ```

    After:

    ```mlir
    func.func @f(%x: f32) -> f32 {
      %one = arith.constant 1.0 : f32
      %root = math.sqrt %x : f32
      %r = arith.divf %one, %root : f32
      return %r : f32
    }
    ```
  }];
  let options = [
    Option<"softwareFMA", "software-fma", "bool", "false", "the target has no fused multiply-add">
  ];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::dc::DCDialect", "::mlir::func::FuncDialect",
      "::mlir::math::MathDialect", "::mlir::scf::SCFDialect"];
  let statistics = [Statistic<"numExpanded", "expanded", "functions expanded where they were called">];
}

def LowerFaultsPass : Pass<"lowering-lower-faults", "::mlir::ModuleOp"> {
  let summary = "Lower guards to compares and faults to writes of the fault record";
  let description = [{
    `dc.guard` becomes one unsigned compare where the extent is known not to be negative (a constant or a parameter with
    `dc.extent`), else two. `dc.fault` becomes a branch that elects the first faulting thread by a compare and
    exchange on word 0 of the kernel's fault record and lets it write the rest. `dc.faulted` becomes a private flag, which
    exists only in kernels that read it.

    The record's words: 0 site + 1, 1 linear thread id in the domain, 2 block id, 3 index, 4 extent, 5 one when index and
    extent are valid.

    Preconditions: kernels have the flat calling convention of lowering-dc-to-device, whose last argument is the record.

    Before:

    ```mlir
    gpu.module @kernels {
      gpu.func @k(%n: i64 {dc.extent}, %i: i64, %domain: i64, %record: memref<8xi64>)
          kernel attributes {dc.kernel = "k", dc.rank = 1 : i64} {
        dc.threads (%t) in (%domain) {
          %ok = dc.guard %i < %n
          %true = arith.constant true
          %bad = arith.xori %ok, %true : i1
          dc.fault %bad, bounds 0 "x[i]" [%i of %n]
        }
        gpu.return
      }
    }
    ```

    After:

    ```mlir
    gpu.module @kernels {
      gpu.func @k(%n: i64 {dc.extent}, %i: i64, %domain: i64, %record: memref<8xi64>)
          kernel attributes {dc.kernel = "k", dc.rank = 1 : i64} {
        dc.threads (%t) in (%domain) {
          %ok = arith.cmpi ult, %i, %n : i64
          %true = arith.constant true
          %bad = arith.xori %ok, %true : i1
          scf.if %bad {
            %word0 = arith.constant 0 : index
            %none = arith.constant 0 : i64
            %site = arith.constant 1 : i64
            %old = dc.atomic_cas %record[%word0], %none, %site : memref<8xi64>
            %first = arith.cmpi eq, %old, %none : i64
            scf.if %first {
              %word1 = arith.constant 1 : index
              memref.store %t, %record[%word1] : memref<8xi64>
              // ... and words 2 to 5.
            }
          }
        }
        gpu.return
      }
    }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::dc::DCDialect", "::mlir::memref::MemRefDialect",
      "::mlir::scf::SCFDialect"];
  let statistics = [
    Statistic<"numGuards", "guards", "guards lowered">,
    Statistic<"numFaults", "fault-sites", "fault sites lowered">,
    Statistic<"numFlags", "fault-flags", "kernels that keep a private fault flag">
  ];
}

def LowerPrintsPass : Pass<"lowering-lower-prints", "::mlir::ModuleOp"> {
  let summary = "Lower dc.print to words in the launch's print area";
  let description = [{
    A line to print becomes the number of its site, the thread, its block and its values, one word each, in the memory whose address word 7
    of the fault record holds; the runtime writes the text after the launch. A thread takes its words by one addition, so that a line's
    words lie together and the lines of a thread in order. Where they do not fit, the line is counted as lost. Without such memory (word 7 is
    0) nothing happens. The area's words: 0 the next free word, 1 the end, 2 the lines lost.

    Preconditions: kernels have the flat calling convention of lowering-dc-to-device, whose last argument is the record.

    Before:

    ```mlir
    gpu.module @kernels {
      gpu.func @k(%v: f32, %domain: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "k", dc.rank = 1 : i64} {
        dc.threads (%t) in (%domain) {
          dc.print "{}", %v : f32 as ["f32"] {site = 4 : i32}
        }
        gpu.return
      }
    }
    ```

    After:

    ```mlir
    gpu.module @kernels {
      gpu.func @k(%v: f32, %domain: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "k", dc.rank = 1 : i64} {
        dc.threads (%t) in (%domain) {
          %word0 = arith.constant 0 : index
          %word1 = arith.constant 1 : index
          %word2 = arith.constant 2 : index
          %word7 = arith.constant 7 : index
          %none = arith.constant 0 : i64
          %address = memref.load %record[%word7] : memref<8xi64>
          %wanted = arith.cmpi ne, %address, %none : i64
          scf.if %wanted {
            %area = dc.print_area %record : memref<8xi64> to memref<?xi64>
            %size = arith.constant 4 : i64
            %first = dc.atomic add %area[%word0], %size : memref<?xi64>
            %end = memref.load %area[%word1] : memref<?xi64>
            %last = arith.addi %first, %size : i64
            %fits = arith.cmpi ule, %last, %end : i64
            scf.if %fits {
              %site = arith.constant 5 : i64
              %at = arith.index_cast %first : i64 to index
              memref.store %site, %area[%at] : memref<?xi64>
              // ... and the thread, 0 for the block, and the bits of %v.
            } else {
              %one = arith.constant 1 : i64
              %lost = dc.atomic add %area[%word2], %one : memref<?xi64>
            }
          }
        }
        gpu.return
      }
    }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::dc::DCDialect", "::mlir::memref::MemRefDialect",
      "::mlir::scf::SCFDialect"];
  let statistics = [Statistic<"numPrints", "prints", "places that print lowered">];
}

def VerifyDeviceIRPass : Pass<"lowering-verify-device-ir", "::mlir::ModuleOp"> {
  let summary = "Check that a module is device IR that every backend accepts";
  let description = [{
    The contract between the common passes and the backends. A module holds `gpu.module`s, those hold kernels, and a kernel
    has the flat calling convention (V1), operations of the list only (V2), values of scalar type or memory of rank 0 or 1
    with identity layout (V3), private memory of static size (V4), and nothing that could become poison: no overflow flags,
    no `exact`, `nnan` or `ninf` (V5). `dc.threads` and `dc.blocks` occur at the
    kernel's top level only, and `dc.blocks` alone (V6), `dc.barrier`, `dc.shared` and the operations of subgroups
    inside `dc.blocks` only (V7).

    The list: `gpu.func`, `gpu.return`, `scf.if/for/while/condition/yield`, all of `arith` and `math`,
    `memref.alloca/load/store`, `dc.threads/blocks/yield/barrier/shared/muladd/print_area`, `dc.atomic` but for `min_f`, `max_f` and
    16-bit floats, `dc.atomic_cas/load/store`, and `dc.subgroup_size/shuffle/subgroup_reduce/subgroup_exclusive_sum/subgroup_ballot`. The pass changes nothing.

    ```mlir
    gpu.module @kernels {
      gpu.func @k(%domain: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "k", dc.rank = 1 : i64} {
        dc.threads (%t) in (%domain) {
        }
        gpu.return
      }
    }
    ```
  }];
  let statistics = [Statistic<"numOperations", "operations", "operations checked">];
}

#endif
