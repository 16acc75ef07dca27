"""Care teams: who belongs to one, and when they can be reached. A team holds no rights itself."""
