"""``python -m bench``."""

from bench.measure import main

main()
