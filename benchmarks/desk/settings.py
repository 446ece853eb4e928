"""The site's settings, with one more address: that of the bare view beside which a decision is measured."""

from tracker.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.desk.urls"
