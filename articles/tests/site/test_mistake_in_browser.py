"""Ctrl+Enter opens the form with the words that are selected on the page of a story, in any alphabet."""

import pytest

from articles.models import Note
from articles.tests.makers import make_article
from newsroom import editions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]

SELECT = """([text, skip]) => {
  const walker = document.createTreeWalker(document.querySelector(".story-text"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = node.data.indexOf(text); at >= 0; at = node.data.indexOf(text, at + 1)) {
      if (skip-- === 0) return getSelection().setBaseAndExtent(node, at, node, at + text.length);
    }
  }
  throw Error(`${text} is not there`);
}"""


def test_selected_words_go_along_to_the_form_and_become_a_note(reader):
    story = make_article("kk", title="Үйі", body="<p>Оның <em>үйі</em> бар.</p><p>Үлкен үйі бар.</p>")
    page = reader()
    page.goto(story.address_in(editions.BY_CODE["kk-arab"]))
    page.keyboard.press("Control+Enter")  # nothing is selected
    page.evaluate(SELECT, ["ءۇيى", 1])
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/mistake/?words=*")
    assert page.locator("#id_words").input_value() == "ءۇيى"
    page.locator("#id_comment").fill("قاتە <b>")
    page.locator("main button").click()
    page.wait_for_url("**/mistake/sent/")
    note = Note.objects.get()
    assert (note.quotation, note.before, note.text) == ("үйі", "Үлкен", "قاتە <b>")
