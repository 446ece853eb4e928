"""What templates of every room on one page need."""
