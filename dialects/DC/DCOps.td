// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The DC operations, grouped: kernel, launch rules, ids, arithmetic, guards, device, atomics, blocks, printing, records, subgroups.
#ifndef DOTCOMPUTE_DIALECTS_DC_OPS_TD
#define DOTCOMPUTE_DIALECTS_DC_OPS_TD

include "dialects/DC/DCAttrs.td"
include "mlir/Interfaces/CallInterfaces.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/FunctionInterfaces.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"
include "mlir/IR/OpAsmInterface.td"
include "mlir/IR/SymbolInterfaces.td"

// Faults are recorded in memory that no kernel argument reaches, so they conflict with one another only.
def DC_FaultResource : Resource<"::mlir::dc::FaultResource">;
// Launch rules are read by the launcher; the effect keeps them from being erased as dead.
def DC_LaunchResource : Resource<"::mlir::dc::LaunchResource">;

//===-- Kernel ---------------------------------------------------------------------------------------------------===//

def DC_KernelOp : DC_Op<"kernel", [AutomaticAllocationScope, IsolatedFromAbove, FunctionOpInterface]> {
  let summary = "a kernel: what one thread of a domain does";
  let description = [{
    The symbol is the kernel's qualified name in Clang's canonical spelling, so `@"vis::scale<float>"`. Arrays are
    `memref<?xT>` (spans) or `memref<?x?xT, strided<[?, 1]>>` (views), scalars are integers and floats. Argument
    attributes: `dc.name` (the parameter's name), `dc.type` (its element type with signedness: `bool`, `i8` to `u64`, `f16`,
    `bf16`, `f32`, `f64`, `f8e4m3` and `f8e5m2` (an `i8` in IR), or `record` for an array of structs, `memref<?x!dc.record<...>>`) and, for arrays of
    const elements, `dc.read_only`. An array of structs has `dc.fields` too: an array of `{name, type, offset, count}`, the scalars
    of a struct with the byte where each begins and how many follow each other (C7).

    `rank` is the number of domain dimensions (C1: 1 to 3). With `block` the kernel is a block kernel with that many threads
    in each dimension (C2: `rank` positive sizes, 1024 threads in all at most). Every argument has `dc.name` and `dc.type` (C3), and `dc.type` agrees with
    the argument's element type (C4). A kernel has no results (C5) and has a body (C6).

    Example:

    ```mlir
    dc.kernel @scale(%a: f32 {dc.name = "a", dc.type = "f32"},
                     %x: memref<?xf32> {dc.name = "x", dc.type = "f32"}) attributes {rank = 1 : i64} {
      %c0 = arith.constant 0 : index
      %n = memref.dim %x, %c0 : memref<?xf32>
      %n64 = arith.index_cast %n : index to i64
      dc.domain %n64
      %i = dc.global_id 0
      %p = arith.index_cast %i : i64 to index
      %v = memref.load %x[%p] : memref<?xf32>
      %w = arith.mulf %a, %v : f32
      memref.store %w, %x[%p] : memref<?xf32>
      dc.return
    }
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, TypeAttrOf<FunctionType>:$function_type, I64Attr:$rank,
      OptionalAttr<DenseI64ArrayAttr>:$block, OptionalAttr<StrAttr>:$sym_visibility,
      OptionalAttr<DictArrayAttr>:$arg_attrs, OptionalAttr<DictArrayAttr>:$res_attrs);
  let regions = (region AnyRegion:$body);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let skipDefaultBuilders = 1;
  let builders = [OpBuilder<(ins "::llvm::StringRef":$name, "::mlir::FunctionType":$type, "int64_t":$rank)>];
  let extraClassDeclaration = [{
    /// FunctionOpInterface.
    ::mlir::Region *getCallableRegion() { return &getBody(); }
    ::llvm::ArrayRef<::mlir::Type> getArgumentTypes() { return getFunctionType().getInputs(); }
    ::llvm::ArrayRef<::mlir::Type> getResultTypes() { return getFunctionType().getResults(); }

    /// The parameter's name in the source.
    ::llvm::StringRef getArgName(unsigned index);
    /// The element type with its signedness, e.g. "u32".
    ::llvm::StringRef getArgElementType(unsigned index);
    /// True for an array whose elements the kernel may not write.
    bool isReadOnly(unsigned index);
    /// True where DC_BLOCK fixes the threads of a block.
    bool isBlockKernel() { return getBlock().has_value(); }
  }];
}

def DC_ReturnOp : DC_Op<"return", [Pure, HasParent<"KernelOp">, ReturnLike, Terminator]> {
  let summary = "ends a kernel";
  let description = [{
    Example:

    ```mlir
    dc.kernel @nothing() attributes {rank = 1 : i64} {
      dc.return
    }
    ```
  }];
  let assemblyFormat = "attr-dict";
}

//===-- Launch rules ---------------------------------------------------------------------------------------------===//

class DC_LaunchRule<string mnemonic> : DC_Op<mnemonic, [HasParent<"KernelOp">, MemoryEffects<[MemWrite<DC_LaunchResource>]>]>;

def DC_DomainOp : DC_LaunchRule<"domain"> {
  let summary = "the extents of the domain, as the launcher computes them";
  let description = [{
    Operands are computed from extents and scalar arguments only; the launcher evaluates the same expressions. There are as
    many as the kernel has dimensions (C1), and at most one `dc.domain` or `dc.grid` in a kernel (C2).

    Example:

    ```mlir
    dc.kernel @rows(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64} {
      dc.domain %n
      dc.return
    }
    ```
  }];
  let arguments = (ins Variadic<I64>:$extents);
  let assemblyFormat = "$extents attr-dict";
  let hasVerifier = 1;
}

def DC_GridOp : DC_LaunchRule<"grid"> {
  let summary = "the number of blocks in each dimension, as the launcher computes it";
  let description = [{
    As `dc.domain`, for block kernels only (C3).

    Example:

    ```mlir
    dc.kernel @blocks(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64, block = array<i64: 256>} {
      dc.grid %n
      dc.return
    }
    ```
  }];
  let arguments = (ins Variadic<I64>:$extents);
  let assemblyFormat = "$extents attr-dict";
  let hasVerifier = 1;
}

def DC_RequiresOp : DC_LaunchRule<"requires"> {
  let summary = "a contract that the launcher checks before every launch";
  let description = [{
    `text` is shown when the contract fails; `origin` says whether the author wrote it or validation inferred it. The
    condition is computed from extents, scalar arguments and domain extents only.

    Example:

    ```mlir
    dc.kernel @even(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64} {
      %c0 = arith.constant 0 : i64
      %ok = arith.cmpi sge, %n, %c0 : i64
      dc.requires %ok, "n >= 0" written
      dc.return
    }
    ```
  }];
  let arguments = (ins I1:$condition, StrAttr:$text, DC_ContractOrigin:$origin);
  let assemblyFormat = "$condition `,` $text $origin attr-dict";
}

def DC_EnsuresOp : DC_LaunchRule<"ensures"> {
  let summary = "a fact the author claims holds when the kernel ends; kept for validation to prove";
  let description = [{
    Example:

    ```mlir
    dc.kernel @claims(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64} {
      %c0 = arith.constant 0 : i64
      %ok = arith.cmpi sge, %n, %c0 : i64
      dc.ensures %ok, "n >= 0"
      dc.return
    }
    ```
  }];
  let arguments = (ins I1:$condition, StrAttr:$text);
  let assemblyFormat = "$condition `,` $text attr-dict";
}

def DC_TrustOp : DC_LaunchRule<"trust"> {
  let summary = "a fact the author vouches for; never checked, always listed in the manifest";
  let description = [{
    Example:

    ```mlir
    dc.kernel @trusting(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64} {
      %c0 = arith.constant 0 : i64
      %ok = arith.cmpi sge, %n, %c0 : i64
      dc.trust %ok, "n >= 0"
      dc.return
    }
    ```
  }];
  let arguments = (ins I1:$condition, StrAttr:$text);
  let assemblyFormat = "$condition `,` $text attr-dict";
}

//===-- Ids ------------------------------------------------------------------------------------------------------===//

class DC_IdOp<string mnemonic, string what> : DC_Op<mnemonic, [Pure]> {
  let summary = what;
  let arguments = (ins ConfinedAttr<I64Attr, [IntMinValue<0>, IntMaxValue<2>]>:$dim);
  let results = (outs I64:$result);
  let assemblyFormat = "$dim attr-dict";
}

def DC_GlobalIdOp : DC_IdOp<"global_id", "this thread's place in the domain"> {
  let description = [{
    Dimension 0 is the slowest: domains are (rows, columns). The dimension is below the kernel's rank (C1), checked where the op
    sits in a `dc.kernel`.

    Example:

    ```mlir
    dc.kernel @ids() attributes {rank = 2 : i64} {
      %row = dc.global_id 0
      %column = dc.global_id 1
      dc.return
    }
    ```
  }];
  let hasVerifier = 1;
}

def DC_DomainSizeOp : DC_IdOp<"domain_size", "the extent of the domain in one dimension"> {
  let description = [{
    The dimension is below the kernel's rank (C1).

    Example:

    ```mlir
    dc.kernel @size() attributes {rank = 1 : i64} {
      %n = dc.domain_size 0
      dc.return
    }
    ```
  }];
  let hasVerifier = 1;
}

//===-- Arithmetic -----------------------------------------------------------------------------------------------===//

class DC_TotalDivision<string mnemonic, string what> : DC_Op<mnemonic, [Pure, SameOperandsAndResultType]> {
  let summary = what;
  let arguments = (ins AnySignlessInteger:$lhs, AnySignlessInteger:$rhs);
  let results = (outs AnySignlessInteger:$result);
  let assemblyFormat = "$lhs `,` $rhs attr-dict `:` type($result)";
  let hasFolder = 1;
}

def DC_DivSIOp : DC_TotalDivision<"divsi", "signed division that is defined for every operand"> {
  let description = [{
    Truncates towards zero; x / 0 is 0 and MIN / -1 is MIN. Whether a zero divisor is also a fault is said by a `dc.fault`
    beside it.

    Example:

    ```mlir
    func.func @f(%a: i32, %b: i32) -> i32 {
      %q = dc.divsi %a, %b : i32
      return %q : i32
    }
    ```
  }];
}
def DC_DivUIOp : DC_TotalDivision<"divui", "unsigned division that is defined for every operand"> {
  let description = [{
    x / 0 is 0.

    Example:

    ```mlir
    func.func @f(%a: i32, %b: i32) -> i32 {
      %q = dc.divui %a, %b : i32
      return %q : i32
    }
    ```
  }];
}
def DC_RemSIOp : DC_TotalDivision<"remsi", "signed remainder that is defined for every operand"> {
  let description = [{
    Has the sign of the dividend; x % 0 is 0 and MIN % -1 is 0.

    Example:

    ```mlir
    func.func @f(%a: i32, %b: i32) -> i32 {
      %r = dc.remsi %a, %b : i32
      return %r : i32
    }
    ```
  }];
}
def DC_RemUIOp : DC_TotalDivision<"remui", "unsigned remainder that is defined for every operand"> {
  let description = [{
    x % 0 is 0.

    Example:

    ```mlir
    func.func @f(%a: i32, %b: i32) -> i32 {
      %r = dc.remui %a, %b : i32
      return %r : i32
    }
    ```
  }];
}

class DC_FloatToInt<string mnemonic, string what> : DC_Op<mnemonic, [Pure]> {
  let summary = what;
  let arguments = (ins AnyFloat:$in);
  let results = (outs AnySignlessInteger:$out);
  let assemblyFormat = "$in attr-dict `:` type($in) `to` type($out)";
  let hasFolder = 1;
}
def DC_FPToSIOp : DC_FloatToInt<"fptosi", "float to signed integer: truncates, saturates, NaN becomes 0"> {
  let description = [{
    Example:

    ```mlir
    func.func @f(%x: f32) -> i32 {
      %i = dc.fptosi %x : f32 to i32
      return %i : i32
    }
    ```
  }];
}
def DC_FPToUIOp : DC_FloatToInt<"fptoui", "float to unsigned integer: truncates, saturates, NaN becomes 0"> {
  let description = [{
    Example:

    ```mlir
    func.func @f(%x: f32) -> i32 {
      %i = dc.fptoui %x : f32 to i32
      return %i : i32
    }
    ```
  }];
}

def DC_MulAddOp : DC_Op<"muladd", [Pure, SameOperandsAndResultType]> {
  let summary = "a * b + c, rounded once where the target has a fused multiply-add, else twice";
  let description = [{
    What an expression like `a * x + y` becomes when contraction is allowed. `math.fma` is the one that always rounds once.

    Example:

    ```mlir
    func.func @f(%a: f32, %b: f32, %c: f32) -> f32 {
      %r = dc.muladd %a, %b, %c : f32
      return %r : f32
    }
    ```
  }];
  let arguments = (ins AnyFloat:$a, AnyFloat:$b, AnyFloat:$c);
  let results = (outs AnyFloat:$result);
  let assemblyFormat = "$a `,` $b `,` $c attr-dict `:` type($result)";
}

//===-- Guards ---------------------------------------------------------------------------------------------------===//

def DC_AssertOp : DC_Op<"assert", [MemoryEffects<[MemWrite<DC_FaultResource>, MemRead<DC_FaultResource>]>]> {
  let summary = "DC_ASSERT: where it fails, the thread records a fault and changes nothing more";
  let description = [{
    After a failed assertion the thread's stores and atomics are skipped and its guarded loads yield 0; barriers are still
    reached. Guard insertion turns this into a `dc.fault` of that kind and conditions on `dc.faulted`. DC_BOUND is one whose
    kind is `loop_bound`.

    Example:

    ```mlir
    func.func @f(%ok: i1) {
      dc.assert %ok, "i < n"
      dc.assert %ok, "100" {kind = 3 : i32}
      return
    }
    ```
  }];
  let arguments = (ins I1:$condition, StrAttr:$text, DefaultValuedAttr<DC_FaultKind, "FaultKind::Assertion">:$kind);
  let assemblyFormat = "$condition `,` $text attr-dict";
  let hasCanonicalizeMethod = 1;
}

def DC_GuardOp : DC_Op<"guard", [Pure]> {
  let summary = "true when an index lies inside its extent";
  let description = [{
    `0 <= index < extent`. An op of its own, rather than a compare, so that no later fold can remove the test on the
    strength of facts that the source did not establish. The access it protects sits in an `scf.if` on the result.

    Example:

    ```mlir
    func.func @f(%i: i64, %n: i64) -> i1 {
      %ok = dc.guard %i < %n
      return %ok : i1
    }
    ```
  }];
  let arguments = (ins I64:$index, I64:$extent);
  let results = (outs I1:$result);
  let assemblyFormat = "custom<LessThan>($index, $extent) attr-dict";
  let hasFolder = 1;
}

def DC_FaultOp : DC_Op<"fault", [AttrSizedOperandSegments, MemoryEffects<[MemWrite<DC_FaultResource>]>]> {
  let summary = "records a fault for this thread when the condition holds";
  let description = [{
    `site` numbers the place within its kernel and names it in the manifest, together with `kind` and `what` (the array or
    expression concerned). Index and extent are reported where the site keeps them; there are both or neither (C1).

    Example:

    ```mlir
    func.func @f(%bad: i1, %i: i64, %n: i64) {
      dc.fault %bad, bounds 3 "x" [%i of %n]
      dc.fault %bad, division 4 "a / b"
      return
    }
    ```
  }];
  let arguments = (ins I1:$condition, DC_FaultKind:$kind, I32Attr:$site, StrAttr:$what, Optional<I64>:$index, Optional<I64>:$extent);
  let assemblyFormat = "$condition `,` $kind $site $what (` ` `[` $index^ `of` $extent `]`)? attr-dict";
  let hasVerifier = 1;
  let hasCanonicalizeMethod = 1;
}

def DC_FaultedOp : DC_Op<"faulted", [MemoryEffects<[MemRead<DC_FaultResource>]>]> {
  let summary = "true once this thread has recorded a fault";
  let description = [{
    Example:

    ```mlir
    func.func @f() -> i1 {
      %dead = dc.faulted
      return %dead : i1
    }
    ```
  }];
  let results = (outs I1:$result);
  let assemblyFormat = "attr-dict";
}

//===-- Device IR ------------------------------------------------------------------------------------------------===//

def DC_ThreadsOp : DC_Op<"threads", [SingleBlockImplicitTerminator<"YieldOp">, RecursiveMemoryEffects,
    MemoryEffects<[MemWrite<DC_LaunchResource>]>, AutomaticAllocationScope]> {
  let summary = "runs its body once for every thread of a domain";
  let description = [{
    What a kernel without DC_BLOCK becomes in device IR: the body's arguments are the thread's place in the domain, the
    operands the domain's extents, last dimension fastest. A backend maps it: GPUs to one hardware thread each behind a guard
    on the linear id, the CPU to loops over a part of the domain. There are 1 to 3 extents (C1), and one `i64` body argument
    for each (C2).

    Example:

    ```mlir
    func.func @f(%n: i64, %x: memref<?xi64>) {
      dc.threads (%i) in (%n) {
        %p = arith.index_cast %i : i64 to index
        memref.store %i, %x[%p] : memref<?xi64>
      }
      return
    }
    ```
  }];
  let arguments = (ins Variadic<I64>:$extents);
  let regions = (region SizedRegion<1>:$body);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let skipDefaultBuilders = 1;
  let builders = [OpBuilder<(ins "::mlir::ValueRange":$extents)>];
}

def DC_YieldOp : DC_Op<"yield", [Pure, ParentOneOf<["ThreadsOp", "BlocksOp"]>, ReturnLike, Terminator]> {
  let summary = "ends the body of `dc.threads` and `dc.blocks`; left out in text";
  let description = [{
    Example:

    ```mlir
    func.func @f(%n: i64) {
      dc.threads (%i) in (%n) {
        dc.yield
      }
      return
    }
    ```
  }];
  let assemblyFormat = "attr-dict";
}

include "dialects/DC/DCAtomicOps.td"
include "dialects/DC/DCBlockOps.td"
include "dialects/DC/DCMathOps.td"
include "dialects/DC/DCPrintOps.td"
include "dialects/DC/DCRecordOps.td"
include "dialects/DC/DCSubgroupOps.td"

#endif
