// The marking desk: the essay like a page, the rubric beside it, and a key for everything.

const ACKNOWLEDGED_WITHIN = 3000; // milliseconds; a decision is written to the disk before it counts
const PAUSE = 500; // milliseconds without a key before a comment is kept
const FIRST_PHRASE = 5; // the keys 1 to 4 are levels, 5 to 9 insert a reusable comment
const KEYS = [
  ["1 – 4", "give the level, and go on to the next criterion"],
  ["j k, ↓ ↑", "next and previous criterion"],
  ["n p", "next and previous essay"],
  ["f", "first essay to mark"],
  ["u", "undo"],
  ["c, Esc", "into the comment, and out of it"],
  ["5 – 9", "insert a reusable comment"],
  ["o", "overview"],
];
const SIGNS = { verbatim: "✓", near: "≈", astray: "✗" };

function marking(model, el, wasRestored) {
  const spec = model.get("spec");
  const box = root(el, "gorin-desk");
  box.setAttribute("aria-label", "Marking desk");
  box.tabIndex = -1;
  const view = fresh("desk");
  let sent = 0;
  let waiting = null;
  let dead = wasRestored;
  let writing = null; // until the comment is kept
  let goingOn = false; // was the comment kept since the field was entered?
  let at = 0; // the criterion that is open
  let shown = ""; // the essay that is drawn
  let ahead = {}; // levels given here that the kernel has not acknowledged: keys are faster
  let settled = true; // does the kernel know all that was done here?

  // What stands above.
  const button = (text, onclick, key) =>
    h("button", { type: "button", onclick, "aria-keyshortcuts": key, title: `key ${key}` }, text);
  const go = (to) => send("go", { to });
  const check = (text, what) => {
    const input = h("input", {
      type: "checkbox",
      onchange: () => send("switch", { what, on: input.checked }),
    });
    return [input, h("label", { className: "gorin-desk-switch" }, input, h("span", {}, text))];
  };
  const [second, secondLabel] = check("Second marking", "second");
  const [names, namesLabel] = check("Show names", "names");
  const overview = button("Overview", () => toggleOverview(), "o");
  overview.setAttribute("aria-pressed", "false");
  const asked = fresh("question");
  const question = h(
    "select",
    { id: asked, onchange: () => send("choose", { question: question.value }) },
    spec.questions.map(({ id }) => h("option", { value: id }, id)),
  );
  const prompt = h("p", {});
  const gauge = h("progress", { max: 1, value: 0, "aria-label": "Essays marked" });
  const counted = h("span", {});
  const said = h("p", { className: "gorin-said", role: "status", "aria-live": "polite" });
  const where = h("p", { className: "gorin-desk-where" });
  const steps = h(
    "div",
    { className: "gorin-desk-steps" },
    button("← Previous", () => go("previous"), "p"),
    button("Next →", () => go("next"), "n"),
    button("First to mark", () => go("open"), "f"),
    button("Undo", () => send("undo"), "u"),
  );

  // What lies on the desk.
  const page = h("div", { className: "gorin-desk-page" });
  const rubric = h("div", { className: "gorin-desk-rubric", role: "group", "aria-label": "Rubric" });
  const earned = h("p", { className: "gorin-desk-earned" });
  const field = h("textarea", { id: fresh("comment"), rows: 4, maxLength: 20_000 });
  const phrases = h("ol", { className: "gorin-desk-phrases" });
  const keep = h("button", { type: "button", onclick: () => keepPhrase() }, "Keep for reuse");
  const aside = h(
    "div",
    { className: "gorin-desk-aside" },
    rubric,
    earned,
    h("label", { htmlFor: field.id, className: "gorin-desk-label" }, "Comment"),
    field,
    h("div", { className: "gorin-desk-reuse" }, keep),
    phrases,
  );
  const spread = h("div", { className: "gorin-desk-spread" }, page, aside);
  const whole = h("div", { className: "gorin-desk-finish", tabIndex: -1, "aria-label": "Overview", role: "group" });
  box.append(
    h(
      "div",
      { className: "gorin-desk-bar" },
      h("div", {}, h("label", { htmlFor: asked }, "Question "), question),
      h("div", { className: "gorin-desk-gauge" }, gauge, counted),
      h("div", {}, secondLabel, namesLabel, overview),
    ),
    h("details", { className: "gorin-desk-prompt" }, h("summary", {}, "What was asked"), prompt),
    h("div", { className: "gorin-desk-line" }, where, steps),
    said,
    spread,
    whole,
    h(
      "details",
      { className: "gorin-desk-keys" },
      h("summary", {}, "Keys"),
      h("dl", {}, KEYS.map(([key, does]) => h("div", {}, h("dt", {}, key), h("dd", {}, does)))),
      h("p", { className: "gorin-quiet" }, `You mark as ${spec.marker}.`),
    ),
  );

  function say(text, how = "") {
    if (said.textContent !== text) said.textContent = text;
    said.dataset.how = how;
  }

  function send(act, fields = {}) {
    if (act !== "comment") flush();
    if (dead) return false;
    sent += 1;
    settled = false;
    clearTimeout(waiting);
    waiting = setTimeout(refuse, ACKNOWLEDGED_WITHIN);
    try {
      model.send({ act, number: `${view}-${sent}`, ...fields });
    } catch {
      refuse(); // the kernel that made this desk is gone
    }
    return !dead;
  }

  function refuse() {
    clearTimeout(waiting);
    dead = true;
    ahead = {};
    draw(); // without what was not kept
    able(false);
    say("Not kept: run this cell again.", "refused");
  }

  function able(yes) {
    if (!yes && box.contains(document.activeElement)) box.focus();
    for (const control of box.querySelectorAll("button, input, select")) control.disabled = !yes;
    field.readOnly = !yes;
    box.classList.toggle("gorin-off", !yes);
  }

  const now = () => model.get("state").essay;
  const criteria = () => spec.questions.find(({ id }) => id === model.get("state").question).rubric;

  // The comment: kept on leaving the field, or when the hand rests.
  function flush() {
    if (!writing) return;
    clearTimeout(writing);
    writing = null;
    send("comment", { essay: shown, text: field.value, goingOn });
    goingOn = true;
  }
  field.addEventListener("focus", () => (goingOn = false));
  field.addEventListener("input", () => {
    clearTimeout(writing);
    writing = setTimeout(flush, PAUSE);
  });
  field.addEventListener("blur", flush);

  function insert(text) {
    flush();
    const { selectionStart: start, value } = field;
    const before = value.slice(0, start);
    const gap = before && !/\s$/.test(before) ? " " : "";
    const more = value.slice(start);
    field.value = before + gap + text + (more && !/^\s/.test(more) ? " " : "") + more;
    field.selectionStart = field.selectionEnd = (before + gap + text).length;
    if (send("comment", { essay: shown, text: field.value, goingOn: false })) say(`Inserted: ${text}`);
  }

  function keepPhrase() {
    const chosen = field.value.slice(field.selectionStart, field.selectionEnd).trim();
    const text = chosen || field.value.trim();
    if (text) send("keep", { text });
    else say("Write a comment first; it can then be kept for reuse.");
  }

  // Criteria: one is open at a time.
  const head = (i) => rubric.querySelectorAll(".gorin-desk-criterion > button")[i];

  function open(i, focus) {
    at = Math.max(0, Math.min(criteria().length - 1, i));
    [...rubric.children].forEach((part, j) => {
      part.classList.toggle("gorin-open", j === at);
      part.firstChild.setAttribute("aria-expanded", String(j === at));
      part.lastChild.hidden = j !== at;
    });
    if (focus) head(at).focus();
  }

  function give(level, i = at) {
    const { name } = criteria()[i];
    ahead[name] = level;
    if (!send("level", { essay: shown, criterion: name, level })) return;
    const given = { ...now().levels, ...ahead };
    const left = criteria().findIndex((one, j) => j > i && !(one.name in given));
    const any = criteria().findIndex((one) => !(one.name in given));
    tell(given);
    const inside = rubric.contains(document.activeElement);
    open(left >= 0 ? left : any >= 0 ? any : i, inside);
    say(`${name}: level ${level}.${any < 0 ? " All levels are given; n leads to the next essay." : ""}`, "good");
  }

  function criterion({ name, levels }, i) {
    const group = fresh("level");
    const body = fresh("levels");
    return h(
      "div",
      { className: "gorin-desk-criterion" },
      h(
        "button",
        { type: "button", "aria-controls": body, onclick: () => open(i) },
        h("span", {}, name),
        h("span", { className: "gorin-desk-others" }),
        h("span", { className: "gorin-desk-level" }),
      ),
      h(
        "fieldset",
        { id: body },
        h("legend", { className: "gorin-hidden" }, name),
        levels.map((text, j) =>
          h(
            "label",
            {},
            h("input", { type: "radio", name: group, value: j + 1, onchange: () => give(j + 1, i) }),
            h("span", { className: "gorin-level" }, String(j + 1)),
            h("span", {}, text),
          ),
        ),
      ),
    );
  }

  /** Show levels in the heads of the criteria and in their buttons. */
  function tell(levels) {
    const essay = now();
    criteria().forEach(({ name }, i) => {
      const part = rubric.children[i];
      const level = levels[name];
      const spot = part.querySelector(".gorin-desk-level");
      spot.textContent = level ?? "–";
      spot.dataset.given = String(level ?? "");
      spot.setAttribute("aria-label", level ? `level ${level}` : "no level yet");
      spot.setAttribute("role", "img");
      part.querySelector(".gorin-desk-others").textContent = essay.others
        .filter(([, theirs]) => name in theirs)
        .map(([marker, theirs]) => `${marker} ${theirs[name]}`)
        .join(", ");
      for (const radio of part.querySelectorAll("input")) radio.checked = Number(radio.value) === level;
    });
    const left = criteria().filter(({ name }) => !(name in levels)).length;
    earned.textContent = essay.earned && !left ? `${essay.earned} of ${essay.outOf} points` : "";
    if (left) earned.textContent = `${left} of ${criteria().length} levels to give`;
  }

  let laid = "";
  function lay(essay, state) {
    const key = JSON.stringify([essay.id, essay.name, essay.taken, state.second]);
    if (key === laid) return; // what is being selected stays selected
    laid = key;
    const told = {
      near: ([text, , anchor, words]) => `“${text}” is not in the memo; ${anchor} has “${words}”`,
      astray: ([text]) => `“${text}” is not in the memo`,
    };
    const missed = essay.parts.filter(([, kind]) => kind in told);
    const sign = (kind) => h("span", { className: "gorin-desk-sign", "aria-hidden": "true" }, SIGNS[kind]);
    const notes = [
      essay.taken.length ? `Marked by ${essay.taken.join(" and ")}.` : "",
      essay.sampled && !state.second ? "To be marked twice." : "",
    ];
    page.replaceChildren(
      essay.name ? h("p", { className: "gorin-desk-name" }, essay.name) : "",
      h(
        "div",
        { className: "gorin-desk-text" },
        essay.parts.map(([text, kind, anchor]) =>
          kind
            ? [
                h("span", { className: "gorin-desk-quoted", "data-kind": kind }, text),
                h("sup", {}, `${SIGNS[kind]}${anchor ? `\u00a0${anchor}` : ""}`),
              ]
            : text,
        ),
      ),
      h(
        "ul",
        { className: "gorin-desk-checks", "aria-label": "Form and quotations" },
        essay.checks.map(([text, good]) =>
          h("li", { "data-good": String(good) }, h("span", { className: "gorin-desk-sign" }, good ? "✓" : "⚠"), text),
        ),
        missed.map((part) => h("li", { "data-kind": part[1] }, sign(part[1]), told[part[1]](part))),
      ),
      h("p", { className: "gorin-quiet" }, notes.filter(Boolean).join(" ")),
    );
  }

  function draw() {
    const state = model.get("state");
    const { essay } = state;
    if (state.finish) say("");
    const inside = rubric.contains(document.activeElement);
    const inAll = whole.contains(document.activeElement);
    const below = [spread, steps].some((part) => part.contains(document.activeElement));
    question.value = state.question;
    prompt.textContent = spec.questions.find(({ id }) => id === state.question)?.prompt ?? "";
    second.checked = state.second;
    names.checked = state.named;
    gauge.max = Math.max(1, state.of);
    gauge.value = state.done;
    counted.textContent = `${state.done} of ${state.of} marked`;
    overview.setAttribute("aria-pressed", String(Boolean(state.finish)));
    spread.hidden = Boolean(state.finish) || !essay;
    steps.hidden = Boolean(state.finish);
    whole.hidden = !state.finish;
    if (state.finish) whole.replaceChildren(...finish(state.finish, (id) => go(id)).flat());
    if (state.finish && below) whole.focus(); // what had the focus is hidden now
    where.textContent = state.finish
      ? "Overview"
      : essay
        ? `Essay ${state.place} of ${state.of} · ${essay.code}`
        : "No essay is to be marked here.";
    bank(state.phrases);
    if (!essay) return;
    const another = shown !== essay.id;
    if (another) {
      flush();
      shown = essay.id;
      ahead = {};
      rubric.replaceChildren(...criteria().map(criterion));
      const left = criteria().findIndex(({ name }) => !(name in essay.levels));
      open(Math.max(0, left), inside);
      page.scrollTop = 0;
    }
    lay(essay, state);
    tell({ ...essay.levels, ...ahead });
    // While the hand is ahead of the kernel, what it wrote is newer than what comes back.
    const stale = another || (settled && !writing);
    if (stale && field.value !== essay.comment) field.value = essay.comment;
    if (!state.finish && inAll) head(at).focus();
    if (state.said) say(state.said);
    else if (another || inAll) say(where.textContent);
  }

  let banked = "";
  function bank(texts) {
    if (JSON.stringify(texts) === banked) return; // the focus stays on what was pressed
    banked = JSON.stringify(texts);
    phrases.replaceChildren(...texts.map(phrase));
  }

  function phrase(text, i) {
    const key = i + FIRST_PHRASE;
    const insertIt = h("button", { type: "button", onclick: () => insert(text) });
    insertIt.append(
      key <= 9 ? h("span", { className: "gorin-level" }, `${key} `) : "",
      h("span", {}, text),
    );
    const drop = { type: "button", "aria-label": `Drop: ${text}`, className: "gorin-desk-drop" };
    return h("li", {}, insertIt, h("button", { ...drop, onclick: () => dropPhrase(text) }, "×"));
  }

  function dropPhrase(text) {
    keep.focus(); // the button that was pressed is about to go
    send("forget", { text });
  }

  function toggleOverview() {
    send("switch", { what: "finish", on: overview.getAttribute("aria-pressed") !== "true" });
  }

  const byKey = {
    n: () => go("next"),
    p: () => go("previous"),
    f: () => go("open"),
    u: () => send("undo"),
    o: () => toggleOverview(),
    c: () => field.focus(),
    j: () => open(at + 1, true),
    k: () => open(at - 1, true),
  };
  box.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (dead || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (target === field) {
      if (key === "Escape") head(at).focus();
      return;
    }
    if (target.matches("select")) return;
    const busy = model.get("state").finish || !now();
    const arrow = rubric.contains(target) && { ArrowDown: 1, ArrowUp: -1 }[key];
    if (arrow) open(at + arrow, true);
    else if (busy ? "ofu".includes(key) && byKey[key] : byKey[key]) byKey[key]();
    else if (!busy && /^[1-4]$/.test(key)) give(Number(key));
    else if (!busy && /^[5-9]$/.test(key) && model.get("state").phrases[key - FIRST_PHRASE])
      insert(model.get("state").phrases[key - FIRST_PHRASE]);
    else return;
    event.preventDefault();
  });

  const heard = (message) => {
    if (message.trouble) say(message.trouble, "refused");
    if (message.acknowledged !== `${view}-${sent}`) return;
    clearTimeout(waiting);
    settled = true;
    ahead = {};
    if (dead && !wasRestored) {
      dead = false; // the kernel was only slow
      able(true);
      say("");
    }
    draw();
    if (message.trouble) say(message.trouble, "refused");
  };
  model.on("change:state", draw);
  model.on("msg:custom", heard);
  draw();
  said.textContent = "";
  if (wasRestored) {
    able(false);
    say("Run this cell again to go on.", "refused");
  }
  return () => {
    flush();
    clearTimeout(waiting);
    model.off("change:state", draw);
    model.off("msg:custom", heard);
  };
}

export default opening(marking);
