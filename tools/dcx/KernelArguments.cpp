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

/// Whether `name` is that of an element of the array `array`: "p.w[2][0]" of "p.w".
static bool isElementOf(std::string_view name, std::string_view array) {
  return name.size() > array.size() && name.starts_with(array) && name[array.size()] == '[' &&
         name.find('.', array.size()) == std::string_view::npos;
}

/// `p.w=[1,2,3]` as a value for each of p.w[0], p.w[1] and p.w[2].
static rt::Result<std::vector<Assignment>> expandLists(const rt::Signature &signature,
                                                       const std::vector<Assignment> &assignments) {
  std::vector<Assignment> expanded;
  for (const Assignment &assignment : assignments) {
    std::vector<std::string> names;
    for (const rt::Parameter &parameter : signature.parameters) {
      if (!parameter.is_array && isElementOf(parameter.name, assignment.first)) {
        names.push_back(parameter.name);
      }
    }
    if (names.empty()) {
      expanded.push_back(assignment);
      continue;
    }
    const std::string &text = assignment.second;
    std::vector<std::string> values;
    if (text.size() > 1 && text.front() == '[' && text.back() == ']') {
      std::string_view rest = std::string_view(text).substr(1, text.size() - 2);
      for (size_t end = 0; end != std::string_view::npos;
           rest.remove_prefix(std::min(end + 1, rest.size()))) {
        end = rest.find(',');
        values.emplace_back(rest.substr(0, end));
        if (end == std::string_view::npos) {
          break;
        }
      }
    }
    if (values.size() != names.size()) {
      return bad("expected " + std::to_string(names.size()) + " values as in '" + assignment.first +
                 "=[1,2,3]', got '" + text + "'");
    }
    for (size_t i = 0; i < names.size(); ++i) {
      expanded.emplace_back(names[i], values[i]);
    }
  }
  return expanded;
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

rt::Status collectValues(const rt::Signature &signature, const std::vector<Assignment> &given,
                         std::vector<Value> &values) {
  DC_TRY_ASSIGN(const std::vector<Assignment> assignments, expandLists(signature, given));
  DC_TRY(checkNames(signature, assignments));
  for (const rt::Parameter &parameter : signature.parameters) {
    const auto assigned =
        std::find_if(assignments.begin(), assignments.end(),
                     [&](const auto &value) { return value.first == parameter.name; });
    if (assigned == assignments.end()) {
      return bad("expected a value for each of the arguments " + describe(signature) +
                 ", got none for '" + parameter.name + "'");
    }
    Value value;
    value.text = assigned->second;
    const std::string context = "in argument '" + parameter.name + "'";
    if (parameter.is_array) {
      DC_TRY_ASSIGN(value.array, parseArray(assigned->second, parameter).with_context(context));
    } else {
      DC_TRY_ASSIGN(value.bits,
                    parseScalar(assigned->second, parameter.type).with_context(context));
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
