// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Compiled with -fno-exceptions: value() aborts here.
#include "test/unit/runtime/base/ResultWithoutExceptions.h"

int unwrap_or_abort(const dc::rt::Result<int> &result) noexcept { return result.value(); }
