// Lets pasted forms be read. A field named "nodeName" hides that property of its form, and reading the form fails.
import { Extension, pm } from "django-prose-editor/editor";

const NAMED = ["name", "id"];

// The HTML without the names of fields. A template runs nothing and fetches nothing.
export function withoutNamesOfFields(html) {
  if (!/<form/i.test(html)) return html;
  const template = document.createElement("template");
  template.innerHTML = html;
  // A form itself may hide its methods in the same way, so it is not touched.
  for (const element of template.content.querySelectorAll(":not(form)")) {
    for (const name of NAMED) element.removeAttribute(name);
  }
  return template.innerHTML;
}

export const PastedForms = Extension.create({
  name: "PastedForms",
  addProseMirrorPlugins() {
    return [new pm.state.Plugin({ props: { transformPastedHTML: withoutNamesOfFields } })];
  },
});
