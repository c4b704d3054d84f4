const FAR = 80; // px sideways
const STRAIGHT = 0.5; // at most so much up or down for each px sideways

/**
 * Call `act` when a finger draws the element away towards where reading began: to the left, and where one reads
 * from the right to the left, to the right.
 * @param {HTMLElement} element @param {() => void} act
 */
export function onSwipeForward(element, act) {
  /** @type {{x: number, y: number} | null} */
  let from = null;
  element.addEventListener("touchstart", ({ touches }) => {
    const [touch] = touches;
    from = touches.length === 1 && touch ? { x: touch.clientX, y: touch.clientY } : null;
  }, { passive: true });
  element.addEventListener("touchend", ({ changedTouches }) => {
    const [touch] = changedTouches;
    if (!from || !touch) return;
    const towardsLeft = getComputedStyle(element).direction === "rtl" ? -1 : 1;
    const [drawn, aside] = [(from.x - touch.clientX) * towardsLeft, Math.abs(from.y - touch.clientY)];
    from = null;
    if (drawn > FAR && aside < drawn * STRAIGHT) act();
  }, { passive: true });
}
