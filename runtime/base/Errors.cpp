// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Fills the message patterns of Errors.def.
#include "runtime/base/Errors.h"

#include <iterator>

namespace dc::rt {

static constexpr ErrorInfo kErrors[] = {
#define DC_ERROR(name, id, code, message, action) {#name, id, StatusCode::code, message, action},
#include "runtime/base/Errors.def"
};

const ErrorInfo &error_info(Error error) noexcept { return kErrors[static_cast<size_t>(error)]; }

size_t error_count() noexcept { return std::size(kErrors); }

Status detail::make_error(Error error, std::initializer_list<std::string> arguments) {
  const ErrorInfo &info = error_info(error);
  std::string text;
  auto next = arguments.begin();
  for (std::string_view rest = info.message; !rest.empty();) {
    if (rest.starts_with("{}") && next != arguments.end()) {
      text += *next++;
      rest.remove_prefix(2);
    } else {
      text += rest.front();
      rest.remove_prefix(1);
    }
  }
  return Status(info.code, info.id, std::move(text));
}

} // namespace dc::rt
