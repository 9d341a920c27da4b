// Which links of a text lead to own stories that readers can't open. The server is asked once for each address.
import { isStruck } from "../writing/searching.js";

const SEEMS_OWN = /^(?:https?:\/\/[^/]+)?\/[a-z-]+\/\d{4}\/\d{1,2}\/\d{1,2}\//;

// [{from, to, text, href}]
function linksIn(doc) {
  const found = [];
  doc.descendants((node, pos) => {
    if (node.attrs.deleted || isStruck(node)) return false;
    const href = node.marks.find(({ type }) => type.name === "link")?.attrs.href;
    if (href && SEEMS_OWN.test(href)) found.push({ from: pos, to: pos + node.nodeSize, text: node.text ?? "", href });
    return true;
  });
  return found;
}

export class OwnLinks {
  // `tell` is called when an answer has arrived.
  constructor(url, tell) {
    Object.assign(this, { url, tell, nowhere: new Set(), asked: new Set() });
  }

  hintsIn(doc) {
    const links = linksIn(doc);
    this.ask(links.map(({ href }) => href).filter((href) => !this.asked.has(href)));
    return links.filter(({ href }) => this.nowhere.has(href)).map((link) => ({ kind: "links", ...link }));
  }

  async ask(hrefs) {
    if (!hrefs.length) return;
    for (const href of hrefs) this.asked.add(href);
    const address = new URL(this.url, location.href);
    for (const href of new Set(hrefs)) address.searchParams.append("href", href);
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok) {
      for (const href of hrefs) this.asked.delete(href); // asked again with the next change
      return;
    }
    const { nowhere } = await answer.json();
    for (const href of nowhere) this.nowhere.add(href);
    if (nowhere.length) this.tell();
  }
}
