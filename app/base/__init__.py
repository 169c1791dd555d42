"""Clock, log, paths, locks and the settings of this machine. Knows nothing of shops."""
