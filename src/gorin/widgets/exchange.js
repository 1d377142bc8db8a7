// Who goes first? Every variant was solved in Python; the sliders look up and show.

function swap(model, el) {
  const { sides, orders, wants, assumed, record, wrong, legend, urls, table } = model.get("spec");
  const box = root(el, "gorin-swap");
  box.setAttribute("aria-label", "Who goes first?");
  let before = null; // the first moves that were shown last

  const figure = h("div", { className: "gorin-swap-figure", role: "img" });
  const change = h("p", { className: "gorin-swap-change", "aria-live": "polite", hidden: true });
  const result = h("div", { className: "gorin-swap-result", "aria-live": "polite" });
  const steps = h("ol", {});
  const about = h("div", { className: "gorin-quiet" });

  const order = h(
    "fieldset",
    {},
    h("legend", {}, "Who goes first?"),
    orders.map(([id, name]) => labelled("radio", name, { name: box.id, value: id }, () => set("order", id))),
  );
  const vague = slider("How vague is the promise?", table.vague.length, (i) => set("vagueness", table.vague[i]));
  const weight = slider("How much does a next case weigh?", table.weights.length, (i) => set("weight", Number(table.weights[i])));
  const wish = sides.map((side, i) => {
    const id = fresh("want");
    const select = h(
      "select",
      { id, onchange: () => set("wants", model.get("wants").map((want, j) => (i === j ? select.value : want))) },
      wants.map(([value, says]) => h("option", { value }, says)),
    );
    return { select, row: h("p", {}, h("label", { for: id }, `${side} `), select) };
  });

  box.append(
    h(
      "div",
      { className: "gorin-swap-controls" },
      h("p", { className: "gorin-swap-title" }, kind("Model"), " What you assume"),
      order,
      vague.row,
      weight.row,
      h("fieldset", {}, h("legend", {}, "What is each government assumed to want?"), wish.map(({ row }) => row)),
    ),
    h("div", { className: "gorin-swap-spread" }, result, change, about),
    h("div", { className: "gorin-wide", tabIndex: 0, role: "group", "aria-label": "The tree" }, figure),
    h("p", { className: "gorin-quiet gorin-swap-legend" }, legend),
    h("p", { className: "gorin-swap-title" }, kind("Model"), " The tree in words, from its ends"),
    steps,
    h("details", {}, h("summary", {}, "What the numbers are, and what else is assumed"), h("ul", {}, assumed.map((says) => h("li", {}, says)))),
    h("p", { className: "gorin-swap-title" }, kind("Record"), " The order in which it happened"),
    h(
      "ol",
      { className: "gorin-swap-record" },
      record.map(([when, document, says]) => h("li", {}, h("b", {}, when), " (", linked(document, urls), ") ", linked(says, urls))),
    ),
    h("p", { className: "gorin-swap-title" }, "What this model gets wrong"),
    h("ul", {}, wrong.map((says) => h("li", {}, linked(says, urls)))),
  );

  function kind(word) {
    return h("span", { className: "gorin-kind", "data-kind": word }, word);
  }

  function labelled(type, name, more, act) {
    const id = fresh(type);
    return h("span", { className: "gorin-swap-choice" }, h("input", { type, id, ...more, onchange: act }), h("label", { for: id }, name));
  }

  function slider(name, length, act) {
    const id = fresh("slider");
    const input = h("input", { type: "range", id, min: 0, max: length - 1, oninput: () => act(Number(input.value)) });
    const output = h("output", { for: id });
    return { input, output, row: h("div", { className: "gorin-swap-slider" }, h("label", { for: id }, name), input, output) };
  }

  function set(name, value) {
    model.set(name, value); // which draws, below
    model.save_changes();
  }

  function say({ input, output }, at, words) {
    input.value = at;
    output.textContent = words;
    input.setAttribute("aria-valuetext", words);
  }

  function draw() {
    const key = [model.get("order"), ...model.get("wants")].join(" ");
    const [v, w] = [table.vague.indexOf(model.get("vagueness")), table.weights.indexOf(String(model.get("weight")))];
    if (!(key in table.cells) || v < 0 || w < 0) {
      result.replaceChildren(h("p", {}, "This variant is not on the sliders: see .solution in Python."));
      return;
    }
    const [first, end, ...told] = table.cells[key][v][w];
    for (const input of order.querySelectorAll("input")) input.checked = input.value === model.get("order");
    wish.forEach(({ select }, i) => (select.value = model.get("wants")[i]));
    const percent = table.vague[v];
    say(vague, v, percent === 0 ? "0 %: clear, all can see it broken" : percent === 100 ? "100 %: nobody can call it broken" : `${percent} %`);
    say(weight, w, w === 0 ? "0: one round, nothing comes after" : `${table.weights[w]} step${table.weights[w] === "1" ? "" : "s"}`);

    const phrase = (i) => table.phrases[i];
    const [, name, says, found] = orders.find(([id]) => id === model.get("order"));
    result.replaceChildren(
      h("p", {}, kind("Model"), h("strong", {}, ` ${phrase(first)}`), ` ${phrase(end)}`),
    );
    const changed = before !== null && before !== first;
    change.hidden = !changed;
    change.textContent = changed ? `The best first move has changed. Before: ${phrase(before).replace("Best at the beginning: ", "")}` : "";
    before = first;
    const [byWeight, byVague] = table.turns[key];
    about.replaceChildren(
      h("p", {}, kind("Model"), ` ${name}: ${says} ${phrase(byWeight[v])} ${phrase(byVague[w])}`),
      h("p", {}, kind("Record"), " ", linked(found, urls)),
    );

    figure.innerHTML = table.drawings[model.get("order")]; // our own, every text of it escaped in Python
    figure.setAttribute("aria-label", `Game tree: ${name}. The steps below say the same.`);
    figure.querySelectorAll("[data-end]").forEach((text, i) => (text.textContent = table.ends[key][w][i]));
    figure.querySelectorAll("[data-way] text").forEach((text, i) => (text.textContent += ` ${i % 2 ? percent : 100 - percent} %`));
    steps.replaceChildren(
      ...told.map(([step, ...numbers]) => {
        const [words, edges] = table.steps[step];
        for (const edge of edges) {
          figure.querySelectorAll(`[data-move="${edge}"]`).forEach((line) => line.classList.add("best"));
        }
        return h("li", {}, words.map((word, i) => word + (numbers[i] ?? "")).join(""));
      }),
    );
  }

  box.id = fresh("swap");
  order.querySelectorAll("input").forEach((input) => (input.name = box.id));
  for (const name of ["order", "vagueness", "weight", "wants"]) model.on(`change:${name}`, draw);
  draw();
}

export default {
  render({ model, el }) {
    swap(model, el);
  },
};
