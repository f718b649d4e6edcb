dc.kernel @k() attributes {block = array<index to i64>} { dc.return }
