// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dcx as users run it: exit codes, outputs, files.
#include "test/conformance/HandmadeArtifact.h"
#include "tools/dcx/Npy.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

namespace {

using namespace dc;

struct Outcome {
  int status = -1;
  std::string output; ///< of both streams
};

class Command : public ::testing::Test {
protected:
  void SetUp() override {
    folder = std::filesystem::temp_directory_path() / ("dcx-test-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    const std::vector<uint8_t> bytes = conformance::bytesOf(conformance::handmadeData());
    std::FILE *file = std::fopen((folder / "k.dcx").c_str(), "wb");
    ASSERT_NE(file, nullptr);
    ASSERT_EQ(std::fwrite(bytes.data(), 1, bytes.size(), file), bytes.size());
    std::fclose(file);
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  Outcome dcx(const std::string &arguments) {
    const auto program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "dcx";
    const std::string line = "cd '" + folder.string() + "' && DOTCOMPUTE_DEVICE=cpu '" +
                             program.string() + "' " + arguments + " 2>&1";
    Outcome outcome;
    std::FILE *pipe = ::popen(line.c_str(), "r");
    char text[4096];
    while (const size_t got = std::fread(text, 1, sizeof text, pipe)) {
      outcome.output.append(text, got);
    }
    outcome.status = WEXITSTATUS(::pclose(pipe));
    return outcome;
  }
  void expect(const std::string &arguments, int status, const std::vector<std::string> &parts) {
    const Outcome outcome = dcx(arguments);
    EXPECT_EQ(outcome.status, status) << arguments << "\n" << outcome.output;
    for (const std::string &part : parts) {
      EXPECT_NE(outcome.output.find(part), std::string::npos)
          << arguments << ": expected " << part << " in\n"
          << outcome.output;
    }
  }

  std::filesystem::path folder;
};

TEST_F(Command, Help) {
  expect("--help", 0, {"devices", "inspect", "run"});
  expect("", 2, {"usage: dcx"});
  expect("juggle", 2, {"expected one of the verbs", "'juggle'"});
  expect("--version", 0, {"dcx 0."});
  expect("run --help", 0, {"usage: dcx run", "--save"});
  expect("devices --help", 0, {"usage: dcx devices"});
  expect("devices --bogus", 2, {"--bogus"});
}

TEST_F(Command, Devices) {
  expect("devices", 0, {"* cpu"});
  const auto json = nlohmann::json::parse(dcx("devices --json").output);
  EXPECT_EQ(json["best"], "cpu");
  EXPECT_EQ(json["devices"].back()["id"], "cpu");
}

TEST_F(Command, RunPrintsWhatTheKernelWrites) {
  expect("run k.dcx saxpy_f32 a=2 x=[1,2,3] y=[10,20,30]", 0,
         {"y = f32[3]  min 12  max 36  mean 24", "[12, 24, 36]"});
  expect("run k.dcx saxpy_f32 a=2 x=rand:f32[1000]:seed=1 y=zeros:[1000] --device=cpu", 0,
         {"y = f32[1000]", "...]"});
  expect("run k.dcx fill out=zeros:[4] value=0.5 --threads=2", 0, {"[0.5, 0.5, 0, 0]"});
  expect("run k.dcx add_rows a=ones:[2,3] b=iota:[6]", 2, {"expected 2 extents, got 1"});
  expect("run k.dcx add_rows a=ones:[2,3] b=zeros:f32[2,3]", 0, {"b = f32[2,3]  min 1  max 1"});
  expect("run k.dcx block_ids out=zeros:[2] --blocks=2", 0, {"[2016, 6112]"});
  expect("run k.dcx saxpy_f32 a=nan x=[1] y=[2]", 0, {"nan 1"});
}

TEST_F(Command, Json) {
  const Outcome outcome = dcx("run k.dcx saxpy_f64 a=0.5 x=[1,2] y=[1,inf] --json");
  ASSERT_EQ(outcome.status, 0) << outcome.output;
  const auto json = nlohmann::json::parse(outcome.output);
  EXPECT_EQ(json["kernel"], "saxpy_f64");
  EXPECT_EQ(json["device"], "cpu");
  EXPECT_EQ(json["outputs"]["y"]["first"], nlohmann::json::parse("[1.5, \"inf\"]"));
  EXPECT_EQ(json["outputs"]["y"]["shape"], nlohmann::json::parse("[2]"));
}

TEST_F(Command, SaveAndReadBack) {
  expect("run k.dcx saxpy_f32 a=1 x=iota:[100] y=ones:[100] --save y=out.npy", 0, {});
  const auto saved = dcx::readNpy((folder / "out.npy").string());
  ASSERT_TRUE(saved.ok()) << saved.status().to_string();
  EXPECT_EQ(saved->at(99), 100);
  expect("run k.dcx saxpy_f32 a=1 x=@out.npy y=@out.npy", 0, {"max 200"});
  expect("run k.dcx saxpy_f64 a=1 x=@out.npy y=@out.npy", 2,
         {"expected elements of type f64, got f32"});
  expect("run k.dcx saxpy_f32 a=1 x=[1] y=[1] --save y=/no/such/folder/out.npy", 1,
         {"cannot write"});
  expect("run k.dcx saxpy_f32 a=1 x=[1] y=[1] --save x=out.npy", 2,
         {"writes after --save, got 'x'"});
  expect("run k.dcx saxpy_f32 a=1 x=[1] y=[1] --save", 2, {"NAME=FILE"});
  expect("run k.dcx saxpy_f32 a=1 x=@k.dcx y=[1]", 1, {"NUMPY"});
}

TEST_F(Command, Mistakes) {
  expect("run", 2, {"expected an artifact and a kernel"});
  expect("run k.dcx", 2, {"name of a kernel"});
  expect("run k.dcx saxpy_f32 a=1 x=[1]", 2, {"a (f32), x (f32[]), y (f32[])", "none for 'y'"});
  expect("run k.dcx saxpy_f32 a=1 a=2 x=[1] y=[1]", 2, {"'a' again"});
  expect("run k.dcx saxpy_f32 a=1 x=[1] y=[1] z=3", 2, {"got 'z'"});
  expect("run k.dcx saxpy_f32 a=one x=[1] y=[1]", 2,
         {"expected a value of type f32, got 'one'", "argument 'a'"});
  expect("run k.dcx saxpy_f32 a=1 x=[1] y=[1] --bogus", 2, {"'--bogus'"});
  expect("run k.dcx saxpy_f32 a=1 x=[1] y=[1] stray", 2, {"NAME=VALUE"});
  expect("run missing.dcx k a=1", 1, {"missing.dcx", "DCR2001"});
  expect("run k.dcx nothing", 1, {"'saxpy_f32'", "got 'nothing'"});
  expect("run k.dcx saxpy_f32 a=1 x=[1] y=[1] --device=abacus", 1, {"'abacus'"});
  expect("run k.dcx saxpy_f32 a=1 x=[1] y=[1,2]", 1, {"x.size() >= domain", "DCR3001"});
  expect("run k.dcx fill out=zeros:[4] value=1", 1, {"expected threads(...)"});
  expect("run k.dcx fill out=zeros:[4] value=1 --threads=many", 2, {"'many'"});
  expect("run k.dcx gather idx=[0,5] x=[1,2] out=zeros:[2]", 1, {"x[idx[i]]", "got 5", "DCR5001"});
}

} // namespace
