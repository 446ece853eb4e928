"""Who, and where they worked: people, employers, their names, employments."""
