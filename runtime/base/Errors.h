// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The catalogue of user-visible runtime errors (Errors.def) and the one function that makes a
// Status of it.
#ifndef DOTCOMPUTE_RUNTIME_BASE_ERRORS_H
#define DOTCOMPUTE_RUNTIME_BASE_ERRORS_H

#include <dotcompute/base/Status.h>

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace dc::rt {

enum class Error : uint16_t {
#define DC_ERROR(name, id, code, message, action) name,
#include "runtime/base/Errors.def"
};

struct ErrorInfo {
  const char *name;
  const char *id;
  StatusCode code;
  const char *message; ///< {} for each argument
  const char *action;  ///< what the caller should do
};

const ErrorInfo &error_info(Error error) noexcept;
/// How many errors the catalogue has; Error(0) to Error(count - 1) are valid.
size_t error_count() noexcept;

namespace detail {
Status make_error(Error error, std::initializer_list<std::string> arguments);
inline std::string error_text(std::string_view text) { return std::string(text); }
inline std::string error_text(std::string text) { return text; }
inline std::string error_text(const char *text) { return text; }
template <std::integral T> std::string error_text(T value) { return std::to_string(value); }
} // namespace detail

/// `return fail(Error::ArtifactTruncated, need, "the header", got);`: strings and integers fill the
/// {} in order.
template <typename... Args> Status fail(Error error, Args &&...arguments) {
  return detail::make_error(error, {detail::error_text(std::forward<Args>(arguments))...});
}

} // namespace dc::rt

#endif // DOTCOMPUTE_RUNTIME_BASE_ERRORS_H
