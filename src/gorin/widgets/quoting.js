// Words taken from the page: marked with the mouse, or a passage narrowed word by word. A reader
// and an answer need not know each other: they meet in events on the document.

// What no quotation holds: letters and numbers of ours, the page mark, the number of the note.
const APART = `.gorin-letters, .gorin-address, .gorin-deep,
  [title="page turn"], [title="number of the note"]`;

/** Return the words of a clause with its text, and of each word where it stands on the page. */
function wordsOf(clause) {
  const nodes = [];
  let text = "";
  const walker = document.createTreeWalker(clause, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest(APART)) continue;
    nodes.push([text.length, node]);
    text += node.data;
  }
  const place = (at) => {
    const [start, node] = nodes.findLast(([from]) => from <= at);
    return [node, at - start];
  };
  return [...text.matchAll(/\S+/g)].map(({ index: from, 0: word }) => {
    const to = from + word.length;
    const [node, last] = place(to - 1);
    return { anchor: clause.dataset.anchor, text, from, to, start: place(from), end: [node, last + 1] };
  });
}

/** Return the words of a page that are marked, were it only in part. */
function marked(page) {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return [];
  const range = selection.getRangeAt(0);
  const among = [...page.querySelectorAll(".gorin-clause")].filter((c) => range.intersectsNode(c));
  return among.flatMap(wordsOf).filter(({ start, end }) => {
    const word = document.createRange();
    word.setStart(...start);
    word.setEnd(...end);
    const before = range.compareBoundaryPoints(Range.END_TO_START, word) < 0;
    return before && range.compareBoundaryPoints(Range.START_TO_END, word) > 0;
  });
}

/** Make a quotation of some words: as printed, with the smallest passage around them. */
function quotation(words, page) {
  const byPlace = (a, b) => a.localeCompare(b, "en", { numeric: true });
  const order = [...page.querySelectorAll(".gorin-clause")].map((c) => c.dataset.anchor);
  order.sort(byPlace); // an unfolded sentence stands in another order than it was written
  const anchors = [...new Set(words.map((word) => word.anchor))].sort(byPlace);
  let text = "";
  let before = null;
  for (const anchor of anchors) {
    const own = words.filter((word) => word.anchor === anchor);
    const [first, last] = [own[0], own.at(-1)];
    const follows =
      before &&
      order.indexOf(anchor) === order.indexOf(before.anchor) + 1 &&
      before.to === before.text.trimEnd().length &&
      first.from === first.text.search(/\S/);
    text += (before ? (follows ? " " : " … ") : "") + first.text.slice(first.from, last.to);
    before = last;
  }
  const [paragraphs, sentences] = [/^\d+/, /^\d+\.\d+/].map(
    (part) => new Set(anchors.map((anchor) => anchor.match(part)[0])),
  );
  if (paragraphs.size > 1) return { trouble: "Mark words of one paragraph." };
  const around = [anchors, [...sentences], [...paragraphs]].find((level) => level.length === 1);
  return { words: edged(text.replace(/\s+/g, " ")), anchor: around[0] };
}

/** Leave out a comma at the end, and a bracket whose other half is not quoted. */
function edged(text) {
  const plain = text.replace(/[,;:]+$/, "");
  if (plain.startsWith("(") && !plain.includes(")")) return plain.slice(1);
  return plain.endsWith(")") && !plain.includes("(") ? plain.slice(0, -1) : plain;
}

/**
 * Let words of a page be marked. `acts` are quote(words), where q is pressed, and changed(words),
 * where other words are marked. Shift and the arrows narrow the passage that has the focus.
 */
function picker(page, { quote, changed }) {
  let held = []; // the words marked last, also while a button has the focus
  let cut = null; // of a passage: the words left out in front and behind, and in what order
  page.tabIndex = -1; // so that keys are heard after a drag that began between two clauses

  const passage = ({ dataset: { anchor } }) =>
    [...page.querySelectorAll(".gorin-clause")]
      .filter((c) => c.dataset.anchor === anchor || /^(\.|[a-z])/.test(rest(c.dataset.anchor, anchor)))
      .flatMap(wordsOf);
  const rest = (one, around) => (one.startsWith(around) ? one.slice(around.length) : "");

  const mark = (words) => {
    const [node, at] = words[0].start;
    document.getSelection().setBaseAndExtent(node, at, ...words.at(-1).end);
  };
  const forget = () => {
    cut = null;
    if (held.length) document.getSelection().removeAllRanges();
    if (held.length) changed((held = []));
  };
  const narrow = (item, way) => {
    const words = passage(item);
    if (cut?.anchor !== item.dataset.anchor) cut = { anchor: item.dataset.anchor, ways: [] };
    if (way) cut.ways.push(way);
    else cut.ways.pop();
    const front = cut.ways.filter((one) => one === "front").length;
    const left = words.slice(front, words.length - (cut.ways.length - front));
    if (left.length) mark(left);
    else cut.ways.pop(); // the last word stays
  };
  const seen = () => {
    const { anchorNode, isCollapsed } = document.getSelection();
    const now = marked(page);
    if (!now.length && !(isCollapsed && page.contains(anchorNode))) return; // marked elsewhere
    if (!now.length && !held.length) return;
    changed((held = now));
  };
  document.addEventListener("selectionchange", seen);
  return {
    forget,
    words: () => held,
    whole: (item) => mark(passage(item)),
    leave: () => document.removeEventListener("selectionchange", seen),
    key(event) {
      const item = event.target.closest("[role=option]");
      if (event.ctrlKey || event.metaKey || event.altKey) return false;
      const way = event.shiftKey && { ArrowRight: "front", ArrowLeft: "back" }[event.key];
      if (item && (way || (event.key === "Backspace" && cut))) narrow(item, way);
      else if (event.key === "q" && (held.length || item)) quote(held.length ? held : passage(item));
      else {
        if (/^(Arrow|Home|End)/.test(event.key)) forget();
        return false;
      }
      event.preventDefault();
      return true;
    },
  };
}

// Reader and answer ---------------------------------------------------------------------------

const tell = (name, detail) =>
  document.dispatchEvent(new CustomEvent(`gorin-${name}`, { detail, cancelable: true }));

/** Are two widgets in one notebook? One that is scrolled away may be in none. */
function together(one, other) {
  const [here, there] = [one, other].map((element) => element.closest(".jp-Notebook"));
  return here === there || !here || !there;
}

/** Is there an answer in this notebook that can take words? */
const anyAnswer = (from) => !tell("answer-wanted", { from });

/** Hand words to the answer that had the focus last; return its title, or "" where none took them. */
function offer(from, words) {
  const detail = { from, ...words, taken: "" };
  tell("quotation", detail);
  return detail.taken;
}

/** Let an answer be found by readers, and take what they offer while it is the last that was used. */
function listenForWords(box, title, { live, take }) {
  let last = false;
  const heard = {
    "gorin-answer-wanted": (event) =>
      live() && together(box, event.detail.from) && event.preventDefault(),
    "gorin-answer-used": ({ detail }) => together(box, detail.from) && (last = detail.from === box),
    "gorin-quotation": ({ detail }) => {
      if (last && together(box, detail.from) && take(detail)) detail.taken = title;
    },
  };
  for (const name in heard) document.addEventListener(name, heard[name]);
  box.addEventListener("focusin", () => tell("answer-used", { from: box }));
  return () => {
    for (const name in heard) document.removeEventListener(name, heard[name]);
  };
}
