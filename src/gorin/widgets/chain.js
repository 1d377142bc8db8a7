// Who told whom: step through the messages of the memo, each with its clause.

function follow(model, el) {
  const { steps, channels, drawing, legend } = model.get("spec");
  const box = root(el, "gorin-chain");
  box.setAttribute("aria-label", "Who told whom in the memo");
  let at = model.get("step") - 1;
  let all = false;

  const figure = h("div", {
    className: "gorin-chain-figure",
    role: "img",
    "aria-label": `Sequence diagram of ${steps.length} messages; the table below says the same.`,
  });
  figure.innerHTML = drawing; // our own, made in Python, every text of it escaped there
  const rows = [...figure.querySelectorAll("[data-step]")];
  const panel = h("div", { className: "gorin-chain-panel", "aria-live": "polite" });
  const label = fresh("step");
  const slider = h("input", {
    type: "range",
    id: label,
    min: 1,
    max: steps.length,
    oninput: () => go(Number(slider.value) - 1),
  });
  const back = h("button", { type: "button", onclick: () => go(at - 1) }, "◀ Previous");
  const on = h("button", { type: "button", onclick: () => go(at + 1) }, "Next ▶");
  const whole = h(
    "button",
    { type: "button", "aria-pressed": "false", onclick: () => show(!all) },
    "Draw all",
  );

  box.append(
    h(
      "div",
      { className: "gorin-bar gorin-chain-bar" },
      back,
      h("label", { className: "gorin-hidden", for: label }, "Step"),
      slider,
      on,
      whole,
    ),
    h("div", { className: "gorin-chain-spread" }, figure, panel),
    h("p", { className: "gorin-quiet gorin-chain-legend" }, legend),
    h("details", {}, h("summary", {}, `The same as a table: ${steps.length} messages`), table()),
    h(
      "details",
      {},
      h("summary", {}, "Two capitals, two channels: who met whom, in other papers"),
      h(
        "ul",
        {},
        channels.map((way) =>
          h(
            "li",
            {},
            `${way.place}: ${way.who} (`,
            way.papers.map(([id, url], i) => [
              i ? ", " : "",
              h("a", { href: url, target: "_blank", rel: "noopener" }, id),
            ]),
            ")",
          ),
        ),
      ),
    ),
  );

  function table() {
    const heads = ["Passage", "From", "To", "What", "How", "When", "What is not said"];
    return h(
      "div",
      { className: "gorin-wide", tabIndex: 0, role: "group", "aria-label": "Table of messages" },
      h(
        "table",
        {},
        h("caption", {}, "Who told whom, in the order of the memo"),
        h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
        h(
          "tbody",
          {},
          steps.map((step) =>
            h(
              "tr",
              {},
              h("th", { scope: "row" }, `¶${step.anchor}`),
              [step.from, step.to, step.said, step.kind, step.when, step.note].map((cell) =>
                h("td", {}, cell),
              ),
            ),
          ),
        ),
      ),
    );
  }

  function go(to) {
    at = Math.max(0, Math.min(steps.length - 1, to));
    draw();
    model.set("step", at + 1);
    model.save_changes();
  }

  function show(everything) {
    all = everything;
    draw();
  }

  function draw() {
    const step = steps[at];
    rows.forEach((row, i) => {
      row.classList.toggle("now", i === at);
      row.classList.toggle("later", i > at && !all);
    });
    whole.setAttribute("aria-pressed", String(all));
    slider.value = at + 1;
    slider.setAttribute("aria-valuetext", `Step ${at + 1} of ${steps.length}, ¶${step.anchor}`);
    back.setAttribute("aria-disabled", String(at === 0));
    on.setAttribute("aria-disabled", String(at === steps.length - 1));
    const self = step.from === step.to;
    panel.replaceChildren(
      h(
        "p",
        { className: "gorin-chain-where" },
        h("strong", {}, `¶${step.anchor}`),
        ` step ${at + 1} of ${steps.length}`,
      ),
      h("p", { className: "gorin-chain-words" }, `“${step.words}”`),
      h(
        "p",
        {},
        h("strong", {}, self ? step.from : `${step.from} → ${step.to}`),
        h("br"),
        step.said,
      ),
      h(
        "dl",
        {},
        h("dt", {}, "How"),
        h("dd", {}, step.kind),
        h("dt", {}, "When"),
        h("dd", {}, step.when),
        step.note ? [h("dt", {}, "Not said"), h("dd", {}, step.note)] : "",
      ),
    );
  }

  figure.addEventListener("click", (event) => {
    const row = event.target.closest("[data-step]");
    if (row) go(Number(row.dataset.step) - 1);
  });
  box.addEventListener("keydown", (event) => {
    if (event.target.tagName !== "BUTTON" || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = {
      ArrowRight: at + 1,
      ArrowDown: at + 1,
      ArrowLeft: at - 1,
      ArrowUp: at - 1,
      Home: 0,
      End: steps.length - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  });

  draw();
}

export default {
  render({ model, el }) {
    follow(model, el);
  },
};
