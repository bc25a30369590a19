"""The figures in the terminal."""
