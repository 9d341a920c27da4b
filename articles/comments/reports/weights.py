"""How much a report weighs. Reports of readers who were right before weigh more, and two of one network count.

A report has a keyed hash of its reader, another one for each comment, so no table tells who reports whom. Only when the
same person reports again, their hash is made for the latest reports and compared. A month later the hashes are
forgotten, and with them how often somebody was right.
"""

from collections import defaultdict

from django.utils.crypto import salted_hmac

from articles.comments.models import Report, ReportOutcome

STRANGER, KNOWN, TRUSTED, MISTAKEN = 1, 2, 4, 0
FEWEST_KNOWN = 3
"""Reports that were looked at, before anybody is trusted or not."""
OF_A_NETWORK = 2
"""Reports of one network that count."""
MOST_COMPARED = 5000


def key_of(act, comment_id, *known):
    """Return a keyed hash that can't be compared with that of another comment."""
    return salted_hmac(f"comments.{act}", " ".join([str(comment_id), *known]), algorithm="sha256").hexdigest()


def key_of_person(comment_id, person):
    return key_of("reports", comment_id, "person", person.key)


def reports_of(person):
    """Return {id: outcome} of the reports of a person in the last month, the latest first."""
    rows = Report.objects.filter(is_identified=True).exclude(reporter=None).order_by("-pk")
    found = rows.values_list("pk", "outcome", "comment", "reporter")[:MOST_COMPARED]
    return {pk: outcome for pk, outcome, comment, reporter in found if reporter == key_of_person(comment, person)}


def weight_of(person):
    """Return what a report of a `Commenter` weighs; of somebody unknown, for None."""
    return weight_by(list(reports_of(person).values())) if person else STRANGER


def weight_by(outcomes):
    """Return the weight of somebody with these outcomes: at least two of three were right, or wrong."""
    right, wrong = outcomes.count(ReportOutcome.UPHELD), outcomes.count(ReportOutcome.DISMISSED)
    if right + wrong < FEWEST_KNOWN:
        return KNOWN
    return TRUSTED if right >= 2 * wrong else MISTAKEN if wrong >= 2 * right else KNOWN


def weigh_together(reports):
    """Return what reports of one comment weigh together: of each network, the two heaviest."""
    of_networks = defaultdict(list)
    for report in reports:
        of_networks[report.network].append(report.weight)
    return sum(sum(sorted(weights)[-OF_A_NETWORK:]) for weights in of_networks.values())
