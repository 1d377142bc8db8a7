// The memo set as a page: what stands where, and how the layers mark it. Nothing here is state.

/** Does this passage lie inside the other? 3.2d and 3.2 lie within 3. */
function within(anchor, other) {
  const rest = anchor.slice(other.length);
  return Boolean(other) && anchor.startsWith(other) && /^(\.|[a-z])/.test(rest);
}

const OPEN = "yours to decide"; // what an exercise asks about
const isClause = (anchor) => /[a-z]/.test(anchor);
const sentenceOf = (anchor) => anchor.replace(/[a-z].*$/, "");

/** Return the passages around one and itself: paragraph, sentence, clause, insertion. */
function levels(anchor, texts) {
  const all = [/^\d+/, /^\d+\.\d+/, /^\d+\.\d+[a-z]/, /^.*$/].map((level) => anchor.match(level)?.[0]);
  return [...new Set(all)].filter((one) => one in texts);
}

/** Collect the smallest parts and every text by anchor. */
function contents(spec) {
  const parts = {};
  const texts = {};
  const keep = (part) => {
    parts[part.anchor] = part;
    texts[part.anchor] = part.text;
    part.added.forEach(([from, to], i) => (texts[`${part.anchor}.${i + 1}`] = part.text.slice(from, to)));
  };
  spec.pieces.slice(0, 2).forEach(keep);
  spec.paragraphs.forEach((sentences, i) => {
    for (const { anchor, clauses } of sentences) {
      clauses.forEach(keep);
      texts[anchor] = clauses.map((clause) => clause.text).join(" ");
    }
    texts[i + 1] = sentences.map(({ anchor }) => texts[anchor]).join(" ");
  });
  spec.pieces.slice(2).forEach(keep);
  return { parts, texts };
}

/** Return the whole page, or the paragraph or unfolded sentence that a lesson asks for. */
function sheet(spec, parts, { whole, open }) {
  const smallest = (part) => clauseOf(part, spec.layers);
  const only = whole ? 0 : Number(spec.start.split(".")[0]);
  if (only && spec.unfolded) {
    const one = spec.paragraphs[only - 1].find(({ anchor }) => anchor === sentenceOf(spec.start));
    return [h("p", { role: "presentation" }, sentence(one))];
  }
  const body = spec.paragraphs.flatMap((sentences, i) => {
    const anchor = String(i + 1);
    if (only && only !== i + 1) return [];
    return h("p", { role: "presentation" }, address(anchor, "Paragraph"), sentences.map(sentence));
  });
  if (only) return body;
  const pieces = spec.pieces.map((piece) =>
    h(
      "p",
      { role: "presentation", className: `gorin-${piece.name.replace(" ", "-")}` },
      smallest(piece),
    ),
  );
  return [...pieces.slice(0, 2), ...body, ...pieces.slice(2)];

  function sentence({ anchor, clauses }) {
    if (open.has(anchor)) return unfoldedOf(anchor);
    return h(
      "span",
      { role: "presentation" },
      address(anchor, "Sentence"),
      clauses.flatMap((clause) => [smallest(clause), " "]),
    );
  }

  /** Set a sentence clause by clause, main clause first, the others beneath what they hang on. */
  function unfoldedOf(anchor) {
    const lines = spec.lines[anchor].map(([clause, depth]) => {
      const line = h(
        "span",
        { role: "presentation", className: depth ? "gorin-line" : "gorin-line gorin-main" },
        h("span", { className: "gorin-deep", "aria-hidden": "true" }, clause),
        smallest(parts[clause]),
      );
      line.style.setProperty("--depth", depth);
      return line;
    });
    const around = { role: "presentation", className: "gorin-open-out" };
    return h("span", around, address(anchor, "Sentence"), lines);
  }
}

function option(anchor, className, label, ...content) {
  const about = { role: "option", "data-anchor": anchor, "aria-selected": "false", tabIndex: -1 };
  return h("span", { ...about, className, "aria-label": label }, ...content);
}

const address = (anchor, word) => option(anchor, "gorin-address", `${word} ${anchor}`, anchor);

/** Return the layers that read a passage, be it only as the student's to say. */
const readBy = ({ anchor }, layers) =>
  layers.filter(({ marks }) => marks[anchor] || isClause(anchor));

/** Set a clause with a letter and a line for each layer; `paint` shows them. */
function clauseOf(part, layers) {
  let words = h("span", { className: "gorin-words" }, printed(part));
  const letters = h("span", { className: "gorin-letters" });
  for (const layer of readBy(part, layers)) {
    const tag = tagOf(layer, part.anchor);
    const own = { "data-layer": layer.id };
    words = h("span", { className: `gorin-under gorin-${tag ? tag.line : "open"}`, ...own }, words);
    letters.append(h("span", own, tag ? tag.key.toUpperCase() : "?"));
  }
  return option(part.anchor, "gorin-clause", "", letters, words);
}

/** Return the text of a clause, with what the editions added set apart. */
function printed(part) {
  const shown = [];
  let at = 0;
  for (const [start, end, kind] of part.added) {
    const properties = { className: "gorin-added", title: kind, "data-kind": kind };
    const tag = kind === "number of the note" ? "sup" : "span";
    shown.push(part.text.slice(at, start), h(tag, properties, part.text.slice(start, end)));
    at = end;
  }
  return [...shown, part.text.slice(at)];
}

/** Return how a layer reads a clause: its tag, or undefined where that is the student's to say. */
function tagOf(layer, anchor) {
  const mark = layer.marks[anchor];
  return mark && layer.tags.find((tag) => tag.id === mark.tag);
}

/** Show the letters and lines of the active layers, and say them in the labels. */
function paint(page, parts, layers) {
  page.dataset.lines = layers.length;
  for (const mark of page.querySelectorAll("[data-layer]")) level(mark, layers);
  for (const item of page.querySelectorAll(".gorin-clause")) {
    const part = parts[item.dataset.anchor];
    const read = readBy(part, layers);
    item.firstChild.hidden = !read.length;
    const told = read.map((one) => `${one.name}: ${tagOf(one, part.anchor)?.name ?? OPEN}.`);
    item.setAttribute("aria-label", [`${part.anchor}: ${part.text}`, ...told].join(" "));
  }
}

/** Give what marks a layer its place among those that are active, or none. */
function level({ dataset }, layers) {
  const place = layers.findIndex(({ id }) => id === dataset.layer);
  if (place < 0) delete dataset.level;
  else dataset.level = place;
}

/** Explain the lines and letters of one layer. */
function legend(layer, parts) {
  const used = new Set(Object.values(layer.marks).map((mark) => mark.tag));
  const tags = layer.tags.filter((tag) => used.has(tag.id));
  const open = Object.keys(parts).some((anchor) => isClause(anchor) && !layer.marks[anchor]);
  const own = { "data-layer": layer.id };
  const entry = (letter, line, name) =>
    h(
      "li",
      {},
      h("span", { className: "gorin-letters" }, h("span", own, letter.toUpperCase())),
      h("span", { className: `gorin-under gorin-${line}`, ...own }, name),
    );
  return h(
    "div",
    {},
    h("p", {}, h("strong", {}, `${layer.name}. `), layer.question),
    h(
      "ul",
      {},
      tags.map((tag) => entry(tag.key, tag.line, tag.name)),
      open ? entry("?", "open", OPEN) : "",
    ),
    h(
      "details",
      {},
      h("summary", {}, "What the letters mean"),
      h("p", {}, layer.about),
      h(
        "dl",
        {},
        tags.map((tag) => [h("dt", {}, tag.name), h("dd", {}, tag.about)]),
        open ? [h("dt", {}, OPEN), h("dd", {}, "An exercise asks about it.")] : "",
      ),
    ),
  );
}
