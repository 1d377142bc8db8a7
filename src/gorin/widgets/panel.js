// Beside the page: the passage that was chosen, its terms, and how the layers read it.

const LONG = 45; // words; a longer passage is shown on the page and only named here

/** Return what the panel holds. `acts` are choose, unfold, say, and quote where an answer is. */
function panel(spec, { parts, texts }, { chosen, layers, open }, acts) {
  if (!(chosen in texts)) return hints(acts);
  const inside = Object.keys(parts).filter((one) => one === chosen || within(one, chosen));
  return [
    path(chosen, texts, acts),
    h("p", { className: "gorin-words" }, `“${shortened(texts[chosen])}”`),
    buttons(spec, chosen, open, acts),
    additions(inside.map((anchor) => parts[anchor])),
    terms(inside.flatMap((anchor) => spec.glosses[anchor] ?? [])),
    ...layers.map((layer) => reading(layer, inside)),
  ].filter(Boolean);
}

function hints({ quote }) {
  const key = (...names) => names.flatMap((name) => [h("kbd", {}, name), " "]);
  return [
    h(
      "p",
      { className: "gorin-quiet" },
      "Choose a clause, a sentence by its number, or a paragraph by the number in the margin.",
    ),
    h(
      "dl",
      { className: "gorin-keys" },
      [
        [key("←", "→"), "one passage on"],
        [key("↑", "↓"), "to a sentence"],
        [key("Home", "End"), "first and last"],
        [key("Enter"), "choose, or leave"],
        [key("Shift", "↑"), "choose what is around"],
        [key("Esc"), "leave the choice"],
        ...(quote ? [[key("q"), "put its words into your answer"]] : []),
      ].map(([keys, does]) => h("div", {}, h("dt", {}, keys), h("dd", {}, does))),
    ),
  ];
}

/** Name the passage and those around it, which are one click away. */
function path(chosen, texts, { choose }) {
  const around = levels(chosen, texts).slice(0, -1);
  return h(
    "p",
    { className: "gorin-chosen" },
    around.map((anchor) => [
      h(
        "button",
        {
          type: "button",
          className: "gorin-clear",
          "aria-label": `Choose ${anchor.includes(".") ? "sentence" : "paragraph"} ${anchor}`,
          onclick: () => choose(anchor),
        },
        `¶${anchor}`,
      ),
      h("span", { "aria-hidden": "true" }, "›"),
    ]),
    h("strong", {}, `¶${chosen}`),
  );
}

function shortened(text) {
  const words = text.split(" ");
  if (words.length <= LONG) return text;
  return `${words.slice(0, 14).join(" ")} … ${words.slice(-9).join(" ")}`;
}

function buttons(spec, chosen, open, { unfold, say, quote }) {
  const sentence = sentenceOf(chosen);
  const many = (spec.lines[sentence] ?? []).length > 1;
  return h(
    "p",
    { className: "gorin-acts" },
    h("button", { type: "button", onclick: (event) => copy(event.currentTarget, chosen, say) }, "Copy anchor"),
    many
      ? h(
          "button",
          { type: "button", "data-unfold": sentence, onclick: () => unfold(sentence) },
          `${open.has(sentence) ? "Fold" : "Unfold"} sentence`,
        )
      : "",
    quote ? quoteButton(quote) : "",
  );
}

/** Show the words that are marked, and how to put them into an answer. */
function markedWords({ words, anchor, trouble }, quote) {
  const shown = h("p", { className: "gorin-words" }, `“${words}” `, h("b", {}, `¶${anchor}`));
  const content = trouble ?? [shown, quoteButton(quote)];
  return h("div", { className: "gorin-marked" }, content);
}

async function copy(button, anchor, say) {
  let done = true;
  try {
    await navigator.clipboard.writeText(anchor);
  } catch {
    // Without https, or where the browser refuses, the old way still works.
    const field = h("textarea", { value: anchor });
    button.after(field);
    field.select();
    done = document.execCommand("copy");
    field.remove();
    button.focus();
  }
  button.textContent = done ? "Copied" : "Not copied";
  say(done ? `Copied ${anchor}` : `Not copied: write ${anchor}`);
  setTimeout(() => (button.textContent = "Copy anchor"), 2000);
}

/** Give the anchors of what stands within a passage and has one of its own. */
function additions(among) {
  const found = among.flatMap((part) =>
    part.added.map(([start, end], i) => [
      h("span", {}, part.text.slice(start, end)),
      ` ¶${part.anchor}.${i + 1}`,
    ]),
  );
  if (!found.length) return "";
  return h(
    "p",
    { className: "gorin-additions" },
    "In it: ",
    found.map((one, i) => [i ? ", " : "", one]),
  );
}

function terms(found) {
  if (!found.length) return "";
  return h(
    "dl",
    { className: "gorin-terms" },
    found.map(([term, gloss]) => [h("dt", {}, term), h("dd", {}, gloss)]),
  );
}

/** Say how a layer reads the passage: one clause with its reason, more by what they share. */
function reading(layer, inside) {
  const name = (id) => layer.tags.find((tag) => tag.id === id).name;
  const known = inside.filter((anchor) => layer.marks[anchor] || isClause(anchor));
  if (!known.length) return "";
  const shared = new Map();
  for (const anchor of known) {
    const tag = tagOf(layer, anchor)?.name ?? `${OPEN} in the exercise`;
    shared.set(tag, [...(shared.get(tag) ?? []), `¶${anchor}`]);
  }
  const { also = [], reason } = layer.marks[known[0]] ?? {};
  const one = known.length === 1;
  return h(
    "div",
    { className: "gorin-reading" },
    h("p", { className: "gorin-quiet" }, layer.name),
    [...shared].map(([tag, anchors]) =>
      h("p", {}, h("b", {}, tag), one ? "" : ` ${anchors.join(", ")}`),
    ),
    one && also.length ? h("p", {}, `Can also be defended: ${also.map(name).join(", ")}.`) : "",
    one && reason ? h("p", {}, reason) : "",
  );
}
