"""One file per project: what to build of it and how to run it."""
