const FAR = 80; // px to the left
const STRAIGHT = 0.5; // at most so much up or down for each px sideways

/** Call `act` when a finger is drawn to the left across the element. @param {HTMLElement} element @param {() => void} act */
export function onSwipeLeft(element, act) {
  /** @type {{x: number, y: number} | null} */
  let from = null;
  element.addEventListener("touchstart", ({ touches }) => {
    const [touch] = touches;
    from = touches.length === 1 && touch ? { x: touch.clientX, y: touch.clientY } : null;
  }, { passive: true });
  element.addEventListener("touchend", ({ changedTouches }) => {
    const [touch] = changedTouches;
    if (!from || !touch) return;
    const [left, aside] = [from.x - touch.clientX, Math.abs(from.y - touch.clientY)];
    from = null;
    if (left > FAR && aside < left * STRAIGHT) act();
  }, { passive: true });
}
