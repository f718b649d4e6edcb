// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The C table over the C++ interface: handles own C++ handles, failures are kept for each thread.
#include "runtime/core/CApiArguments.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "runtime/base/Errors.h"

using namespace dc::rt;
using namespace dc::rt::core;

static_assert(DC_INTERNAL == int(StatusCode::Internal) &&
              DC_DATA_FAULT == int(StatusCode::DataFault) &&
              DC_CONTEXT_LOST == int(StatusCode::ContextLost));
static_assert(DC_F64 == int(DataType::F64) && DC_I64 == int(DataType::I64) &&
              DC_RECORD == int(DataType::Record));

namespace {

struct LastError {
  Status status;
  std::string text;
  std::string id;
};

LastError &lastError() {
  static thread_local LastError error;
  return error;
}

dc_status give(Status status) {
  if (status.ok()) {
    return DC_OK;
  }
  LastError &last = lastError();
  last.text = status.to_string();
  last.id = std::string(status.id());
  last.status = std::move(status);
  return dc_status(last.status.code());
}

dc_status misuse(const char *function, const char *expected, const char *got = "NULL") {
  return give(fail(Error::ApiMisuse, function, expected, got));
}

/// Makes a handle of a result, or keeps why there is none.
template <class Handle, class T> dc_status give(Result<T> result, Handle **out) {
  *out = result.ok() ? new Handle{std::move(*result)} : nullptr;
  return give(result.status());
}

/// A caller's structure of any version, as one of ours: fields it does not have are 0.
template <class T> bool read(const T *from, T &to) {
  std::memset(static_cast<void *>(&to), 0, sizeof(T));
  if (!from || from->size < sizeof(size_t) || from->size > 4096) {
    return false;
  }
  std::memcpy(static_cast<void *>(&to), from, std::min(from->size, sizeof(T)));
  return true;
}

/// Fills as much of a caller's structure as it has.
template <class T> bool write(T from, T *to) {
  if (!to || to->size < sizeof(size_t) || to->size > 4096) {
    return false;
  }
  from.size = to->size;
  std::memcpy(static_cast<void *>(to), &from, std::min(to->size, sizeof(T)));
  return true;
}

const char *errorText() { return lastError().text.c_str(); }
const char *errorId() { return lastError().id.c_str(); }

dc_status errorFault(dc_fault *fault) {
  const FaultInfo *info = lastError().status.fault();
  if (!info) {
    return DC_NOT_FOUND; // without an error of its own: that would replace the one asked about
  }
  dc_fault f = {};
  f.kernel = info->kernel.c_str();
  f.kind = info->kind.c_str();
  f.what = info->what.c_str();
  f.file = info->file.c_str();
  f.line = info->line;
  f.column = info->column;
  f.thread = info->thread;
  f.block = info->block;
  f.has_index = info->hasIndex;
  f.index = info->index;
  f.extent = info->extent;
  return write(f, fault) ? DC_OK : DC_INVALID_ARGUMENT;
}

const char *statusName(dc_status status) {
  return status < 0 || status > DC_INTERNAL ? "Unknown" : to_string(StatusCode(status));
}

dc_status runtimeCreate(const dc_runtime_options *options, dc_runtime **out) {
  if (!out) {
    return misuse("runtime_create", "a place for the runtime");
  }
  *out = nullptr;
  dc_runtime_options o = {};
  if (options && !read(options, o)) {
    return misuse("runtime_create", "options that begin with their size", "another size");
  }
  RuntimeOptions chosen;
  chosen.require = o.require ? o.require : "";
  chosen.use_environment = o.ignore_environment == 0;
  return give(Runtime::create(chosen), out);
}

void runtimeRelease(dc_runtime *runtime) { delete runtime; }
size_t deviceCount(const dc_runtime *runtime) {
  return runtime ? runtime->runtime.devices().size() : 0;
}

dc_status deviceAt(const dc_runtime *runtime, size_t index, dc_device **out) {
  if (!runtime || !out) {
    return misuse("device_at", "a runtime and a place for the device");
  }
  *out = nullptr;
  const std::vector<Device> devices = runtime->runtime.devices();
  if (index >= devices.size()) {
    return misuse("device_at", "an index below device_count()", std::to_string(index).c_str());
  }
  *out = new dc_device{devices[index]};
  return DC_OK;
}

dc_status deviceFind(const dc_runtime *runtime, const char *id, dc_device **out) {
  if (!runtime || !id || !out) {
    return misuse("device_find", "a runtime, an id and a place for the device");
  }
  return give(runtime->runtime.device(id), out);
}

dc_status deviceBest(const dc_runtime *runtime, dc_device **out) {
  if (!runtime || !out) {
    return misuse("device_best", "a runtime and a place for the device");
  }
  *out = new dc_device{runtime->runtime.best_device()};
  return DC_OK;
}

size_t problemCount(const dc_runtime *runtime) {
  return runtime ? runtime->runtime.problems().size() : 0;
}

const char *problemAt(const dc_runtime *runtime, size_t index) {
  return index < problemCount(runtime) ? runtime->runtime.problems()[index].c_str() : nullptr;
}

void deviceRelease(dc_device *device) { delete device; }

dc_status deviceInfo(const dc_device *device, dc_device_info *info) {
  if (!device) {
    return misuse("device_info", "a device");
  }
  dc_device_info i = {};
  i.id = device->device.id().c_str();
  i.driver = device->device.driver().c_str();
  i.name = device->device.name().c_str();
  i.arch = device->device.arch().c_str();
  i.memory_bytes = device->device.limits().memory;
  i.compute_units = device->device.limits().compute_units;
  i.uses_host_memory = device->device.uses_host_memory();
  return write(i, info) ? dc_status(DC_OK)
                        : misuse("device_info", "a structure that begins with its size",
                                 "none, or another size");
}

dc_status artifactLoadFile(const char *path, dc_artifact **out) {
  if (!path || !out) {
    return misuse("artifact_load_file", "a path and a place for the artifact");
  }
  return give(Artifact::load_file(path), out);
}

dc_status artifactLoadBytes(const void *bytes, size_t size, dc_artifact **out) {
  if (!bytes || !out) {
    return misuse("artifact_load_bytes", "bytes and a place for the artifact");
  }
  return give(Artifact::load_bytes(bytes, size), out);
}

void artifactRelease(dc_artifact *artifact) { delete artifact; }
size_t kernelCount(const dc_artifact *artifact) {
  return artifact ? artifact->artifact.kernels().size() : 0;
}

const char *kernelNameAt(const dc_artifact *artifact, size_t index) {
  return index < kernelCount(artifact) ? artifact->artifact.kernels()[index].name.c_str() : nullptr;
}

dc_status kernelGet(const dc_artifact *artifact, const char *name, const dc_device *device,
                    dc_kernel **out) {
  if (!artifact || !name || !device || !out) {
    return misuse("kernel_get", "an artifact, a name, a device and a place for the kernel");
  }
  return give(artifact->artifact.kernel(name, device->device), out);
}

dc_status kernelGetTuned(const dc_artifact *artifact, const char *name, const dc_device *device,
                         const char *tuning, dc_kernel **out) {
  if (!artifact || !name || !device || !out) {
    return misuse("kernel_get_tuned", "an artifact, a name, a device and a place for the kernel");
  }
  return give(artifact->artifact.kernel(name, device->device, tuning ? tuning : ""), out);
}

void kernelRelease(dc_kernel *kernel) { delete kernel; }

dc_status bufferAllocate(const dc_device *device, int32_t type, int64_t count, dc_buffer **out) {
  if (!device || !out) {
    return misuse("buffer_allocate", "a device and a place for the buffer");
  }
  *out = nullptr;
  if (type < DC_BOOL || type >= DC_RECORD) {
    return misuse("buffer_allocate", "an element type", std::to_string(type).c_str());
  }
  auto memory = detail::allocate(device->device, count, DataType(type));
  if (memory.ok()) {
    *out = new dc_buffer{std::move(*memory), DataType(type), count};
  }
  return give(memory.status());
}

void bufferRelease(dc_buffer *buffer) { delete buffer; }
int64_t bufferCount(const dc_buffer *buffer) { return buffer ? buffer->count : 0; }

dc_status queueCreate(const dc_device *device, dc_queue **out) {
  if (!device || !out) {
    return misuse("queue_create", "a device and a place for the queue");
  }
  *out = nullptr;
  Queue queue = device->device.queue();
  if (Status status = queue.status(); !status.ok()) {
    return give(std::move(status));
  }
  *out = new dc_queue{std::move(queue)};
  return DC_OK;
}

void queueRelease(dc_queue *queue) { delete queue; }

dc_status uploadTo(dc_queue *queue, dc_buffer *buffer, int64_t first, const void *host,
                   int64_t count) {
  if (!queue || !buffer) {
    return misuse("upload", "a queue and a buffer");
  }
  const Result<Argument> to = part(*buffer, first, count);
  return give(to.ok() ? queue->queue.upload_argument(
                            *to, hostRange(host, buffer->type, count, Transfer::In))
                      : to.status());
}

dc_status downloadFrom(dc_queue *queue, void *host, const dc_buffer *buffer, int64_t first,
                       int64_t count) {
  if (!queue || !buffer) {
    return misuse("download", "a queue and a buffer");
  }
  const Result<Argument> from = part(*buffer, first, count);
  return give(from.ok() ? queue->queue.download_argument(
                              hostRange(host, buffer->type, count, Transfer::Out), *from)
                        : from.status());
}

Result<Completion> launchList(dc_queue &queue, const dc_kernel &kernel,
                              const dc_launch_options *options, const dc_argument *arguments,
                              size_t count) {
  dc_launch_options o = {};
  if (options && !read(options, o)) {
    return fail(Error::ApiMisuse, "launch", "options that begin with their size", "another size");
  }
  if (o.domain_rank > 3) {
    return fail(Error::ApiMisuse, "launch", "a domain of at most 3 dimensions", o.domain_rank);
  }
  if (count > 4096 || (count != 0 && !arguments)) {
    return fail(Error::ApiMisuse, "launch", "an array of at most 4096 arguments", count);
  }
  std::vector<Argument> list;
  list.reserve(count);
  const char *next = reinterpret_cast<const char *>(arguments);
  for (size_t i = 0; i < count; ++i) {
    dc_argument given;
    if (!read(reinterpret_cast<const dc_argument *>(next), given)) {
      return fail(Error::ApiMisuse, "launch", "arguments that begin with their size",
                  "another size");
    }
    DC_TRY_ASSIGN(auto converted,
                  argumentOf(given).with_context("in argument " + std::to_string(i + 1)));
    list.push_back(converted);
    next += arguments->size;
  }
  Domain domain;
  domain.unit = o.blocks ? Domain::Unit::Blocks : Domain::Unit::Threads;
  domain.rank = uint8_t(o.domain_rank);
  std::copy_n(o.domain, 3, domain.extents);
  return queue.queue.launch_arguments(kernel.kernel, o.domain_rank ? &domain : nullptr, list.data(),
                                      count);
}

dc_status launch(dc_queue *queue, const dc_kernel *kernel, const dc_launch_options *options,
                 const dc_argument *arguments, size_t count, dc_completion **out) {
  if (out) {
    *out = nullptr;
  }
  if (!queue || !kernel) {
    return misuse("launch", "a queue and a kernel");
  }
  Result<Completion> completion = launchList(*queue, *kernel, options, arguments, count);
  if (completion.ok() && out) {
    *out = new dc_completion{*completion};
  }
  return give(completion.status());
}

dc_status mark(dc_queue *queue, dc_completion **out) {
  return queue && out ? give(queue->queue.mark(), out)
                      : misuse("mark", "a queue and a place for the completion");
}

dc_status queueWait(dc_queue *queue, const dc_completion *completion) {
  return queue && completion ? give(queue->queue.wait(completion->completion))
                             : misuse("queue_wait", "a queue and a completion");
}

dc_status sync(dc_queue *queue) {
  return queue ? give(queue->queue.sync()) : misuse("sync", "a queue");
}

void clearFault(dc_queue *queue) {
  if (queue) {
    queue->queue.clear_fault();
  }
}

int32_t completionReady(const dc_completion *completion) {
  return !completion || completion->completion.ready() ? 1 : 0;
}

dc_status completionWait(const dc_completion *completion) {
  return completion ? give(completion->completion.wait())
                    : misuse("completion_wait", "a completion");
}

void completionRelease(dc_completion *completion) { delete completion; }

constexpr dc_api kApi = {sizeof(dc_api),
                         DC_API_VERSION,
                         0,
                         errorText,
                         errorId,
                         errorFault,
                         statusName,
                         runtimeCreate,
                         runtimeRelease,
                         deviceCount,
                         deviceAt,
                         deviceFind,
                         deviceBest,
                         problemCount,
                         problemAt,
                         deviceRelease,
                         deviceInfo,
                         artifactLoadFile,
                         artifactLoadBytes,
                         artifactRelease,
                         kernelCount,
                         kernelNameAt,
                         kernelGet,
                         kernelRelease,
                         bufferAllocate,
                         bufferRelease,
                         bufferCount,
                         queueCreate,
                         queueRelease,
                         uploadTo,
                         downloadFrom,
                         launch,
                         mark,
                         queueWait,
                         sync,
                         clearFault,
                         completionReady,
                         completionWait,
                         completionRelease,
                         kernelGetTuned};

} // namespace

extern "C" const dc_api *dc_get_api(uint32_t version) {
  return version >= 1 && version <= DC_API_VERSION ? &kApi : nullptr;
}
