// Which descriptions of pictures somebody has written. Programs write others: names of files, numbers, guesses.
// articles/imports/docx/descriptions.py has the same rules for documents.
const NUMBERED = new RegExp(
  "^(picture|image|photo|graphics?|figure|object|unnamed|рисунок|изображение|фото|фотография|графика|объект" +
    "|сурет|бейне|расм|тасвир|图片|图像|照片)[ _-]*\\d*$",
);
const OF_CAMERAS = /^(img|dsc[nf]?|pxl|whatsapp image|screenshot|снимок экрана)[ _-]*\d/;
const ENDING = /\.(jpe?g|jfif|png|gif|webp|avif|bmp|tiff?|emf|wmf|heic|svg)$/;
const ADDRESS = /^(https?:|file:|data:|[a-z]:\\)\S/;
const GUESSES = [
  ...["a picture containing", "description automatically generated", "ai-generated content"],
  ...["изображение выглядит как", "автоматически созданное описание", "созданное искусственным интеллектом"],
  "автоматты түрде жасалған",
];

function isMade(words) {
  const isName = [NUMBERED, OF_CAMERAS, ENDING, ADDRESS].some((pattern) => pattern.test(words));
  return isName || GUESSES.some((guess) => words.includes(guess));
}

// A description in one line; "" if a program has made it.
export function written(description) {
  const words = description.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, " ").trim();
  return isMade(words.toLowerCase()) ? "" : words;
}

// The name of the file that an address leads to, or the address if it names none. "" for a picture that is in the text.
export function fileNameOf(address) {
  if (/^(data|blob):/i.test(address)) return "";
  const last = address.split(/[?#]/)[0].split(/[/\\]/).at(-1);
  if (!ENDING.test(last.toLowerCase())) return address;
  try {
    return decodeURIComponent(last);
  } catch {
    return last; // it has a percent sign of its own
  }
}
