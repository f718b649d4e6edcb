// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A program against libdotcompute.so: the exported C++ interface is complete, failures throw across
// it.
#include "test/conformance/HandmadeArtifact.h"

#include <dotcompute/runtime/Runtime.h>

#include <gtest/gtest.h>

namespace {

using namespace dc::rt;

TEST(SharedLibrary, LaunchesFromVectors) {
  const std::vector<uint8_t> bytes = conformance::bytesOf(conformance::handmadeData());
  Runtime runtime = Runtime::shared().value();
  Queue queue = runtime.device("cpu")->queue();
  const Artifact artifact = Artifact::load_bytes(bytes.data(), bytes.size()).value();
  const Kernel saxpy = artifact.kernel("saxpy_f32", queue.device()).value();
  EXPECT_EQ(saxpy.signature().parameters.size(), 3u);
  EXPECT_STREQ(name_of(saxpy.signature().parameters[1].type), "f32");

  std::vector<float> x(1000, 2.f);
  std::vector<float> y(1000, 1.f);
  EXPECT_TRUE(queue.launch(saxpy, 3.f, copy_in(x), copy_inout(y)).ok());
  EXPECT_EQ(y, std::vector<float>(1000, 7.f));

  Buffer<float> d = queue.device().allocate<float>(1000).value();
  EXPECT_TRUE(queue.upload(d, x).ok());
  EXPECT_TRUE(queue.launch(saxpy, 1.f, copy_in(y), d)->wait().ok());
  EXPECT_TRUE(queue.download(y, d).ok());
  EXPECT_TRUE(queue.sync().ok());
  EXPECT_EQ(y, std::vector<float>(1000, 9.f));
}

TEST(SharedLibrary, ValueThrows) {
  try {
    (void)Artifact::load_file("/does/not/exist").value();
    FAIL() << "expected an exception";
  } catch (const StatusError &error) {
    EXPECT_EQ(error.status().code(), StatusCode::NotFound);
    EXPECT_NE(std::string(error.what()).find("/does/not/exist"), std::string::npos);
  }
}

} // namespace
