"""Words that comments may not have: find them however they are typed, and try a new one before it is saved."""
