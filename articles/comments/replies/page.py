"""The page that stops mails about answers. Its address is in each of them, and proves who asks."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from articles.comments.replies import wishes
from articles.views.errors import no_address
from newsroom.serving.kept_by_nobody import kept_by_nobody


@csrf_exempt  # mail programs send the form for their users, by RFC 8058; the token proves who asks
@kept_by_nobody
def stop_replies(request, token):
    person, comment = wishes.read_token(token)
    if person is None:
        raise Http404
    if request.method == "POST":
        wishes.stop(person, comment if "one" in request.POST else None)
    context = {"is_stopped": request.method == "POST", "address_in": no_address}
    return render(request, "comments/stop_replies.html", context)
