// The start: what a page needs to be seen and to listen. The rest is fetched at the first sign of a hand.
import "app/page-links";
import "app/page-buttons";
import "app/shortcut-keys";
import { fetchBehaviours } from "app/behaviours";

const LATER = ["form-dialog", "hover-hint", "keep-place", "page-swap", "peek-card", "swap-form", "quick-add", "htmx"];

fetchBehaviours(document);
document.addEventListener("htmx:load", ({ target }) => fetchBehaviours(target.parentNode ?? document));

const hands = new AbortController();
for (const type of ["pointermove", "pointerdown", "keydown", "focusin"]) {
  addEventListener(type, () => {
    hands.abort();
    for (const name of LATER) import(`app/${name}`);
  }, { signal: hands.signal, passive: true });
}
