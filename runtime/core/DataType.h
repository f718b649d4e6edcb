// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From the artifact's element types to the public ones, and scalars as expression values.
#ifndef DOTCOMPUTE_RUNTIME_CORE_DATATYPE_H
#define DOTCOMPUTE_RUNTIME_CORE_DATATYPE_H

#include <dotcompute/runtime/DataType.h>

#include "runtime/artifact/Expr.h"
#include "runtime/artifact/Manifest.h"

namespace dc::rt::core {

constexpr DataType dataType(artifact::ElementType type) { return DataType(uint8_t(type)); }
static_assert(dataType(artifact::ElementType::Bool) == DataType::Bool &&
              dataType(artifact::ElementType::U16) == DataType::U16 &&
              dataType(artifact::ElementType::U64) == DataType::U64 &&
              dataType(artifact::ElementType::BF16) == DataType::BF16 &&
              dataType(artifact::ElementType::F64) == DataType::F64 &&
              dataType(artifact::ElementType::Record) == DataType::Record);

/// Bytes of an element of an array: structs are as large as the array says.
inline size_t elementBytes(DataType type, uint32_t recordBytes) {
  return type == DataType::Record ? recordBytes : size_of(type);
}

/// A scalar's bits as expressions see it: i64 by its signedness, or double.
artifact::ExprValue scalarValue(DataType type, uint64_t bits);

} // namespace dc::rt::core

#endif // DOTCOMPUTE_RUNTIME_CORE_DATATYPE_H
