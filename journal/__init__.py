"""The domain. One Django app; each sub-package is one capability, and imports go downwards only."""

import zoneinfo

# Zones are those of the pinned package on every server, never those of the machine: all workers go
# by the same rules, and the package's version says when they have changed.
zoneinfo.reset_tzpath(to=())
