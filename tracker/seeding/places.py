"""Where the seeds lie."""

from pathlib import Path

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"
