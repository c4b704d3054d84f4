/** @typedef {{camera: boolean, blurred: boolean, ready?: boolean}} Shown  what somebody shows: `ready` says that they would clear it */

/**
 * Whether one's own blurred picture clears: once one agrees, and the other does too or shows a clear picture already.
 * @param {boolean} ready  one's own wish @param {Shown | null} theirs
 */
export function clears(ready, theirs) {
  return ready && theirs !== null && (theirs.ready === true || (theirs.camera && !theirs.blurred));
}
