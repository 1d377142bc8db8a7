// In a card whose answer quotes: the memo in a drawer to take words from, and what was verified.

function quoteInto(model, box, control, { spec, live }) {
  const found = h("ul", { className: "gorin-found", "aria-live": "polite" });
  const told = h("p", { className: "gorin-told", role: "status", "aria-live": "polite" });
  const button = quoteButton(() => quote(picks.words()));
  const { page, all, moves } = smallPage(spec.page, true);
  const summary = h("summary", {}, "Open the memo");
  const drawer = h(
    "details",
    { className: "gorin-drawer" },
    summary,
    page,
    h("div", { className: "gorin-drawer-foot" }, told, button),
    h(
      "p",
      { className: "gorin-quiet" },
      "Mark words with the mouse, or choose a clause: arrows move, ",
      keys("Enter"),
      " marks it, ",
      keys("Shift", "→"),
      " leaves out its first word, ",
      keys("Shift", "←"),
      " its last, ",
      keys("Backspace"),
      " takes a word back, ",
      keys("q"),
      " quotes.",
    ),
  );
  drawer.addEventListener("toggle", () => {
    summary.textContent = `${drawer.open ? "Close" : "Open"} the memo`;
  });

  let saying = null;
  /** Say it once, after the mouse has come to rest. */
  function say(text) {
    clearTimeout(saying);
    saying = setTimeout(() => (told.textContent = text), 150);
  }

  const picks = picker(page, quote, changed);

  function changed(words) {
    const anchors = words.map((word) => word.anchor);
    for (const item of all)
      item.setAttribute("aria-selected", String(anchors.includes(item.dataset.anchor)));
    if (!words.length) return say("");
    const { words: text, anchor, trouble } = quotation(words, page);
    say(trouble ?? `Marked: “${text}” ¶${anchor}`);
  }

  function quote(words) {
    if (!words.length) return say("Mark words on the page first.");
    const made = quotation(words, page);
    if (made.trouble) return say(made.trouble);
    if (take(made)) say(`In your answer: “${made.words}” (¶${made.anchor})`);
  }

  /** Put words into the answer; a card that is read-only or given up takes none. */
  function take({ words, anchor }) {
    if (live()) control.take(words, anchor);
    return live();
  }

  page.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (!item || !document.getSelection().isCollapsed) return; // words were marked
    moves.focus(item);
    picks.mark(picks.passage(item));
  });
  page.addEventListener("keydown", (event) => {
    if (picks.key(event) || moves.key(event)) return;
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    picks.mark(picks.passage(event.target));
  });

  // What the kernel verified: where each quotation stands, or what is nearest to it.
  let shown = "";
  function verify() {
    const list = model.get("quoted");
    if (JSON.stringify(list) === shown) return; // to be read aloud once
    shown = JSON.stringify(list);
    found.replaceChildren(...list.map(one));
  }

  function one({ words, anchor, near, nearest }) {
    const known = [h("span", { className: "gorin-words" }, `“${words}”`), " "];
    if (anchor) return h("li", { "data-how": "good" }, known, h("b", {}, `¶${anchor}`));
    return h(
      "li",
      { "data-how": "form" },
      known,
      "is not in the memo",
      near
        ? [
            `; nearest: ¶${near} `,
            h("span", { className: "gorin-words" }, `“${nearest}” `),
            h(
              "button",
              {
                type: "button",
                className: "gorin-clear",
                onclick: () => {
                  if (!live()) return;
                  box.querySelector("textarea, input").focus(); // this button is about to go
                  control.mend(words, nearest);
                },
              },
              "Use these words",
            ),
          ]
        : ".",
    );
  }

  model.on("change:quoted", verify);
  verify();
  const unlisten = listenForWords(box, spec.title, { live, take });
  return {
    element: h("div", {}, drawer, found), // the list grows, and must not move the page
    leave() {
      clearTimeout(saying);
      picks.leave();
      unlisten();
      model.off("change:quoted", verify);
    },
  };
}

/** Let an answer be found by readers, and take what they offer while it is the last that was used. */
function listenForWords(box, title, { live, take }) {
  let last = false;
  const heard = {
    "gorin-answer-wanted": (event) =>
      live() && together(box, event.detail.from) && event.preventDefault(),
    "gorin-answer-used": ({ detail }) => together(box, detail.from) && (last = detail.from === box),
    "gorin-quotation": ({ detail }) => {
      if (last && together(box, detail.from) && take(detail)) detail.taken = title;
    },
  };
  for (const name in heard) document.addEventListener(name, heard[name]);
  box.addEventListener("focusin", () => tell("answer-used", { from: box }));
  return () => {
    for (const name in heard) document.removeEventListener(name, heard[name]);
  };
}

const keys = (...names) => names.map((name) => h("kbd", {}, name));
