// Persons by papers: choose a cell, by mouse or with the arrows, and see the evidence.

function meet(model, el) {
  const { names, papers, cells, status, more, absent, urls } = model.get("spec");
  const box = root(el, "gorin-persons");
  box.setAttribute("aria-label", "Persons by papers");
  const known = Object.fromEntries(status.map(([name, letter, word]) => [name, [letter, word]]));

  const inferred = (certainty) => (certainty === "inferred" ? ", inferred" : "");
  const buttons = names.map((name, row) =>
    papers.map(([paper], column) => {
      const [state, , certainty] = cells[row][column];
      const [letter, word] = known[state];
      return h(
        "button",
        {
          type: "button",
          className: "gorin-grid-cell",
          "data-state": word,
          "aria-label": `${name}, ${paper}: ${state}${inferred(certainty)}`,
          "aria-pressed": "false",
          tabIndex: row || column ? -1 : 0,
          onclick: () => choose(row, column),
        },
        h("span", { className: "gorin-persons-letter" }, letter),
        h("span", {}, `${word}${inferred(certainty)}`),
      );
    }),
  );
  const panel = h("div", { className: "gorin-grid-panel", "aria-live": "polite" });
  const table = h(
    "table",
    {},
    h("caption", {}, "Persons by papers. Arrows move; the evidence stands below."),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, "Person"),
        papers.map(([paper, short]) =>
          h("th", { scope: "col" }, linked(paper, urls), h("span", { className: "gorin-persons-days" }, short)),
        ),
      ),
    ),
    h(
      "tbody",
      {},
      names.map((name, row) =>
        h("tr", {}, h("th", { scope: "row" }, name), buttons[row].map((button) => h("td", {}, button))),
      ),
    ),
  );
  table.addEventListener("keydown", (event) => {
    const row = buttons.findIndex((line) => line.includes(event.target));
    if (row < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const column = buttons[row].indexOf(event.target);
    const to = {
      ArrowRight: [row, column + 1],
      ArrowLeft: [row, column - 1],
      ArrowDown: [row + 1, column],
      ArrowUp: [row - 1, column],
      Home: [row, 0],
      End: [row, papers.length - 1],
    }[event.key];
    if (!to) return;
    event.preventDefault();
    const [down, across] = to;
    if (buttons[down]?.[across]) choose(down, across);
  });

  box.append(
    h("div", { className: "gorin-wide gorin-grid" }, table),
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

  function choose(row, column) {
    for (const button of buttons.flat()) {
      button.tabIndex = -1;
      button.setAttribute("aria-pressed", "false");
    }
    const chosen = buttons[row][column];
    chosen.tabIndex = 0;
    chosen.setAttribute("aria-pressed", "true");
    chosen.focus();
    show(row, column);
    model.set("value", [names[row], papers[column][0]]);
    model.save_changes();
  }

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
