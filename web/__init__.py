"""Pages of HR and legal teams. Read only, published records only."""
