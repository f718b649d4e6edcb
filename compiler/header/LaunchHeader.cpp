// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The frame of a launch header: what is linked, structures, launchers.
#include "compiler/header/LaunchHeader.h"

#include "compiler/header/Launcher.h"
#include "runtime/artifact/Writer.h"

#include "llvm/Support/FormatVariadic.h"

#include <vector>

namespace dc::compiler {

/// The variants of a kernel with DC_TUNE, itself the first; empty without.
static std::string variantTable(const rt::artifact::KernelInfo &kernel,
                                llvm::ArrayRef<rt::artifact::KernelInfo> all, size_t number) {
  if (kernel.tuned.empty()) {
    return "";
  }
  std::string text = "inline constinit ::dc::rt::LinkedVariant<" +
                     std::to_string(kernel.tuned.size()) + "> kernel_" + std::to_string(number) +
                     "_variants[] = {\n";
  for (const rt::artifact::KernelInfo &variant : all) {
    if (&variant != &kernel && variant.name != kernel.name && variant.variantOf != kernel.name) {
      continue;
    }
    std::string values, tuning;
    for (const rt::artifact::TunedValue &tuned : variant.tuned) {
      values += (values.empty() ? "" : ", ") + std::to_string(tuned.value);
      tuning += (tuning.empty() ? "" : ",") + tuned.name + "=" + std::to_string(tuned.value);
    }
    // A variant is loaded by its kernel's name and hash and these values.
    text += llvm::formatv("    {{{{{0}}, {{&artifact, \"{1}\", {2:x}ull, \"{3}\"}},\n", values,
                          literal(kernel.name), rt::artifact::abi_hash(kernel), literal(tuning))
                .str();
  }
  return text + "};\n";
}

std::string writeLaunchHeader(llvm::ArrayRef<rt::artifact::KernelInfo> all,
                              const HeaderOptions &options) {
  // The runtime chooses among the variants of DC_TUNE, which are called alike.
  std::vector<rt::artifact::KernelInfo> kernels;
  llvm::copy_if(all, std::back_inserter(kernels),
                [](const auto &kernel) { return kernel.variantOf.empty(); });
  const std::string guard = "DOTCOMPUTE_LAUNCH_HEADER_" + options.symbol;
  std::string text = "// " + commentText(options.producer) +
                     " wrote this for the object that defines " + options.symbol +
                     ". Do not edit.\n";
  text += "#ifndef " + guard + "\n#define " + guard + "\n\n";
  text += "#include <dotcompute/runtime/Linked.h>\n\n#include <array>\n#include "
          "<concepts>\n#include <cstdint>\n\n";
  text += "extern \"C\" {\nextern const unsigned char " + options.symbol +
          "[];\nextern const ::std::uint64_t " + options.symbol + "_size;\n}\n\n";

  std::vector<Launcher> launchers;
  std::string linked = "::" + options.space + "::linked";
  for (size_t i = 0; i < kernels.size(); ++i) {
    launchers.emplace_back(kernels[i], linked + "::kernel_" + std::to_string(i),
                           "::" + options.space);
  }
  std::string structures;
  for (const Launcher &launcher : launchers) {
    structures += launcher.structures();
  }
  if (!structures.empty()) {
    text += "/// Parameters that are structures. Launchers take any other class with these members "
            "too.\n";
    text += "namespace " + options.space + "::arguments {\n" + structures + "} // namespace " +
            options.space + "::arguments\n\n";
  }

  std::string tuning;
  for (const Launcher &launcher : launchers) {
    tuning += launcher.tuning();
  }
  if (!tuning.empty()) {
    text += "/// Constants that DC_TUNE declares, as in launch::KERNEL(queue, {.B = 128}, ...).\n";
    text += "namespace " + options.space + "::tuning {\n" + tuning + "} // namespace " +
            options.space + "::tuning\n\n";
  }
  // Not exported: two libraries of one process may each have their own launchers of these names.
  text += "#pragma GCC visibility push(hidden)\n\n";
  text += "namespace " + options.space + "::linked {\n";
  text += "inline constexpr ::dc::rt::LinkedArtifact artifact{" + options.symbol + ", &" +
          options.symbol + "_size, \"" + options.symbol + "\"};\n";
  for (size_t i = 0; i < kernels.size(); ++i) {
    text +=
        llvm::formatv(
            "inline constinit ::dc::rt::LinkedKernel kernel_{0}{{&artifact, \"{1}\", {2:x}ull};\n",
            i, literal(kernels[i].name), rt::artifact::abi_hash(kernels[i]))
            .str();
    text += variantTable(kernels[i], all, i);
  }
  text += "} // namespace " + options.space + "::linked\n\n";

  text += "/// Each checks its arguments, contracts and domain, then launches: see "
          "dc::rt::Queue::launch.\n";
  text += "namespace " + options.space + "::launch {\n";
  for (const Launcher &launcher : launchers) {
    text += "\n" + launcher.functions();
  }
  text += "\n} // namespace " + options.space + "::launch\n\n";
  return text + "#pragma GCC visibility pop\n\n#endif // " + guard + "\n";
}

} // namespace dc::compiler
