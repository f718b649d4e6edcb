/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The kernels' code as bytes of the benchmark, so that it can be carried to another machine as one
 * file. */
__asm__(".section .rodata\n.balign 64\n.globl launch_elf\n.globl launch_elf_end\n"
        "launch_elf:\n.incbin \"" LAUNCH_ELF "\"\nlaunch_elf_end:\n.byte 0\n.previous\n");
