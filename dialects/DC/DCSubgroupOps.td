// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The DC operations of subgroups: threads of a block that exchange values without memory. Included by DCOps.td, which generates the code.
#ifndef DOTCOMPUTE_DIALECTS_DC_SUBGROUP_OPS_TD
#define DOTCOMPUTE_DIALECTS_DC_SUBGROUP_OPS_TD

include "dialects/DC/DCAttrs.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

// Which threads take part is an effect: without it, a pass could move an exchange to where others, or none, come by.
def DC_SubgroupResource : Resource<"::mlir::dc::SubgroupResource">;

//===-- Places ---------------------------------------------------------------------------------------------------===//

class DC_SubgroupNumberOp<string mnemonic, string what> : DC_Op<mnemonic, [Pure]> {
  let summary = what;
  let results = (outs I64:$result);
  let assemblyFormat = "attr-dict";
  let hasVerifier = 1;
}

def DC_SubgroupSizeOp : DC_SubgroupNumberOp<"subgroup_size", "the lanes of a subgroup: a power of two from 4 to 64"> {
  let description = [{
    A constant of each compiled variant, put in by its backend. A subgroup is that many threads of a block with consecutive
    linear ids; the last one of a block may have fewer. In Kernel IR the kernel has block sizes (C1).

    Example:

    ```mlir
    dc.kernel @size() attributes {rank = 1 : i64, block = array<i64: 40>} {
      %size = dc.subgroup_size
      dc.return
    }
    ```
  }];
}

def DC_LaneIdOp : DC_SubgroupNumberOp<"lane_id", "this thread's place in its subgroup"> {
  let description = [{
    The remainder of the thread's linear id in its block by `dc.subgroup_size`. As there, the kernel has block sizes (C1).

    Example:

    ```mlir
    dc.kernel @lane() attributes {rank = 1 : i64, block = array<i64: 40>} {
      %lane = dc.lane_id
      dc.return
    }
    ```
  }];
}

def DC_SubgroupIdOp : DC_SubgroupNumberOp<"subgroup_id", "the place of this thread's subgroup in the block"> {
  let description = [{
    The quotient of the thread's linear id in its block by `dc.subgroup_size`. As there, the kernel has block sizes (C1).

    Example:

    ```mlir
    dc.kernel @subgroup() attributes {rank = 1 : i64, block = array<i64: 40>} {
      %subgroup = dc.subgroup_id
      dc.return
    }
    ```
  }];
}

def DC_NumSubgroupsOp : DC_SubgroupNumberOp<"num_subgroups", "the subgroups of a block, the last one whole or not"> {
  let description = [{
    As `dc.subgroup_size`: the kernel has block sizes (C1).

    Example:

    ```mlir
    dc.kernel @count() attributes {rank = 1 : i64, block = array<i64: 40>} {
      %count = dc.num_subgroups
      dc.return
    }
    ```
  }];
}

//===-- Exchanges ------------------------------------------------------------------------------------------------===//

// Every thread of the block comes by one of these or none does, as for dc.barrier; they order no memory.
class DC_ExchangeOp<string mnemonic, list<Trait> traits = []> :
    DC_Op<mnemonic, traits # [MemoryEffects<[MemRead<DC_SubgroupResource>, MemWrite<DC_SubgroupResource>]>]> {
  let hasVerifier = 1;
}

def DC_SubgroupValue : AnyTypeOf<[I32, I64, F32, F64]>;

def DC_ShuffleMode : I32EnumAttr<"ShuffleMode", "which lane a thread reads", [
    I32EnumAttrCase<"Idx", 0, "idx">,      // the one given
    I32EnumAttrCase<"Xor", 1, "xor">,      // its own, exclusive or the number given
    I32EnumAttrCase<"Up", 2, "up">,        // its own minus the number given
    I32EnumAttrCase<"Down", 3, "down">     // its own plus the number given
  ]> {
  let cppNamespace = "::mlir::dc";
}

def DC_ShuffleOp : DC_ExchangeOp<"shuffle", [AllTypesMatch<["value", "result"]>]> {
  let summary = "the value that another lane of the subgroup gives";
  let description = [{
    Bits are moved, not numbers. Where no thread has the lane that `mode` and `lane` (which may differ between threads, and
    be anything) name, the thread has its own value back. In Kernel IR the kernel has block sizes (C1).

    Example:

    ```mlir
    dc.kernel @swap(%x: f32 {dc.name = "x", dc.type = "f32"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
      %one = arith.constant 1 : i64
      %other = dc.shuffle xor %x, %one : f32
      dc.return
    }
    ```
  }];
  let arguments = (ins DC_ShuffleMode:$mode, DC_SubgroupValue:$value, I64:$lane);
  let results = (outs DC_SubgroupValue:$result);
  let assemblyFormat = "$mode $value `,` $lane attr-dict `:` type($result)";
}

def DC_SubgroupKind : I32EnumAttr<"SubgroupKind", "how a subgroup's values become one", [
    I32EnumAttrCase<"Add", 0, "add">,      // integers wrap
    I32EnumAttrCase<"MinS", 1, "min_s">,   // of signed integers
    I32EnumAttrCase<"MinU", 2, "min_u">,   // of unsigned integers
    I32EnumAttrCase<"MaxS", 3, "max_s">,
    I32EnumAttrCase<"MaxU", 4, "max_u">,
    I32EnumAttrCase<"MinF", 5, "min_f">,   // of floats, as arith.minimumf
    I32EnumAttrCase<"MaxF", 6, "max_f">    // as arith.maximumf
  ]> {
  let cppNamespace = "::mlir::dc";
}

def DC_SubgroupReduceOp : DC_ExchangeOp<"subgroup_reduce", [AllTypesMatch<["value", "result"]>]> {
  let summary = "the sum, least or greatest of the values of a subgroup's threads, for each of them";
  let description = [{
    Sums of floats are those of one tree on every target: neighbours first, then pairs of these, with threads that are
    not there left out. So ((v0 + v1) + (v2 + v3)) + (v4 + v5) for six threads; equal subgroup sizes give equal
    bits. `min_f` and `max_f` take floats, `min_s`, `min_u`, `max_s` and `max_u` integers (C2). In Kernel IR the kernel has
    block sizes (C1).

    Example:

    ```mlir
    dc.kernel @total(%x: f32 {dc.name = "x", dc.type = "f32"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
      %sum = dc.subgroup_reduce add %x : f32
      dc.return
    }
    ```
  }];
  let arguments = (ins DC_SubgroupKind:$kind, DC_SubgroupValue:$value);
  let results = (outs DC_SubgroupValue:$result);
  let assemblyFormat = "$kind $value attr-dict `:` type($result)";
}

def DC_SubgroupExclusiveSumOp : DC_ExchangeOp<"subgroup_exclusive_sum", [AllTypesMatch<["value", "result"]>]> {
  let summary = "the sum of the values of the lanes before this one; 0 for the first";
  let description = [{
    Sums of floats are made in one order on every target: for d = 1, 2, 4 and so on, each lane from d on adds what lane - d
    has so far; then each takes what the lane before it has. In Kernel IR the kernel has block sizes (C1).

    Example:

    ```mlir
    dc.kernel @places(%n: i32 {dc.name = "n", dc.type = "i32"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
      %first = dc.subgroup_exclusive_sum %n : i32
      dc.return
    }
    ```
  }];
  let arguments = (ins DC_SubgroupValue:$value);
  let results = (outs DC_SubgroupValue:$result);
  let assemblyFormat = "$value attr-dict `:` type($result)";
}

def DC_SubgroupBallotOp : DC_ExchangeOp<"subgroup_ballot"> {
  let summary = "a bit for each lane of the subgroup, lane 0 lowest: its condition";
  let description = [{
    Bits of lanes that no thread has are 0. In Kernel IR the kernel has block sizes (C1).

    Example:

    ```mlir
    dc.kernel @vote(%c: i1 {dc.name = "c", dc.type = "bool"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
      %votes = dc.subgroup_ballot %c
      dc.return
    }
    ```
  }];
  let arguments = (ins I1:$condition);
  let results = (outs I64:$result);
  let assemblyFormat = "$condition attr-dict";
}

#endif
