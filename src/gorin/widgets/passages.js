// The memo, small, inside a card; and the control of a card that asks for passages of it.

/** A part of the memo, with what the editions added set apart. */
function printed([, text, added]) {
  const shown = [];
  let at = 0;
  for (const [start, end, kind] of added) {
    const tag = kind === "number of the note" ? "sup" : "span";
    const insertion = h(tag, { className: "gorin-added", title: kind }, text.slice(start, end));
    shown.push(text.slice(at, start), insertion);
    at = end;
  }
  return [...shown, text.slice(at)];
}

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
  const moves = rove(() => all, (key, at) => {
    const sentence = (step) => {
      let to = at + step;
      while (all[to] && !all[to].classList.contains("gorin-address")) to += step;
      return to;
    };
    return {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      ArrowDown: sentence(1),
      ArrowUp: sentence(-1),
      Home: 0,
      End: all.length - 1,
    }[key];
  });
  return { page, all, moves };
}

/** The page, small: clauses and sentences to choose, and a field for those who would rather type. */
function passages(many) {
  return (spec, { send, later, live }) => {
    let chosen = [];
    const { page, all, moves } = smallPage(spec.page, many);
    const field = h("input", {
      type: "text",
      autocomplete: "off",
      spellcheck: false,
      maxLength: 400,
    });
    const choose = (item) => {
      if (!live()) return;
      const anchor = item.dataset.anchor;
      const had = chosen.includes(anchor);
      if (many) chosen = had ? chosen.filter((a) => a !== anchor) : [...chosen, anchor];
      else chosen = had ? [] : [anchor];
      mark();
      moves.focus(item);
      send(many ? chosen : (chosen[0] ?? null));
    };
    const mark = () => {
      for (const item of all)
        item.setAttribute("aria-selected", String(chosen.includes(item.dataset.anchor)));
    };
    page.addEventListener("click", (event) => {
      const item = event.target.closest("[role=option]");
      if (item) choose(item);
    });
    page.addEventListener("keydown", (event) => {
      if (moves.key(event)) return;
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        choose(event.target);
      }
    });
    const typed = () =>
      many ? field.value.split(/[\s,;]+/).filter(Boolean) : field.value.trim() || null;
    field.addEventListener("input", () => later(typed));
    field.addEventListener("change", () => send(typed()));
    return {
      element: fieldset(
        spec,
        h(
          "label",
          { className: "gorin-typed" },
          many ? "Anchors, with commas between them " : "Anchor ",
          field,
        ),
        page,
      ),
      show(value) {
        chosen = value === null ? [] : [value].flat().map(plainly);
        mark();
        if (document.activeElement !== field) field.value = chosen.join(", ");
        const first = all.find((item) => item.dataset.anchor === chosen[0]);
        if (first && !page.contains(document.activeElement)) {
          for (const item of all) item.tabIndex = item === first ? 0 : -1;
          page.scrollTop = Math.max(0, first.offsetTop - page.offsetTop - 40);
        }
      },
    };
  };
}
