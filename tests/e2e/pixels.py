"""What colour a video really shows: its pixels are read, frame after frame, in the page itself."""

from playwright.sync_api import Locator

SEEN_WITHIN = 15  # seconds

# Resolves with the colour as soon as it is the wanted one ("lit" is anything but black), else with the last one seen.
# A plain colour leads both others by 60 of 255.
WATCH = """
async (video, { wanted, within }) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 16, height: 12 });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const late = new Promise((resolve) => setTimeout(resolve, within, "late"));
  const frame = () => new Promise((resolve) => video.requestVideoFrameCallback(() => resolve("frame")));
  let seen = "nothing";
  while ((await Promise.race([frame(), late])) === "frame") {
    context.drawImage(video, 0, 0, 16, 12);
    const { data } = context.getImageData(0, 0, 16, 12);
    const [red, green, blue] = [0, 1, 2].map((k) => data.filter((_, i) => i % 4 === k).reduce((a, b) => a + b) / 192);
    const ranked = [["red", red], ["green", green], ["blue", blue]].sort((a, b) => b[1] - a[1]);
    seen = ranked[0][1] - ranked[1][1] > 60 ? ranked[0][0] : red + green + blue < 30 ? "black" : "mixed";
    if (wanted === "lit" && seen !== "black") seen = wanted;
    if (seen === wanted) break;
  }
  return seen;
}
"""


def colour_of(video: Locator, *, wanted: str, within: float = SEEN_WITHIN) -> str:
    """Return the wanted colour as soon as a new frame of the video shows it, else what was seen last."""
    seen: str = video.evaluate(WATCH, {"wanted": wanted, "within": within * 1000})
    return seen
