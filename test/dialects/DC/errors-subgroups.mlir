// Each constraint of the operations of subgroups, named as in their descriptions.
// RUN: %dc-opt %s --split-input-file --verify-diagnostics

// dc.subgroup_size C1
dc.kernel @k() attributes {rank = 1 : i64} {
  // expected-error @+1 {{expected a kernel with block sizes}}
  %n = dc.subgroup_size
  dc.return
}

// -----

// dc.lane_id C1
dc.kernel @k() attributes {rank = 1 : i64} {
  // expected-error @+1 {{expected a kernel with block sizes}}
  %n = dc.lane_id
  dc.return
}

// -----

// dc.subgroup_id C1
dc.kernel @k() attributes {rank = 1 : i64} {
  // expected-error @+1 {{expected a kernel with block sizes}}
  %n = dc.subgroup_id
  dc.return
}

// -----

// dc.num_subgroups C1
dc.kernel @k() attributes {rank = 1 : i64} {
  // expected-error @+1 {{expected a kernel with block sizes}}
  %n = dc.num_subgroups
  dc.return
}

// -----

// dc.shuffle C1
dc.kernel @k(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64} {
  // expected-error @+1 {{expected a kernel with block sizes}}
  %x = dc.shuffle up %n, %n : i64
  dc.return
}

// -----

// dc.subgroup_reduce C1
dc.kernel @k(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64} {
  // expected-error @+1 {{expected a kernel with block sizes}}
  %x = dc.subgroup_reduce add %n : i64
  dc.return
}

// -----

// dc.subgroup_reduce C2
func.func @f(%x: f32) {
  // expected-error @+1 {{expected an integer for min_s, got 'f32'}}
  %a = dc.subgroup_reduce min_s %x : f32
  return
}

// -----

// dc.subgroup_reduce C2
func.func @f(%x: i32) {
  // expected-error @+1 {{expected a float for max_f, got 'i32'}}
  %a = dc.subgroup_reduce max_f %x : i32
  return
}

// -----

// Types are ODS's to check.
func.func @f(%x: i16) {
  // expected-error @+1 {{must be 32-bit signless integer or 64-bit signless integer or 32-bit float or 64-bit float, but got 'i16'}}
  %a = dc.subgroup_reduce add %x : i16
  return
}

// -----

// dc.subgroup_exclusive_sum C1
dc.kernel @k(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64} {
  // expected-error @+1 {{expected a kernel with block sizes}}
  %x = dc.subgroup_exclusive_sum %n : i64
  dc.return
}

// -----

// dc.subgroup_ballot C1
dc.kernel @k(%c: i1 {dc.name = "c", dc.type = "bool"}) attributes {rank = 1 : i64} {
  // expected-error @+1 {{expected a kernel with block sizes}}
  %x = dc.subgroup_ballot %c
  dc.return
}
