"""Disputes and articles that never happened, for learning, for benchmarks and for tests. Names are plainly made up."""

from linking.synth.make import BENCHMARK, LEARNING, Shape, World, make_world, write_world

__all__ = ["BENCHMARK", "LEARNING", "Shape", "World", "make_world", "write_world"]
