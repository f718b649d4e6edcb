// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Types of arguments that upstream has none for.
#ifndef DOTCOMPUTE_DIALECTS_DC_TYPES_TD
#define DOTCOMPUTE_DIALECTS_DC_TYPES_TD

include "dialects/DC/DCDialect.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/BuiltinTypeInterfaces.td"

def DC_RecordType : TypeDef<DC_Dialect, "Record", [MemRefElementTypeInterface]> {
  let mnemonic = "record";
  let summary = "a struct of scalars as it lies in memory: so many bytes, so aligned";
  let description = [{
    The element type of an array of structs, `memref<?x!dc.record<12, 4>>`. Nothing loads or stores a record; `dc.field` names the
    array that one field of every element makes. Both numbers are bytes; the alignment is a power of two up to 4096 and divides
    the size, which is at most 65535.
  }];
  let parameters = (ins "uint64_t":$size, "uint64_t":$align);
  let assemblyFormat = "`<` $size `,` $align `>`";
  let genVerifyDecl = 1;
}

#endif
