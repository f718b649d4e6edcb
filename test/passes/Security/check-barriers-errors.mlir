// Barriers that some threads of a block may miss, or come by more often than others.
// RUN: %dc-opt %s --security-check-barriers --split-input-file --verify-diagnostics

// A branch on the thread id.
dc.kernel @thread_id(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
  // expected-note @+1 {{because each thread of a block has a thread id of its own}}
  %t = dc.thread_id 0
  // expected-note @+1 {{this differs between threads of a block}}
  %c = arith.cmpi slt, %t, %n : i64
  scf.if %c {
    // expected-error @+2 {{expected every thread of a block to come by this barrier, but the condition around it, or of a return before it, differs between threads [DCC2040]}}
    // expected-note @+1 {{help: keep the barrier out of the branch or loop, and only the work inside; a loop may run as often as the longest one for every thread}}
    dc.barrier
  }
  dc.return
}

// -----

dc.kernel @global_id(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
  // expected-note @+1 {{because each thread has a global id of its own}}
  %i = dc.global_id 0
  // expected-note @+1 {{this differs}}
  %c = arith.cmpi slt, %i, %n : i64
  scf.if %c {
  } else {
    // expected-error @+2 {{DCC2040}}
    // expected-note @+1 {{help}}
    dc.barrier
  }
  dc.return
}

// -----

// An element that some thread may write, at the same index for all.
dc.kernel @written_array(%n: i64 {dc.name = "n", dc.type = "i64"}, %x: memref<?xi64> {dc.name = "x", dc.type = "i64"})
    attributes {rank = 1 : i64, block = array<i64: 64>} {
  %c0 = arith.constant 0 : index
  // expected-note @+1 {{because threads may read different values here: only elements of arrays of const elements, at an index that is the same for all, are known to be equal}}
  %v = memref.load %x[%c0] : memref<?xi64>
  // expected-note @+1 {{this differs}}
  %c = arith.cmpi slt, %v, %n : i64
  scf.if %c {
    // expected-error @+2 {{DCC2040}}
    // expected-note @+1 {{help}}
    dc.barrier
  }
  dc.return
}

// -----

// An element of a const array, at each thread's own index.
dc.kernel @const_array(%n: i64 {dc.name = "n", dc.type = "i64"}, %x: memref<?xi64> {dc.name = "x", dc.type = "i64", dc.read_only})
    attributes {rank = 1 : i64, block = array<i64: 64>} {
  // expected-note @+1 {{because each thread of a block has a thread id of its own}}
  %t = dc.thread_id 0
  %p = arith.index_cast %t : i64 to index
  %v = memref.load %x[%p] : memref<?xi64>
  // expected-note @+1 {{this differs}}
  %c = arith.cmpi slt, %v, %n : i64
  scf.if %c {
    // expected-error @+2 {{DCC2040}}
    // expected-note @+1 {{help}}
    dc.barrier
  }
  dc.return
}

// -----

// The same, through a part that begins elsewhere for each thread.
dc.kernel @part(%n: i64 {dc.name = "n", dc.type = "i64"}, %x: memref<?xi64> {dc.name = "x", dc.type = "i64", dc.read_only})
    attributes {rank = 1 : i64, block = array<i64: 64>} {
  %c0 = arith.constant 0 : index
  // expected-note @+1 {{because each thread of a block has a thread id of its own}}
  %t = dc.thread_id 0
  %p = arith.index_cast %t : i64 to index
  %part = memref.subview %x[%p] [4] [1] : memref<?xi64> to memref<4xi64, strided<[1], offset: ?>>
  %v = memref.load %part[%c0] : memref<4xi64, strided<[1], offset: ?>>
  // expected-note @+1 {{this differs}}
  %c = arith.cmpi slt, %v, %n : i64
  scf.if %c {
    // expected-error @+2 {{DCC2040}}
    // expected-note @+1 {{help}}
    dc.barrier
  }
  dc.return
}

// -----

// Shared and private memory.
dc.kernel @shared(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
  %c0 = arith.constant 0 : index
  %s = dc.shared "s" : memref<4xi64, #gpu.address_space<workgroup>>
  // expected-note @+1 {{because threads may read different values here}}
  %v = memref.load %s[%c0] : memref<4xi64, #gpu.address_space<workgroup>>
  // expected-note @+1 {{this differs}}
  %c = arith.cmpi slt, %v, %n : i64
  scf.if %c {
    // expected-error @+2 {{DCC2040}}
    // expected-note @+1 {{help}}
    dc.barrier
  }
  dc.return
}

// -----

dc.kernel @atomic(%x: memref<?xi64> {dc.name = "x", dc.type = "i64"}, %n: i64 {dc.name = "n", dc.type = "i64"})
    attributes {rank = 1 : i64, block = array<i64: 64>} {
  %c0 = arith.constant 0 : index
  // expected-note @+1 {{because threads may get different values here}}
  %v = dc.atomic add %x[%c0], %n : memref<?xi64>
  // expected-note @+1 {{this differs}}
  %c = arith.cmpi slt, %v, %n : i64
  scf.if %c {
    // expected-error @+2 {{DCC2040}}
    // expected-note @+1 {{help}}
    dc.barrier
  }
  dc.return
}

// -----

// Early return: the innermost condition that differs is the one to name, not the outer ones.
dc.kernel @early_return(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
  %zero = arith.constant 0 : i64
  // expected-note @+1 {{because each thread of a block has a thread id of its own}}
  %t = dc.thread_id 0
  // expected-note @+1 {{this differs}}
  %out = arith.cmpi sge, %t, %n : i64
  %u = arith.cmpi sgt, %n, %zero : i64
  scf.if %out {
  } else {
    scf.if %u {
      // expected-error @+2 {{the condition around it, or of a return before it, differs between threads [DCC2040]}}
      // expected-note @+1 {{help}}
      dc.barrier
    }
  }
  dc.return
}

// -----

// A loop whose count differs.
dc.kernel @for_count() attributes {rank = 1 : i64, block = array<i64: 64>} {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  // expected-note @+2 {{this differs}}
  // expected-note @+1 {{because each thread of a block has a thread id of its own}}
  %t = dc.thread_id 0
  scf.for %i = %zero to %t step %one : i64 {
    // expected-error @+2 {{but how often the loop around it runs differs between threads [DCC2040]}}
    // expected-note @+1 {{help}}
    dc.barrier
  }
  dc.return
}

// -----

// The counter of a loop with a step of its own.
dc.kernel @for_step() attributes {rank = 1 : i64, block = array<i64: 64>} {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %ten = arith.constant 10 : i64
  // expected-note @+1 {{because each thread of a block has a thread id of its own}}
  %t = dc.thread_id 0
  // expected-note @+1 {{this differs}}
  %s = arith.addi %t, %one : i64
  scf.for %i = %zero to %ten step %s : i64 {
    // expected-error @+2 {{DCC2040}}
    // expected-note @+1 {{help}}
    dc.barrier
  }
  dc.return
}

// -----

// A while, through what it carries: in its test and in its body.
dc.kernel @while(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
  // expected-note @+1 {{because each thread of a block has a thread id of its own}}
  %t = dc.thread_id 0
  %r = scf.while (%h = %n) : (i64) -> i64 {
    // expected-error @+2 {{but how often the loop around it runs differs between threads [DCC2040]}}
    // expected-note @+1 {{help}}
    dc.barrier
    // expected-note @+1 {{this differs}}
    %c = arith.cmpi sgt, %h, %n : i64
    scf.condition(%c) %h : i64
  } do {
  ^bb0(%h: i64):
    // expected-error @+2 {{but how often the loop around it runs differs between threads [DCC2040]}}
    // expected-note @+1 {{help}}
    dc.barrier
    %next = arith.addi %h, %t : i64
    scf.yield %next : i64
  }
  dc.return
}

// -----

dc.kernel @index_switch() attributes {rank = 1 : i64, block = array<i64: 64>} {
  // expected-note @+1 {{because each thread of a block has a thread id of its own}}
  %t = dc.thread_id 0
  // expected-note @+1 {{this differs}}
  %p = arith.index_cast %t : i64 to index
  scf.index_switch %p
  case 0 {
    // expected-error @+2 {{but the switch around it differs between threads [DCC2040]}}
    // expected-note @+1 {{help}}
    dc.barrier
    scf.yield
  }
  default {
  }
  dc.return
}

// -----

// What a switch yields depends on which way it went.
dc.kernel @switch_result(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
  %one = arith.constant 1 : i64
  // expected-note @+1 {{because each thread of a block has a thread id of its own}}
  %t = dc.thread_id 0
  %p = arith.index_cast %t : i64 to index
  %s = scf.index_switch %p -> i64
  case 0 {
    scf.yield %one : i64
  }
  default {
    scf.yield %n : i64
  }
  // expected-note @+1 {{this differs}}
  %c = arith.cmpi slt, %s, %n : i64
  scf.if %c {
    // expected-error @+2 {{DCC2040}}
    // expected-note @+1 {{help}}
    dc.barrier
  }
  dc.return
}

// -----

// And what a branch yields, of two uniform values.
dc.kernel @if_result(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
  %one = arith.constant 1 : i64
  // expected-note @+1 {{because each thread of a block has a thread id of its own}}
  %t = dc.thread_id 0
  %d = arith.cmpi slt, %t, %one : i64
  %s = scf.if %d -> i64 {
    scf.yield %one : i64
  } else {
    scf.yield %n : i64
  }
  // expected-note @+1 {{this differs}}
  %c = arith.cmpi slt, %s, %n : i64
  scf.if %c {
    // expected-error @+2 {{DCC2040}}
    // expected-note @+1 {{help}}
    dc.barrier
  }
  dc.return
}

// -----

// Temporal divergence: the counter is the same for all who are in the loop, but they leave it at different times.
dc.kernel @temporal(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  // expected-note @+1 {{because each thread of a block has a thread id of its own}}
  %t = dc.thread_id 0
  %r = scf.while (%h = %zero) : (i64) -> i64 {
    %more = arith.cmpi slt, %h, %t : i64
    scf.condition(%more) %h : i64
  } do {
  ^bb0(%h: i64):
    %next = arith.addi %h, %one : i64
    scf.yield %next : i64
  }
  // expected-note @+1 {{this differs}}
  %c = arith.cmpi slt, %r, %n : i64
  scf.if %c {
    // expected-error @+2 {{DCC2040}}
    // expected-note @+1 {{help}}
    dc.barrier
  }
  dc.return
}

// -----

// The same of a counted loop.
dc.kernel @temporal_for(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  // expected-note @+1 {{because each thread of a block has a thread id of its own}}
  %t = dc.thread_id 0
  %r = scf.for %i = %zero to %t step %one iter_args(%h = %zero) -> i64 : i64 {
    %next = arith.addi %h, %one : i64
    scf.yield %next : i64
  }
  // expected-note @+1 {{this differs}}
  %c = arith.cmpi slt, %r, %n : i64
  scf.if %c {
    // expected-error @+2 {{DCC2040}}
    // expected-note @+1 {{help}}
    dc.barrier
  }
  dc.return
}

// -----

// How an operation of another dialect runs its regions is not known.
dc.kernel @region(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
  scf.execute_region {
    // expected-error @+2 {{but how 'scf.execute_region' around it runs differs between threads [DCC2040]}}
    // expected-note @+1 {{help}}
    dc.barrier
    scf.yield
  }
  dc.return
}

// -----

dc.kernel @region_result(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64, block = array<i64: 64>} {
  // expected-note @+1 {{because threads may get different values here}}
  %r = scf.execute_region -> i64 {
    scf.yield %n : i64
  }
  // expected-note @+1 {{this differs}}
  %c = arith.cmpi slt, %r, %n : i64
  scf.if %c {
    // expected-error @+2 {{DCC2040}}
    // expected-note @+1 {{help}}
    dc.barrier
  }
  dc.return
}
