// What lowering-dc-to-device refuses.
// RUN: %dc-opt %s --split-input-file --verify-diagnostics --lowering-dc-to-device

// expected-error @+2 {{expected kernel 'a::k' to be structured, got a body of 2 blocks [DCC3001]}}
// expected-note @+1 {{help: lift its control flow first: the passes of phase input}}
dc.kernel @"a::k"() attributes {rank = 1 : i64} {
  cf.br ^bb1
^bb1:
  dc.return
}

// -----

func.func private @callee(memref<?xf32>)

dc.kernel @k(%x: memref<?xf32> {dc.name = "x", dc.type = "f32"}) attributes {rank = 1 : i64} {
  // expected-error @+2 {{expected an array to be loaded, stored or sliced, got func.call [DCC3003]}}
  // expected-note @+1 {{help: choose between elements}}
  func.call @callee(%x) : (memref<?xf32>) -> ()
  dc.return
}

// -----

dc.kernel @k(%x: memref<?xf32> {dc.name = "x", dc.type = "f32"}, %y: memref<?xf32> {dc.name = "y", dc.type = "f32"},
             %b: i1 {dc.name = "b", dc.type = "bool"}) attributes {rank = 1 : i64} {
  // expected-error @+2 {{expected an array to be loaded, stored or sliced, got arith.select [DCC3003]}}
  // expected-note @+1 {{help: choose between elements}}
  %z = arith.select %b, %x, %y : memref<?xf32>
  dc.return
}

// -----

// expected-error @+1 {{expected array 'x' to have 1 to 3 dimensions and a strided layout, got memref<f32> [DCC3004]}}
dc.kernel @k(%x: memref<f32> {dc.name = "x", dc.type = "f32"}) attributes {rank = 1 : i64} {
  dc.return
}

// -----

// expected-error @+1 {{expected array 'x' to have 1 to 3 dimensions and a strided layout, got memref<?xf32, affine_map<(d0) -> (d0 mod 2)>> [DCC3004]}}
dc.kernel @k(%x: memref<?xf32, affine_map<(d0) -> (d0 mod 2)>> {dc.name = "x", dc.type = "f32"}) attributes {rank = 1 : i64} {
  dc.return
}
