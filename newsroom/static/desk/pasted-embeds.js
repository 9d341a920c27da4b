// The address of a post or video that is pasted as a paragraph of its own becomes an embed, if the server knows its
// site. It stands there as a link until the answer has arrived, and undo brings that link back.
import { pm } from "django-prose-editor/editor";

const ADDRESS = /^https:\/\/\S+$/;

async function canonical(url, address) {
  const answer = await fetch(`${url}?${new URLSearchParams({ embed: address })}`).catch(() => null);
  return answer?.ok ? (await answer.json()).embed[address] : undefined;
}

// Puts the embed in place of the first paragraph that has only the address.
function replaceParagraph({ state, view }, address, value) {
  const { embedNode } = state.schema.nodes;
  let place;
  state.doc.forEach((node, pos) => {
    if (!place && node.isTextblock && node.textContent.trim() === address) place = { node, pos };
  });
  if (!place) return;
  const node = embedNode.create({ value, block: place.node.attrs.block });
  view.dispatch(state.tr.replaceWith(place.pos, place.pos + place.node.nodeSize, node));
}

export function embedPastedAddresses(editor, url) {
  const handlePaste = ({ state }, { clipboardData }) => {
    const address = clipboardData?.getData("text/plain").trim() ?? "";
    const { $from, empty } = state.selection;
    const isAlone = empty && $from.depth === 1 && !$from.parent.content.size;
    if (isAlone && ADDRESS.test(address)) {
      canonical(url, address).then((value) => value && replaceParagraph(editor, address, value));
    }
    return false; // it is pasted as any other
  };
  editor.registerPlugin(new pm.state.Plugin({ props: { handlePaste } }), (own, plugins) => [own, ...plugins]);
}
