// The memo, small, inside a card.

/** The page as a listbox of clauses and sentences, and the arrows that move among them. */
function smallPage(lines, many) {
  const page = h("div", {
    className: "gorin-page",
    role: "listbox",
    "aria-label": "The memo, clause by clause",
    "aria-multiselectable": String(many),
  });
  const option = (anchor, text, className, ...shown) =>
    h(
      "span",
      {
        role: "option",
        className,
        "data-anchor": anchor,
        "aria-selected": "false",
        "aria-label": `${anchor}: ${text}`,
        tabIndex: -1,
        title: `¶${anchor}`,
      },
      ...shown,
    );
  for (const sentences of lines)
    page.append(
      h(
        "p",
        { role: "presentation" },
        sentences.flatMap(([anchor, parts]) => [
          anchor && option(anchor, "the whole sentence", "gorin-address", anchor),
          " ",
          ...parts.flatMap((part) => [option(part[0], part[1], "gorin-clause", printed(part)), " "]),
        ]),
      ),
    );
  const all = [...page.querySelectorAll("[role=option]")];
  all.find((item) => item.classList.contains("gorin-address")).tabIndex = 0;
  const moves = rove(() => all, onPage);
  return { page, all, moves };
}
