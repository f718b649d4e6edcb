// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Formats of dc.print.
#include "dialects/DC/OpSupport.h"

namespace mlir::dc {

std::optional<unsigned> countPlaceholders(StringRef format, StringRef &wrong) {
  unsigned count = 0;
  for (size_t at = format.find_first_of("{}"); at != StringRef::npos;
       at = format.find_first_of("{}", at + 2)) {
    StringRef pair = format.substr(at, 2);
    if (pair != "{}" && pair != "{{" && pair != "}}") {
      wrong = format.substr(at);
      return std::nullopt;
    }
    count += pair == "{}";
  }
  return count;
}

LogicalResult PrintOp::verify() {
  StringRef wrong;
  std::optional<unsigned> count = countPlaceholders(getFormat(), wrong);
  if (!count) { // C1
    return emitOpError() << "expected '{}', '{{' or '}}' in the format, got '" << wrong << "'";
  }
  if (*count != getValues().size()) { // C2
    return emitOpError() << "expected " << *count << " values, one for each '{}', got "
                         << getValues().size();
  }
  size_t numTypes = getTypes() ? getTypes()->size() : 0;
  if (numTypes != getValues().size()) { // C3
    return emitOpError() << "expected one type for each of " << getValues().size()
                         << " values, got " << numTypes;
  }
  for (auto [number, value] : llvm::enumerate(getValues())) {
    auto name = cast<StringAttr>((*getTypes())[number]).getValue();
    bool isStorage = name.starts_with("f8"); // which has no values of its own
    if (isStorage ||
        elementTypeNamed(name, /*inMemory=*/false, getContext()) != value.getType()) { // C3
      return emitOpError() << "expected a value of type \"" << name << "\" for '{}' " << number
                           << ", got " << value.getType();
    }
  }
  return success();
}

} // namespace mlir::dc
