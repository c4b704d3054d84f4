// The floor of `next_to_face`: two bare connections in one page, the camera kept, candidates passed on as they come.
// Defines `bareFace(stream)`: milliseconds from a click to the first shown frame.

const FIRST = "video/VP8";

function connect(stream) {
  const connection = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
  for (const kind of ["audio", "video"]) {
    const [track] = stream.getTracks().filter((each) => each.kind === kind);
    connection.addTrack(track, stream);
  }
  connection.createDataChannel("chatear", { negotiated: true, id: 0 });
  const [, video] = connection.getTransceivers();
  const codecs = RTCRtpReceiver.getCapabilities("video").codecs;
  video.setCodecPreferences([...codecs].sort((a, b) => (b.mimeType === FIRST) - (a.mimeType === FIRST)));
  return connection;
}

async function negotiate(offerer, answerer) {
  offerer.onicecandidate = ({ candidate }) => answerer.addIceCandidate(candidate ?? undefined);
  answerer.onicecandidate = ({ candidate }) => offerer.addIceCandidate(candidate ?? undefined);
  await offerer.setLocalDescription();
  await answerer.setRemoteDescription(offerer.localDescription);
  await answerer.setLocalDescription();
  await offerer.setRemoteDescription(answerer.localDescription);
}

window.bareFace = async (stream) => {
  const video = document.createElement("video");
  Object.assign(video, { playsInline: true, muted: true, autoplay: true });
  const button = document.createElement("button");
  document.body.append(video, button);
  const shown = new Promise((resolve) => video.requestVideoFrameCallback(() => resolve(performance.now())));
  let pair = [];
  let began = 0;
  button.onclick = async () => {
    began = performance.now();
    pair = [connect(stream), connect(stream)];
    pair[1].ontrack = ({ streams }) => { video.srcObject = streams[0]; };
    await negotiate(...pair);
  };
  button.click();
  const took = (await shown) - began;
  for (const connection of pair) connection.close();
  video.remove();
  button.remove();
  return took;
};
