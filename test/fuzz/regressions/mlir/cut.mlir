dc.kernel @k(
