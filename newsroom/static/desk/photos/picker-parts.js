// The dialog in which photos are chosen, and those of its parts that change.
import { crel } from "django-prose-editor/editor";

function radio(label, value) {
  const input = crel("input", { type: "radio", name: "as", value });
  return { input, label: crel("label", {}, [input, " ", label]) };
}

function fileButton(label, upload) {
  const input = crel("input", { type: "file", multiple: true, accept: "image/*" });
  input.addEventListener("change", () => {
    upload([...input.files]);
    input.value = "";
  });
  return crel("label", { className: "btn picker-upload" }, [input, label]);
}

function takeDropped(dialog, upload) {
  dialog.addEventListener("dragover", (event) => event.preventDefault());
  dialog.addEventListener("drop", (event) => {
    event.preventDefault();
    upload?.([...event.dataTransfer.files].filter(({ type }) => type.startsWith("image/")));
  });
}

// `acts` are {close, write_to_all, insert}. `upload` takes files; without it, this person may not add photos.
export function partsOf({ words, sheet, list, credit, acts, upload }) {
  const button = (name, className = "btn") => {
    const element = crel("button", { type: "button", className, textContent: words[name] });
    element.addEventListener("click", acts[name]);
    return element;
  };
  const [asPhotos, asGallery] = [radio(words.one_by_one, "photo"), radio(words.as_gallery, "gallery")];
  asPhotos.input.checked = true;
  const count = crel("h3");
  const note = crel("p", { className: "help", role: "status" });
  const insertButton = button("insert", "btn btn-default");
  const creditLabel = crel("label", {}, [crel("span", { textContent: words.credit_for_all }), credit]);
  const creditRow = crel("div", { className: "credit-row" }, [creditLabel, button("write_to_all")]);
  const chosenPart = crel("section", { className: "chosen" }, [count, creditRow, list.list]);
  const title = crel("h2", { textContent: words.title, id: "photo-picker-title" });
  const files = upload ? [fileButton(words.upload, upload)] : [];
  const how = { role: "radiogroup", "aria-label": words.how };
  const dialog = crel("dialog", { className: "photo-picker", "aria-labelledby": "photo-picker-title" }, [
    crel("div", { className: "picker-head" }, [title, sheet.input, ...files, button("close")]),
    crel("div", { className: "picker-body" }, [sheet.element, chosenPart]),
    crel("div", { className: "picker-foot" }, [crel("div", how, [asPhotos.label, asGallery.label]), note, insertButton]),
  ]);
  takeDropped(dialog, upload);
  return { dialog, count, note, insertButton, creditRow, chosenPart, asGallery: asGallery.input };
}
