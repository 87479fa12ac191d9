"""How `tests/bench/run` measures."""
