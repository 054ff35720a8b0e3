// The server's JSON. Its errors are problem details (RFC 9457).
export class Problem extends Error {}

async function get(path, signal) {
  let response;
  try {
    response = await fetch(path, { signal, headers: { Accept: "application/json" } });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem("The server cannot be reached.");
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Problem(body.detail || `The server answered ${response.status}.`);
  return body;
}

export const getInfo = () => get("info");
export const ask = (parameters, signal) => get(`ask?${parameters}`, signal);
export const getArticle = (id, signal) => get(`articles/${encodeURIComponent(id)}`, signal);
export const getStatements = (parameters, signal) => get(`statements?${parameters}`, signal);
export const getSpeakers = (parameters, signal) => get(`speakers?${parameters}`, signal);
