// Makes random changes in the editor of an open story, first as suggestions and then without them. Returns, as HTML of
// blocks, the text before, with the suggestions, with all refused and all accepted by the editor, and as it is with the
// same changes made without suggestions. `seed` decides what is changed. Formatting is set or removed, and not toggled:
// which of both a toggle does depends on all that is selected, also on removed words.
async ({ seed, changes }) => {
  const { decide } = await import("/static/desk/suggestions/deciding.js");
  const { contentOf } = await import("/static/desk/draft/blocks.js");
  const { pm } = await import("django-prose-editor/editor");
  const { suggestChangesKey } = await import("/static/desk/vendor/prosemirror-suggest-changes/suggest-changes.js");
  const { editor } = document.querySelector("draft-editor");
  const { AllSelection, NodeSelection, TextSelection } = pm.state;

  let state = seed;
  const random = () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
  const below = (count) => Math.floor(random() * count);
  const one = (list) => list[below(list.length)];
  const some = (most, make) => Array.from({ length: 1 + below(most) }, make);

  const word = () => one(["сөз", "ел", "қала", "12", "және ол", "Шу", "тау ", " бір", "  ", "ж&ж", "<5>", "\u00a0", "дом,", "…"]);
  const words = () => some(4, word).join("");
  const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const formatted = () => one([
    (text) => text, (text) => text, (text) => `<strong>${text}</strong>`, (text) => `<em>${text}</em>`,
    (text) => `<em>не<strong>${text}</strong></em>`, (text) => `<a href="https://example.kz/x">${text}</a>`,
    (text) => `${text}<br>`, (text) => `<span lang="ru">${text}</span>`,
  ])(escaped(words()));
  const block = () => one([
    () => `<p>${some(4, formatted).join("")}</p>`, () => `<p>${some(4, formatted).join("")}</p>`,
    () => `<h2>${escaped(words())}</h2>`, () => "<p></p>", () => `<blockquote><p>${formatted()}</p><p>—${formatted()}</p></blockquote>`,
    () => `<ul>${some(3, () => `<li><p>${formatted()}</p></li>`).join("")}</ul>`, () => '<figure data-photo="key" data-alt="x"></figure>',
    () => `<table><tbody><tr><td><p>${formatted()}</p></td><td><p>су</p></td></tr></tbody></table>`, () => "<hr>",
  ])();

  const html = () => Object.entries(contentOf(editor).blocks).map(([, text]) => text);
  const dispatch = (tr) => editor.view.dispatch(tr);
  const turn = (enabled) => dispatch(editor.state.tr.setMeta(suggestChangesKey, { enabled }));
  const show = (text) => {
    const body = new DOMParser().parseFromString(text, "text/html").body;
    const doc = pm.model.DOMParser.fromSchema(editor.schema).parse(body, { preserveWhitespace: true });
    dispatch(editor.state.tr.replaceWith(0, editor.state.doc.content.size, doc.content).setMeta(suggestChangesKey, { skip: true }));
  };
  const isGone = (node) => node.attrs.deleted || node.marks.some(({ type }) => type.name === "deletion");

  // The places of the caret in the text as it is accepted. Behind each letter comes what was removed behind it.
  function places() {
    const found = [];
    editor.state.doc.descendants((node, pos) => {
      if (isGone(node)) return false;
      if (node.isTextblock) {
        found.push(pos + 1);
        node.forEach((child, offset) => {
          if (isGone(child)) return;
          for (let at = 1; at <= child.nodeSize; at += 1) found.push(pos + 1 + offset + at);
        });
      }
      return !node.isTextblock;
    });
    return found;
  }

  // The nodes without words that are not removed.
  function leaves() {
    const found = [];
    editor.state.doc.forEach((node, pos) => node.isLeaf && !isGone(node) && found.push(pos));
    return found;
  }

  function select(from, to = from) {
    const all = places();
    const { doc, tr } = editor.state;
    const isAll = to > from && from === 0 && to === all.length - 1; // otherwise, what is removed would not be selected
    const selection = isAll ? new AllSelection(doc) : TextSelection.between(doc.resolve(all[from]), doc.resolve(all[to]));
    dispatch(tr.setSelection(selection).setStoredMarks(null));
  }

  // What is typed has the formatting of the letter before it, whatever removed words stand there.
  function type(text) {
    const { $from } = editor.state.selection;
    const before = $from.nodeBefore && !isGone($from.nodeBefore) ? $from.nodeBefore.marks : [];
    const marks = before.filter(({ type: kind }) => ["bold", "italic"].includes(kind.name));
    dispatch(editor.state.tr.replaceSelectionWith(editor.schema.text(text, marks), false));
  }

  const besideRemoved = () => {
    const { $from, $to } = editor.state.selection;
    const around = [$from.index(0) - 1, $to.index(0) + 1].map((index) => editor.state.doc.maybeChild(index));
    return around.some((node) => node && isGone(node));
  };
  // Commands that look at the blocks beside. Where one of those is removed, they would do something else.
  const beside = (act) => ({ act, looksBeside: true });

  function kinds() {
    const far = one([0, 1, 3, 8, 30]);
    return one([
      [far && 0, { act: (text) => type(text) }], [0, { act: (text) => type(text) }], [0, { act: (text) => type(text) }],
      [1 + far, { act: () => dispatch(editor.state.tr.deleteSelection()) }], [1, { act: () => dispatch(editor.state.tr.deleteSelection()) }],
      [1 + far, { act: (text) => type(text) }], [1 + far, { act: (text) => editor.view.pasteText(text) }],
      [1 + far, { act: () => editor.commands.setBold() }], [1 + far, { act: () => editor.commands.unsetBold() }],
      [1 + far, { act: () => editor.commands.setItalic() }], [1 + far, { act: () => editor.commands.unsetItalic() }],
      [1 + far, { act: () => editor.commands.setSuperscript() }], [3, { act: () => editor.commands.unsetAllMarks() }],
      [0, { act: () => editor.commands.splitBlock() }], [0, { act: () => editor.commands.setHardBreak() }],
      [0, beside(() => editor.commands.joinBackward())], [0, beside(() => editor.commands.toggleHeading({ level: 2 }))],
      [0, beside(() => editor.commands.toggleBulletList())], [0, beside(() => editor.commands.toggleBlockquote())],
      [far, { act: (_text, markup) => editor.view.pasteHTML(markup) }],
      [0, { act: (_text, markup) => editor.view.pasteHTML(markup) }],
      ["leaf", { act: () => dispatch(editor.state.tr.deleteSelection()) }],
    ]);
  }

  function planned() {
    const [far, kind] = kinds();
    return { far, kind, at: random(), text: words(), markup: some(2, block).join("") };
  }

  // Whether the change was made. It is not, where the editor refuses it beside a removed block.
  function make({ far, kind, at, text, markup }, isSkipped) {
    if (far === "leaf") {
      const all = leaves();
      if (!all.length) return false;
      dispatch(editor.state.tr.setSelection(NodeSelection.create(editor.state.doc, all[Math.floor(at * all.length)])));
    } else {
      const { length } = places();
      if (!length) return false;
      const from = Math.floor(at * length);
      select(from, Math.min(from + far, length - 1));
    }
    if (isSkipped || (kind.looksBeside && besideRemoved())) return false;
    kind.act(text, markup);
    return true;
  }

  turn(false);
  show(some(4, block).join(""));
  const before = html();
  const plan = some(changes, planned);
  turn(true);
  const made = plan.map((change) => make(change, false));
  const suggested = html();
  const marked = editor.state.doc;
  dispatch(decide(editor.state, null, false));
  const refused = html();
  const whole = () => editor.state.tr.replaceWith(0, editor.state.doc.content.size, marked.content);
  dispatch(whole().setMeta(suggestChangesKey, { skip: true }));
  dispatch(decide(editor.state, null, true));
  const accepted = html();
  turn(false);
  show(before.join(""));
  plan.forEach((change, index) => made[index] && make(change, false));
  return { before, suggested, refused, accepted, plain: html(), plan: plan.map(({ far, kind, text, markup }, index) =>
    [made[index], far, String(kind.act), text, markup]) };
}
