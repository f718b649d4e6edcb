// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loads modules with a log, finds functions, compares architectures.
#include "runtime/drivers/cuda/CUDAModule.h"

#include <charconv>
#include <string>

#include "runtime/base/Errors.h"

namespace dc::rt::cuda {

std::optional<uint32_t> fitness(std::string_view arch, bool isCubin, uint32_t capability) {
  constexpr std::string_view prefix = "sm_";
  if (!arch.starts_with(prefix)) {
    return std::nullopt;
  }
  uint32_t wanted = 0;
  const char *end = arch.data() + arch.size();
  const auto [stop, error] = std::from_chars(arch.data() + prefix.size(), end, wanted);
  const std::string_view suffix(stop, size_t(end - stop));
  if (error != std::errc() || wanted < 10 || wanted > 9999) {
    return std::nullopt;
  }
  const bool sameFamily = wanted / 10 == capability / 10 && wanted <= capability;
  bool fits = false;
  uint32_t bonus = 0;
  if (suffix.empty()) {
    fits = isCubin ? sameFamily : wanted <= capability;
  } else if (suffix == "a") {
    fits = wanted == capability;
    bonus = 2;
  } else if (suffix == "f") {
    fits = sameFamily;
    bonus = 1;
  }
  if (!fits) {
    return std::nullopt;
  }
  return wanted * 8 + bonus * 2 + (isCubin ? 1 : 0);
}

namespace {

class CUDAModule final : public core::DriverModule,
                         public std::enable_shared_from_this<CUDAModule> {
public:
  CUDAModule(std::shared_ptr<DeviceContext> context, Module module)
      : context(std::move(context)), module(module) {}

  ~CUDAModule() override {
    const Current current(*context);
    context->api().moduleUnload(module);
  }

  Result<std::shared_ptr<core::DriverKernel>> kernel(const artifact::EntryPoint &entry) override {
    const Current current(*context);
    DC_TRY(context->check(current.code(), "cuCtxPushCurrent"));
    Function function = nullptr;
    const Code code = context->api().moduleGetFunction(&function, module, entry.symbol.c_str());
    if (code == kNotFound) {
      return fail(Error::PayloadSymbol, context->id(), entry.symbol);
    }
    DC_TRY(context->check(code, "cuModuleGetFunction"));
    int most = 0;
    DC_TRY(context->check(
        context->api().functionGetAttribute(&most, kFunctionMaxThreadsPerBlock, function),
        "cuFuncGetAttribute"));
    const BlockForm form(entry);
    if (form.threads() == 0 || form.threads() > uint32_t(most)) {
      return fail(Error::PayloadFormat, context->id(),
                  "blocks of 1 to " + std::to_string(most) + " threads in '" + entry.symbol + "'",
                  form.threads());
    }
    return std::shared_ptr<core::DriverKernel>(
        std::make_shared<CUDAKernel>(shared_from_this(), function, form));
  }

private:
  std::shared_ptr<DeviceContext> context;
  Module module;
};

/// The log's lines without the empty ones at its end.
std::string trimmed(const char *log) {
  std::string text(log);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) {
    text.pop_back();
  }
  return text;
}

} // namespace

Result<std::shared_ptr<core::DriverModule>> loadModule(std::shared_ptr<DeviceContext> context,
                                                       const artifact::Payload &payload) {
  const Current current(*context);
  DC_TRY(context->check(current.code(), "cuCtxPushCurrent"));
  // PTX is text that ends with a zero; a copy of a cubin is harmless.
  const std::string image(payload.bytes.begin(), payload.bytes.end());
  char log[8192] = {};
  int options[] = {kJitErrorLog, kJitErrorLogBytes};
  void *values[] = {log, reinterpret_cast<void *>(uintptr_t(sizeof log - 1))};
  Module module = nullptr;
  const Code code = context->api().moduleLoadDataEx(&module, image.c_str(), 2, options, values);
  if (code != kSuccess) {
    Status status = context->check(code, "cuModuleLoadDataEx");
    if (const std::string text = trimmed(log); !text.empty()) {
      status.with_context("the driver's compiler says: " + text);
    }
    return status;
  }
  return std::shared_ptr<core::DriverModule>(
      std::make_shared<CUDAModule>(std::move(context), module));
}

} // namespace dc::rt::cuda
