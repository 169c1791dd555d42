"""The counting screen: what to count, zones counted by scan, and the review before anything is posted."""
