// Photos of a story: a button, a key, or pictures that are dropped on the text or pasted into it, open the picker.
import { onKeys } from "../key-list.js";
import "./photo-picker.js";

const INLINE = /^data:(image\/(\w+)[^;,]*);base64,(.+)$/is;

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

export function addPhotoPicker(page, { editor, words }) {
  const { photosUrl: photos, uploadUrl: upload, statesUrl: states } = page.dataset;
  if (!photos) return;
  const { lang, dir } = editor.options.element.querySelector("textarea");
  const picker = document.createElement("photo-picker");
  picker.prepare({ editor, words, addresses: { photos, upload, states }, lang, dir });
  page.append(picker);
  const open = () => picker.open();
  addEventListener("beforeunload", (event) => picker.isUploading && event.preventDefault());
  onKeys(document, { "insert-photos": open });
  editor.view.dom.addEventListener("insert-photo", open);
  editor.view.dom.addEventListener("pasted-pictures", (event) => {
    const pictures = event.detail.pictures.map((picture) => ({ ...picture, file: fileOf(picture) }));
    if (!upload || !pictures.some(({ file }) => file)) return;
    event.preventDefault();
    event.detail.left = pictures.filter(({ file }) => !file);
    picker.take(pictures.filter(({ file }) => file));
  });
}
