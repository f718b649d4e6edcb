// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The header that runs kernels as plain C++ of the host.
#include "compiler/header/LaunchHeader.h"
#include "compiler/header/Launcher.h"

namespace dc::compiler {

std::string writeHostHeader(llvm::ArrayRef<rt::artifact::KernelInfo> kernels,
                            llvm::ArrayRef<std::string> sources, const HeaderOptions &options) {
  const std::string guard = "DOTCOMPUTE_HOST_HEADER_" + options.symbol;
  std::string text = "// " + commentText(options.producer) +
                     " wrote this: kernels as functions of the host. Do not edit.\n";
  text += "#ifndef " + guard + "\n#define " + guard + "\n\n#include <dotcompute/host.h>\n\n";
  text += "#include <concepts>\n#include <utility>\n\n";
  for (const std::string &source : sources) {
    text += "#include \"" + source + "\"\n";
  }
  text += "\n/// Each takes what dc::host::run takes behind the kernel, or a domain and that.\n";
  text += "namespace " + options.space + "::host {\n";
  for (const rt::artifact::KernelInfo &kernel : kernels) {
    LaunchName name = launchName(kernel.name);
    // The function as its source has it: unnamed namespaces need no name.
    std::string function = kernel.name;
    for (size_t at = 0; (at = function.find("(anonymous namespace)::")) != std::string::npos;) {
      function.erase(at, 23);
    }
    text += "\n" + openScopes(name.scopes) + "/// " + commentText(kernel.name) + "\n";
    // Internal linkage, as the kernel's own on the host.
    std::string head =
        templateHead(name, {"class... dc_Arguments"}, {}) + "static void " + name.name;
    std::string rest = "::" + function + ", ::std::forward<dc_Arguments>(arguments)...);\n}\n";
    std::string domain = kernel.block.empty() ? "::dc::host::threads" : "::dc::host::blocks";
    text += head + "(dc_Arguments &&...arguments) {\n  ::dc::host::run(" + rest;
    text += head + "(" + domain +
            " domain, dc_Arguments &&...arguments) {\n  ::dc::host::run(domain, " + rest;
    text += closeScopes(name.scopes);
  }
  return text + "\n} // namespace " + options.space + "::host\n\n#endif // " + guard + "\n";
}

} // namespace dc::compiler
