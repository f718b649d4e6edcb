// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Values for a kernel's parameters, from NAME=VALUE on the command line.
#include "tools/dcx/KernelArguments.h"

#include "tools/dcx/ArgumentText.h"

#include <algorithm>

namespace dc::dcx {

static std::string describe(const rt::Signature &signature) {
  std::string text;
  for (const rt::Parameter &parameter : signature.parameters) {
    text += (text.empty() ? "" : ", ") + parameter.name + " (" + rt::name_of(parameter.type);
    for (int d = 0; d < parameter.rank; ++d) {
      text += "[]";
    }
    text += ")";
  }
  return text.empty() ? "none" : text;
}

/// Every name is a parameter's, and no name is there twice.
static rt::Status checkNames(const rt::Signature &signature,
                             const std::vector<Assignment> &assignments) {
  for (size_t i = 0; i < assignments.size(); ++i) {
    const std::string &name = assignments[i].first;
    const bool known = std::any_of(signature.parameters.begin(), signature.parameters.end(),
                                   [&](const auto &p) { return p.name == name; });
    const bool again = std::any_of(assignments.begin(), assignments.begin() + long(i),
                                   [&](const auto &earlier) { return earlier.first == name; });
    if (!known || again) {
      return bad("expected each of the arguments " + describe(signature) + " once, got '" + name +
                 "'" + (again ? " again" : ""));
    }
  }
  return {};
}

rt::Status collectValues(const rt::Signature &signature, const std::vector<Assignment> &assignments,
                         std::vector<Value> &values) {
  DC_TRY(checkNames(signature, assignments));
  for (const rt::Parameter &parameter : signature.parameters) {
    const auto given = std::find_if(assignments.begin(), assignments.end(), [&](const auto &value) {
      return value.first == parameter.name;
    });
    if (given == assignments.end()) {
      return bad("expected a value for each of the arguments " + describe(signature) +
                 ", got none for '" + parameter.name + "'");
    }
    Value value;
    const std::string context = "in argument '" + parameter.name + "'";
    if (parameter.is_array) {
      DC_TRY_ASSIGN(value.array, parseArray(given->second, parameter).with_context(context));
    } else {
      DC_TRY_ASSIGN(value.bits, parseScalar(given->second, parameter.type).with_context(context));
    }
    values.push_back(std::move(value));
  }
  return {};
}

rt::Argument flatArgument(const rt::Parameter &parameter, Array &array) {
  rt::Argument a;
  a.type = parameter.type;
  a.kind = rt::Argument::Kind::HostArray;
  a.transfer = parameter.is_written ? rt::Transfer::InOut : rt::Transfer::In;
  a.read_only = !parameter.is_written;
  a.rank = 1;
  a.address = reinterpret_cast<uintptr_t>(array.bytes.data());
  a.extents[0] = array.size();
  return a;
}

rt::Argument shapedAs(const rt::Argument &flat, const std::vector<int64_t> &shape) {
  return shape.size() == 2   ? flat.shaped(shape[0], shape[1])
         : shape.size() == 3 ? flat.shaped(shape[0], shape[1], shape[2])
                             : flat;
}

rt::Argument scalarArgument(const rt::Parameter &parameter, uint64_t bits) {
  rt::Argument a;
  a.type = parameter.type;
  a.bits = bits;
  return a;
}

rt::Argument argumentOf(const rt::Parameter &parameter, Value &value) {
  return value.array ? shapedAs(flatArgument(parameter, *value.array), value.array->shape)
                     : scalarArgument(parameter, value.bits);
}

rt::Result<rt::Domain> parseDomain(std::string_view text, rt::Domain::Unit unit) {
  DC_TRY_ASSIGN(const std::vector<int64_t> extents, parseExtents(text));
  rt::Domain domain;
  domain.unit = unit;
  domain.rank = uint8_t(extents.size());
  std::copy(extents.begin(), extents.end(), domain.extents);
  return domain;
}

std::string shapeText(const Array &array) {
  std::string text = rt::name_of(array.type) + std::string("[");
  for (size_t d = 0; d < array.shape.size(); ++d) {
    text += (d ? "," : "") + std::to_string(array.shape[d]);
  }
  return text + "]";
}

rt::Result<rt::Device> chooseDevice(const std::string &id) {
  DC_TRY_ASSIGN(const rt::Runtime runtime, rt::Runtime::shared());
  return id.empty() ? runtime.best_device() : runtime.device(id);
}

} // namespace dc::dcx
