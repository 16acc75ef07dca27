"""A made-up survivor and her nurse, for trying Daybook on one's own machine."""
