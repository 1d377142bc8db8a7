// A card: one question, its controls (CONTROLS, by kind), and a line that says what became of the
// last click.

const ACKNOWLEDGED_WITHIN = 1500; // milliseconds; a kernel on this machine answers in under 50
const PAUSE = 400; // milliseconds without a key before what is being written is recorded

function card(model, el, wasRestored) {
  const spec = model.get("spec");
  const box = root(el, "gorin-card");
  const heading = fresh("heading");
  box.setAttribute("aria-labelledby", heading);
  box.tabIndex = -1;
  box.classList.add(`gorin-is-${spec.tagging ? "tagging" : spec.kind}`);

  const view = fresh("view"); // a model may have two, and each awaits its own acknowledgements
  let clicks = 0;
  let sent = ""; // the name of the last message to the kernel
  let heeded = ""; // and of the last one that it acknowledged
  let waiting = null;
  let writing = null;
  let draft = null; // what is being written and has not been sent
  let dead = false;
  let left = null; // where the focus was when the card was switched off

  const said = h("p", { className: "gorin-said", role: "status", "aria-live": "polite" });
  const verdict = h("div", { className: "gorin-verdict", "aria-live": "polite" });

  function say(text, how) {
    if (said.textContent !== text) said.textContent = text;
    said.dataset.how = how;
  }

  function send(value) {
    clearTimeout(writing);
    draft = null;
    clicks += 1;
    sent = `${view}-${clicks}`;
    say("Recording …", "waiting");
    clearTimeout(waiting);
    waiting = setTimeout(refuse, ACKNOWLEDGED_WITHIN);
    try {
      model.send({ answer: value, number: sent });
    } catch {
      refuse(); // the kernel that made this card is gone
    }
  }

  function refuse() {
    clearTimeout(waiting);
    dead = true;
    clear.hidden = true;
    if (box.contains(document.activeElement)) left = document.activeElement;
    able(false);
    if (left?.disabled) box.focus(); // a disabled control would drop it to the top of the page
    say("Not recorded: run all cells again (menu Run).", "refused");
  }

  function later(value) {
    clearTimeout(writing);
    say("Writing …", "waiting");
    draft = value;
    writing = setTimeout(() => send(value()), PAUSE);
  }

  function able(yes) {
    for (const control of box.querySelectorAll("input, select, textarea, button"))
      if (control.matches("textarea, [type=text]")) control.readOnly = !yes; // to be copied still
      else control.disabled = !yes;
    for (const option of box.querySelectorAll("fieldset [role=option]"))
      option.setAttribute("aria-disabled", String(!yes));
    box.classList.toggle("gorin-off", !yes);
  }

  const live = () => !dead && !wasRestored && !model.get("state").locked;
  const control = CONTROLS[spec.kind](spec, { send, later, live });
  const quoting = QUOTED.includes(spec.kind) && quoteInto(model, box, control, { spec, live });

  const clear = h("button", { type: "button", className: "gorin-clear" }, "Clear answer");
  clear.addEventListener("click", () => {
    control.show(null);
    control.element.querySelector("input, select, textarea, button").focus();
    send(null);
  });
  const points = spec.points ? `${spec.points} ${spec.points === 1 ? "point" : "points"}` : "";
  box.append(
    h(
      "div",
      { className: "gorin-head" },
      h("p", { id: heading, className: "gorin-title" }, spec.title),
      h("span", { className: "gorin-points" }, points),
    ),
    control.element,
    quoting?.element ?? "",
    spec.hint
      ? h("details", { className: "gorin-hint" }, h("summary", {}, "Hint"), h("p", {}, spec.hint))
      : "",
    spec.rubric.length ? rubric(spec.rubric) : "",
    h("div", { className: "gorin-foot" }, said, clear),
    verdict,
  );

  function show() {
    const state = model.get("state");
    // While a later click is under way the controls are ahead of what the kernel knows.
    const abreast = sent === heeded && !draft;
    if (abreast) control.show(state.value);
    clear.hidden = state.value === null || !live();
    judge(state);
    if (wasRestored) {
      able(false);
      const aim = state.value === null ? "To answer" : "To change this answer";
      say(`${aim}, run all cells again (menu Run).`, "restored");
    } else if (state.locked) {
      able(false);
      const form = state.message ? `${sentence(state.message)} ` : "";
      say(`${form}Typed in the cell; put ... back to click.`, state.valid ? "typed" : "form");
    } else if (!dead && abreast) status(state);
  }

  function judge({ right, remark }) {
    if (verdict.dataset.remark === right + remark) return; // to be read aloud once
    verdict.dataset.remark = right + remark;
    const word = { yes: "Right. ", no: "Not quite. ", partly: "Partly. " }[right];
    verdict.replaceChildren(
      remark ? h("p", { className: `gorin-${right}` }, h("strong", {}, word), remark) : "",
    );
  }

  function status(state) {
    const more = state.notice ? ` ${state.notice}` : "";
    if (state.trouble) say(state.trouble, "refused");
    else if (state.value === null) say(spec.ask + more, "blank");
    else if (!state.valid) say(`Recorded, but: ${state.message}.${more}`, "form");
    else {
      // Beside the verdict of a practice card a tick would look like one.
      const how = state.right ? "kept" : "good";
      say((state.message ? `Recorded: ${state.message}.` : "Recorded.") + more, how);
    }
  }

  model.on("change:state", show);
  const heard = (message) => {
    if (message.acknowledged !== sent) return;
    heeded = sent;
    clearTimeout(waiting);
    if (dead) {
      dead = false; // the kernel was only slow
      able(true);
      if (document.activeElement === box) left.focus();
    }
    left = null;
    show();
  };
  model.on("msg:custom", heard);
  show();
  return () => {
    if (draft) send(draft()); // the cell was run again between two words
    clearTimeout(waiting);
    quoting?.leave?.();
    model.off("change:state", show);
    model.off("msg:custom", heard);
  };
}

function fieldset(spec, ...content) {
  return h("fieldset", {}, h("legend", {}, spec.prompt), ...content);
}

/** Show what was typed, whatever it is. */
const plainly = (value) => (typeof value === "object" ? JSON.stringify(value) : String(value));

const sentence = (message) => `${message[0].toUpperCase()}${message.slice(1)}.`;

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

const QUOTED = ["quote", "essay"]; // kinds whose answers hold words of the memo

export default opening(card);
