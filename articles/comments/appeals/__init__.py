"""The writer of a rejected comment appeals once, and a moderator who has not rejected it decides."""
