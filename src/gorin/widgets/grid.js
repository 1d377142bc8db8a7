// A table of buttons: one at a time can be tabbed to; arrows, Home and End move and choose.

/** Draw it: `heads` and `lines` name columns and rows, `cell` gives a button's looks and words. */
function grid({ caption, corner, heads, lines, cell, chosen }) {
  const buttons = lines.map((_, row) =>
    heads.map((_, column) => {
      const { children, ...looks } = cell(row, column);
      return h(
        "button",
        {
          type: "button",
          className: "gorin-grid-cell",
          "aria-pressed": "false",
          tabIndex: row || column ? -1 : 0,
          onclick: () => choose(row, column),
          ...looks,
        },
        children,
      );
    }),
  );
  const table = h(
    "table",
    {},
    h("caption", {}, caption),
    h(
      "thead",
      {},
      h("tr", {}, h("th", { scope: "col" }, corner), heads.map((head) => h("th", { scope: "col" }, head))),
    ),
    h(
      "tbody",
      {},
      lines.map((line, row) =>
        h("tr", {}, h("th", { scope: "row" }, line), buttons[row].map((button) => h("td", {}, button))),
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
      End: [row, heads.length - 1],
    }[event.key];
    if (!to) return;
    event.preventDefault();
    const [down, across] = to;
    if (buttons[down]?.[across]) choose(down, across);
  });

  function choose(row, column) {
    for (const button of buttons.flat()) {
      button.tabIndex = -1;
      button.setAttribute("aria-pressed", "false");
    }
    const button = buttons[row][column];
    button.tabIndex = 0;
    button.setAttribute("aria-pressed", "true");
    button.focus();
    chosen(row, column);
  }

  return h("div", { className: "gorin-wide gorin-grid" }, table);
}
