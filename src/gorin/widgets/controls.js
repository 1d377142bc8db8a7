// The controls of a card, one for each kind of question: an element, and a way to show a value.

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
    here.textContent = `Now ${to + 1} of ${ids.length}: ${texts[id]}`;
    send(ids);
  };
  const button = (id, step, sign, word) =>
    h(
      "button",
      {
        type: "button",
        "data-move": `${id}${step}`,
        "aria-label": `Move ${word}: ${texts[id]}`,
        "aria-disabled": String(id === ids.at(step < 0 ? 0 : -1)),
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
    { type: "button", className: "gorin-done" },
    "This is my order",
  );
  done.addEventListener("click", () => {
    list.querySelector("button").focus(); // `done` is about to go
    send(ids);
  });
  return {
    element: fieldset(spec, list, done, here),
    show(kept) {
      const given = spec.options.map(([id]) => id);
      const wanted = kept ?? given;
      if (String(wanted) !== String(ids) && given.every((id) => wanted.includes?.(id))) {
        ids = [...wanted];
        draw();
      }
      done.hidden = kept !== null;
    },
  };
}

const UNKNOWN = "not yet";

function forecast(spec, { send }) {
  const id = fresh("chance");
  const output = h("output", { htmlFor: id });
  const range = h("input", { id, type: "range", min: 0, max: 100, step: 1, value: 50 });
  const tell = (known) => (output.textContent = known ? `${range.value} %` : UNKNOWN);
  range.addEventListener("input", () => tell(true));
  range.addEventListener("change", () => send(Number(range.value)));
  // Even odds are an answer too: the slider stands there already, so that nothing would change.
  const stay = () => output.textContent === UNKNOWN && send(Number(range.value));
  range.addEventListener("click", stay);
  range.addEventListener("keydown", (event) => event.key === "Enter" && stay());
  return {
    element: h(
      "div",
      { className: "gorin-scale" },
      h("label", { htmlFor: id }, spec.prompt),
      h("div", {}, h("span", {}, "0 surely not"), range, h("span", {}, "100 surely"), output),
    ),
    show(kept) {
      const known = typeof kept === "number";
      range.value = known ? kept : 50;
      tell(known);
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
    const given = { why: why.value.trim(), anchor: anchor.value.trim() };
    if (on) return { scale: Number(on.value), ...given };
    return given.why || given.anchor ? given : null;
  };
  for (const field of [why, anchor]) {
    field.addEventListener("input", () => later(value));
    field.addEventListener("change", () => send(value()));
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

const CONTROLS = {
  choice: options("radio"),
  choices: options("checkbox"),
  match,
  order,
  forecast,
  position,
};
