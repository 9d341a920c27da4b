"""Names of people and organisations in a text, and whether one is a slip of another. Pure Python."""
