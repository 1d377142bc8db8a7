// Words taken from the page. Reader and answer meet in events on the document.

// What no quotation holds: letters and numbers of ours, the page mark, the number of the note.
const APART = ".gorin-letters, .gorin-address, .gorin-deep, [title='page turn'], sup";

const clauses = (page) => [...page.querySelectorAll(".gorin-clause")];

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
  const place = (at, after) => {
    const [start, node] = nodes.findLast(([from]) => from <= at);
    return [node, at - start + after];
  };
  return [...text.matchAll(/\S+/g)].map(({ index: from, 0: { length } }) => {
    const [start, end] = [place(from, 0), place(from + length - 1, 1)];
    return { anchor: clause.dataset.anchor, text, from, to: from + length, start, end };
  });
}

/** Return the words of a page that are marked, were it only in part. */
function marked(page) {
  const selection = document.getSelection();
  if (selection.isCollapsed) return [];
  const range = selection.getRangeAt(0);
  const words = clauses(page).filter((clause) => range.intersectsNode(clause)).flatMap(wordsOf);
  return words.filter(({ start, end }) => {
    const word = new Range();
    word.setStart(...start);
    word.setEnd(...end);
    const begun = range.compareBoundaryPoints(Range.END_TO_START, word) < 0;
    return begun && range.compareBoundaryPoints(Range.START_TO_END, word) > 0;
  });
}

/** Make a quotation of some words: as printed, with the smallest passage around them. */
function quotation(words, page) {
  // An unfolded sentence stands in another order than it was written in.
  const sorted = (anchors) => anchors.sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  const order = sorted(clauses(page).map((clause) => clause.dataset.anchor));
  const anchors = sorted([...new Set(words.map((word) => word.anchor))]);
  let text = "";
  let before = null;
  for (const anchor of anchors) {
    const own = words.filter((word) => word.anchor === anchor);
    const [first, last] = [own[0], own.at(-1)];
    const follows =
      order.indexOf(anchor) === order.indexOf(before?.anchor) + 1 &&
      before?.to === before?.text.trimEnd().length &&
      first.from === first.text.search(/\S/);
    text += (before ? (follows ? " " : " … ") : "") + first.text.slice(first.from, last.to);
    before = last;
  }
  const [around] = [/.*/, /\d+\.\d+/, /\d+/]
    .map((level) => [...new Set(anchors.map((anchor) => anchor.match(level)[0]))])
    .find((level) => level.length === 1) ?? [];
  if (!around) return { trouble: "Mark words of one paragraph." };
  return { words: edged(text), anchor: around };
}

/** Leave out a comma at the end, and a bracket whose other half is not quoted. */
function edged(text) {
  const plain = text.replace(/\s+/g, " ").replace(/[,;:]$/, "");
  return plain.match(/[()]/g)?.length === 1 ? plain.replace(/[()]/, "") : plain;
}

/** Let words be marked; call quote(words) at q, and changed(words) where others are marked. */
function picker(page, quote, changed) {
  let held = []; // the words marked last, also while a button has the focus
  let cut = { ways: [] }; // of one passage: at which end each word was left out, in order
  page.tabIndex = -1; // so that keys are heard after a drag
  page.addEventListener("pointerdown", ({ target }) => {
    // Chromium lets no drag begin at the first letter of what takes the focus.
    const option = target.closest("[role=option]");
    const was = option?.tabIndex;
    option?.removeAttribute("tabindex");
    if (option) setTimeout(() => (option.tabIndex = was));
  });

  const passage = ({ dataset: { anchor } }) => {
    const inside = new RegExp(`^${anchor}(?!\\d)`);
    return clauses(page).filter((clause) => inside.test(clause.dataset.anchor)).flatMap(wordsOf);
  };
  const mark = (words) =>
    document.getSelection().setBaseAndExtent(...words[0].start, ...words.at(-1).end);
  function narrow(item, way) {
    const { anchor } = item.dataset;
    if (cut.anchor !== anchor) cut = { anchor, ways: [] };
    if (way) cut.ways.push(way);
    else cut.ways.pop();
    const words = passage(item);
    const front = cut.ways.filter((one) => one === "front").length;
    const left = words.slice(front, words.length - (cut.ways.length - front));
    if (left.length) mark(left);
    else cut.ways.pop(); // the last word stays
  }
  function forget() {
    cut = { ways: [] };
    if (!held.length) return;
    document.getSelection().removeAllRanges();
    changed((held = []));
  }
  function seen() {
    const { anchorNode, isCollapsed } = document.getSelection();
    const now = marked(page);
    const here = now.length || (isCollapsed && page.contains(anchorNode));
    const known = (words) => words.map(({ anchor, from }) => anchor + from).join();
    if (here && known(now) !== known(held)) changed((held = now));
  }
  document.addEventListener("selectionchange", seen);
  return {
    words: () => held,
    passage,
    mark,
    leave: () => document.removeEventListener("selectionchange", seen),
    /** Do what a key asks for; return whether it asked for anything. */
    key(event) {
      const item = event.target.closest("[role=option]");
      if (event.ctrlKey || event.metaKey || event.altKey) return false;
      const way = event.shiftKey && { ArrowRight: "front", ArrowLeft: "back" }[event.key];
      if (item && (way || (event.key === "Backspace" && cut.anchor))) narrow(item, way);
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

function quoteButton(quote) {
  const onmousedown = (event) => event.preventDefault(); // keeps what is marked
  return h("button", { type: "button", onclick: () => quote(), onmousedown }, "Quote this");
}

const tell = (name, detail) =>
  document.dispatchEvent(new CustomEvent(`gorin-${name}`, { detail, cancelable: true }));

/** Is there an answer in this notebook that can take words? */
const anyAnswer = (from) => !tell("answer-wanted", { from });

/** Hand words to the answer that was used last; return its title, or "" where none took them. */
function offer(from, words) {
  const detail = { from, ...words, taken: "" };
  tell("quotation", detail);
  return detail.taken;
}

/** Are two widgets in one notebook? One that is scrolled away may be in none. */
function together(one, other) {
  const [here, there] = [one, other].map((element) => element.closest(".jp-Notebook"));
  return here === there || !here || !there;
}
