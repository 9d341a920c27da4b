// One line above the page that says what happened to the text.
const template = document.querySelector("#save-notice");
let notice;

export function hideNotice() {
  notice?.remove();
}

// `name` is one of those in templates/admin/unsaved_work.html.
export function showNotice(name) {
  hideNotice();
  notice = template.content.firstElementChild.cloneNode(true);
  for (const words of notice.querySelectorAll("[data-when]")) words.hidden = words.dataset.when !== name;
  notice.querySelector("button").addEventListener("click", hideNotice);
  document.body.append(notice);
}
