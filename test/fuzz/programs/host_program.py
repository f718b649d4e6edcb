# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The program that runs each kernel of a file on the host and on a device, and compares: one function for each kernel."""


def test_of(kernel):
    arguments = {"space": kernel.space}
    lines = [f"static bool test_{kernel.space}(dc::rt::Queue &queue, dc::rt::Kernel &kernel, Random &random) {{"]
    for parameter in kernel.parameters:
        lines += ["  " + line for line in parameter.prepare()]
    host = [p.for_host().format(**arguments) if "{space}" in p.for_host() else p.for_host() for p in kernel.parameters]
    device = [p.for_device() for p in kernel.parameters]
    domain = ", ".join(map(str, kernel.extents))
    kind = "blocks" if kernel.is_block else "threads"
    if not kernel.has_domain:
        device.insert(0, f"dc::rt::{kind}({domain})")
    before = "" if kernel.has_domain else f"dc::host::{kind}({domain}), "
    lines.append("  faulted = false;")
    lines.append(f"  dc::host::run({before}{', '.join([kernel.name] + host)});")
    lines.append(f"  bool good = ended(queue, queue.launch({', '.join(['kernel'] + device)}));")
    lines += [f"  good &= {p.compare()};" for p in kernel.parameters if p.compare()]
    return "\n".join(lines + ["  return good;", "}", ""])


def program_of(kernels, source, device, seed):
    tests = "\n".join(test_of(kernel) for kernel in kernels)
    table = "".join(f'    {{"{kernel.name}", test_{kernel.space}}},\n' for kernel in kernels)
    return f"""// Compares the kernels of {source} on the host and on a device.
#include "prelude.h"

#include "host_program.h"

#include "{source}"

{tests}
int main(int argc, char **argv) {{
  const Test tests[] = {{
{table}  }};
  return compare_all(argc, argv, std::begin(tests), std::end(tests), "{device}", {seed});
}}
"""
