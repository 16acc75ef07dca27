"""The domain. One Django app; each sub-package is one capability, and imports go downwards only."""
