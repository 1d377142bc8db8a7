// In Welles's chair: each choice adds what followed and the next decision below it.

function sit(model, el) {
  const spec = model.get("spec");
  const { decisions, kinds, status, urls } = spec;
  const box = root(el, "gorin-scenario");
  box.setAttribute("aria-label", spec.title);
  let path = [];
  let parts = []; // one a decision, then the debrief: what is drawn, in order

  const stage = h("div", {});
  const trail = h("ol", {});
  const log = h(
    "div",
    { className: "gorin-scene-path", role: "log", "aria-live": "polite", "aria-label": "Your path" },
    trail,
  );
  const again = h("button", { type: "button", onclick: restart }, "Start again");
  box.append(
    h("h3", { tabIndex: -1 }, spec.title),
    h("p", {}, spec.intro),
    h("p", { className: "gorin-quiet" }, `${spec.choosing} ${spec.kept}`),
    stage,
    h("div", { className: "gorin-scene-foot" }, log, again),
  );

  const find = (id) => decisions.find((decision) => decision.id === id);

  /** The decisions and choices of a path, up to where it leaves the graph. */
  function follow(ids) {
    const steps = [];
    let decision = decisions[0];
    for (const id of ids) {
      const choice = decision?.choices.find((one) => one.id === id);
      if (!choice) break;
      steps.push([decision, choice]);
      decision = find(choice.to);
    }
    return [steps, decision];
  }

  function draw(ids) {
    const [steps, next] = follow(ids);
    path = steps.map(([, choice]) => choice.id);
    parts = [];
    stage.replaceChildren();
    for (const [decision, choice] of steps) {
      add(asked(decision));
      close(decision, choice);
    }
    add(next ? asked(next) : debrief(steps));
    mark();
  }

  function add(part) {
    parts.push(part);
    stage.append(part.element);
  }

  function choose(decision, choice) {
    path = [...path, choice.id];
    close(decision, choice);
    const [steps, next] = follow(path);
    add(next ? asked(next) : debrief(steps));
    mark();
    keep();
    // The new part stands where the hand was: moving the page would lose the reader's place.
    parts.at(-2).heading.focus({ preventScroll: true });
  }

  function back() {
    const chosen = path.at(-1);
    path = path.slice(0, -1);
    parts.pop().element.remove();
    parts.pop().element.remove();
    const [, decision] = follow(path);
    const part = asked(decision, chosen);
    add(part);
    mark();
    keep();
    part.form.querySelector("input:checked").focus();
  }

  function restart() {
    draw([]);
    keep();
    box.querySelector("h3").focus();
  }

  function keep() {
    model.set("path", path);
    model.save_changes();
  }

  /** Say the path in short, and leave only the last choice to be taken back. */
  function mark() {
    const [steps] = follow(path);
    trail.replaceChildren(
      ...steps.map(([decision, choice]) =>
        h("li", {}, `${decision.title}: ${choice.text} `, h("i", {}, `(${word(choice)})`)),
      ),
    );
    again.hidden = !path.length;
    log.hidden = !path.length;
    parts.forEach((part, i) => {
      if (part.undo) part.undo.hidden = i !== path.length - 1;
    });
  }

  const word = (choice) => status[choice.status].split(":")[0].toLowerCase();

  function asked(decision, chosen) {
    const name = fresh("choice");
    const heading = h("h4", { tabIndex: -1 }, decision.title);
    const said = h("p", { className: "gorin-scene-first", role: "alert" });
    const form = h(
      "form",
      {
        onsubmit: (event) => {
          event.preventDefault();
          const picked = form.querySelector("input:checked");
          if (picked) {
            choose(decision, decision.choices.find((one) => one.id === picked.value));
            return;
          }
          said.textContent = "Choose one of these first.";
          form.querySelector("input").focus();
        },
      },
      h(
        "fieldset",
        {},
        h("legend", {}, spec.asked),
        h(
          "div",
          { className: "gorin-options" },
          decision.choices.map((choice) =>
            h(
              "label",
              {},
              h("input", {
                type: "radio",
                name,
                value: choice.id,
                checked: choice.id === chosen,
                onchange: () => {
                  said.textContent = "";
                },
              }),
              h("span", {}, choice.text),
            ),
          ),
        ),
      ),
      said,
      h("button", { type: "submit", className: "gorin-scene-decide" }, "Decide"),
    );
    const element = h(
      "section",
      { className: "gorin-scene" },
      h(
        "p",
        { className: "gorin-scene-number" },
        `Decision ${decisions.indexOf(decision) + 1} of ${decisions.length}`,
      ),
      heading,
      h("p", { className: "gorin-quiet" }, decision.when),
      block(decision.scene),
      h(
        "div",
        { className: "gorin-scene-desk" },
        h("h5", {}, spec.desk),
        label(kinds.record),
        h("ul", {}, decision.desk.map((turn) => h("li", {}, line(turn)))),
      ),
      form,
    );
    return { element, heading, form };
  }

  /** A decision that is made: its choices as a list, and below it what can be said. */
  function close(decision, choice) {
    const part = parts.at(-1);
    const list = h(
      "ul",
      { className: "gorin-scene-made" },
      decision.choices.map((one) =>
        one === choice
          ? h("li", { className: "gorin-scene-mine" }, h("b", {}, "✓ You: "), one.text)
          : h("li", {}, one.text),
      ),
    );
    part.form.replaceWith(list);
    part.heading = h("h5", { tabIndex: -1 }, status[choice.status]);
    part.undo = h("button", { type: "button", onclick: back }, "Take this choice back");
    part.element.append(
      h(
        "div",
        { className: "gorin-scene-came", "data-status": choice.status },
        part.heading,
        block(choice.turns),
        block(decision.after, choice.status === "record" ? "" : spec.done),
        part.undo,
      ),
    );
  }

  function debrief(steps) {
    const heading = h("h4", { tabIndex: -1 }, "Debrief: your path beside the record");
    const [you, record, opened] = spec.columns;
    const element = h(
      "section",
      { className: "gorin-scene gorin-scene-debrief" },
      heading,
      h("p", {}, spec.ending),
      steps.map(([decision, choice]) => [
        h("h5", {}, decision.title),
        h(
          "dl",
          {},
          h("div", {}, h("dt", {}, you), h("dd", {}, `${choice.text} `, h("i", {}, `(${word(choice)})`))),
          h("div", {}, h("dt", {}, record), h("dd", {}, line(decision.record[0]))),
          h("div", {}, h("dt", {}, opened), h("dd", {}, line(decision.open[0]))),
        ),
      ]),
      h("p", { className: "gorin-scene-names" }, spec.closing),
    );
    return { element, heading };
  }

  /** Turns under the label of their kind; a heading may have said already that it is record. */
  function block(turns, record = kinds.record) {
    const groups = [];
    for (const turn of turns) {
      if (groups.at(-1)?.[0][0] === turn[0]) groups.at(-1).push(turn);
      else groups.push([turn]);
    }
    return groups.map((group) =>
      h(
        "div",
        { className: "gorin-scene-turns", "data-kind": group[0][0] },
        label(group[0][0] === "record" ? record : kinds[group[0][0]]),
        group.map((turn) => h("p", {}, line(turn, true))),
      ),
    );
  }

  const label = (text) => (text ? h("p", { className: "gorin-scene-kind" }, text) : "");

  function line([kind, who, says, sources], labelled) {
    return [
      who ? h("b", {}, `${who}. `) : "",
      says,
      labelled || kind === "record" ? "" : h("i", {}, ` ${kinds[kind]}.`),
      h("span", { className: "gorin-scene-from" }, " (", linked(sources, urls), ")"),
    ];
  }

  model.on("change:path", () => {
    const now = model.get("path");
    if (JSON.stringify(now) !== JSON.stringify(path)) draw(now);
  });
  draw(model.get("path"));
}

export default {
  render({ model, el }) {
    sit(model, el);
  },
};
