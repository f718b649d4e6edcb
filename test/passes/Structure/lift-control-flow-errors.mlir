// RUN: %dc-opt %s --structure-lift-control-flow --split-input-file --verify-diagnostics

dc.kernel @rule_in_branch(%c: i1 {dc.name = "c", dc.type = "bool"}, %n: i64 {dc.name = "n", dc.type = "i64"})
    attributes {rank = 1 : i64} {
  cf.cond_br %c, ^rule, ^end
^rule:
  // expected-error @+2 {{expected 'dc.domain' where every thread comes by, got it inside a branch or loop [DCC2012]}}
  // expected-note @+1 {{help: launch rules are the first statements of a kernel}}
  dc.domain %n
  cf.br ^end
^end:
  dc.return
}

// -----

// Different ends of a function would need a branch that stays.

func.func @terminator(%c: i1) {
  cf.cond_br %c, ^a, ^b
^a:
  return
^b:
  // expected-error @+1 {{expected blocks to end in cf.br, cf.cond_br, cf.switch or a return, got 'llvm.unreachable' [DCC2010]}}
  llvm.unreachable
}

// -----

// expected-error @+2 {{expected integers and floats to flow between blocks, got 'memref<4xf32>' [DCC2011]}}
// expected-note @+1 {{help: choose between values that are loaded, not between arrays}}
dc.kernel @array_between_blocks(%c: i1 {dc.name = "c", dc.type = "bool"}) attributes {rank = 1 : i64} {
  %i = arith.constant 0 : index
  cf.br ^head
^head:
  cf.cond_br %c, ^body, ^end
^body:
  // Used after the loop on one of its two ways out only.
  %r = memref.alloca() : memref<4xf32>
  cf.cond_br %c, ^use, ^head
^use:
  %v = memref.load %r[%i] : memref<4xf32>
  cf.br ^end
^end:
  dc.return
}
