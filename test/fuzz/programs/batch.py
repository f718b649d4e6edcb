# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""One file of kernels: written, compiled by dcc and by the host's compiler, and compared."""
import pathlib
import random
import re
import shutil
import subprocess

from .block_kernel import BlockKernel
from .domain_kernel import DomainKernel
from .host_program import program_of

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]


def kernels_of(seed, first, count, kinds, may_fault):
    """Kernel number n of a seed is the same in every batch."""
    found = []
    for number in range(first, first + count):
        rng = random.Random(f"{seed}/{number}")
        space = f"n{number}"
        block = kinds == "block" or (kinds == "all" and rng.random() < 0.4)
        found.append(BlockKernel(rng, space) if block else DomainKernel(rng, space, may_fault))
    return found


def run(command, limit, cwd=None):
    """The status and the output, or None and a sentence where it took too long."""
    try:
        done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
                              timeout=limit, cwd=cwd)
    except subprocess.TimeoutExpired:
        return None, f"took more than {limit} s"
    return done.returncode, done.stdout


class Batch:
    """Files in `folder`; `problems` says what went wrong, `refused` how many kernels dcc took for illegal."""

    def __init__(self, options, seed, first, count, folder):
        self.options, self.folder = options, folder
        self.problems, self.refused = [], 0
        rng = random.Random(f"{seed}/{first}/options")
        # Without guards an access may not miss.
        self.policy = rng.choice(["guard", "guard", "audit"])
        self.level = rng.choice(["-O0", "-O1", "-O2", "-O3", "-O2"])
        self.arch = rng.choice(options.archs)
        self.seed = seed
        self.kernels = kernels_of(seed, first, count, options.kinds, self.policy == "guard")

    def compile(self):
        """Leaves kernels.dcx and a program; drops kernels that dcc, on the safe side, does not see to be legal."""
        for name in ("prelude.h", "host_program.h"):
            shutil.copy(HERE / name, self.folder / name)
        while self.kernels:
            text = '#include "prelude.h"\n\n' + "\n".join(kernel.text() for kernel in self.kernels)
            (self.folder / "kernels.dc.cpp").write_text(text)
            status, output = run(self.dcc_command(), self.options.limit, self.folder)
            if status == 0:
                break
            names = self.named_in(output, text) if status == 1 else set()
            if not names:
                return self.problems.append(f"dcc ended with status {status}:\n{output[-4000:]}")
            errors = [line for line in output.splitlines() if "error:" in line]
            if not all("[DCC2040]" in error for error in errors):
                self.problems.append("dcc refused legal code:\n" + "\n".join(
                    error for error in errors if "[DCC2040]" not in error)[:4000])
                if self.options.keep:
                    self.options.keep.mkdir(parents=True, exist_ok=True)
                    for kernel in self.kernels:
                        if kernel.space in names:
                            (self.options.keep / f"refused-{self.seed}-{kernel.space}.dc.cpp").write_text('#include "prelude.h"\n\n' + kernel.text())
            self.refused += len(names)
            self.kernels = [kernel for kernel in self.kernels if kernel.space not in names]
        if not self.kernels:
            return
        (self.folder / "program.cpp").write_text(program_of(self.kernels, "kernels.dc.cpp", self.options.device, self.seed))
        status, output = run(self.cxx_command(), self.options.limit, self.folder)
        if status != 0:
            self.problems.append(f"the host's compiler ended with status {status}:\n{output[:4000]}")

    def compare(self):
        if not self.kernels:
            return
        environment = f"LD_LIBRARY_PATH={self.options.library}"
        status, output = run(["env", environment, "./program", "kernels.dcx"], self.options.limit, self.folder)
        if status != 0:
            self.problems.append(f"the comparison ended with status {status}:\n{output[-4000:]}")

    def dcc_command(self):
        o = self.options
        target = o.target + (f":{self.arch}" if o.target == "cpu" else "")
        return [o.dcc, "kernels.dc.cpp", f"--target={target}", f"--policy={self.policy}", self.level, "-w", "-ffp-contract=off",
                "-o", "kernels.dcx"]

    def cxx_command(self):
        o = self.options
        return [o.cxx, "-std=c++20", "-O1", "-w", "-fwrapv", "-ffp-contract=off", "program.cpp", "-o", "program", "-I",
                ROOT / "compiler/include", "-I", ROOT / "runtime/include", "-L", o.library, "-ldotcompute"]

    @staticmethod
    def named_in(output, text):
        """The kernels that errors are about: those whose lines they name."""
        starts = [(number, line.split()[1]) for number, line in enumerate(text.splitlines(), 1) if re.match(r"namespace n\d+ ", line)]
        found = set()
        for place in re.findall(r"kernels\.dc\.cpp:(\d+):\d+: (?:error|note: inlined from here)", output):
            found.update([name for number, name in starts if number <= int(place)][-1:])
        return found
