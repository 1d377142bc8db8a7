// A card: one question, its controls, and a line that says what became of the last click.

const ACKNOWLEDGED_WITHIN = 1500; // milliseconds; a kernel on this machine answers in under 50
const PAUSE = 400; // milliseconds without a key before what is being written is recorded

function card(model, el, wasRestored) {
  const spec = model.get("spec");
  const box = root(el, "gorin-card");
  const heading = fresh("heading");
  box.setAttribute("aria-labelledby", heading);
  box.classList.add(`gorin-is-${spec.kind}`);

  let sent = 0; // number of the last message to the kernel
  let waiting = null;
  let writing = null;
  let dead = false;

  const said = h("p", { className: "gorin-said", role: "status", "aria-live": "polite" });
  const words = h("p", { className: "gorin-words" });
  const verdict = h("div", { className: "gorin-verdict", "aria-live": "polite" });

  function say(text, how) {
    if (said.textContent !== text) said.textContent = text;
    said.dataset.how = how;
  }

  function send(value) {
    clearTimeout(writing);
    sent += 1;
    const number = sent;
    say("Recording …", "waiting");
    clearTimeout(waiting);
    waiting = setTimeout(refuse, ACKNOWLEDGED_WITHIN);
    try {
      model.send({ answer: value, number });
    } catch {
      refuse(); // the kernel that made this card is gone
    }
  }

  function refuse() {
    clearTimeout(waiting);
    dead = true;
    able(false);
    say("Not recorded: run this cell again.", "refused");
  }

  function later(value) {
    clearTimeout(writing);
    say("Writing …", "waiting");
    writing = setTimeout(() => send(value()), PAUSE);
  }

  function able(yes) {
    for (const control of box.querySelectorAll("input, select, textarea, button"))
      control.disabled = !yes;
    for (const option of box.querySelectorAll("[role=option]"))
      option.setAttribute("aria-disabled", String(!yes));
    box.classList.toggle("gorin-off", !yes);
  }

  const live = () => !dead && !wasRestored && !model.get("state").locked;
  const control = CONTROLS[spec.kind](spec, { send, later, live });

  const clear = h(
    "button",
    { type: "button", className: "gorin-clear", onclick: () => send(null) },
    "Clear answer",
  );
  const points = spec.points ? `${spec.points} ${spec.points === 1 ? "point" : "points"}` : "";
  box.append(
    h(
      "div",
      { className: "gorin-head" },
      h("p", { id: heading, className: "gorin-title" }, spec.title),
      h("span", { className: "gorin-points" }, points),
    ),
    control.element,
    spec.hint
      ? h("details", { className: "gorin-hint" }, h("summary", {}, "Hint"), h("p", {}, spec.hint))
      : "",
    spec.rubric.length ? rubric(spec.rubric) : "",
    h("div", { className: "gorin-foot" }, said, clear),
    words,
    verdict,
  );

  function show() {
    const state = model.get("state");
    control.show(state.value);
    clear.hidden = state.value === null;
    words.textContent = state.words || "";
    words.hidden = !state.words || state.valid === false;
    verdict.replaceChildren();
    if (state.remark)
      verdict.append(
        h(
          "p",
          { className: `gorin-${state.right}` },
          h("strong", {}, { yes: "Right. ", no: "Not quite. ", partly: "Partly. " }[state.right]),
          state.remark,
        ),
      );
    if (wasRestored) {
      able(false);
      say("Run this cell again to answer.", "refused");
    } else if (state.locked) {
      able(false);
      const form = state.message ? `${state.message}. ` : "";
      say(`${form}Typed in the cell; put ... back to click.`, state.valid ? "typed" : "form");
    } else if (!dead) status(state);
  }

  function status(state) {
    if (state.trouble) say(state.trouble, "refused");
    else if (state.value === null) say(spec.ask, "blank");
    else if (!state.valid) say(`Recorded, but: ${state.message}.`, "form");
    else say(state.message ? `Recorded: ${state.message}.` : "Recorded.", "good");
  }

  model.on("change:state", show);
  const heard = (message) => {
    if (message.acknowledged !== sent) return;
    clearTimeout(waiting);
    if (dead) {
      dead = false; // the kernel was only slow
      able(true);
    }
    status(model.get("state"));
  };
  model.on("msg:custom", heard);
  show();
  return () => {
    clearTimeout(waiting);
    clearTimeout(writing);
    model.off("change:state", show);
    model.off("msg:custom", heard);
  };
}

function rubric(criteria) {
  const level = (text, i) => h("li", {}, h("span", { className: "gorin-level" }, `${i + 1}`), text);
  return h(
    "details",
    { className: "gorin-rubric" },
    h("summary", {}, "How it is marked"),
    criteria.map((c) => [
      h("p", {}, h("strong", {}, c.name)),
      h("ol", {}, c.levels.map(level)),
    ]),
  );
}

function fieldset(spec, ...content) {
  return h("fieldset", {}, h("legend", {}, spec.prompt), ...content);
}

/** Radio buttons or check boxes. */
function options(type) {
  return (spec, { send }) => {
    const name = fresh("option");
    const inputs = spec.options.map(([id]) =>
      h("input", { type, name, value: id, onchange: () => send(chosen()) }),
    );
    const chosen = () => {
      const ids = inputs.filter((input) => input.checked).map((input) => input.value);
      return type === "radio" ? (ids[0] ?? null) : ids;
    };
    const labels = spec.options.map(([, text], i) => h("label", {}, inputs[i], h("span", {}, text)));
    return {
      element: fieldset(spec, h("div", { className: "gorin-options" }, labels)),
      show(value) {
        const ids = [value].flat();
        for (const input of inputs) input.checked = ids.includes(input.value);
      },
    };
  };
}

/** The page, small: clauses and sentences to choose, and a field for those who would rather type. */
function passages(many) {
  return (spec, { send, live }) => {
    let chosen = [];
    const page = h("div", {
      className: "gorin-page",
      role: "listbox",
      "aria-label": "The memo, clause by clause",
      "aria-multiselectable": String(many),
    });
    const field = h("input", { type: "text", autocomplete: "off", spellcheck: false });
    const option = (anchor, text, extra) =>
      h(
        "span",
        {
          role: "option",
          "data-anchor": anchor,
          "aria-selected": "false",
          "aria-label": `${anchor}: ${text}`,
          tabIndex: -1,
          title: `¶${anchor}`,
          ...extra,
        },
        extra.className === "gorin-address" ? anchor : text,
      );
    for (const sentences of spec.page)
      page.append(
        h(
          "p",
          { role: "presentation" },
          sentences.flatMap(([anchor, clauses]) => [
            option(anchor, "the whole sentence", { className: "gorin-address" }),
            " ",
            ...clauses.flatMap(([id, text]) => [option(id, text, { className: "gorin-clause" }), " "]),
          ]),
        ),
      );
    const all = [...page.querySelectorAll("[role=option]")];
    all[0].tabIndex = 0;
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
    const typed = () => {
      const anchors = field.value.split(/[\s,;]+/).filter(Boolean);
      send(many ? anchors : (field.value.trim() || null));
    };
    field.addEventListener("change", typed);
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
        chosen = value === null ? [] : [value].flat();
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

/** A line, a number or a page of text. */
function text(make, label) {
  return (spec, { send, later }) => {
    const id = fresh("text");
    const field = make(spec, id);
    const value = () => field.value.trim() || null;
    let last = null;
    const record = () => {
      if (value() !== last) send((last = value()));
    };
    field.addEventListener("input", () => later(() => (last = value())));
    field.addEventListener("change", record);
    return {
      element: h(
        "div",
        { className: "gorin-text" },
        h("label", { htmlFor: id }, spec.prompt),
        label(spec),
        field,
        spec.unit ? h("span", { className: "gorin-unit" }, ` ${spec.unit}`) : "",
      ),
      show(kept) {
        if (document.activeElement === field) return;
        last = kept === null ? null : String(kept);
        field.value = last ?? "";
      },
    };
  };
}

const limit = (spec) => {
  const parts = [];
  if (spec.least && spec.most) parts.push(`${spec.least} to ${spec.most} words`);
  else if (spec.most) parts.push(`At most ${spec.most} words`);
  if (spec.quotations) parts.push(`${spec.quotations} quotations of the memo in quotation marks`);
  return parts.length ? h("p", { className: "gorin-limit" }, `${parts.join(", ")}.`) : "";
};

function match(spec, { send }) {
  const selects = spec.rows.map(([row, label]) => {
    const id = fresh("row");
    const select = h(
      "select",
      { id, onchange: () => send(value()) },
      h("option", { value: "" }, "choose …"),
      spec.options.map(([option, text]) => h("option", { value: option }, text)),
    );
    return { row, label, id, select };
  });
  const value = () =>
    Object.fromEntries(selects.filter((s) => s.select.value).map((s) => [s.row, s.select.value]));
  return {
    element: fieldset(
      spec,
      h(
        "div",
        { className: "gorin-rows" },
        selects.map((s) =>
          h("div", {}, h("label", { htmlFor: s.id }, s.label), s.select),
        ),
      ),
    ),
    show(kept) {
      for (const s of selects) s.select.value = kept?.[s.row] ?? "";
    },
  };
}

function order(spec, { send }) {
  let ids = spec.options.map(([id]) => id);
  const texts = Object.fromEntries(spec.options);
  const list = h("ol", { className: "gorin-order" });
  const here = h("p", { className: "gorin-hidden", role: "status", "aria-live": "polite" });
  const move = (id, step) => {
    const at = ids.indexOf(id);
    const to = at + step;
    if (to < 0 || to >= ids.length) return;
    ids.splice(to, 0, ...ids.splice(at, 1));
    draw();
    list.querySelector(`[data-move="${id}${step}"]`).focus();
    here.textContent = `${texts[id]}: now ${to + 1} of ${ids.length}`;
    send(ids);
  };
  const button = (id, step, sign, word) =>
    h(
      "button",
      {
        type: "button",
        "data-move": `${id}${step}`,
        "aria-label": `Move ${word}: ${texts[id]}`,
        onclick: () => move(id, step),
      },
      sign,
    );
  const draw = () =>
    list.replaceChildren(
      ...ids.map((id) =>
        h("li", {}, button(id, -1, "↑", "up"), button(id, 1, "↓", "down"), h("span", {}, texts[id])),
      ),
    );
  draw();
  const done = h(
    "button",
    { type: "button", className: "gorin-done", onclick: () => send(ids) },
    "This is my order",
  );
  return {
    element: fieldset(spec, list, done, here),
    show(kept) {
      const wanted = kept ?? spec.options.map(([id]) => id);
      if (String(wanted) !== String(ids) && wanted.length === ids.length) {
        ids = [...wanted];
        draw();
      }
      done.hidden = kept !== null;
    },
  };
}

function forecast(spec, { send }) {
  const id = fresh("chance");
  const output = h("output", { htmlFor: id });
  const range = h("input", { id, type: "range", min: 0, max: 100, step: 1, value: 50 });
  const tell = (known) => (output.textContent = known ? `${range.value} %` : "not yet");
  range.addEventListener("input", () => tell(true));
  range.addEventListener("change", () => send(Number(range.value)));
  return {
    element: h(
      "div",
      { className: "gorin-scale" },
      h("label", { htmlFor: id }, spec.prompt),
      h("div", {}, h("span", {}, "no, surely 0"), range, h("span", {}, "100 yes, surely"), output),
    ),
    show(kept) {
      if (document.activeElement === range && kept === null) return;
      range.value = kept ?? 50;
      tell(kept !== null);
    },
  };
}

function position(spec, { send, later }) {
  const name = fresh("scale");
  const radios = [...Array(11).keys()].map((n) =>
    h("input", { type: "radio", name, value: n, onchange: () => send(value()) }),
  );
  const why = h("input", { type: "text", autocomplete: "off" });
  const anchor = h("input", { type: "text", autocomplete: "off", size: 6 });
  const value = () => {
    const on = radios.find((radio) => radio.checked);
    return on ? { scale: Number(on.value), why: why.value, anchor: anchor.value.trim() } : null;
  };
  for (const field of [why, anchor]) {
    field.addEventListener("input", () => value() && later(value));
    field.addEventListener("change", () => value() && send(value()));
  }
  return {
    element: fieldset(
      spec,
      h(
        "div",
        { className: "gorin-eleven" },
        h("span", {}, "no"),
        radios.map((radio, n) => h("label", {}, radio, h("span", {}, String(n)))),
        h("span", {}, "yes"),
      ),
      h("label", { className: "gorin-why" }, "Because, in one sentence ", why),
      h("label", { className: "gorin-typed" }, "Anchor ", anchor),
    ),
    show(kept) {
      radios.forEach((radio, n) => (radio.checked = kept?.scale === n));
      if (document.activeElement !== why) why.value = kept?.why ?? "";
      if (document.activeElement !== anchor) anchor.value = kept?.anchor ?? "";
    },
  };
}

const line = (_, id) => h("input", { id, type: "text", autocomplete: "off", spellcheck: false });
const number = (_, id) => h("input", { id, type: "text", inputMode: "decimal", size: 6 });
const area = (_, id) => h("textarea", { id, rows: 10 });

const CONTROLS = {
  choice: options("radio"),
  choices: options("checkbox"),
  passage: passages(false),
  passages: passages(true),
  quote: text(line, limit),
  number: text(number, () => ""),
  essay: text(area, limit),
  match,
  order,
  forecast,
  position,
};

export default () => {
  let wasRestored = false;
  return {
    initialize({ model }) {
      wasRestored = restored(model);
    },
    render({ model, el }) {
      return card(model, el, wasRestored);
    },
  };
};
