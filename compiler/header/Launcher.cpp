// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The functions that launch one kernel, and what a reader should know of it.
#include "compiler/header/Launcher.h"

#include "runtime/artifact/Expr.h"
#include "runtime/artifact/Names.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace dc::compiler {

using namespace rt::artifact;
using llvm::StringRef;

std::string literal(StringRef text) {
  std::string result;
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result += '\\';
    }
    if (byte < ' ' || byte == 127) {
      // Octal: three digits at most, so that what follows cannot become part of it.
      result += {'\\', static_cast<char>('0' + (byte >> 6)),
                 static_cast<char>('0' + (byte >> 3 & 7)), static_cast<char>('0' + (byte & 7))};
    } else {
      result += c;
    }
  }
  return result;
}

std::string commentText(StringRef text) {
  std::string result = printable(std::string_view(text.data(), text.size()));
  // A line that ends with a backslash would go on.
  return StringRef(result).rtrim().ends_with("\\") ? result + "." : result;
}

std::string templateHead(const LaunchName &name, llvm::ArrayRef<std::string> more,
                         llvm::ArrayRef<std::string> moreRequired) {
  std::vector<std::string> parameters, required;
  for (auto [index, argument] : llvm::enumerate(name.arguments)) {
    std::string parameter = (argument.isType ? "dc_T" : "dc_N") + std::to_string(index);
    parameters.push_back((argument.isType ? "class " : "auto ") + parameter);
    required.push_back(argument.isType ? "::std::same_as<" + parameter + ", " + argument.text + ">"
                                       : "(" + parameter + " == " + argument.text + ")");
  }
  llvm::append_range(parameters, more);
  llvm::append_range(required, moreRequired);
  if (parameters.empty()) {
    return "";
  }
  std::string text = "template <" + llvm::join(parameters, ", ") + ">\n";
  return required.empty() ? text : text + "  requires " + llvm::join(required, " && ") + "\n";
}

std::string openScopes(llvm::ArrayRef<std::string> scopes) {
  return scopes.empty() ? "" : "namespace " + llvm::join(scopes, "::") + " {\n";
}

std::string closeScopes(llvm::ArrayRef<std::string> scopes) {
  return scopes.empty() ? "" : "} // namespace " + llvm::join(scopes, "::") + "\n";
}

static const char *cxxType(ElementType type) {
  switch (type) {
  case ElementType::Bool:
    return "bool";
  case ElementType::I8:
    return "::std::int8_t";
  case ElementType::U8:
    return "::std::uint8_t";
  case ElementType::I16:
    return "::std::int16_t";
  case ElementType::U16:
    return "::std::uint16_t";
  case ElementType::I32:
    return "::std::int32_t";
  case ElementType::U32:
    return "::std::uint32_t";
  case ElementType::I64:
    return "::std::int64_t";
  case ElementType::U64:
    return "::std::uint64_t";
  case ElementType::F16:
    return "::dc::f16";
  case ElementType::BF16:
    return "::dc::bf16";
  case ElementType::F32:
    return "float";
  case ElementType::F64:
    return "double";
  case ElementType::F8E4M3:
    return "::dc::f8e4m3";
  case ElementType::F8E5M2:
    return "::dc::f8e5m2";
  case ElementType::Record:
    break; // see elementText
  }
  return "void";
}

/// The C++ type of an element. Of a struct a header knows no more than size and alignment.
static std::string elementText(const ArgInfo &argument) {
  if (argument.type != ElementType::Record) {
    return cxxType(argument.type);
  }
  return "::dc::rt::record<" + std::to_string(argument.recordBytes) + ", " +
         std::to_string(argument.alignment) + ">";
}

/// As a kernel's source has it, for comments.
static std::string sourceType(const ArgInfo &argument) {
  std::string element = to_string(argument.type);
  if (argument.type == ElementType::Record) {
    element = "struct {";
    for (const FieldInfo &field : argument.fields) {
      element += std::string(" ") + to_string(field.type) + " " + field.name +
                 (field.count == 1 ? "" : "[" + std::to_string(field.count) + "]") + ";";
    }
    element += " }";
  }
  if (argument.kind == ArgKind::Scalar) {
    return element;
  }
  element = (argument.access == Access::Read ? "const " : "") + element;
  if (argument.strided) {
    return "strided_view<" + element + ", " + std::to_string(argument.rank) + ">";
  }
  return argument.rank == 1 ? "span<" + element + ">"
                            : "view<" + element + ", " + std::to_string(argument.rank) + ">";
}

/// "p.w[2]" as "p", "w", "[2]".
static llvm::SmallVector<StringRef> partsOf(StringRef name) {
  llvm::SmallVector<StringRef> members, parts;
  name.split(members, '.');
  for (StringRef member : members) {
    size_t index = std::min(member.find('['), member.size());
    parts.push_back(member.take_front(index));
    for (StringRef rest = member.drop_front(index); !rest.empty();) {
      size_t end = std::min(rest.find(']'), rest.size() - 1) + 1;
      parts.push_back(rest.take_front(end));
      rest = rest.drop_front(end);
    }
  }
  return parts;
}

Launcher::Launcher(const KernelInfo &kernel, std::string linked, std::string space)
    : kernel(kernel), where(launchName(kernel.name)), linked(std::move(linked)),
      space(std::move(space)) {
  for (auto [index, argument] : llvm::enumerate(kernel.args)) {
    Node *node = nullptr;
    std::vector<Node> *level = &parameters;
    for (StringRef part : partsOf(argument.name)) {
      node = &place(*level, part);
      level = &node->fields;
    }
    node->leaf = static_cast<int>(index);
  }
}

/// The last node of this level if it is the same structure, else a new one: leaves of one structure
/// lie side by side.
Launcher::Node &Launcher::place(std::vector<Node> &level, StringRef name) {
  if (!level.empty() && level.back().leaf < 0 && level.back().name == name) {
    return level.back();
  }
  bool isTaken = llvm::any_of(level, [&](const Node &other) { return other.name == name; });
  // The launcher's own names begin with dc_.
  bool isUsable =
      name.starts_with("[") || isCxxIdentifier(name) && !isTaken && !name.starts_with("dc_");
  level.push_back({isUsable ? name.str() : "argument_" + std::to_string(level.size() + 1), -1, {}});
  return level.back();
}

std::string Launcher::parameterType(int leaf) const {
  const ArgInfo &argument = kernel.args[leaf];
  std::string type = elementText(argument);
  if (argument.kind == ArgKind::Scalar) {
    return type;
  }
  type = (argument.access == Access::Read ? "const " : "") + type;
  return (argument.strided ? "::dc::rt::StridedArg<" : "::dc::rt::Arg<") + type +
         (argument.rank == 1 ? "" : ", " + std::to_string(argument.rank)) + ">";
}

/// Of templates each instance has its own.
std::string Launcher::instanceName() const {
  std::string text = where.name;
  for (const LaunchTemplateArgument &argument : where.arguments) {
    const std::string identifier = asIdentifier(argument.text);
    text += (identifier.starts_with("_") ? "" : "_") + identifier; // "__" is the implementation's
  }
  return text;
}

std::string Launcher::structureName(const Node &node) const {
  return instanceName() + "_" + node.name;
}

std::string Launcher::constantName(size_t index) const {
  const std::string &name = kernel.tuned[index].name;
  return isCxxIdentifier(name) ? name : "constant_" + std::to_string(index + 1);
}

/// The namespace within `inner` that this kernel's structures are in.
std::string Launcher::spaceOf(StringRef inner) const {
  std::string text = space + "::" + inner.str();
  for (const std::string &scope : where.scopes) {
    text += "::" + scope;
  }
  return text;
}

std::string Launcher::fields(const Node &node, unsigned indent) const {
  std::string text, space(indent, ' ');
  for (const Node &field : node.fields) {
    std::string sizes;
    const Node *element = &field;
    for (; element->isArray(); element = &element->fields.front()) {
      sizes += "[" + std::to_string(element->fields.size()) + "]";
    }
    if (element->leaf >= 0) {
      text += space + parameterType(element->leaf) + " " + field.name + sizes + ";\n";
    } else {
      text += space + "struct {\n" + fields(*element, indent + 2) + space + "} " + field.name +
              sizes + ";\n";
    }
  }
  return text;
}

/// Of an array of them a std::array.
std::string Launcher::structure(const Node &parameter) const {
  std::string name = structureName(parameter), before, after;
  const Node *element = &parameter;
  for (; element->isArray(); element = &element->fields.front()) {
    before += "::std::array<";
    after = ", " + std::to_string(element->fields.size()) + ">" + after;
  }
  if (element == &parameter) {
    return "struct " + name + " {\n" + fields(parameter, 2) + "};\n";
  }
  std::string type = element->leaf >= 0 ? parameterType(element->leaf) : name + "_element";
  std::string text =
      element->leaf >= 0 ? "" : "struct " + type + " {\n" + fields(*element, 2) + "};\n";
  return text + "using " + name + " = " + before + type + after + ";\n";
}

std::string Launcher::structures() const {
  std::string text;
  for (const Node &parameter : parameters) {
    if (parameter.leaf < 0) {
      text +=
          "/// Parameter '" + parameter.name + "' of kernel '" + commentText(kernel.name) + "'.\n";
      text += structure(parameter);
    }
  }
  return text.empty() ? "" : openScopes(where.scopes) + text + closeScopes(where.scopes);
}

static std::string listValues(const TunedValue &tuned) {
  return llvm::join(llvm::map_range(tuned.all, [](int64_t value) { return std::to_string(value); }),
                    ", ");
}

std::string Launcher::tuning() const {
  if (kernel.tuned.empty()) {
    return "";
  }
  std::string text = openScopes(where.scopes) + "/// Constants of kernel '" +
                     commentText(kernel.name) + "'.\nstruct " + instanceName() + " {\n";
  for (auto [index, tuned] : llvm::enumerate(kernel.tuned)) {
    text += "  ::std::int64_t " + constantName(index) + " = " + std::to_string(tuned.value) +
            "; ///< of " + listValues(tuned) + "\n";
  }
  return text + "};\n" + closeScopes(where.scopes);
}

void Launcher::addLeaves(const Node &node, const std::string &path,
                         std::vector<std::string> &required,
                         std::vector<std::string> &values) const {
  if (node.leaf < 0) {
    for (const Node &field : node.fields) {
      addLeaves(field, path + (node.isArray() ? "" : ".") + field.name, required, values);
    }
    return;
  }
  // A conversion as in a call, not a cast: what an argument cannot be converted to is an error.
  values.push_back(parameterType(node.leaf) + "(" + path + ")");
  required.push_back("{ " + path + " } -> ::std::convertible_to<" + parameterType(node.leaf) +
                     ">;");
}

std::string Launcher::comment() const {
  std::vector<std::string> parameterTexts;
  for (const ArgInfo &argument : kernel.args) {
    parameterTexts.push_back(sourceType(argument) + " " + argument.name);
  }
  std::string text =
      "/// " + commentText(kernel.name + "(" + llvm::join(parameterTexts, ", ") + ")") + "\n";
  auto lineOf = [](const SourceLoc &loc) {
    return loc.line ? " at " + loc.file + ":" + std::to_string(loc.line) : std::string();
  };
  if (kernel.loc.line) {
    text += "///   written" + commentText(lineOf(kernel.loc)) + "\n";
  }
  if (!kernel.block.empty()) {
    text += "///   blocks of " +
            llvm::join(llvm::map_range(kernel.block, [](uint32_t n) { return std::to_string(n); }),
                       " x ") +
            " threads\n";
  }
  std::vector<std::string> extents;
  for (uint32_t root : kernel.domain) {
    extents.push_back(to_text(kernel.exprs, root, kernel.args, 200));
  }
  const char *what = kernel.block.empty() ? "///   domain " : "///   grid ";
  text += what +
          (extents.empty() ? "given by the caller"
                           : commentText("(" + llvm::join(extents, ", ") + ")")) +
          "\n";
  for (const Contract &contract : kernel.contracts) {
    const char *origin = contract.origin == Origin::Written ? "requires " : "requires (inferred) ";
    text +=
        std::string("///   ") + origin + commentText(contract.text + lineOf(contract.loc)) + "\n";
  }
  for (const TunedValue &tuned : kernel.tuned) {
    text += "///   tuned " + commentText(tuned.name) + " = " + listValues(tuned) + "\n";
  }
  for (const std::string &trusted : kernel.trusted) {
    text += "///   trusts, unchecked, " + commentText(trusted) + "\n";
  }
  return text;
}

std::string Launcher::function(bool hasDomain, bool hasTuning) const {
  std::vector<std::string> structs, clauses, list{"::dc::rt::Queue &dc_queue"}, values;
  if (hasTuning) {
    list.push_back("const " + spaceOf("tuning") + "::" + instanceName() + " &dc_tuning");
  }
  if (hasDomain) {
    list.push_back(std::string("const ::dc::rt::") +
                   (kernel.block.empty() ? "Threads<" : "Blocks<") + std::to_string(kernel.rank) +
                   "> &dc_domain");
  }
  for (const Node &parameter : parameters) {
    if (parameter.leaf >= 0) {
      bool isScalar = kernel.args[parameter.leaf].kind == ArgKind::Scalar;
      std::string type = parameterType(parameter.leaf);
      list.push_back(isScalar ? type + " " + parameter.name
                              : "const " + type + " &" + parameter.name);
      values.push_back(parameter.name);
      continue;
    }
    // Any class with these members; a braced list makes the generated one.
    std::string type = "dc_S" + std::to_string(structs.size());
    structs.push_back("class " + type + " = " + spaceOf("arguments") +
                      "::" + structureName(parameter));
    std::vector<std::string> required;
    addLeaves(parameter, parameter.name, required, values);
    clauses.push_back("requires(const " + type + " &" + parameter.name + ") { " +
                      llvm::join(required, " ") + " }");
    list.push_back("const " + type + " &" + parameter.name);
  }
  std::string text = templateHead(where, structs, clauses);
  text += "inline ::dc::rt::Result<::dc::rt::Completion> " + where.name + "(\n    " +
          llvm::join(list, ",\n    ") + ") {\n";
  if (hasTuning) {
    std::vector<std::string> names, wanted;
    for (auto [index, tuned] : llvm::enumerate(kernel.tuned)) {
      names.push_back("\"" + literal(tuned.name) + "\"");
      wanted.push_back("dc_tuning." + constantName(index));
    }
    text += "  return ::dc::rt::detail::launch_variant(dc_queue, " + linked + "_variants, {" +
            llvm::join(names, ", ") + "}, {" + llvm::join(wanted, ", ") + "}, ";
  } else {
    text += "  return ::dc::rt::detail::launch_linked(dc_queue, " + linked + ", ";
  }
  text += hasDomain ? "&dc_domain" : "nullptr";
  for (const std::string &value : values) {
    text += ", " + value;
  }
  return text + ");\n}\n";
}

std::string Launcher::functions() const {
  std::string text = openScopes(where.scopes) + comment();
  for (bool hasTuning : {false, true}) {
    if (hasTuning && kernel.tuned.empty()) {
      break;
    }
    if (hasTuning) {
      text += "/// The variant with these constants.\n";
    }
    if (!kernel.domain.empty()) {
      text += function(/*hasDomain=*/false, hasTuning);
      text += std::string("/// The same over an explicit ") +
              (kernel.block.empty() ? "domain.\n" : "grid of blocks.\n");
    }
    text += function(/*hasDomain=*/true, hasTuning);
  }
  return text + closeScopes(where.scopes);
}

} // namespace dc::compiler
