// Exchanges that every thread of a block comes by, and those that some may miss.
// RUN: %dc-opt %s --security-check-barriers --split-input-file --verify-diagnostics

// In flow that is the same for all threads of a block: loops by sizes, branches by what is the same.
dc.kernel @together(%n: i64 {dc.name = "n", dc.type = "i64"}, %x: f32 {dc.name = "x", dc.type = "f32"})
    attributes {rank = 1 : i64, block = array<i64: 64>} {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %count = dc.num_subgroups
  scf.for %i = %c0 to %count step %c1 : i64 {
    %s = dc.subgroup_reduce add %x : f32
  }
  %size = dc.subgroup_size
  %large = arith.cmpi sgt, %n, %size : i64
  scf.if %large {
    %s = dc.shuffle up %x, %c1 : f32
  }
  // The same value from whichever lane.
  %same = dc.shuffle idx %n, %c1 : i64
  %some = arith.cmpi sgt, %same, %c0 : i64
  scf.if %some {
    %s = dc.subgroup_exclusive_sum %x : f32
  }
  dc.return
}

// -----

// A loop whose count differs between lanes.
dc.kernel @stride(%n: i64 {dc.name = "n", dc.type = "i64"}, %x: f32 {dc.name = "x", dc.type = "f32"})
    attributes {rank = 1 : i64, block = array<i64: 64>} {
  %c64 = arith.constant 64 : i64
  // expected-note @+2 {{because each thread of a block has a thread id of its own}}
  // expected-note @+1 {{this differs between threads of a block}}
  %t = dc.thread_id 0
  scf.for %i = %t to %n step %c64 : i64 {
    // expected-error @+2 {{expected every thread of a block to come by this subgroup operation, but how often the loop around it runs differs between threads [DCC2041]}}
    // expected-note @+1 {{help: let every thread take part: in a loop, count as far for all, as in 'for (dc::index b = 0; b < n; b += dc::block_dim()) { dc::index i = b + dc::thread_id(); float v = i < n ? x[i] : 0; ... }', and in a branch give what changes nothing}}
    %s = dc.subgroup_reduce add %x : f32
  }
  dc.return
}

// -----

// One subgroup alone.
dc.kernel @first_subgroup(%x: f32 {dc.name = "x", dc.type = "f32"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
  %c0 = arith.constant 0 : i64
  // expected-note @+1 {{because threads differ in their place in a subgroup, or in their subgroup}}
  %id = dc.subgroup_id
  // expected-note @+1 {{this differs}}
  %first = arith.cmpi eq, %id, %c0 : i64
  scf.if %first {
    // expected-error @+2 {{the condition around it, or of a return before it, differs between threads [DCC2041]}}
    // expected-note @+1 {{help}}
    %s = dc.shuffle xor %x, %c0 : f32
  }
  dc.return
}

// -----

// What a subgroup computes is not the same for another, and lanes differ.
dc.kernel @votes(%c: i1 {dc.name = "c", dc.type = "bool"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
  %c0 = arith.constant 0 : i64
  // expected-note @+1 {{because lanes or subgroups may get different results here}}
  %v = dc.subgroup_ballot %c
  // expected-note @+1 {{this differs}}
  %any = arith.cmpi ne, %v, %c0 : i64
  scf.if %any {
    // expected-error @+2 {{DCC2041}}
    // expected-note @+1 {{help}}
    %w = dc.subgroup_ballot %c
  }
  dc.return
}

// -----

// A barrier behind such a condition has its own error.
dc.kernel @barrier(%c: i1 {dc.name = "c", dc.type = "bool"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
  %c0 = arith.constant 0 : i64
  // expected-note @+1 {{because threads differ in their place in a subgroup, or in their subgroup}}
  %lane = dc.lane_id
  // expected-note @+1 {{this differs}}
  %first = arith.cmpi eq, %lane, %c0 : i64
  scf.if %first {
    // expected-error @+2 {{DCC2040}}
    // expected-note @+1 {{help}}
    dc.barrier
  }
  dc.return
}
