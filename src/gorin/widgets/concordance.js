// A concordance: the uses of a word one below the other, the word in a column of its own.

function concord(model, el) {
  const { title, notes, uses } = model.get("spec");
  const box = root(el, "gorin-concordance");
  const heading = fresh("uses");
  box.setAttribute("aria-labelledby", heading);
  box.append(
    h("p", { id: heading, className: "gorin-title" }, title),
    h("ol", { className: "gorin-uses" }, uses.map(use)),
    ...notes.map((note) => h("p", { className: "gorin-quiet" }, note)),
  );
}

/** One line, and below it the words put back into direct speech; it opens to its sentence. */
function use({ anchor, left, words, right, undone, yours, note, around }) {
  const [sentence, text] = around;
  const [before, after] = undone;
  return h(
    "li",
    {},
    h(
      "details",
      {},
      h(
        "summary",
        {},
        h("span", { className: "gorin-use-anchor" }, `¶${anchor} `),
        h("span", { className: "gorin-use-left" }, left),
        h("span", { className: "gorin-use-right" }, h("b", {}, words), right),
        undone.length
          ? [
              h("span", { className: "gorin-use-undone" }, " undone: "),
              h("span", { className: "gorin-use-left" }, before),
              h("span", { className: "gorin-use-right" }, h("span", { className: yours ? "gorin-yours" : "" }, after)),
            ]
          : "",
      ),
      h("p", { className: "gorin-use-around" }, h("strong", {}, `¶${sentence} `), text),
      note ? h("p", { className: "gorin-quiet" }, note) : "",
    ),
  );
}

export default {
  render({ model, el }) {
    concord(model, el);
  },
};
