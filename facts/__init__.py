"""What every fact needs: when it was, how it is known, whether it may be shown, and whether two records were merged."""
