// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dcc's command line. The one place that spells its flags.
include "llvm/Option/OptParser.td"

class F<string name, string help> : Flag<["-"], name>, HelpText<help>;
class FF<string name, string help> : Flag<["--"], name>, HelpText<help>;
class JJ<string name, string meta, string help> : Joined<["--"], name # "=">, MetaVarName<meta>, HelpText<help>;

def output : JoinedOrSeparate<["-"], "o">, MetaVarName<"FILE">,
  HelpText<"Write to FILE; '-' is standard output. FILE.o makes a linkable object of the artifact">;
def emit_EQ : JJ<"emit", "KIND", "What to write: dcx (default), embed (linkable object), header (typed launchers), report, mlir, llvm, asm, obj, ptx or cubin">;
def target_EQ : JJ<"target", "LIST", "Targets, as cpu, cuda, cpu:x86-64-v3 or cuda:sm_90; default: all of them">;
def cubin : FF<"cubin", "With target cuda: machine code by ptxas (of the CUDA Toolkit) besides PTX, so that loading compiles nothing">;
def fail_on_spills : FF<"fail-on-spills", "With --cubin or --emit=cubin: a kernel that spills registers is an error">;
def report_EQ : JJ<"report", "FILE", "With an artifact or object as the output: write what its kernels need to FILE, as JSON where that ends in .json, else as text; registers are in it with --cubin">;
def kernel_EQ : JJ<"kernel", "NAME", "Compile this kernel only; may be repeated">;
def policy_EQ : JJ<"policy", "POLICY", "What happens to accesses that are not proved: strict, guard (default) or audit">;
def O : Joined<["-"], "O">, MetaVarName<"N">, HelpText<"Optimisation level, 0 to 3 (default)">;
def g : F<"g", "Keep source lines in the code (default); -g0 leaves them out">;
def g0 : Flag<["-"], "g0">;

def header : Separate<["--"], "header">, MetaVarName<"FILE">,
  HelpText<"With an object as the output: write the C++ header of typed launchers for its kernels to FILE">;
def header_EQ : Joined<["--"], "header=">, Alias<header>;
def host_header : Separate<["--"], "host-header">, MetaVarName<"FILE">,
  HelpText<"Write a C++ header to FILE that includes the sources and runs the kernels as host code">;
def host_header_EQ : Joined<["--"], "host-header=">, Alias<host_header>;
def namespace_EQ : JJ<"namespace", "NAME", "Namespace of the headers, also in the object's symbol; default: the output's name">;

def I : JoinedOrSeparate<["-"], "I">, MetaVarName<"DIR">, HelpText<"Search DIR for included files">;
def D : JoinedOrSeparate<["-"], "D">, MetaVarName<"MACRO[=VALUE]">, HelpText<"Define MACRO">;
def U : JoinedOrSeparate<["-"], "U">, MetaVarName<"MACRO">, HelpText<"Undefine MACRO">;
def W : Joined<["-"], "W">, MetaVarName<"WARNING">, HelpText<"Turn a warning on or off, as in Clang">;
def w : F<"w", "No warnings">;
def ffp_contract_EQ : Joined<["-"], "ffp-contract=">, MetaVarName<"MODE">,
  HelpText<"Fuse a * b + c within an expression: on (default) or off">;
def debug_print : FF<"debug-print", "Kernels print what dc::print says; without it they leave it out">;
def fsyntax_only : F<"fsyntax-only", "Check the sources and write nothing">;
def MD : F<"MD", "Also write the files the output depends on, for make and ninja">;
def MF : JoinedOrSeparate<["-"], "MF">, MetaVarName<"FILE">, HelpText<"Write dependencies to FILE">;
def MT : JoinedOrSeparate<["-"], "MT">, MetaVarName<"NAME">, HelpText<"Name the output NAME in the dependency file">;

def stop_after_EQ : JJ<"stop-after", "PHASE", "Write the IR after PHASE instead of code">;
def dump_after_EQ : JJ<"dump-after", "PHASE", "Print the IR after PHASE to standard error and go on; may be repeated">;
def timing : FF<"timing", "Print the time each phase took">;
def version : FF<"version", "Print the versions of dcc and LLVM">;
def help : FF<"help", "Print this text">;
def help_short : Flag<["-"], "h">, Alias<help>;
