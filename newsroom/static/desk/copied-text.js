// <copied-text>: a button that copies the text of a field. Without the script, people select the text and copy it.
class CopiedText extends HTMLElement {
  connectedCallback() {
    const [field, button, done] = ["input", "button", "[role=status]"].map((name) => this.querySelector(name));
    field.addEventListener("focus", () => field.select());
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(field.value).then(
        () => (done.hidden = false),
        () => field.focus() // not allowed: to be copied by hand
      );
    });
  }
}

customElements.define("copied-text", CopiedText);
