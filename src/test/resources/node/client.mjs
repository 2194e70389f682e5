// The official client for Node as people use it. Prints one line of JSON for each fault it is told to meet.
import { createRequire } from "node:module";
const require = createRequire(process.argv[3] + "/");
const OpenAI = require("openai").OpenAI;
const client = new OpenAI({ baseURL: process.argv[2], apiKey: "sk-test", timeout: 20000 });
const tools = [{ type: "function", function: { name: "get_claim", parameters: { type: "object",
  properties: { id: { type: "string" } }, required: ["id"] } } }];
const shape = { type: "json_schema", json_schema: { name: "a", strict: true, schema: { type: "object",
  properties: { answer: { type: "string" } }, required: ["answer"], additionalProperties: false } } };
const question = "Where is my claim INS-2024-9876?";

for (const wish of process.argv.slice(4)) {
  const [kind, session, fault] = wish.split("|");
  const headers = { "X-Lab-Session": session };
  if (fault) headers["X-Lab-Fault"] = fault;
  const body = { model: "gpt-4o", messages: [{ role: "user", content: question }] };
  const seen = { session, text: "", error: "" };
  try {
    if (kind === "tools") {
      const asked = { ...body, tools, tool_choice: "required" };
      const whole = await client.chat.completions.create(asked, { headers });
      const gathered = await client.chat.completions.stream(asked, { headers }).finalChatCompletion();
      seen.text = [whole, gathered].map((r) => r.choices[0].finish_reason + " "
        + r.choices[0].message.tool_calls[0].function.name + " "
        + Object.keys(JSON.parse(r.choices[0].message.tool_calls[0].function.arguments))).join("|");
    } else if (kind === "response") {
      const asked = { model: "gpt-4o", input: question };
      const first = await client.responses.create(asked, { headers });
      const next = await client.responses.create({ model: "gpt-4o", input: "And my deductible?",
        previous_response_id: first.id }, { headers });
      seen.text = first.output_text + (next.previous_response_id === first.id ? "" : " lost");
    } else if (kind === "response-stream") {
      const stream = client.responses.stream({ model: "gpt-4o", input: question }, { headers });
      let words = "";
      for await (const event of stream) if (event.type === "response.output_text.delta") words += event.delta;
      const whole = await stream.finalResponse();
      seen.text = whole.output_text === words ? words : "differs";
    } else if (kind === "response-tools") {
      const flat = { model: "gpt-4o", input: question, tool_choice: "required",
        tools: [{ type: "function", strict: false, ...tools[0].function }] };
      const whole = await client.responses.create(flat, { headers });
      const gathered = await client.responses.stream(flat, { headers }).finalResponse();
      seen.text = [whole, gathered].map((r) => r.output[0].type + " " + r.output[0].name + " "
        + Object.keys(JSON.parse(r.output[0].arguments))).join("|");
    } else if (kind === "json") {
      const reply = await client.chat.completions.parse({ ...body, response_format: shape }, { headers });
      seen.text = reply.choices[0].message.parsed.answer;
    } else if (kind === "stream") {
      const stream = await client.chat.completions.create({ ...body, stream: true }, { headers });
      for await (const chunk of stream) seen.text += chunk.choices[0]?.delta?.content ?? "";
    } else {
      const reply = await client.chat.completions.create(body, { headers });
      seen.text = reply?.choices?.[0]?.message?.content ?? "";
    }
  } catch (wrong) {
    seen.error = wrong.constructor.name + " " + (wrong.status ?? "");
  }
  console.log(JSON.stringify(seen));
}
