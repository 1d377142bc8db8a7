// The ledger of moves: three selects, a count, and a list of which each line opens.

function keep(model, el) {
  const { moves, urls, names } = model.get("spec");
  const box = root(el, "gorin-ledger");
  box.setAttribute("aria-label", "The ledger of moves");
  const chosen = { side: "", move: "", person: "" };
  const has = {
    side: (move, side) => move.side === side,
    move: (move, kind) => move.move === kind,
    person: (move, person) => move.people.includes(person),
  };
  const selects = {};
  const opened = new Set(); // stays open when the filters change

  const count = h("p", { className: "gorin-ledger-count", role: "status" });
  const list = h("ol", { className: "gorin-ledger-list" });
  box.append(
    h(
      "div",
      { className: "gorin-ledger-bar" },
      select("side", "Whose move", distinct((move) => [move.side])),
      select("move", "Kind of move", distinct((move) => [move.move])),
      select("person", "Person", distinct((move) => move.people)),
      h("button", { type: "button", onclick: clear }, "Clear filters"),
    ),
    count,
    list,
  );

  function distinct(of) {
    return [...new Set(moves.flatMap(of))]
      .map((value) => [value, names[value] ?? value])
      .sort((a, b) => a[1].localeCompare(b[1], "en"));
  }

  function select(field, title, values) {
    const id = fresh(field);
    const control = h("select", {
      id,
      onchange: () => {
        chosen[field] = control.value;
        draw();
      },
    });
    selects[field] = [control, values];
    return h("div", {}, h("label", { for: id }, title), control);
  }

  function clear() {
    for (const field of Object.keys(chosen)) chosen[field] = "";
    draw();
  }

  /** The moves that the filters leave, all or all but one of them. */
  function left(but) {
    const fields = Object.keys(chosen).filter((field) => field !== but && chosen[field]);
    return moves.filter((move) => fields.every((field) => has[field](move, chosen[field])));
  }

  function draw() {
    for (const [field, [control, values]] of Object.entries(selects)) {
      const others = left(field);
      control.replaceChildren(
        h("option", { value: "" }, `all (${others.length})`),
        ...values.map(([value, label]) => {
          const number = others.filter((move) => has[field](move, value)).length;
          return h("option", { value, disabled: !number && chosen[field] !== value }, `${label} (${number})`);
        }),
      );
      control.value = chosen[field];
    }
    const shown = left();
    count.textContent = `${shown.length} of ${moves.length} moves shown, in order.`;
    list.replaceChildren(...shown.map(line));
    model.set("shown", shown.map((move) => move.id));
    model.save_changes();
  }

  function line(move) {
    const details = h(
      "details",
      {
        open: opened.has(move.id),
        ontoggle: () => (details.open ? opened.add(move.id) : opened.delete(move.id)),
      },
      h(
        "summary",
        {},
        h("span", { className: "gorin-ledger-days" }, move.days, h("span", {}, ` ${move.paper}`)),
        h(
          "span",
          { className: "gorin-ledger-who" },
          h("b", {}, move.move),
          ` · ${move.side} · ${move.from} → ${move.to}`,
          h("span", { className: "gorin-ledger-gist" }, move.gist),
        ),
        h(
          "span",
          { className: "gorin-ledger-number" },
          move.number ? [h("b", {}, move.number), ` ${move.number_as}`] : "",
        ),
      ),
      h(
        "dl",
        {},
        h("dt", {}, "Paper"),
        h("dd", {}, linked(move.paper, urls), ` (day: ${move.date})`),
        h("dt", {}, "Sides"),
        h("dd", {}, move.sides),
        move.details
          .filter(([, text]) => text)
          .map(([name, text]) => [h("dt", {}, name), h("dd", {}, linked(text, urls))]),
      ),
    );
    return h("li", { "data-side": move.side }, details);
  }

  draw();
}

export default {
  render({ model, el }) {
    keep(model, el);
  },
};
