// Pictures on their way into the photo desk (articles/admin/photo_upload.py): sent one by one, with their progress, and asked
// about until they are processed. A file stays here until it has arrived, so that it can be sent again.
import { FROM_SCRIPT, renewToken, signIn } from "../session.js";

const AT_ONCE = 2;
const ASK_AFTER = 1_500; // milliseconds
const OVER = ["ready", "refused", "failed", "duplicate"];

function post(url, form, onProgress) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest(); // fetch() doesn't tell the progress
    request.open("POST", url);
    for (const [name, value] of Object.entries(FROM_SCRIPT)) request.setRequestHeader(name, value);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(total ? loaded / total : 0));
    request.addEventListener("loadend", () => resolve({ status: request.status, answer: request.response }));
    request.send(form);
  });
}

// What became of a request: the answer about its file, or why there is none.
function outcome({ status, answer }) {
  if (answer?.files?.[0]) return answer.files[0];
  if (status === 401 || status === 403) return { state: "signed-out" };
  if (status >= 400 && status < 500) return { state: "refused", message: answer?.message };
  return { state: "unreachable" };
}

export class Uploads {
  // `changed` is called whenever there is something new to show.
  constructor({ url, statesUrl, changed }) {
    Object.assign(this, { url, statesUrl, changed, waiting: [], sending: 0, processing: new Map() });
  }

  // Returns what is to be shown of a file: {file, state, progress, message, photo, same}.
  add(file, options) {
    const upload = { file, state: "waiting", progress: 0 };
    this.again([upload], options);
    return upload;
  }

  again(uploads, { keepsDuplicate = false } = {}) {
    const needsSignIn = uploads.some(({ state }) => state === "signed-out");
    for (const upload of uploads) {
      Object.assign(upload, { state: "waiting", progress: 0, message: "", same: null });
      upload.keepsDuplicate ||= keepsDuplicate;
    }
    this.waiting.push(...uploads);
    if (needsSignIn) renewToken().then((isMine) => isMine || signIn()).then(() => this.next(), () => this.next());
    else this.next();
  }

  next() {
    while (this.sending < AT_ONCE && this.waiting.length) this.send(this.waiting.shift());
    this.changed();
  }

  async send(upload) {
    this.sending += 1;
    upload.state = "sending";
    const form = new FormData();
    form.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    if (upload.keepsDuplicate) form.append("keep_duplicates", "1");
    form.append("file", upload.file, upload.file.name);
    const onProgress = (progress) => {
      upload.progress = progress;
      if (progress === 1) upload.state = "processing"; // all is sent; the answer comes when the picture is made smaller
      this.changed();
    };
    this.tell(upload, outcome(await post(this.url, form, onProgress)));
    this.sending -= 1;
    this.next();
  }

  // `answer` is what the server says of the photo.
  tell(upload, { state, message = "", same = null, id, key, name, thumbnail }) {
    Object.assign(upload, { state, message, same });
    if (key) upload.photo = { id, key, name, thumbnail };
    if (OVER.includes(state)) this.processing.delete(id);
    else if (state === "processing") this.processing.set(id, upload);
    if (this.processing.size) this.askSoon();
  }

  // Somebody may have removed a photo meanwhile: the server doesn't tell of it any more.
  hear(asked, photos) {
    for (const id of asked) {
      this.tell(this.processing.get(id), photos.find((photo) => photo.id === id) ?? { id, state: "refused" });
    }
  }

  askSoon() {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.ask();
    }, ASK_AFTER);
  }

  async ask() {
    const asked = [...this.processing.keys()];
    const query = new URLSearchParams(asked.map((id) => ["id", id]));
    const response = await fetch(`${this.statesUrl}?${query}`, { headers: FROM_SCRIPT }).catch(() => null);
    if (response?.ok) this.hear(asked, (await response.json()).photos);
    if (this.processing.size) this.askSoon();
    this.changed();
  }
}
