/**
 * The words that the modules of a call share; the frames are those of the wire, times on it Unix milliseconds.
 *
 * @typedef {"idle" | "asking" | "seeking" | "connecting" | "talking" | "reconnecting" | "ended" | "stopped" | "excluded"} State
 * @typedef {"video" | "voice" | "text"} Mode
 * @typedef {"clear" | "blurred" | "text"} Opening  what one shows of oneself until both agree to more
 * @typedef {{genders: string[], countries: string[], languages: string[], interests: string[], firm?: string[]}} Wish
 * @typedef {{type: string, [field: string]: any}} Frame
 * @typedef {{description?: {type: RTCSdpType, sdp: string}, candidates?: RTCIceCandidateInit[], please?: "restart" | "offer"}} Signal
 * @typedef {{audio: MediaStreamTrack | null, video: MediaStreamTrack | null}} Tracks
 * @typedef {{camera: boolean, microphone: boolean, blurred: boolean, ready?: boolean}} Media
 * @typedef {{chat: string, seq: number, from: "me" | "partner", body: string, at: number, prev: string, seal: string}} Text
 * @typedef {{handle: string, chat: string, metAt: number, endedAt: number | null, texts: Text[], frame?: Blob, settled?: string}} Partner
 * @typedef {"on" | "off" | "absent"} DeviceState
 */
export {};
