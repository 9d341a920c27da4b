"""How soon a moderator should look at a comment: the queue begins with the highest number.

The most urgent reason decides, and each further one adds a little, so that what has several faults comes first among
its like. What was only held because everything is held has 0.
"""

REASONS = {
    "banned word": 90,
    "suspect word": 60,
    "refused before": 50,
    "rejected before": 45,
    "link": 40,
    "honeypot": 30,
    "too quick": 30,
    "no proof": 10,
    "newcomer": 5,
    "pre-moderated": 0,
}
FURTHER = 2


def urgency_of(verdicts):
    urgencies = sorted((REASONS[verdict.reason] for verdict in verdicts if verdict.reason), reverse=True)
    further = sum(1 for urgency in urgencies[1:] if urgency)
    return min(urgencies[0] + FURTHER * further, 99) if urgencies else 0
