// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From Clang's spelling of a kernel's name to names of C++.
#include "compiler/header/LaunchNames.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>
#include <map>

namespace dc::compiler {

using llvm::StringRef;

/// Sorted.
static constexpr const char *keywords[] = {"alignas",       "alignof",     "and",
                                           "and_eq",        "asm",         "auto",
                                           "bitand",        "bitor",       "bool",
                                           "break",         "case",        "catch",
                                           "char",          "char16_t",    "char32_t",
                                           "char8_t",       "class",       "co_await",
                                           "co_return",     "co_yield",    "compl",
                                           "concept",       "const",       "const_cast",
                                           "consteval",     "constexpr",   "constinit",
                                           "continue",      "decltype",    "default",
                                           "delete",        "do",          "double",
                                           "dynamic_cast",  "else",        "enum",
                                           "explicit",      "export",      "extern",
                                           "false",         "float",       "for",
                                           "friend",        "goto",        "if",
                                           "inline",        "int",         "long",
                                           "mutable",       "namespace",   "new",
                                           "noexcept",      "not",         "not_eq",
                                           "nullptr",       "operator",    "or",
                                           "or_eq",         "private",     "protected",
                                           "public",        "register",    "reinterpret_cast",
                                           "requires",      "return",      "short",
                                           "signed",        "sizeof",      "static",
                                           "static_assert", "static_cast", "struct",
                                           "switch",        "template",    "this",
                                           "thread_local",  "throw",       "true",
                                           "try",           "typedef",     "typeid",
                                           "typename",      "union",       "unsigned",
                                           "using",         "virtual",     "void",
                                           "volatile",      "wchar_t",     "while",
                                           "xor",           "xor_eq"};

/// Bytes above 127 are letters of UTF-8 identifiers.
static bool isIdentifierByte(char c) {
  return llvm::isAlnum(c) || c == '_' || static_cast<unsigned char>(c) > 127;
}

bool isCxxIdentifier(StringRef name) {
  return !name.empty() && !llvm::isDigit(name.front()) && llvm::all_of(name, isIdentifierByte) &&
         !std::binary_search(std::begin(keywords), std::end(keywords), name);
}

bool isNamespaceName(StringRef name) {
  llvm::SmallVector<StringRef> parts;
  name.split(parts, "::");
  return llvm::all_of(parts, isCxxIdentifier) && parts.front() != "std" && parts.front() != "dc";
}

std::string asIdentifier(StringRef text) {
  std::string name;
  for (char c : text) {
    name += isIdentifierByte(c) ? c : '_';
  }
  if (name.empty() || llvm::isDigit(name.front())) {
    name.insert(name.begin(), '_');
  }
  if (!isCxxIdentifier(name)) {
    name += '_'; // a keyword
  }
  return name;
}

/// Splits at `separator` where no bracket is open.
static std::vector<std::string> splitOutside(StringRef text, StringRef separator) {
  std::vector<std::string> parts(1);
  int depth = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    depth += StringRef("<([{").contains(c);
    depth -= StringRef(">)]}").contains(c);
    if (depth == 0 && text.substr(i).starts_with(separator)) {
      parts.emplace_back();
      i += separator.size() - 1;
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

/// Arithmetic types as Clang spells them, and 16-bit floats. Constants are integers and booleans.
static std::optional<LaunchTemplateArgument> templateArgument(StringRef text) {
  static constexpr const char *types[] = {
      "bool",     "char",         "signed char", "unsigned char", "short",     "unsigned short",
      "int",      "unsigned int", "long",        "unsigned long", "long long", "unsigned long long",
      "float",    "double",       "dc::f16",     "dc::bf16",      "wchar_t",   "char8_t",
      "char16_t", "char32_t"};
  if (llvm::is_contained(types, text)) {
    return LaunchTemplateArgument{true, text.starts_with("dc::") ? "::" + text.str() : text.str()};
  }
  StringRef digits = text;
  digits.consume_front("-");
  digits = digits.rtrim("uUlL");
  bool isNumber = !digits.empty() && llvm::all_of(digits, llvm::isDigit);
  if (isNumber || text == "true" || text == "false") {
    return LaunchTemplateArgument{false, text.str()};
  }
  return std::nullopt;
}

LaunchName launchName(StringRef kernel) {
  LaunchName result;
  size_t open = kernel.find('<');
  bool isInstance = open != StringRef::npos && open != 0 && kernel.ends_with(">");
  std::vector<std::string> parts =
      splitOutside(isInstance ? kernel.take_front(open) : kernel, "::");
  llvm::erase(parts, "(anonymous namespace)");
  if (parts.empty()) {
    parts.emplace_back();
  }
  for (std::string &part : parts) {
    part = isCxxIdentifier(part) ? part : asIdentifier(part);
  }
  result.name = parts.back();
  parts.pop_back();
  result.scopes = std::move(parts);
  if (!isInstance) {
    return result;
  }
  StringRef inside = kernel.drop_front(open + 1).drop_back();
  if (inside.trim().empty()) {
    return result;
  }
  for (const std::string &text : splitOutside(inside, ",")) {
    auto argument = templateArgument(StringRef(text).trim());
    if (!argument) {
      result.arguments.clear();
      std::string suffix = asIdentifier(inside);
      result.name += (suffix.front() == '_' ? "" : "_") + suffix;
      return result;
    }
    result.arguments.push_back(std::move(*argument));
  }
  return result;
}

std::string LaunchName::text() const {
  std::string text;
  for (const std::string &scope : scopes) {
    text += scope + "::";
  }
  text += name;
  if (!arguments.empty()) {
    text += "<";
    for (size_t i = 0; i < arguments.size(); ++i) {
      text += (i ? ", " : "") + arguments[i].text;
    }
    text += ">";
  }
  return text;
}

std::optional<NameCollision> findCollision(llvm::ArrayRef<rt::artifact::KernelInfo> kernels) {
  std::map<std::string, std::string> functions, scopes; // to the kernel
  for (const rt::artifact::KernelInfo &kernel : kernels) {
    LaunchName name = launchName(kernel.name);
    auto [same, isNew] = functions.try_emplace(name.text(), kernel.name);
    if (!isNew) {
      return NameCollision{same->second, kernel.name, name.text()};
    }
    std::string path;
    for (const std::string &scope : name.scopes) {
      path += (path.empty() ? "" : "::") + scope;
      scopes.try_emplace(path, kernel.name);
    }
  }
  for (const rt::artifact::KernelInfo &kernel : kernels) {
    LaunchName name = launchName(kernel.name);
    name.arguments.clear();
    if (auto scope = scopes.find(name.text()); scope != scopes.end()) {
      return NameCollision{scope->second, kernel.name, name.text()};
    }
  }
  return std::nullopt;
}

} // namespace dc::compiler
