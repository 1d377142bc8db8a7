// Persons by papers: choose a cell, by mouse or with the arrows, and see the evidence.

function meet(model, el) {
  const { names, papers, cells, status, more, absent, urls } = model.get("spec");
  const box = root(el, "gorin-persons");
  box.setAttribute("aria-label", "Persons by papers");
  const known = Object.fromEntries(status.map(([name, letter, word]) => [name, [letter, word]]));

  const inferred = (certainty) => (certainty === "inferred" ? ", inferred" : "");
  const panel = h("div", { className: "gorin-grid-panel", "aria-live": "polite" });
  const table = grid({
    caption: "Persons by papers. Arrows move; the evidence stands below.",
    corner: "Person",
    heads: papers.map(([paper, short]) => [
      linked(paper, urls),
      h("span", { className: "gorin-persons-days" }, short),
    ]),
    lines: names,
    cell(row, column) {
      const [state, , certainty] = cells[row][column];
      const [letter, word] = known[state];
      return {
        "data-state": word,
        "aria-label": `${names[row]}, ${papers[column][0]}: ${state}${inferred(certainty)}`,
        children: [
          h("span", { className: "gorin-persons-letter" }, letter),
          h("span", {}, `${word}${inferred(certainty)}`),
        ],
      };
    },
    chosen(row, column) {
      show(row, column);
      model.set("value", [names[row], papers[column][0]]);
      model.save_changes();
    },
  });

  box.append(
    table,
    h(
      "ul",
      { className: "gorin-grid-key" },
      status.map(([name, letter, , about]) =>
        h("li", {}, h("b", {}, letter), ` ${name}: ${about}`),
      ),
    ),
    panel,
    h("p", { className: "gorin-quiet" }, linked(more, urls)),
    h(
      "details",
      {},
      h("summary", {}, "The same as a list"),
      names.map((name, row) => [
        h("p", {}, h("strong", {}, name)),
        h(
          "ul",
          {},
          papers.map(([paper], column) => {
            const [state, evidence, certainty, note] = cells[row][column];
            if (state === absent) return h("li", {}, linked(`${paper}: ${state}.`, urls));
            return h("li", {}, linked(`${paper}: ${state}${inferred(certainty)} (${evidence}). ${note}`, urls));
          }),
        ),
      ]),
    ),
  );

  function show(row, column) {
    const [state, evidence, certainty, note] = cells[row][column];
    const [, , about] = papers[column];
    panel.replaceChildren(
      h("p", { className: "gorin-grid-claim" }, names[row]),
      h(
        "p",
        {},
        h("strong", {}, `${known[state][0]} ${state}${inferred(certainty)}`),
        ". ",
        h("span", { className: "gorin-quiet" }, "Look in "),
        linked(evidence, urls),
        ".",
      ),
      note ? h("p", {}, linked(note, urls)) : "",
      h("p", { className: "gorin-quiet" }, `The paper: ${about}.`),
    );
  }

  panel.append(h("p", { className: "gorin-quiet" }, "Choose a cell: its evidence stands here."));
}

export default {
  render({ model, el }) {
    meet(model, el);
  },
};
