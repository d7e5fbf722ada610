"""What the benchmarks and the conformance runner share: flavours, sources, measuring."""
