"""What the two commands need before Django can start: services, Node, a browser, and the runner."""
