// Whose words fill the page: choose a block, by mouse or with the arrows, and read what is in it.

function fill(model, el) {
  const { title, how, yours, voices, whole, paragraphs, table } = model.get("spec");
  const box = root(el, "gorin-voices");
  box.setAttribute("aria-label", title);

  const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
  const where = ({ paragraph }) => (paragraph ? `paragraph ${paragraph}` : "the whole page");
  const said = (share) =>
    `${voices[share.voice].name} in ${where(share)}: ${share.words} of ${share.of} words, ` +
    `${share.percent}, ${count(share.passages.length, "passage")}`;

  const entries = new Map(); // of every button, its share
  const button = (share, className, properties, ...content) => {
    const made = h(
      "button",
      {
        type: "button",
        className,
        "aria-pressed": "false",
        "aria-label": said(share),
        "data-line": voices[share.voice].line,
        onclick: () => choose(share),
        ...properties,
      },
      ...content,
    );
    entries.set(made, share);
    return made;
  };

  // The page: a row for each paragraph, as high as it has words; a block for each voice.
  const rows = paragraphs.map((shares, row) =>
    shares.map((share, i) => {
      const block = button(
        share,
        "gorin-voices-block",
        { "data-anchor": `${share.paragraph}-${share.voice}`, tabIndex: row || i ? -1 : 0 },
        h("span", { className: "gorin-voices-letter" }, voices[share.voice].key),
        h("span", { className: "gorin-voices-words" }, String(share.words)),
      );
      block.style.flexGrow = share.words;
      return block;
    }),
  );
  const blocks = rows.flat();
  const page = h(
    "div",
    { className: "gorin-voices-page", role: "group", "aria-label": "The page, paragraph by paragraph" },
    rows.map((row, i) => {
      const line = h(
        "div",
        { className: "gorin-voices-row" },
        h("span", { className: "gorin-voices-of" }, h("b", {}, `¶${i + 1}`), ` ${paragraphs[i][0].of}`),
        row,
      );
      line.style.setProperty("--words", paragraphs[i][0].of);
      return line;
    }),
  );
  const moves = rove(
    () => blocks,
    (key, at) => {
      const row = rows.findIndex((one) => one.includes(blocks[at]));
      const place = rows[row].indexOf(blocks[at]);
      const go = (to, wanted) => rows[to] && blocks.indexOf(rows[to].at(wanted));
      return {
        ArrowRight: rows[row][place + 1] && at + 1,
        ArrowLeft: place ? at - 1 : undefined,
        ArrowDown: go(row + 1, Math.min(place, (rows[row + 1]?.length ?? 0) - 1)),
        ArrowUp: row ? go(row - 1, Math.min(place, rows[row - 1].length - 1)) : undefined,
        Home: go(row, 0),
        End: go(row, -1),
      }[key];
    },
  );
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (moves.key(event)) choose(entries.get(document.activeElement));
    else if (event.key.startsWith("Arrow")) event.preventDefault(); // at an edge nothing scrolls
  });

  // The legend: the voices of the whole page, each with its share.
  const legend = h(
    "ul",
    { className: "gorin-voices-legend" },
    whole.map((share) =>
      h(
        "li",
        {},
        button(
          share,
          "gorin-voices-entry",
          {},
          h("span", { className: "gorin-voices-swatch" }, voices[share.voice].key),
          h("span", {}, voices[share.voice].name),
          h("span", { className: "gorin-voices-percent" }, `${share.words} · ${share.percent}`),
        ),
      ),
    ),
  );

  const panel = h("div", { className: "gorin-voices-panel" });
  const told = h("p", { className: "gorin-hidden", role: "status", "aria-live": "polite" });
  box.append(
    h("p", { className: "gorin-title" }, title),
    h("div", { className: "gorin-voices-spread" }, page, legend),
    h("p", { className: "gorin-quiet" }, how),
    panel,
    told,
    h("details", {}, h("summary", {}, "The same as a table"), numbers()),
  );

  function choose(share) {
    mark(share);
    show(share);
    told.textContent = said(share);
    model.set("value", [share.paragraph, share.voice]);
    model.save_changes();
  }

  /** Mark the button that was pressed, and every block that holds its passages. */
  function mark(share) {
    for (const [made, other] of entries) {
      made.setAttribute("aria-pressed", String(other === share));
      const inside = !share.paragraph && other.voice === share.voice && other.paragraph;
      made.classList.toggle("gorin-voices-inside", Boolean(inside));
    }
    const block = blocks.find((made) => entries.get(made) === share);
    if (block) for (const made of blocks) made.tabIndex = made === block ? 0 : -1;
  }

  function show(share) {
    const { key, name, about } = voices[share.voice];
    const open = share.voice === yours;
    panel.replaceChildren(
      h(
        "p",
        { className: "gorin-voices-who" },
        h("strong", {}, `${key} ${name}`),
        ` ${share.paragraph ? `¶${share.paragraph}` : "the whole page"}: ` +
          `${share.words} of ${share.of} words, ${share.percent}`,
      ),
      h("p", { className: "gorin-quiet" }, open ? about : `${about} Open a passage: why we read it so.`),
      h("ul", { className: "gorin-voices-passages" }, share.passages.map(open ? plain : reasoned)),
    );
  }

  const words = (anchor, text) => [
    h("span", { className: "gorin-voices-anchor" }, `¶${anchor} `),
    h("span", { className: "gorin-words" }, `“${text}”`),
  ];
  const plain = ([anchor, text]) => h("li", {}, words(anchor, text));
  const reasoned = ([anchor, text, also, reason]) =>
    h(
      "li",
      {},
      h(
        "details",
        {},
        h("summary", {}, words(anchor, text)),
        h("p", {}, [reason, also].filter(Boolean).join(" ")),
      ),
    );

  function numbers() {
    const [first, ...others] = ["Voice", ...paragraphs.map((_, i) => `¶${i + 1}`), "The page"];
    const head = (scope, text) => h("th", { scope }, text);
    return h(
      "div",
      { className: "gorin-wide" },
      h(
        "table",
        {},
        h("caption", {}, `${title}: words by voice and paragraph`),
        h("thead", {}, h("tr", {}, head("col", first), others.map((name) => head("col", name)))),
        h(
          "tbody",
          {},
          table.map(([name, ...cells]) =>
            h("tr", {}, head("row", name), cells.map((cell) => h("td", {}, cell))),
          ),
        ),
      ),
    );
  }

  const [paragraph, voice] = model.get("value");
  const before = [...entries.values()].find((s) => s.paragraph === paragraph && s.voice === voice);
  if (before) {
    mark(before);
    show(before);
  } else panel.append(h("p", { className: "gorin-quiet" }, "Choose a block: its words stand here."));
}

export default {
  render({ model, el }) {
    fill(model, el);
  },
};
