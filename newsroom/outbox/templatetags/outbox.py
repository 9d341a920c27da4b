from django import template

from newsroom.outbox.models import Effect

register = template.Library()


@register.simple_tag
def undecided_effects(user):
    """Return how many outside effects wait for a decision of this person; 0 for those who decide nothing."""
    return Effect.objects.undecided().count() if user.has_perm("outbox.change_effect") else 0
