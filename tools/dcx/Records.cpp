// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Moves fields between arrays of their own and the structs that kernels take.
#include "tools/dcx/Records.h"

#include "tools/dcx/KernelArguments.h"

#include <cstring>

namespace dc::dcx {

rt::Result<std::vector<rt::Parameter>> splitRecords(const std::vector<rt::Parameter> &parameters) {
  std::vector<rt::Parameter> split;
  for (const rt::Parameter &parameter : parameters) {
    if (parameter.type != rt::DataType::Record) {
      split.push_back(parameter);
      continue;
    }
    for (const rt::Field &field : parameter.fields) {
      rt::Parameter part = parameter;
      part.name += "." + field.name;
      part.type = field.type;
      part.rank = uint8_t(parameter.rank + (field.count == 1 ? 0 : 1));
      part.fields.clear();
      if (part.rank > 3) {
        return bad("dcx passes arrays of up to 3 dimensions, and '" + part.name + "' has " +
                   std::to_string(part.rank));
      }
      split.push_back(std::move(part));
    }
  }
  return split;
}

/// Extents of the structs that a field's array is of.
static std::vector<int64_t> outerShape(const rt::Parameter &parameter, const Array &field) {
  return {field.shape.begin(), field.shape.begin() + parameter.rank};
}

/// Calls copy(place in the structs, place in the field's array, bytes) for every struct.
template <class F>
static void eachStruct(const rt::Parameter &parameter, const rt::Field &field, int64_t structs,
                       F copy) {
  const size_t bytes = rt::size_of(field.type) * field.count;
  for (int64_t i = 0; i < structs; ++i) {
    copy(size_t(i) * parameter.record_bytes + field.offset, size_t(i) * bytes, bytes);
  }
}

static int64_t product(const std::vector<int64_t> &shape) {
  int64_t product = 1;
  for (const int64_t extent : shape) {
    product *= extent;
  }
  return product;
}

rt::Result<RecordArray> joinFields(const rt::Parameter &parameter,
                                   const std::vector<const Array *> &fields) {
  RecordArray records;
  records.shape.assign(parameter.rank, 0);
  for (size_t f = 0; f < fields.size(); ++f) {
    const rt::Field &field = parameter.fields[f];
    const std::vector<int64_t> shape = outerShape(parameter, *fields[f]);
    const bool countFits = field.count == 1 || fields[f]->shape.back() == int64_t(field.count);
    if ((f != 0 && shape != records.shape) || !countFits) {
      return bad("expected the fields of '" + parameter.name +
                 "' to have the extents of the first" +
                 (countFits ? "" : " and then " + std::to_string(field.count)) +
                 ", got others for '" + field.name + "'");
    }
    records.shape = shape;
  }
  const int64_t structs = product(records.shape);
  if (structs > kMaxElements / parameter.record_bytes) {
    return bad("expected at most " + std::to_string(kMaxElements) + " bytes of structs in '" +
               parameter.name + "'");
  }
  records.bytes.resize(size_t(structs) * parameter.record_bytes);
  for (size_t f = 0; f < fields.size(); ++f) {
    eachStruct(parameter, parameter.fields[f], structs, [&](size_t to, size_t from, size_t bytes) {
      std::memcpy(&records.bytes[to], &fields[f]->bytes[from], bytes);
    });
  }
  return records;
}

void splitFields(const rt::Parameter &parameter, const RecordArray &records,
                 const std::vector<Array *> &fields) {
  for (size_t f = 0; f < fields.size(); ++f) {
    eachStruct(parameter, parameter.fields[f], product(records.shape),
               [&](size_t from, size_t to, size_t bytes) {
                 std::memcpy(&fields[f]->bytes[to], &records.bytes[from], bytes);
               });
  }
}

rt::Argument recordArgument(const rt::Parameter &parameter, RecordArray &records) {
  rt::Argument a;
  a.kind = rt::Argument::Kind::HostArray;
  a.type = parameter.type;
  a.record_bytes = uint16_t(parameter.record_bytes);
  a.transfer = parameter.is_written ? rt::Transfer::InOut : rt::Transfer::In;
  a.read_only = !parameter.is_written;
  a.rank = 1;
  a.address = reinterpret_cast<uintptr_t>(records.bytes.data());
  a.extents[0] = product(records.shape);
  return shapedAs(a, records.shape);
}

} // namespace dc::dcx
