"""Disputes and articles that never happened, for learning, for benchmarks and for tests. Names are plainly made up."""

from linking.synth.make import World, make_world, write_world

__all__ = ["World", "make_world", "write_world"]
