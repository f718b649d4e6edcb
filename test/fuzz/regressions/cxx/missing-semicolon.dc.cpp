DC_KERNEL void k(dc::span<int> x) { x[dc::global_id()] = 1 }
