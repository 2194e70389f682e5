// A stream of events has no end, and the page shows an answer only when it is whole: listen a while, then show what came.
const LISTENING_MS = 5000;

async function listenAWhile(url, request) {
  const stop = new AbortController();
  const ending = setTimeout(() => stop.abort(), LISTENING_MS);
  let heard = "";
  try {
    const answer = await fetch(url, { ...request, signal: stop.signal });
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    try {
      for (let part = await reader.read(); !part.done; part = await reader.read()) heard += part.value;
    } catch (error) {
      if (!stop.signal.aborted) throw error;
    }
    const { status, statusText, headers } = answer;
    return Object.defineProperty(new Response(heard, { status, statusText, headers }), "url", { value: url });
  } finally {
    clearTimeout(ending);
  }
}

SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  validatorUrl: null,
  tryItOutEnabled: true,
  requestInterceptor: (request) =>
    new URL(request.url, location.href).pathname === "/api/v1/events"
      ? Object.assign(request, { userFetch: listenAWhile })
      : request,
});
