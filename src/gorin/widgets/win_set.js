// Who would have had to agree? What is assumed is ticked; who refuses what is said at once.

/** Does a package with these traits keep a rule? */
function keeps(rule, traits) {
  const wanted = !rule.any.length || rule.any.some((trait) => traits.includes(trait));
  return wanted && !rule.none.some((trait) => traits.includes(trait));
}

/** Who refuses each package, and which of those that all accept are efficient. */
function judged(parties, assumed, packages) {
  const ticked = (rules) => rules.filter((rule) => assumed.includes(rule.id));
  const hopes = parties.flatMap((party) => ticked(party.hopes));
  const found = packages.map(({ id, traits }) => ({
    id,
    refusals: parties.flatMap((party) =>
      ticked(party.requires)
        .filter((rule) => !keeps(rule, traits))
        .map((rule) => ({ party, rule })),
    ),
    hopes: hopes.filter((hope) => keeps(hope, traits)),
  }));
  const accepted = found.filter((one) => !one.refusals.length);
  const better = (one, other) =>
    other.hopes.length > one.hopes.length && one.hopes.every((hope) => other.hopes.includes(hope));
  for (const one of found) {
    one.efficient = accepted.includes(one) && !accepted.some((other) => better(one, other));
  }
  return found;
}

function agree(model, el) {
  const { parties, packages, cases, parts, urls, nothing, model: caution } = model.get("spec");
  const box = root(el, "gorin-agree");
  box.setAttribute("aria-label", "Who would have had to agree?");
  let chosen = null; // a case, as long as nothing else is ticked
  const boxes = {};
  const notes = {};

  const status = h("p", { className: "gorin-agree-status", "aria-live": "polite" });
  const assumptions = h("div", { className: "gorin-agree-head" });
  const list = h("ol", { className: "gorin-agree-list" });
  const buttons = cases.map((one) =>
    h(
      "button",
      { type: "button", "aria-pressed": "false", onclick: () => assume(one.assumes, one) },
      one.name,
    ),
  );

  box.append(
    h(
      "div",
      { className: "gorin-bar gorin-agree-bar" },
      h("span", { className: "gorin-quiet" }, "Three cases:"),
      buttons,
      h("button", { type: "button", onclick: () => assume([], null) }, "Assume nothing"),
    ),
    h(
      "div",
      { className: "gorin-agree-spread" },
      h(
        "div",
        { className: "gorin-agree-record" },
        h("p", { className: "gorin-agree-title" }, kind("Record"), " What the papers have. Tick what you assume:"),
        parties.map(party),
      ),
      h("div", { className: "gorin-agree-model" }, status, assumptions, list, own()),
    ),
    h("p", { className: "gorin-quiet gorin-agree-caution" }, kind("Model"), ` ${caution}`),
  );

  function kind(word) {
    return h("span", { className: "gorin-kind", "data-kind": word }, word);
  }

  function party({ name, requires, hopes }) {
    return h(
      "fieldset",
      {},
      h("legend", {}, name),
      requires.map((rule) => line(rule, "requires")),
      hopes.length
        ? h("details", {}, h("summary", {}, `Hopes, which refuse nothing: ${hopes.length}`), hopes.map((rule) => line(rule, "hopes")))
        : "",
    );
  }

  function line(rule, how) {
    const id = fresh("rule");
    boxes[rule.id] = h("input", {
      type: "checkbox",
      id,
      "data-rule": rule.id,
      onchange: () => assume(Object.keys(boxes).filter((name) => boxes[name].checked), null),
    });
    notes[rule.id] = h("p", { className: "gorin-agree-note", hidden: true }, rule.note ? linked(rule.note, urls) : "");
    return h(
      "div",
      { className: "gorin-agree-rule" },
      h("div", {}, boxes[rule.id], h("label", { for: id }, h("span", { className: "gorin-quiet" }, `${how} `), rule.says)),
      rule.sources.map(source),
      notes[rule.id],
    );
  }

  function source([label, what, words]) {
    if (what === "passage") {
      return h("p", { className: "gorin-agree-source" }, h("b", {}, label), " ", h("q", {}, words));
    }
    if (what === "assumption") return h("p", { className: "gorin-agree-source" }, h("b", {}, label), ".");
    return h(
      "details",
      { className: "gorin-agree-source" },
      h("summary", {}, label),
      h("p", {}, words, " Our paraphrase: ", linked(label.split(",")[0], urls), "."),
    );
  }

  function own() {
    const fields = parts.map((part) => {
      const name = fresh(part.id);
      const options = part.several ? part.choices : [["", "not said"], ...part.choices];
      return h(
        "fieldset",
        {},
        h("legend", {}, part.name),
        options.map(([id, says]) => {
          const label = fresh("choice");
          return h(
            "div",
            {},
            h("input", {
              type: part.several ? "checkbox" : "radio",
              id: label,
              name,
              value: id && `${part.id}: ${id}`,
              checked: !id,
              onchange: made,
            }),
            h("label", { for: label }, says),
          );
        }),
      );
    });
    const form = h("details", { className: "gorin-agree-own" }, h("summary", {}, "Put together a package of your own"), fields);

    function made() {
      const checked = [...form.querySelectorAll(":checked")].map((input) => input.value);
      model.set("own", checked.filter(Boolean));
      model.save_changes();
      draw();
    }
    return form;
  }

  function assume(ids, one) {
    chosen = one;
    model.set("assumed", [...ids]);
    model.save_changes();
    draw();
  }

  function draw() {
    const assumed = model.get("assumed");
    const mine = model.get("own");
    const all = mine.length
      ? [...packages, { id: "own", name: "Your own", traits: mine, says: "", cited: "", parts: worded(mine) }]
      : packages;
    const found = judged(parties, assumed, all);
    for (const [id, input] of Object.entries(boxes)) {
      input.checked = assumed.includes(id);
      notes[id].hidden = !input.checked || !notes[id].textContent;
    }
    buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(cases[i] === chosen)));
    head(assumed, found);
    list.replaceChildren(...all.map((one, i) => row(one, found[i], assumed)));
  }

  function asked(assumed) {
    return parties.filter((each) => each.requires.some((rule) => assumed.includes(rule.id)));
  }

  function head(assumed, found) {
    const accepted = found.filter((one) => !one.refusals.length).length;
    const told = parties.flatMap((each) =>
      [...each.requires.map((r) => [r, "requires"]), ...each.hopes.map((r) => [r, "hopes"])]
        .filter(([rule]) => assumed.includes(rule.id))
        .map(([rule, how]) => h("li", {}, `${each.name} ${how}: ${rule.says} `, h("span", { className: "gorin-quiet" }, `(${rule.sources.map(([label, what]) => (what === "assumption" ? what : label.split(",")[0])).join(", ")})`))),
    );
    status.replaceChildren(
      kind("Model"),
      told.length
        ? ` Of ${found.length} packages ${accepted || "none"} ${accepted === 1 ? "is" : "are"} accepted by all who are asked.`
        : ` ${nothing}`,
    );
    assumptions.replaceChildren();
    if (chosen) {
      const at = found.find((one) => one.id === chosen.package);
      const { name } = packages.find((one) => one.id === at.id);
      assumptions.append(
        h("p", {}, kind("Record"), " ", linked(chosen.says, urls)),
        h("p", {}, kind("Model"), ` ${name}. `, asked(assumed).map((each, i) => [i ? "; " : "", answer(each, at)]), "."),
      );
    }
    if (told.length) assumptions.append(h("p", {}, "You assume:"), h("ul", {}, told));
  }

  function answer(each, at) {
    const whys = at.refusals.filter((no) => no.party === each).map((no) => no.rule.refusal);
    return [`${each.name}: `, h("strong", {}, whys.length ? `no: ${whys.join("; ")}` : "yes")];
  }

  function row(one, { refusals, efficient }, assumed) {
    const hoped = parties.some((each) => each.hopes.some((rule) => assumed.includes(rule.id)));
    const who = asked(assumed);
    const yes = !refusals.length;
    return h(
      "li",
      { "data-how": !who.length ? "unasked" : yes ? "yes" : "no", "data-package": one.id, className: chosen?.package === one.id ? "gorin-now" : "" },
      h(
        "details",
        {},
        h("summary", {}, h("span", { className: "gorin-agree-sign" }, !who.length ? "·" : yes ? "✓" : "✗"), ` ${one.name}`),
        h("dl", {}, one.parts.map(([name, says]) => [h("dt", {}, name), h("dd", {}, says)])),
        one.cited ? h("p", { className: "gorin-quiet" }, linked(one.cited, urls), ". ", linked(one.says, urls)) : "",
      ),
      h(
        "p",
        {},
        !who.length ? "" : yes ? "All who are asked say yes." : who.filter((each) => refusals.some((no) => no.party === each)).map((each, i) => [i ? "; " : "", answer(each, { refusals })]),
        yes && efficient && hoped ? h("span", { className: "gorin-agree-best" }, " Efficient: nothing else that all accept meets these hopes and one more.") : "",
      ),
    );
  }

  function worded(traits) {
    return parts.map((part) => {
      const said = part.choices.filter(([id]) => traits.includes(`${part.id}: ${id}`)).map(([, says]) => says);
      return [part.name, said.join("; ") || "nothing"];
    });
  }

  model.on("change:assumed", draw);
  draw();
}

export default {
  render({ model, el }) {
    agree(model, el);
  },
};
