// Claim by document: choose a cell, by mouse or with the arrows, and see what decides.

function weigh(model, el) {
  const { claims, papers, cells, verdicts, urls } = model.get("spec");
  const box = root(el, "gorin-corroborate");
  box.setAttribute("aria-label", "Claim by document");
  const signs = Object.fromEntries(verdicts.map(([name, sign]) => [name, sign]));

  const buttons = claims.map((claim, row) =>
    papers.map(([paper], column) => {
      const [verdict] = cells[row][column];
      return h(
        "button",
        {
          type: "button",
          className: "gorin-grid-cell",
          "data-how": verdict,
          "aria-label": `${paper}: ${verdict}`,
          "aria-pressed": "false",
          tabIndex: row || column ? -1 : 0,
          onclick: () => choose(row, column),
        },
        h("span", { className: "gorin-grid-sign" }, signs[verdict]),
        h("span", { className: "gorin-grid-word" }, verdict),
      );
    }),
  );
  const panel = h("div", { className: "gorin-grid-panel", "aria-live": "polite" });
  const table = h(
    "table",
    {},
    h("caption", {}, "Claim by document. Arrows move; what decides stands below."),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, "Claim"),
        papers.map(([paper, about]) => h("th", { scope: "col", title: about }, linked(paper, urls))),
      ),
    ),
    h(
      "tbody",
      {},
      claims.map((claim, row) =>
        h("tr", {}, h("th", { scope: "row" }, claim), buttons[row].map((button) => h("td", {}, button))),
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
      verdicts.map(([name, sign, about]) =>
        h("li", { "data-how": name }, h("span", { className: "gorin-grid-sign" }, sign), ` ${name}: ${about}`),
      ),
    ),
    panel,
    h(
      "details",
      {},
      h("summary", {}, "The same as a list"),
      claims.map((claim, row) => [
        h("p", {}, h("strong", {}, claim)),
        h(
          "ul",
          {},
          papers.map(([paper], column) => {
            const [verdict, pointer, note] = cells[row][column];
            return h("li", {}, linked(`${paper}: ${verdict}${pointer ? ` (${pointer})` : ""}. ${note}`, urls));
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
    model.set("value", [claims[row], papers[column][0]]);
    model.save_changes();
  }

  function show(row, column) {
    const [verdict, pointer, note] = cells[row][column];
    const [paper, about] = papers[column];
    const yours = verdict === "yours to decide";
    panel.replaceChildren(
      h("p", { className: "gorin-grid-claim" }, claims[row]),
      h(
        "p",
        {},
        linked(paper, urls),
        h("span", { className: "gorin-quiet" }, ` (${about}): `),
        h("strong", {}, `${signs[verdict]} ${verdict}`),
      ),
      yours
        ? h("p", {}, "Yours to decide: find the place in the paper that decides, or say that none does.")
        : h("p", {}, h("span", { className: "gorin-quiet" }, "Look in "), linked(pointer, urls), note ? `: ${note}` : "."),
    );
  }

  panel.append(h("p", { className: "gorin-quiet" }, "Choose a cell: what decides it stands here."));
}

export default {
  render({ model, el }) {
    weigh(model, el);
  },
};
