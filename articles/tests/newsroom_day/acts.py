"""What the people of the newsroom do in a day, each in their own browser, with the fields and buttons of the pages."""

import re

from articles.tests.dropped_files import dropped, picture
from articles.tests.edit_page import saved
from articles.tests.site.test_mistake_in_browser import SELECT
from articles.tests.test_shared_fields_in_browser import choose

WEEK = "/admin/articles/daybookevent/week/"
PHOTOS = "/admin/articles/photo/?edition="


def done(page):
    """Wait for the message that an act was done."""
    page.locator(".messagelist .success").wait_for()


def editor_ready(page):
    page.locator("draft-editor[data-ready]").wait_for(state="attached")


def open_edition(page, story, code):
    page.goto(f"/admin/articles/article/{story}/change/?edition={code}")
    editor_ready(page)


def open_from_first_page(page, headline):
    page.goto("/admin/")
    page.locator(".desk-story", has_text=headline).first.click()
    editor_ready(page)


def press(page, name):
    """Press a button of the panel of acts."""
    page.locator(".acts").get_by_role("button", name=name, exact=True).click()


SEND = """async (act) => {
  const form = document.querySelector("#article_form");
  const address = location.pathname.replace("/change/", `/${act}/`);
  return (await fetch(address, { method: "POST", body: new FormData(form) })).status;
}"""


def status_of_act(page, act):
    """Send the form of the page to the address of an act that it has no button for. Return the status."""
    status = page.evaluate(SEND, act)
    page.errors[:] = [error for error in page.errors if str(status) not in error]
    return status


# The daybook


def add_event(page, what, where):
    page.goto(WEEK)
    page.locator("#id_what").fill(what)
    page.locator("#id_where").fill(where)
    page.locator("#new_event_form .btn-default").click()
    page.wait_for_url("**#event-*")


def assign_draft(page, what, to):
    """Make a draft of an event for a colleague. Return the story's number."""
    page.locator(".daybook-event", has_text=what).get_by_role("link", name="Черновик").click()
    page.locator("#id_assignee").select_option(label=to)
    page.get_by_role("button", name="Создать черновик").click()
    done(page)
    return int(re.search(r"/article/(\d+)/", page.url)[1])


# The text


def write(page, title, lead, *paragraphs):
    page.locator("#id_title").fill(title)
    page.locator("#id_lead").fill(lead)
    page.locator(".tiptap").click()
    for number, words in enumerate(paragraphs):
        if number:
            page.keyboard.press("Enter")
        page.keyboard.type(words)
    saved(page)


# The review


def select_first_word(page, paragraph):
    """Select the first word. Try again if an update of the page has removed the selection."""
    for _attempt in range(5):
        page.locator(".tiptap > *").nth(paragraph).click()
        page.keyboard.press("Home")
        page.keyboard.press("Control+Shift+ArrowRight")
        page.wait_for_timeout(500)  # the button follows the selection
        if page.locator(".note-button").is_visible():
            return


def note_on_first_word(page, paragraph, words, to):
    """Select the first word of a paragraph, counted from 0, and write a note on it to a colleague."""
    select_first_word(page, paragraph)
    page.locator(".note-button").click()
    dialog = page.locator("dialog.note-dialog")
    dialog.locator("textarea").fill(words)
    dialog.locator("select").select_option(label=to)
    dialog.locator("[name=note_act]").click()
    page.locator(".note-list .note-text", has_text=words).wait_for()


def suggest(page, paragraph, words):
    page.locator(".suggest-toggle").click()
    page.locator(".tiptap > *").nth(paragraph).click()
    page.keyboard.press("End")
    page.keyboard.type(words)
    saved(page)


def send_back(page, reason):
    page.locator(".acts-back summary").click()
    page.locator(".acts-back #id_reason").fill(reason)
    page.locator(".acts-back").get_by_role("button", name="Вернуть на доработку").click()
    done(page)


def answer_note(page, words):
    page.locator(".note-reply summary").click()
    page.locator(".note-reply textarea").fill(words)
    page.locator(".note-reply button").click()
    page.locator(".note-answers", has_text=words).wait_for()
    page.locator(".note-acts [value^=resolve]").click()
    page.locator(".notes-resolved").wait_for()


def accept_suggestion(page, words):
    page.locator(".tiptap ins", has_text=words).click()
    page.locator(".tiptap ins [data-here], .tiptap [data-here] ins").first.wait_for()
    page.keyboard.press("Alt+a")
    page.locator(".tiptap ins").wait_for(state="detached")
    saved(page)


# Translation and photos


def translate_from_board(page, story, code, *texts):
    """Open the empty edition of a story on the board, write it beside its source, and send it to review."""
    page.goto("/admin/articles/article/editions/")
    page.locator(f"#story-{story} a[href*='edition={code}']").first.click()
    page.locator("paragraph-pairs:defined").wait_for()
    fields = page.locator(".pair-target textarea")
    for number, words in enumerate(texts):
        fields.nth(number).fill(words)
    page.locator(".side-bar .btn-default").click()
    done(page)


def add_photo(page, name, **words):
    """Drop a file on the photo desk, and describe it in two editions."""
    for code in ("ru", "kk"):
        page.goto(f"{PHOTOS}{code}")
        if code == "ru":
            dropped(page.locator("h1"), {name: picture(3)})
        row = page.locator("#result_list tbody tr").first
        row.locator(".thumbnail").wait_for()
        for field, text in words.items():
            row.locator(f"[name$='-{field}_{code}']").fill(text)
        row.locator("[name$='-rights']").select_option("staff")
        page.locator("[name=_save]:visible").click()
        done(page)


def add_named(page, kind, **words):
    """Add a tag or an author on its page."""
    page.goto(f"/admin/articles/{kind}/add/")
    for field, text in words.items():
        page.locator(f"#id_{field}").fill(text)
    page.locator("[name=_save]:visible").click()
    done(page)


# Publication


def lay_out(page, photo, tag, author):
    """Choose what all editions of the open story share."""
    choose(page, ".field-lead_photo", photo)
    choose(page, ".field-tags", tag)
    page.locator(".rows-byline > summary").click()
    page.locator(".rows-byline [data-add]").click()
    choose(page, "[name=byline-0-author] + *", author)
    saved(page)


def from_menu(page, name):
    page.locator(".acts .menu-button").click()
    page.locator(".acts .menu-items").get_by_role("button", name=name).click()


def schedule(page, at):
    """Order the open edition for a time."""
    page.locator("#id_publish_at_0").fill(f"{at:%d.%m.%Y}")
    page.locator("#id_publish_at_1").fill(f"{at:%H:%M}")
    page.locator(".acts").get_by_role("button", name="Запланировать на").click()
    done(page)


def place_on_front(page, code, headline):
    page.goto(f"/admin/articles/article/front/?edition={code}")
    offer = page.locator(".front-offers li", has_text=headline)
    offer.get_by_role("combobox").select_option("1")
    offer.get_by_role("button").click()
    page.locator("#place-1", has_text=headline).wait_for()


def run_breaking_line(page, code, words):
    page.goto(f"/admin/articles/article/front/?edition={code}")
    line = page.locator(".front-line")
    line.locator("#front-line-text-0").fill(words)
    line.locator("[value=run-line]").click()
    page.locator(".front-line [value=end-line]").wait_for()


# What comes after it


def report_mistake(page, address, words, comment):
    """A reader selects words on the page of a story, and says what is wrong with them."""
    page.goto(address)
    page.evaluate(SELECT, [words, 0])
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/mistake/?words=*")
    page.locator("#id_comment").fill(comment)
    page.locator("main button").click()
    page.wait_for_url("**/mistake/sent/")


def correct(page, paragraph, words, correction):
    """Add words to a public text, resolve the note about it, and answer what readers are told."""
    page.locator(".tiptap > *").nth(paragraph).click()
    page.keyboard.press("End")
    page.keyboard.type(words)
    saved(page)
    page.locator(".acts .state-changed").wait_for()  # what is beside the text is shown anew
    page.locator(".note-acts [value^=resolve]").click()
    page.locator(".notes-resolved").wait_for()
    press(page, "Опубликовать изменения")
    page.locator(".acts-kinds [value=correction]").check()
    page.locator("#id_correction").fill(correction)
    page.locator("[name=confirmed]").click()
    done(page)


def kill(page, reason):
    page.locator(".acts-kill").get_by_role("button").click()
    page.locator("#id_reason").fill(reason)
    page.locator("[name=confirmed]").click()
    done(page)
