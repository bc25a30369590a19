"""The models at ten million cells, on synthetic letters."""
