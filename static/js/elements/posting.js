/** @returns {string}  the token of now: signing in changes it, so the one in the form may be an old one */
function csrfToken() {
  const found = /(?:^|; )(?:__Host-)?csrftoken=([^;]+)/.exec(document.cookie);
  return found?.[1] ?? "";
}

/**
 * Post a form's fields and ask for a JSON answer.
 * @param {string} url @param {FormData} fields @returns {Promise<Response | null>}  null when no server answered
 */
export async function post(url, fields) {
  const token = csrfToken();
  if (token) fields.delete("csrfmiddlewaretoken"); // a field would win over the header
  const headers = { Accept: "application/json", ...(token && { "X-CSRFToken": token }) };
  return fetch(url, { method: "POST", body: fields, headers }).catch(() => null);
}

/** @param {string} url @param {object} what @returns {Promise<Response | null>}  null when no server answered */
export async function postJson(url, what) {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": csrfToken() };
  return fetch(url, { method: "POST", body: JSON.stringify(what), headers }).catch(() => null);
}

/** @param {Response | null} answer @returns {Promise<string>}  why it was refused, in the server's words, or "" */
export async function refusal(answer) {
  const problem = await answer?.json().catch(() => null);
  return problem?.detail ?? problem?.title ?? "";
}
