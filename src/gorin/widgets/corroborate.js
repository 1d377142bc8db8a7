// Claim by document: choose a cell, by mouse or with the arrows, and see what decides.

function weigh(model, el) {
  const { claims, papers, cells, verdicts, urls } = model.get("spec");
  const box = root(el, "gorin-corroborate");
  box.setAttribute("aria-label", "Claim by document");
  const signs = Object.fromEntries(verdicts.map(([name, sign]) => [name, sign]));

  const panel = h("div", { className: "gorin-grid-panel", "aria-live": "polite" });
  const table = grid({
    caption: "Claim by document. Arrows move; what decides stands below.",
    corner: "Claim",
    heads: papers.map(([paper]) => linked(paper, urls)),
    lines: claims,
    cell(row, column) {
      const [verdict] = cells[row][column];
      const [paper, about] = papers[column];
      return {
        "data-how": verdict,
        "aria-label": `${paper}: ${verdict}`,
        title: about,
        children: [
          h("span", { className: "gorin-grid-sign" }, signs[verdict]),
          h("span", { className: "gorin-grid-word" }, verdict),
        ],
      };
    },
    chosen(row, column) {
      show(row, column);
      model.set("value", [claims[row], papers[column][0]]);
      model.save_changes();
    },
  });

  box.append(
    table,
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
