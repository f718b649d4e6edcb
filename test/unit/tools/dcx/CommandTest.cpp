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
#include <fstream>

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

TEST_F(Command, BenchPrintsATable) {
  expect("bench k.dcx saxpy_f32 a=2 x=ones:[1000] y=zeros:[1000] --runs=3", 0,
         {"cpu: ", "kernel     device  code", "median", "of copy", "\nsaxpy_f32  cpu", "\n  copy ",
          "3 runs of each, interleaved, after 3 warm-up launches; cpu: wall time",
          "saxpy_f32 moves 12.00 kB (x read, y read and written)"});
  expect("bench k.dcx fill out=zeros:[64] value=1 --threads=64 --runs=2 --bytes=1e3 --ops=64 "
         "--no-copy",
         0, {"Gop/s", "fill moves 1.000 kB (as given with --bytes)"});
  expect("bench k.dcx block_ids out=zeros:[2] --blocks=2 --runs=2 --device=cpu", 0, {"block_ids"});
  expect("bench k.dcx add_rows a=ones:[2,3] b=zeros:[2,3] --runs=2", 0, {"add_rows"});
}

TEST_F(Command, BenchInterleavesKernelsArtifactsAndArguments) {
  expect("bench k.dcx ./k.dcx saxpy_f32 a=2 x=ones:[10] y=ones:[10] saxpy_f32 a=2 x=ones:[20] "
         "y=ones:[20] "
         "fill out=zeros:[4] value=1 --threads=4 --runs=2 --launches=2 --json b.json",
         0, {"arguments", "artifact", "a=2 x=f32[20] y=f32[20]", "./k.dcx", "2 launches a run"});
  std::ifstream file(folder / "b.json");
  const auto json = nlohmann::json::parse(file);
  ASSERT_EQ(json["results"].size(), 9u); // two artifacts times three, and three copies
  const auto &first = json["results"][0];
  EXPECT_EQ(first["kernel"], "saxpy_f32");
  EXPECT_EQ(first["artifact"], "k.dcx");
  EXPECT_EQ(json["results"][1]["artifact"], "./k.dcx");
  EXPECT_EQ(first["bytes"], 120);
  EXPECT_EQ(first["launches_per_run"], 2);
  EXPECT_EQ(first["samples_ns"].size(), 2u);
  EXPECT_GT(first["of_copy"], 0);
  EXPECT_EQ(json["results"][2]["is_copy"], true);
}

TEST_F(Command, BenchComparesWithAnOlderRun) {
  const std::string kernel = "bench k.dcx saxpy_f32 a=2 x=ones:[1000] y=ones:[1000] --runs=2 ";
  expect(kernel + "--json old.json", 0, {});
  expect(kernel + "--compare old.json --fail-above=1e9", 0, {"to old", "%"});
  expect("bench k.dcx fill out=zeros:[4] value=1 --threads=4 --runs=2 --compare old.json", 0,
         {"warning: 'old.json' has none of these kernels", "new"});
  std::ofstream(folder / "fast.json")
      << R"({"dcx_bench": 1, "results": [{"kernel": "saxpy_f32", "device": "cpu",
          "arguments": "a=2 x=f32[1000] y=f32[1000]", "ns": {"median": 0.001}}]})";
  expect(kernel + "--compare fast.json --fail-above=5", 1,
         {"'saxpy_f32' on cpu takes", "longer than in 'fast.json'", "5% of --fail-above"});
  expect(kernel + "--compare fast.json", 0, {"to old"});
  std::ofstream(folder / "other.json") << R"({"results": 1})";
  expect(kernel + "--compare other.json", 1, {"expected a file that 'dcx bench --json' wrote"});
  expect(kernel + "--compare missing.json", 1, {"cannot read 'missing.json'"});
  const auto json = nlohmann::json::parse(dcx(kernel + "--compare fast.json --json -").output);
  EXPECT_GT(json["results"][0]["to_old"], 1);
}

TEST_F(Command, BenchRestoresWhatKernelsWrite) {
  // Without it the sums grow from launch to launch; how much is what --restore is about.
  expect("bench k.dcx saxpy_f32 a=2 x=ones:[100] y=ones:[100] --runs=2 --restore", 0,
         {"1 launch a run"});
  expect("bench k.dcx saxpy_f32 a=2 x=[1] y=[1] --restore --launches=2", 2, {"one launch a run"});
}

TEST_F(Command, BenchMistakes) {
  expect("bench --help", 0, {"usage: dcx bench", "--fail-above"});
  expect("bench", 2, {"expected an artifact and a kernel", "dcx bench --help"});
  expect("bench k.dcx", 2, {"name of a kernel"});
  expect("bench k.dcx a=1", 2, {"the name of a kernel before 'a=1'"});
  expect("bench k.dcx saxpy_f32 a=1 x=[1]", 2, {"none for 'y'"});
  expect("bench k.dcx saxpy_f32 a=1 x=[1] y=[1] --runs=0", 2,
         {"from 1 to 1000000 after --runs=, got '0'"});
  expect("bench k.dcx saxpy_f32 a=1 x=[1] y=[1] --bytes=-1", 2, {"at least 0 after --bytes="});
  expect("bench k.dcx saxpy_f32 a=1 x=[1] y=[1] --device=,", 2, {"names after --device="});
  expect("bench k.dcx saxpy_f32 a=1 x=[1] y=[1] --fail-above=5", 2,
         {"--compare with --fail-above"});
  expect("bench k.dcx saxpy_f32 a=1 x=[1] y=[1] --bogus", 2, {"'--bogus'"});
  expect("bench k.dcx saxpy_f32 a=1 x=[1] y=[1] --json", 2, {"file after --json"});
  expect("bench k.dcx saxpy_f32 a=1 x=[1] y=[1] --json /no/such/folder/b.json --runs=1", 1,
         {"cannot write"});
  expect("bench missing.dcx k a=1", 1, {"missing.dcx", "DCR2001"});
  expect("bench k.dcx nothing", 1, {"'saxpy_f32'", "got 'nothing'"});
  expect("bench k.dcx saxpy_f32 a=1 x=[1] y=[1] --device=abacus", 1, {"'abacus'"});
  expect("bench k.dcx saxpy_f32 a=1 x=[1] y=[1,2]", 1, {"x.size() >= domain", "DCR3001"});
  expect("bench k.dcx gather idx=[0,5] x=[1,2] out=zeros:[2]", 1, {"x[idx[i]]", "DCR5001"});
}

} // namespace
