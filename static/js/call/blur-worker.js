import { Softener } from "./softener.js";

/**
 * Reads frames, softens each and writes it on, off the page's own thread.
 * @param {{data: {readable: ReadableStream, writable: WritableStream}}} message
 */
onmessage = ({ data: { readable, writable } }) => {
  const softener = new Softener((width, height) => new OffscreenCanvas(width, height));
  const soften = new TransformStream({
    transform(frame, controller) {
      const { timestamp, displayWidth, displayHeight } = frame;
      const canvas = softener.draw(frame, displayWidth, displayHeight);
      frame.close();
      controller.enqueue(new VideoFrame(canvas, { timestamp }));
    },
  });
  readable.pipeThrough(soften).pipeTo(writable).catch(() => undefined); // the camera was closed
};
