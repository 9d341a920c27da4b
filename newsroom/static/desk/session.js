// Signs in again without leaving the page, and renews the CSRF token of its forms.
const page = document.querySelector("#unsaved-work");
const template = document.querySelector("#sign-in-dialog");
// The account is that of the page. If somebody else has signed in since, nothing is saved in their name.
export const FROM_SCRIPT = { "X-Sent-By": "script", "X-Account": page.dataset.user };

export const post = (address, body) => fetch(address, { method: "POST", body, headers: FROM_SCRIPT });

function useToken({ token }) {
  for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = token;
}

const isMine = ({ user }) => String(user) === page.dataset.user;

// Whether the same person is still signed in.
export async function renewToken() {
  const session = await (await fetch(page.dataset.session)).json();
  useToken(session);
  return isMine(session);
}

// Returns what is wrong, as a list, or the name of a message of the dialog, or "" after success.
async function tryToSignIn(form) {
  await renewToken();
  const answer = await post(page.dataset.login, new URLSearchParams(new FormData(form)));
  if (answer.status === 422) return (await answer.json()).errors;
  if (!answer.ok) return answer.status === 429 ? "too-many" : "fault";
  const session = await answer.json();
  useToken(session);
  return isMine(session) ? "" : "fault";
}

// Shows a dialog. Whether the person has signed in.
export function signIn() {
  const dialog = template.content.firstElementChild.cloneNode(true);
  const form = dialog.querySelector("form");
  const report = (wrong) => {
    dialog.querySelector("[data-part=errors]").textContent = Array.isArray(wrong) ? wrong.join(" ") : "";
    for (const words of dialog.querySelectorAll("[data-when]")) words.hidden = words.dataset.when !== wrong;
    form.elements.password.value = "";
    form.elements.password.focus();
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wrong = await tryToSignIn(form).catch(() => "offline");
    if (wrong) report(wrong);
    else dialog.close("signed in");
  });
  dialog.querySelector("[data-part=cancel]").addEventListener("click", () => dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "signed in");
    });
  });
}
