// What a widget that keeps things asks before anything is clicked.

/** Was this model opened before, so that a front end has restored it? Call once, in initialize. */
function restored(model) {
  if (model.get("opened")) return true;
  model.set("opened", true);
  model.save_changes();
  return false;
}
