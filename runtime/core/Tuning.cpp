// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads the values that callers and the environment ask for, and finds the variant that has them.
#include "runtime/core/Tuning.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "runtime/base/Errors.h"

namespace dc::rt::core {

using artifact::KernelInfo;
using artifact::TunedValue;

namespace {

std::string_view next(std::string_view &text, char separator) {
  const size_t end = std::min(text.find(separator), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

/// "64, 128, 256".
std::string listValues(const TunedValue &tuned) {
  std::string text;
  for (int64_t value : tuned.all) {
    text += (text.empty() ? "" : ", ") + std::to_string(value);
  }
  return text;
}

/// "B = 64, 128; T = 1, 4".
std::string listAll(const KernelInfo &kernel) {
  std::string text;
  for (const TunedValue &tuned : kernel.tuned) {
    text += (text.empty() ? "" : "; ") + tuned.name + " = " + listValues(tuned);
  }
  return text.empty() ? "no tuned constants" : text;
}

/// Puts one "NAME=VALUE" into `values`. Of other kernels' constants nothing is said where
/// `mayLack`.
Status take(const KernelInfo &kernel, std::string_view assignment, bool mayLack,
            std::vector<int64_t> &values) {
  const size_t equals = assignment.find('=');
  const std::string_view name = assignment.substr(0, equals);
  const auto tuned = std::find_if(kernel.tuned.begin(), kernel.tuned.end(),
                                  [&](const TunedValue &one) { return one.name == name; });
  if (tuned == kernel.tuned.end() && mayLack) {
    return {};
  }
  std::optional<int64_t> value;
  if (equals != std::string_view::npos) {
    const std::string_view number = assignment.substr(equals + 1);
    int64_t read = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), read);
    if (error == std::errc() && end == number.data() + number.size()) {
      value = read;
    }
  }
  if (tuned == kernel.tuned.end() || !value ||
      std::find(tuned->all.begin(), tuned->all.end(), *value) == tuned->all.end()) {
    return fail(Error::NoSuchVariant, kernel.name, listAll(kernel), assignment);
  }
  values[size_t(tuned - kernel.tuned.begin())] = *value;
  return {};
}

} // namespace

Result<size_t> chooseVariant(const artifact::ArtifactData &data, size_t index,
                             std::string_view tuning, std::string_view environment) {
  const KernelInfo &kernel = data.kernels[index];
  if (!kernel.variantOf.empty() && tuning.empty()) {
    return index; // named in full
  }
  std::vector<int64_t> values;
  for (const TunedValue &tuned : kernel.tuned) {
    values.push_back(tuned.value);
  }
  while (!kernel.tuned.empty() && !environment.empty()) {
    std::string_view entry = next(environment, ';');
    // A kernel's own name may have colons; values have none.
    const size_t colon = entry.substr(0, entry.find('=')).rfind(':');
    if (colon != std::string_view::npos) {
      if (entry.substr(0, colon) != kernel.name) {
        continue;
      }
      entry.remove_prefix(colon + 1);
    }
    while (!entry.empty()) {
      DC_TRY(take(kernel, next(entry, ','), /*mayLack=*/colon == std::string_view::npos, values)
                 .with_context("in DOTCOMPUTE_TUNE"));
    }
  }
  while (!tuning.empty()) {
    DC_TRY(take(kernel, next(tuning, ','), /*mayLack=*/false, values));
  }
  const std::string &base = kernel.variantOf.empty() ? kernel.name : kernel.variantOf;
  for (size_t i = 0; i < data.kernels.size(); ++i) {
    const KernelInfo &variant = data.kernels[i];
    const bool isOne = i == index || variant.name == base || variant.variantOf == base;
    if (isOne &&
        std::equal(values.begin(), values.end(), variant.tuned.begin(), variant.tuned.end(),
                   [](int64_t value, const TunedValue &tuned) { return value == tuned.value; })) {
      return i;
    }
  }
  std::string wanted;
  for (size_t i = 0; i < values.size(); ++i) {
    wanted += (wanted.empty() ? "" : ",") + kernel.tuned[i].name + "=" + std::to_string(values[i]);
  }
  return fail(Error::NoSuchVariant, kernel.name, listAll(kernel), wanted);
}

Result<size_t> chooseVariant(const artifact::ArtifactData &data, size_t index,
                             std::string_view tuning) {
  const char *environment = std::getenv("DOTCOMPUTE_TUNE");
  return chooseVariant(data, index, tuning, environment ? environment : "");
}

} // namespace dc::rt::core
