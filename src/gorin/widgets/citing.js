// Ids of papers in a text become links to them.

const PAPER = /(?<![\w/-])((?:33v2\/|33-39\/|40v2\/|40v3\/)?d\d{1,3})(?![\w/-])/;

function paper(id, urls) {
  return h("a", { href: urls[id], target: "_blank", rel: "noopener" }, id);
}

function linked(text, urls) {
  return text.split(PAPER).map((part, i) => (i % 2 && urls[part] ? paper(part, urls) : part));
}
