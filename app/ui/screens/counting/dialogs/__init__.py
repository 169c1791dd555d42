"""What lies over the counting screen: forms, lists to choose from, and the entry of what was counted on paper."""
