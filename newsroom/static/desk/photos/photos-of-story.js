// Photos of a story: a button, a key, or pictures that are dropped on the text or pasted into it, open the picker.
import { onKeys } from "../key-list.js";
import { keepPlace } from "../nodes/places.js";
import { written } from "../paste/descriptions.js";

const INLINE = /^data:(image\/(\w+)[^;,]*);base64,(.+)$/is;
const LONGEST_ALT = 300; // as in newsroom/content/nodes.py
const SOON = ["focusin", "dragenter"]; // what precedes writing and dropping

// LibreOffice puts pictures into the text that it copies. Addresses elsewhere can't be fetched.
function fileOf({ file, src }) {
  if (file) return file;
  const [, type, kind, data] = INLINE.exec(src) ?? [];
  if (!data) return null;
  try {
    return new File([Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0))], `picture.${kind}`, { type });
  } catch {
    return null; // damaged, so it is listed among the pictures that could not be pasted
  }
}

const shortened = (alt) => (alt.length > LONGEST_ALT ? `${alt.slice(0, LONGEST_ALT - 1).trimEnd()}…` : alt);

// The picker is loaded when somebody begins to write, since reading a story needs none. Without a network, it comes later.
async function load() {
  try {
    await import("./photo-picker.js");
  } catch {
    await new Promise((resolve) => addEventListener("online", resolve, { once: true }));
    await load();
  }
}

export function addPhotoPicker(page, { editor, words }) {
  const { photosUrl: photos, uploadUrl: upload, statesUrl: states } = page.dataset;
  if (!photos) return;
  const { lang, dir } = editor.options.element.querySelector("textarea");
  const caret = () => keepPlace(editor, editor.state.selection.to);
  let picker = null;
  async function prepared() {
    await load();
    const element = document.createElement("photo-picker");
    element.prepare({ editor, words, addresses: { photos, upload, states }, lang, dir });
    page.append(element);
    return element;
  }
  const withPicker = async (act) => act(await (picker ??= prepared()));
  const open = () => {
    const place = caret();
    withPicker((element) => element.open(place));
  };
  for (const name of SOON) page.addEventListener(name, () => withPicker(() => {}), { once: true });
  onKeys(document, { "insert-photos": open });
  editor.view.dom.addEventListener("insert-photo", open);
  editor.view.dom.addEventListener("pasted-pictures", (event) => {
    const withFile = (picture) => ({ ...picture, alt: shortened(written(picture.alt)), file: fileOf(picture) });
    const pictures = event.detail.pictures.map(withFile);
    const files = pictures.filter(({ file }) => file);
    if (!upload || !files.length) return;
    event.preventDefault();
    event.detail.left = event.detail.pictures.filter((_picture, index) => !pictures[index].file);
    const taken = files.map((picture) => ({ ...picture, place: keepPlace(editor, picture.place()) }));
    withPicker((element) => element.take(taken));
  });
}
