// The control of a card that asks for passages: the memo, small, and a field for anchors.

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

const CONTROLS = { passage: passages(false), passages: passages(true) };
