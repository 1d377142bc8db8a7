// The cast: cards of people, filtered by side and by how the memo has them.

function play(model, el) {
  const { people, verbs, presence, urls } = model.get("spec");
  const box = root(el, "gorin-cast");
  box.setAttribute("aria-label", "The cast");
  const sides = [...new Set(people.map((person) => person.side))];
  const on = {
    side: new Set(sides),
    presence: new Set(["named", "titled"]), // who is on the page; the absent are a click away
  };
  const pencil = structuredClone(model.get("pencil"));

  const shown = h("p", { className: "gorin-cast-count", role: "status" });
  const stage = h("ul", { className: "gorin-cast-stage" });
  box.append(
    filter("Side", "side", sides.map((side) => [side, side])),
    filter("In the memo", "presence", presence),
    h(
      "details",
      { className: "gorin-cast-verbs" },
      h("summary", {}, "Four verbs: decide, block, carry, cover"),
      h("dl", {}, verbs.map(([verb, about]) => [h("dt", {}, verb), h("dd", {}, about)])),
      h(
        "p",
        {},
        "A verb stands with a person only where a paper shows it. Where none is given, decide " +
          "yourself: pencil it in. Pencil is for thinking: it is not kept and not marked.",
      ),
    ),
    shown,
    stage,
  );

  function filter(title, field, values) {
    return h(
      "fieldset",
      { className: "gorin-cast-filter" },
      h("legend", {}, title),
      values.map(([value, label]) => {
        const check = h("input", {
          type: "checkbox",
          checked: on[field].has(value),
          onchange: () => {
            if (check.checked) on[field].add(value);
            else on[field].delete(value);
            draw();
          },
        });
        return h("label", {}, check, ` ${label}`);
      }),
    );
  }

  function draw() {
    const chosen = people.filter((p) => on.side.has(p.side) && on.presence.has(p.presence));
    stage.replaceChildren(...chosen.map(card));
    const rest = people.length - chosen.length;
    shown.textContent =
      `${chosen.length} of ${people.length} people shown` +
      (rest ? `; ${rest} more behind the boxes above.` : ".");
  }

  function card(person) {
    return h(
      "li",
      { className: "gorin-cast-card" },
      h("h3", {}, person.name),
      h("p", { className: "gorin-cast-side" }, person.side),
      h("p", { className: "gorin-cast-office" }, person.office),
      h("p", {}, h("span", { className: "gorin-cast-key" }, "On the page "), person.page),
      person.aim
        ? h(
            "p",
            {},
            h("span", { className: "gorin-cast-key" }, "Wants "),
            h("span", { className: "gorin-cast-aim" }, person.aim),
            h("span", { className: "gorin-quiet" }, " · ", linked(person.aim_basis, urls)),
          )
        : "",
      row(person),
      more(person),
    );
  }

  function row(person) {
    if (!person.verbs.length) return yours(person);
    const can = new Set(person.verbs.map((one) => one.verb));
    return h(
      "ul",
      { className: "gorin-cast-row", "aria-label": `What ${person.name} can do` },
      verbs.map(([verb]) =>
        h(
          "li",
          { className: can.has(verb) ? "gorin-can" : "" },
          h("span", { "aria-hidden": "true" }, can.has(verb) ? "✓ " : "– "),
          verb,
          h("span", { className: "gorin-hidden" }, can.has(verb) ? ": shown" : ": not shown"),
        ),
      ),
    );
  }

  /** Toggles for whoever an exercise asks about. */
  function yours(person) {
    return h(
      "div",
      { className: "gorin-cast-yours", role: "group", "aria-label": `${person.name}: yours to decide` },
      h("span", { className: "gorin-cast-key" }, "Yours to decide: "),
      verbs.map(([verb]) => {
        const pressed = () => String((pencil[person.id] ?? []).includes(verb));
        const button = h(
          "button",
          {
            type: "button",
            "aria-pressed": pressed(),
            onclick: () => {
              const had = pencil[person.id] ?? [];
              pencil[person.id] = had.includes(verb)
                ? had.filter((other) => other !== verb)
                : [...had, verb];
              button.setAttribute("aria-pressed", pressed());
              model.set("pencil", structuredClone(pencil));
              model.save_changes();
            },
          },
          verb,
        );
        return button;
      }),
    );
  }

  function more(person) {
    const papers = [person.document, ...person.source.split("; ")];
    const entries = [
      ["Can", person.powers],
      ["Cannot", person.limits],
      ...person.verbs.map((one) => [
        one.verb === "none" ? "No verb" : one.verb,
        `${one.why}${one.basis ? ` [${one.basis}]` : ""}`,
      ]),
      ["At", person.institution],
      ["When", person.dates],
      ["Mind", person.note],
      ["Later", person.later],
      ["Sources", [...new Set(papers.filter(Boolean))].join("; ")],
      ["How sure", person.certainty],
    ].filter(([, text]) => text);
    return h(
      "details",
      {},
      h("summary", {}, "Can, cannot, and how we know"),
      h("dl", {}, entries.map(([key, text]) => [h("dt", {}, key), h("dd", {}, linked(text, urls))])),
    );
  }

  draw();
}

export default {
  render({ model, el }) {
    play(model, el);
  },
};
