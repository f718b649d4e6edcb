// RUN: %dc-opt %s --pass-pipeline='builtin.module(dc.kernel(security-guard-accesses{policy=strict}))' --verify-diagnostics

// expected-error @+2 {{policy strict needs the validator, which this build does not have [DCC2001]}}
// expected-note @+1 {{help: use --policy=guard}}
dc.kernel @k() attributes {rank = 1 : i64} {
  dc.return
}
