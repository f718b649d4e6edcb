/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The C interface of libdotcompute: one exported function that returns a table of all others. C99. */
#ifndef DOTCOMPUTE_DOTCOMPUTE_H
#define DOTCOMPUTE_DOTCOMPUTE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Rules of the whole interface
 *
 * - Handles are opaque. What a function gives out (`out`) belongs to the caller, who passes it once to the matching
 *   release function; releasing NULL does nothing. Handles may be released in any order and from any thread: what is
 *   still needed stays alive inside.
 * - All functions may be called from any thread. Nothing throws, and no user code is called.
 * - A dc_status of 0 is success. After any other, error_text() and its companions describe the failure until the next
 *   failing call of the same thread. On failure `*out` is NULL.
 * - Structures that the caller fills begin with their size, sizeof(the structure): a newer library accepts older, smaller
 *   ones, and fields it does not see count as 0.
 * - Sizes and extents are in elements unless a name says bytes. Strings are UTF-8 and end with 0.
 */

#define DC_API_VERSION 1u

typedef int32_t dc_status;
enum {
  DC_OK = 0,
  DC_INVALID_ARGUMENT = 1,
  DC_FAILED_PRECONDITION = 2,
  DC_NOT_FOUND = 3,
  DC_UNAVAILABLE = 4,
  DC_RESOURCE_EXHAUSTED = 5,
  DC_INCOMPATIBLE = 6,
  DC_DEVICE_LOST = 7,
  DC_CONTEXT_LOST = 8,
  DC_DATA_FAULT = 9,
  DC_DENIED = 10,
  DC_CANCELLED = 11,
  DC_UNIMPLEMENTED = 12,
  DC_DATA_LOSS = 13,
  DC_INTERNAL = 14
};

/* Element types. */
enum {
  DC_BOOL = 0,
  DC_I8 = 1,
  DC_U8 = 2,
  DC_I16 = 3,
  DC_U16 = 4,
  DC_I32 = 5,
  DC_U32 = 6,
  DC_I64 = 7,
  DC_U64 = 8,
  DC_F16 = 9,
  DC_BF16 = 10,
  DC_F32 = 11,
  DC_F64 = 12,
  DC_F8E4M3 = 13,
  DC_F8E5M2 = 14,
  DC_RECORD = 15 /* structs: in the arrays of a launch only, see dc_argument */
};

typedef struct dc_runtime dc_runtime;
typedef struct dc_device dc_device;
typedef struct dc_artifact dc_artifact;
typedef struct dc_kernel dc_kernel;
typedef struct dc_buffer dc_buffer;
typedef struct dc_queue dc_queue;
typedef struct dc_completion dc_completion;

typedef struct dc_runtime_options {
  size_t size;
  const char *require;        /* a driver or device id that must be there; NULL: any */
  int32_t ignore_environment; /* not 0: DOTCOMPUTE_DEVICE is not read */
} dc_runtime_options;

/* Filled by device_info as far as `size` says. Strings live as long as the device handle. */
typedef struct dc_device_info {
  size_t size;
  const char *id;     /* "cpu", "cuda:0" */
  const char *driver; /* "cpu", "cuda" */
  const char *name;
  const char *arch; /* "x86-64-v3", "sm_90" */
  uint64_t memory_bytes;
  uint32_t compute_units;
  int32_t uses_host_memory; /* copies to and from it copy nothing */
} dc_device_info;

/* What an argument is. */
enum {
  DC_SCALAR = 0,    /* `value` */
  DC_BUFFER = 1,    /* `buffer`, from element `first` on */
  DC_COPY_IN = 2,   /* `host` is read */
  DC_COPY_OUT = 3,  /* `host` is written; the launch returns when the data is there */
  DC_COPY_INOUT = 4 /* both */
};

typedef struct dc_argument {
  size_t size; /* the same in all arguments of a launch: it is their distance in the array */
  int32_t kind;
  int32_t type;  /* of the scalar or of the host's elements; ignored for buffers, which know theirs, but for DC_RECORD: a
                    buffer of DC_U8 then holds structs of `record_bytes`, and `first` and `extents` count these */
  uint64_t value; /* a scalar's bytes in the low bytes */
  dc_buffer *buffer;
  void *host; /* not written by DC_COPY_IN */
  int64_t first;
  uint32_t rank; /* arrays: 1 to 3; 0: one dimension, and for buffers all elements from `first` on */
  uint32_t record_bytes; /* of a struct when `type` is DC_RECORD */
  int64_t extents[3];
  int64_t strides[2]; /* elements between neighbours in dimensions 0 .. rank-2; all 0: contiguous */
  int64_t last_stride; /* the same in dimension rank-1, for parameters that are a dc::strided_view; 0: 1 */
} dc_argument;

typedef struct dc_launch_options {
  size_t size;
  uint32_t domain_rank; /* 0: the kernel computes its domain; 1 to 3: `domain` */
  int32_t blocks;       /* not 0: `domain` counts blocks */
  int64_t domain[3];
} dc_launch_options;

/* The details of a DC_DATA_FAULT. Strings live until the next failing call of the thread. */
typedef struct dc_fault {
  size_t size;
  const char *kernel;
  const char *kind; /* "bounds", "division", "assertion", "loop bound" */
  const char *what; /* "x[i]" */
  const char *file;
  uint32_t line, column; /* 0: unknown */
  int64_t thread, block;
  int32_t has_index;
  int64_t index, extent;
} dc_fault;

/* Append only: functions keep their place for ever, new ones are added at the end and counted by `size`. */
typedef struct dc_api {
  size_t size; /* bytes of the library's table */
  uint32_t version;
  uint32_t reserved;

  /* The last failure of this thread: "" before the first. */
  const char *(*error_text)(void);                /* the whole message */
  const char *(*error_id)(void);                  /* "DCR1003": stable */
  dc_status (*error_fault)(dc_fault *fault);      /* DC_NOT_FOUND when it was no DC_DATA_FAULT */
  const char *(*status_name)(dc_status status);   /* "InvalidArgument" */

  dc_status (*runtime_create)(const dc_runtime_options *options, dc_runtime **out); /* options may be NULL */
  void (*runtime_release)(dc_runtime *runtime);
  size_t (*device_count)(const dc_runtime *runtime);
  dc_status (*device_at)(const dc_runtime *runtime, size_t index, dc_device **out);
  dc_status (*device_find)(const dc_runtime *runtime, const char *id, dc_device **out);
  dc_status (*device_best)(const dc_runtime *runtime, dc_device **out);
  size_t (*problem_count)(const dc_runtime *runtime);
  const char *(*problem_at)(const dc_runtime *runtime, size_t index); /* NULL behind the end; lives with the runtime */

  void (*device_release)(dc_device *device);
  dc_status (*device_info)(const dc_device *device, dc_device_info *info);

  dc_status (*artifact_load_file)(const char *path, dc_artifact **out);
  dc_status (*artifact_load_bytes)(const void *bytes, size_t size, dc_artifact **out); /* copies what it needs */
  void (*artifact_release)(dc_artifact *artifact);
  size_t (*kernel_count)(const dc_artifact *artifact);
  const char *(*kernel_name_at)(const dc_artifact *artifact, size_t index); /* NULL behind the end; lives with it */

  dc_status (*kernel_get)(const dc_artifact *artifact, const char *name, const dc_device *device, dc_kernel **out);
  void (*kernel_release)(dc_kernel *kernel);

  dc_status (*buffer_allocate)(const dc_device *device, int32_t type, int64_t count, dc_buffer **out);
  void (*buffer_release)(dc_buffer *buffer); /* never waits */
  int64_t (*buffer_count)(const dc_buffer *buffer);

  dc_status (*queue_create)(const dc_device *device, dc_queue **out);
  void (*queue_release)(dc_queue *queue); /* waits for what is still running */

  /* `count` elements between `host` and the buffer, there from element `first` on. upload returns when `host` may change,
   * download when the data is there. */
  dc_status (*upload)(dc_queue *queue, dc_buffer *buffer, int64_t first, const void *host, int64_t count);
  dc_status (*download)(dc_queue *queue, void *host, const dc_buffer *buffer, int64_t first, int64_t count);

  /* `options` may be NULL, and so may `out`. */
  dc_status (*launch)(dc_queue *queue, const dc_kernel *kernel, const dc_launch_options *options,
                      const dc_argument *arguments, size_t count, dc_completion **out);
  dc_status (*mark)(dc_queue *queue, dc_completion **out); /* of everything submitted so far */
  dc_status (*queue_wait)(dc_queue *queue, const dc_completion *completion);
  dc_status (*sync)(dc_queue *queue);
  void (*clear_fault)(dc_queue *queue);

  int32_t (*completion_ready)(const dc_completion *completion); /* 0 or 1; never waits */
  dc_status (*completion_wait)(const dc_completion *completion);
  void (*completion_release)(dc_completion *completion);

  /* As kernel_get; of a kernel with DC_TUNE the variant with these values, as in "B=128,T=4". NULL
   * or "": as DOTCOMPUTE_TUNE says, else the first ones. */
  dc_status (*kernel_get_tuned)(const dc_artifact *artifact, const char *name,
                                const dc_device *device, const char *tuning, dc_kernel **out);
} dc_api;

/* The table for callers that were compiled with DC_API_VERSION `version`, or NULL when the library is older. The table is
 * constant and lives as long as the library. */
#if defined(__GNUC__)
__attribute__((visibility("default")))
#endif
const dc_api *dc_get_api(uint32_t version);

#ifdef __cplusplus
}
#endif

#endif /* DOTCOMPUTE_DOTCOMPUTE_H */
