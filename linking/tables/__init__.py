"""Tables made from public data at development time; each carries the name of its source."""
