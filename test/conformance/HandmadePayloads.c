/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The handmade payloads as bytes of the test, so that the test can be carried to another machine as
 * one file. */
#define EMBED(name, path)                                                                          \
  __asm__(".section .rodata\n.balign 64\n.globl " #name "\n.globl " #name "_end\n" #name           \
          ":\n.incbin \"" path "\"\n" #name "_end:\n.byte 0\n.previous\n")

EMBED(handmade_elf, HANDMADE_ELF);
EMBED(handmade_ptx, HANDMADE_PTX);
