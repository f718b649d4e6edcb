# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# The configuration of every lit test: which files are tests, which tools they call, which features this machine has.
import ctypes
import os
import shutil
import sys

import lit.formats

config.name = "DotCompute"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir", ".test", ".dc.cpp"]
config.excludes = ["inputs", "kernels"]  # what tests read: no tests themselves
config.test_source_root = config.source_root
config.test_exec_root = config.build_root

# The machine's DOTCOMPUTE_* variables stay outside: a test that wants one sets it in its RUN line.
for name in ("HOME", "CUDA_VISIBLE_DEVICES"):
    if name in os.environ:
        config.environment[name] = os.environ[name]
config.environment["FILECHECK_OPTS"] = "-enable-var-scope"
config.environment["LC_ALL"] = "C.UTF-8"

if config.sanitizers:
    # LLVM's libraries are not instrumented and dcc leaves its memory to the end of the process, so what their headers say of
    # containers, pools and leaks does not add up.
    config.environment["ASAN_OPTIONS"] = "detect_leaks=0:detect_container_overflow=0:allow_user_poisoning=0"

# Tools. A tool that is not built yet keeps its path, so the tests that call it fail and no others do.
config.environment["PATH"] = os.pathsep.join(
    [config.tool_dir, config.llvm_tool_dir, config.environment.get("PATH", os.environ["PATH"]), "/usr/local/cuda/bin"]
)
for tool in ("dcc", "dcx", "dc-opt", "dc-lsp-server", "dc-reduce"):
    config.substitutions.append(("%" + tool + r"\b", os.path.join(config.tool_dir, tool)))
config.substitutions.append(("%version", config.version))
config.substitutions.append((r"%python\b", sys.executable))
config.substitutions.append(("%llvm_tools", config.llvm_tool_dir))
config.substitutions.append(("%llvm_include", os.path.join(os.path.dirname(config.llvm_tool_dir), "include")))


# Features. A toolchain and a device are different things: PTX can be assembled where nothing can run it.
def has_cuda_device():
    try:
        cuda = ctypes.CDLL("libcuda.so.1")
        count = ctypes.c_int(0)
        return cuda.cuInit(0) == 0 and cuda.cuDeviceGetCount(ctypes.byref(count)) == 0 and count.value > 0
    except (OSError, AttributeError):
        return False


features = {
    "asserts": config.llvm_assertions.upper() in ("ON", "1", "TRUE", "YES"),
    "ptxas": shutil.which("ptxas", path=config.environment["PATH"]) is not None,
    "nvcc": shutil.which("nvcc", path=config.environment["PATH"]) is not None,
    "cuda-device": has_cuda_device(),
    "mlir-tblgen": os.path.exists(os.path.join(config.llvm_tool_dir, "mlir-tblgen")),
    "clangd": shutil.which("clangd-22", path=config.environment["PATH"]) is not None,
}
config.available_features.update(name for name, present in features.items() if present)
lit_config.note("features: " + ", ".join("%s %s" % (n, "yes" if p else "no") for n, p in features.items()))

expected = [f.strip() for f in os.environ.get("DOTCOMPUTE_EXPECT_FEATURES", "").split(",") if f.strip()]
for name in expected:
    if name not in features:
        lit_config.fatal("DOTCOMPUTE_EXPECT_FEATURES names '%s', which is none of: %s" % (name, ", ".join(features)))
    if not features[name]:
        lit_config.fatal("DOTCOMPUTE_EXPECT_FEATURES names '%s', but this machine does not have it" % name)
