// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The objects behind the C table's handles, and its arguments as the C++ interface has them.
#ifndef DOTCOMPUTE_RUNTIME_CORE_CAPIARGUMENTS_H
#define DOTCOMPUTE_RUNTIME_CORE_CAPIARGUMENTS_H

#include <memory>

#include <dotcompute/dotcompute.h>
#include <dotcompute/runtime/Runtime.h>

struct dc_runtime {
  dc::rt::Runtime runtime;
};
struct dc_device {
  dc::rt::Device device;
};
struct dc_artifact {
  dc::rt::Artifact artifact;
};
struct dc_kernel {
  dc::rt::Kernel kernel;
};
struct dc_buffer {
  std::shared_ptr<dc::rt::core::Allocation> memory;
  dc::rt::DataType type;
  int64_t count;
};
struct dc_queue {
  dc::rt::Queue queue;
};
struct dc_completion {
  dc::rt::Completion completion;
};

namespace dc::rt::core {

/// `count` elements of a buffer from `first` on.
Result<Argument> part(const dc_buffer &buffer, int64_t first, int64_t count);

/// `count` elements on the host.
Argument hostRange(const void *host, DataType type, int64_t count, Transfer transfer);

/// One argument of a launch; InvalidArgument says what is wrong with it.
Result<Argument> argumentOf(const dc_argument &given);

} // namespace dc::rt::core

#endif // DOTCOMPUTE_RUNTIME_CORE_CAPIARGUMENTS_H
