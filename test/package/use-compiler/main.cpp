// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs saxpy on the CPU from the artifact that it is given; checks the result and a contract.
#include <dotcompute/runtime/Runtime.h>

#include <cstdio>
#include <vector>

using namespace dc::rt;

static Status run(const char *path) {
  DC_TRY_ASSIGN(auto runtime, Runtime::shared());
  DC_TRY_ASSIGN(auto cpu, runtime.device("cpu"));
  DC_TRY_ASSIGN(auto artifact, Artifact::load_file(path));
  DC_TRY_ASSIGN(auto saxpy, artifact.kernel("saxpy", cpu));
  auto queue = cpu.queue();

  std::vector<float> x(1000, 3.0f), y(1000, 4.0f);
  DC_TRY(queue.launch(saxpy, 2.0f, copy_in(x), copy_inout(y)));
  for (float value : y) {
    if (value != 10.0f) {
      return Status(StatusCode::Internal, "test", "expected 10, got " + std::to_string(value));
    }
  }
  x.resize(999);
  if (queue.launch(saxpy, 2.0f, copy_in(x), copy_inout(y)).ok()) {
    return Status(StatusCode::Internal, "test", "expected an error for an x shorter than y");
  }
  return {};
}

int main(int argc, char **argv) {
  if (argc != 2) {
    std::fprintf(stderr, "expected the path of an artifact\n");
    return 2;
  }
  Status status = run(argv[1]);
  std::printf("%s\n", status.to_string().c_str());
  return status.ok() ? 0 : 1;
}
