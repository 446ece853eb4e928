"""The linking engine beside a full-text search over the same cases: speed, memory, quality. See docs/benchmarks/."""
