"""``/api/v1/``: the rooms' endpoints under one version, their description and its page."""
