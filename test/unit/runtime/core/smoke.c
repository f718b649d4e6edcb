/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A C99 program against the C table: a launch on every device, and the mistakes that a C program
 * can make. */
#include <dotcompute/dotcompute.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition)                                                                           \
  do {                                                                                             \
    if (!(condition)) {                                                                            \
      fprintf(stderr, "%s:%d: expected %s; last error: %s\n", __FILE__, __LINE__, #condition,      \
              api->error_text());                                                                  \
      exit(1);                                                                                     \
    }                                                                                              \
  } while (0)

static const dc_api *api;

static dc_argument argument(int32_t kind, int32_t type) {
  dc_argument a;
  memset(&a, 0, sizeof a);
  a.size = sizeof a;
  a.kind = kind;
  a.type = type;
  return a;
}

static void useDevice(dc_device *device, dc_artifact *artifact) {
  enum { N = 1000 };
  static float x[N], y[N], back[N];
  static int64_t index[N];
  const float a = 2.0f;
  dc_kernel *saxpy, *gather;
  dc_queue *queue;
  dc_buffer *buffer;
  dc_completion *completion, *everything;
  dc_argument arguments[3];
  dc_launch_options options;
  dc_fault fault;
  int i;

  for (i = 0; i < N; ++i) {
    x[i] = (float)i;
    y[i] = 1.0f;
    index[i] = i;
  }
  CHECK(api->kernel_get(artifact, "saxpy_f32", device, &saxpy) == DC_OK);
  CHECK(api->kernel_get_tuned(artifact, "gather", device, NULL, &gather) == DC_OK);
  api->kernel_release(gather);
  CHECK(api->kernel_get_tuned(artifact, "gather", device, "B=2", &gather) == DC_INVALID_ARGUMENT);
  CHECK(gather == NULL && strcmp(api->error_id(), "DCR1018") == 0);
  CHECK(api->kernel_get_tuned(artifact, "gather", NULL, "", &gather) == DC_INVALID_ARGUMENT);
  CHECK(api->kernel_get(artifact, "gather", device, &gather) == DC_OK);
  CHECK(api->queue_create(device, &queue) == DC_OK);
  CHECK(api->buffer_allocate(device, DC_F32, N, &buffer) == DC_OK);
  CHECK(api->buffer_count(buffer) == N);
  CHECK(api->upload(queue, buffer, 0, y, N) == DC_OK);

  arguments[0] = argument(DC_SCALAR, DC_F32);
  memcpy(&arguments[0].value, &a, sizeof a);
  arguments[1] = argument(DC_COPY_IN, DC_F32);
  arguments[1].host = x;
  arguments[1].extents[0] = N;
  arguments[2] = argument(DC_BUFFER, 0);
  arguments[2].buffer = buffer;
  CHECK(api->launch(queue, saxpy, NULL, arguments, 3, &completion) == DC_OK);
  CHECK(api->completion_wait(completion) == DC_OK);
  CHECK(api->completion_ready(completion) == 1);
  CHECK(api->download(queue, back, buffer, 0, N) == DC_OK);
  for (i = 0; i < N; ++i) {
    CHECK(back[i] == 2.0f * x[i] + 1.0f);
  }

  /* An explicit domain over the last 100 elements. */
  memset(&options, 0, sizeof options);
  options.size = sizeof options;
  options.domain_rank = 1;
  options.domain[0] = 100;
  arguments[2].first = N - 100;
  CHECK(api->launch(queue, saxpy, &options, arguments, 3, NULL) == DC_OK);
  CHECK(api->download(queue, back, buffer, N - 100, 100) == DC_OK);
  CHECK(back[5] == 2.0f * x[N - 95] + 1.0f + 2.0f * x[5]);
  CHECK(api->mark(queue, &everything) == DC_OK);
  CHECK(api->queue_wait(queue, everything) == DC_OK);

  /* Neighbours side by side, and not. */
  arguments[1].last_stride = 1;
  CHECK(api->launch(queue, saxpy, &options, arguments, 3, NULL) == DC_OK);
  arguments[1].last_stride = 2;
  CHECK(api->launch(queue, saxpy, &options, arguments, 3, NULL) == DC_INVALID_ARGUMENT);
  CHECK(strcmp(api->error_id(), "DCR1005") == 0);
  arguments[1].last_stride = 0;

  /* A type that is not the kernel's. */
  arguments[0].type = DC_F64;
  CHECK(api->launch(queue, saxpy, NULL, arguments, 3, NULL) == DC_INVALID_ARGUMENT);
  CHECK(strcmp(api->error_id(), "DCR1003") == 0);
  CHECK(strstr(api->error_text(), "argument 1 'a'") != NULL);
  CHECK(api->error_fault(&fault) == DC_NOT_FOUND);
  CHECK(api->launch(queue, saxpy, NULL, arguments, 2, NULL) == DC_INVALID_ARGUMENT);
  CHECK(api->launch(queue, saxpy, NULL, NULL, 3, NULL) == DC_INVALID_ARGUMENT);
  CHECK(api->launch(NULL, saxpy, NULL, arguments, 3, NULL) == DC_INVALID_ARGUMENT);
  CHECK(strcmp(api->error_id(), "DCR1017") == 0);
  arguments[0].kind = 99;
  CHECK(api->launch(queue, saxpy, NULL, arguments, 3, NULL) == DC_INVALID_ARGUMENT);
  arguments[0].size = 3;
  CHECK(api->launch(queue, saxpy, NULL, arguments, 3, NULL) == DC_INVALID_ARGUMENT);
  CHECK(api->upload(queue, buffer, N - 1, x, 2) == DC_INVALID_ARGUMENT);

  /* A fault. */
  index[7] = N;
  arguments[0] = argument(DC_COPY_IN, DC_I64);
  arguments[0].host = index;
  arguments[0].extents[0] = N;
  arguments[1] = argument(DC_COPY_IN, DC_F32);
  arguments[1].host = x;
  arguments[1].extents[0] = N;
  arguments[2] = argument(DC_COPY_INOUT, DC_F32);
  arguments[2].host = y;
  arguments[2].extents[0] = N;
  CHECK(api->launch(queue, gather, NULL, arguments, 3, NULL) == DC_DATA_FAULT);
  memset(&fault, 0, sizeof fault);
  fault.size = sizeof fault;
  CHECK(api->error_fault(&fault) == DC_OK);
  CHECK(fault.thread == 7 && fault.has_index && fault.index == N && fault.extent == N);
  CHECK(strcmp(fault.kernel, "gather") == 0 && strcmp(fault.kind, "bounds") == 0);
  CHECK(api->sync(queue) == DC_DATA_FAULT);
  api->clear_fault(queue);
  CHECK(api->sync(queue) == DC_OK);

  api->completion_release(everything);
  api->completion_release(completion);
  api->queue_release(queue);
  api->buffer_release(buffer);
  api->kernel_release(gather);
  api->kernel_release(saxpy);
}

int main(int argc, char **argv) {
  dc_runtime *runtime;
  dc_device *device;
  dc_artifact *artifact;
  dc_device_info info;
  dc_runtime_options options;
  size_t i;

  if (argc != 2 || dc_get_api(0) != NULL || dc_get_api(DC_API_VERSION + 1) != NULL) {
    return 1;
  }
  api = dc_get_api(DC_API_VERSION);
  if (api == NULL || api->size < sizeof(dc_api) || api->version < DC_API_VERSION) {
    return 1;
  }
  CHECK(strcmp(api->status_name(DC_DATA_FAULT), "DataFault") == 0);
  CHECK(api->runtime_create(NULL, &runtime) == DC_OK);
  CHECK(api->artifact_load_file("/does/not/exist", &artifact) == DC_NOT_FOUND);
  CHECK(artifact == NULL);
  CHECK(api->artifact_load_bytes("hello", 5, &artifact) == DC_DATA_LOSS);
  CHECK(api->artifact_load_file(argv[1], &artifact) == DC_OK);
  CHECK(api->kernel_count(artifact) > 0 && api->kernel_name_at(artifact, 0) != NULL);
  CHECK(api->kernel_name_at(artifact, api->kernel_count(artifact)) == NULL);

  CHECK(api->device_count(runtime) > 0);
  for (i = 0; i < api->device_count(runtime); ++i) {
    CHECK(api->device_at(runtime, i, &device) == DC_OK);
    memset(&info, 0, sizeof info);
    info.size = sizeof info;
    CHECK(api->device_info(device, &info) == DC_OK);
    printf("%s: %s\n", info.id, info.name);
    useDevice(device, artifact);
    api->device_release(device);
  }
  for (i = 0; i < api->problem_count(runtime); ++i) {
    printf("not usable: %s\n", api->problem_at(runtime, i));
  }
  CHECK(api->device_at(runtime, api->device_count(runtime), &device) == DC_INVALID_ARGUMENT);
  CHECK(api->device_find(runtime, "cpu", &device) == DC_OK);
  api->device_release(device);
  CHECK(api->device_find(runtime, "abacus", &device) == DC_NOT_FOUND);
  CHECK(device == NULL);

  memset(&options, 0, sizeof options);
  options.size = sizeof options;
  options.require = "abacus";
  api->runtime_release(runtime);
  CHECK(api->runtime_create(&options, &runtime) == DC_NOT_FOUND);
  CHECK(runtime == NULL);
  api->runtime_release(NULL);
  api->artifact_release(artifact);
  return 0;
}
