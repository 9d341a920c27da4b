// <new-documents>: documents that are dropped on the list are sent by its form.
import { onDroppedFiles } from "./dropped-files.js";

class NewDocuments extends HTMLElement {
  connectedCallback() {
    const [form, field] = ["form", "[type=file]"].map((selector) => this.querySelector(selector));
    onDroppedFiles(document.body, ".docx", (files) => {
      const chosen = new DataTransfer();
      for (const file of files) chosen.items.add(file);
      field.files = chosen.files;
      form.requestSubmit();
    });
  }
}

customElements.define("new-documents", NewDocuments);
