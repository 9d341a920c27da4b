// Pickers show the pictures of photos beside their names. Django's script makes the pickers after this one has run.
function shown({ picture, text }) {
  if (!picture) return text;
  const row = document.createElement("span");
  row.className = "choice-with-picture";
  const image = Object.assign(document.createElement("img"), { src: picture, alt: "", loading: "lazy" });
  row.append(image, Object.assign(document.createElement("bdi"), { textContent: text }));
  return row;
}

const { defaults } = window.django.jQuery.fn.select2;
defaults.set("templateResult", shown);
defaults.set("templateSelection", shown);
