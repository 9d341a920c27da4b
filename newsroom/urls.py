"""Every URL of the site. The URLs of an edition begin with its code."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.auth.views import LogoutView
from django.urls import include, path, re_path, register_converter

from articles.admin.draft_requests import draft_changes
from articles.comments.challenge import challenge
from articles.comments.feed import comment_feed
from articles.comments.mine_page import my_comments
from articles.comments.own_page import own_comment
from articles.comments.people import views as people
from articles.comments.replies.page import stop_replies
from articles.comments.reports.page import my_reports
from articles.comments.response_pages import report_comment, thank_comment
from articles.comments.views import post_comment
from articles.views import (
    archive,
    article,
    corrections,
    errors,
    front,
    kept,
    latest,
    listings,
    mistake,
    package_preview,
    preview,
    read,
    search,
    share_card,
)
from newsroom.editions import address_converters
from newsroom.editions.views import choose_edition
from newsroom.identity import views as identity
from newsroom.serving.media import media
from newsroom.staff.account_pages import end_session
from newsroom.staff.views import choose_language
from newsroom.web_app.manifest import manifest
from newsroom.web_app.views import favicon, offline, service_worker

register_converter(address_converters.Year, "year")
register_converter(address_converters.Month, "month")
register_converter(address_converters.Day, "day")

admin.site.enable_nav_sidebar = False  # texts need the width, and the index is one click away

urlpatterns = [
    path("", choose_edition),
    path("favicon.ico", favicon),
    path("sw.js", service_worker, name="service_worker"),
    path("kept.json", kept.kept, name="kept"),
    path("comments/challenge.json", challenge, name="comment_challenge"),
    path("admin/language/", choose_language, name="choose_language"),
    path("admin/account/sign-out/", LogoutView.as_view(next_page="admin:login"), name="sign_out"),
    path("admin/account/sessions/<slug:mark>/end/", end_session, name="end_session"),
    path("admin/account/", include("django_mfa.urls")),
    path("admin/", admin.site.urls),
    path("draft-changes/<str:token>/", draft_changes, name="draft_changes"),
    *i18n_patterns(
        path("", front.front, name="front"),
        path("latest.json", latest.latest, name="latest"),
        path("read/", read.read, name="read"),
        path("offline/", offline, name="offline"),
        path("manifest.webmanifest", manifest, name="manifest"),
        path("card/<slug:version>.jpg", share_card.site_card, name="site_card"),
        path("section/", listings.sections, name="sections"),
        path("section/<slug:key>/", listings.section, name="section"),
        path("section/<slug:key>/latest.json", latest.latest_in_section, name="latest_in_section"),
        path("tag/", listings.tags, name="tags"),
        path("tag/<slug:key>/", listings.tag, name="tag"),
        path("author/", listings.authors, name="authors"),
        path("author/<slug:key>/", listings.author, name="author"),
        path("page/", identity.pages, name="pages"),
        path("page/<slug:key>/", identity.page, name="page"),
        path("corrections/", corrections.corrections, name="corrections"),
        path("commenter/", people.commenter, name="commenter"),
        path("commenter/code/<slug:mark>/", people.type_code, name="commenter_code"),
        path("commenter/join/", people.join, name="commenter_join"),
        path("commenter/my-data.json", people.my_data, name="commenter_data"),
        path("commenter/delete/", people.delete_my_data, name="commenter_delete"),
        path("commenter/sign-out/", people.sign_out, name="commenter_sign_out"),
        path("archive/", archive.archive, name="archive"),
        path("search/", search.search, name="search"),
        path("<year:year>/", archive.year, name="year"),
        path("<month:month>/", archive.month, name="month"),
        path("<day:day>/", archive.day, name="day"),
        path("<day:day>/<slug:slug>/", article.article, name="article"),
        path("<day:day>/<slug:slug>/card/<slug:version>.jpg", share_card.story_card, name="share_card"),
        path("<day:day>/<slug:slug>/mistake/", mistake.report_mistake, name="report_mistake"),
        path("<day:day>/<slug:slug>/mistake/sent/", mistake.mistake_reported, name="mistake_reported"),
        path("<day:day>/<slug:slug>/comments/", post_comment, name="post_comment"),
        path("<day:day>/<slug:slug>/comments/feed/", comment_feed, name="comment_feed"),
        path("<day:day>/<slug:slug>/comments/thank/", thank_comment, name="thank_comment"),
        path("<day:day>/<slug:slug>/comments/report/", report_comment, name="report_comment"),
        path("comment/<str:token>/", own_comment, name="own_comment"),
        path("replies/stop/<str:token>/", stop_replies, name="stop_replies"),
        path("my-comments/", my_comments, name="my_comments"),
        path("reports/", my_reports, name="my_reports"),
        path("preview/package/<int:pk>/", package_preview.package_preview, name="package_preview"),
        path("preview/package/<int:pk>/<int:story>/", package_preview.package_preview, name="package_story"),
        path("preview/<int:pk>/", preview.preview_for_staff, name="preview"),
        path("preview/<slug:secret>/", preview.preview_for_outsiders, name="secret_preview"),
        # Last, so that unknown URLs get our own page with DEBUG on, too.
        re_path("", errors.unknown_address, name="unknown"),
    ),
]
if settings.DEBUG:
    urlpatterns.append(re_path(r"^media/(?P<path>.+)$", media))
urlpatterns.append(re_path("", errors.unknown_address, name="unknown"))

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
