// What a widget that keeps things asks before anything is clicked.

/** Was this model opened before, so that a front end has restored it? Call once, in initialize. */
function restored(model) {
  if (model.get("opened")) return true;
  model.set("opened", true);
  model.save_changes();
  return false;
}

/** Make what the module exports: `draw(model, el, wasRestored)` is called for every view. */
const opening = (draw) => () => {
  let wasRestored = false;
  return {
    initialize({ model }) {
      wasRestored = restored(model);
    },
    render({ model, el }) {
      return draw(model, el, wasRestored);
    },
  };
};
