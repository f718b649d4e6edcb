// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Turns what C programs pass into arguments of launches and copies.
#include "runtime/core/CApiArguments.h"

#include <algorithm>

#include "runtime/base/Errors.h"

namespace dc::rt::core {

static_assert(int(Transfer::In) == 0 && int(Transfer::Out) == 1 && int(Transfer::InOut) == 2);

Result<Argument> part(const dc_buffer &buffer, int64_t first, int64_t count) {
  DC_TRY(detail::check_part(buffer.count, first, count));
  Argument a;
  a.kind = Argument::Kind::DeviceArray;
  a.type = buffer.type;
  a.rank = 1;
  a.allocation = buffer.memory.get();
  a.address = detail::address_of(*buffer.memory) + uint64_t(first) * size_of(buffer.type);
  a.extents[0] = count;
  return a;
}

Argument hostRange(const void *host, DataType type, int64_t count, Transfer transfer) {
  Argument a;
  a.kind = Argument::Kind::HostArray;
  a.type = type;
  a.transfer = transfer;
  a.read_only = transfer == Transfer::In;
  a.rank = 1;
  a.address = reinterpret_cast<uintptr_t>(host);
  a.extents[0] = count;
  return a;
}

/// A buffer of bytes as one of structs, from the struct `first` on.
static Result<Argument> recordsOf(const dc_argument &given) {
  const dc_buffer &buffer = *given.buffer;
  if (buffer.type != DataType::U8) {
    return fail(Error::ApiMisuse, "launch", "a buffer of DC_U8 for structs", name_of(buffer.type));
  }
  const int64_t structs = buffer.count / given.record_bytes;
  const int64_t first = std::min(std::max(given.first, int64_t(0)), structs);
  DC_TRY_ASSIGN(Argument a, part(buffer, first * given.record_bytes, structs - first));
  a.extents[0] = structs - first;
  return a;
}

static Status shape(const dc_argument &given, Argument &a) {
  if (given.rank > 3) {
    return fail(Error::ApiMisuse, "launch", "arrays of at most 3 dimensions", given.rank);
  }
  if (given.rank == 0 && given.kind == DC_BUFFER) {
    return {};
  }
  a.rank = uint8_t(std::max(1u, given.rank));
  std::copy_n(given.extents, a.rank, a.extents);
  std::copy_n(given.strides, 2, a.strides);
  if (given.last_stride != 0 && given.last_stride != 1) {
    a.strided = true;
    a.strides[a.rank - 1] = given.last_stride;
  }
  if (a.rank > 1 && given.strides[0] == 0 && given.strides[1] == 0 && !a.strided) {
    // Where this overflows, the extents are refused by launch().
    a.strides[a.rank - 2] = a.extents[a.rank - 1];
    if (a.rank == 3 && __builtin_mul_overflow(a.extents[1], a.extents[2], &a.strides[0])) {
      a.strides[0] = -1;
    }
  }
  return {};
}

Result<Argument> argumentOf(const dc_argument &given) {
  Argument a;
  const bool isRecord = given.kind != DC_SCALAR && given.type == DC_RECORD;
  if (isRecord && (given.record_bytes == 0 || given.record_bytes > UINT16_MAX)) {
    return fail(Error::ApiMisuse, "launch", "structs of 1 to 65535 bytes", given.record_bytes);
  }
  switch (given.kind) {
  case DC_SCALAR:
    a.type = DataType(given.type);
    a.bits = given.value;
    break;
  case DC_BUFFER: {
    if (!given.buffer) {
      return fail(Error::ApiMisuse, "launch", "a buffer", "NULL");
    }
    if (isRecord) {
      DC_TRY_ASSIGN(a, recordsOf(given));
      a.type = DataType::Record;
      a.record_bytes = uint16_t(given.record_bytes);
      DC_TRY(shape(given, a));
      return a;
    }
    const int64_t rest =
        given.buffer->count - std::min(std::max(given.first, int64_t(0)), given.buffer->count);
    DC_TRY_ASSIGN(a, part(*given.buffer, given.first, rest));
    DC_TRY(shape(given, a));
    return a;
  }
  case DC_COPY_IN:
  case DC_COPY_OUT:
  case DC_COPY_INOUT:
    a = hostRange(given.host, DataType(given.type), 0, Transfer(given.kind - DC_COPY_IN));
    a.record_bytes = isRecord ? uint16_t(given.record_bytes) : uint16_t(0);
    DC_TRY(shape(given, a));
    break;
  default:
    return fail(Error::ApiMisuse, "launch", "a kind of argument", given.kind);
  }
  if (given.type < DC_BOOL || given.type > DC_RECORD || (given.type == DC_RECORD && !isRecord)) {
    return fail(Error::ApiMisuse, "launch", "an element type", given.type);
  }
  return a;
}

} // namespace dc::rt::core
