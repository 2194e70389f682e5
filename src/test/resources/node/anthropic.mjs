// Anthropic's official client for Node as people use it. Prints one line of JSON for each fault it is told to meet.
import { createRequire } from "node:module";
const require = createRequire(process.argv[3] + "/");
const { Anthropic } = require("@anthropic-ai/sdk");
const client = new Anthropic({ baseURL: process.argv[2], apiKey: "sk-ant-test", timeout: 20000 });
const tools = [{ name: "get_claim", input_schema: { type: "object", properties: { id: { type: "string" } },
  required: ["id"] } }];
const question = "Where is my claim INS-2024-9876?";
const words = (message) => message.content.filter((b) => b.type === "text").map((b) => b.text).join("");

for (const wish of process.argv.slice(4)) {
  const [kind, session, fault] = wish.split("|");
  const headers = { "X-Lab-Session": session };
  if (fault) headers["X-Lab-Fault"] = fault;
  const body = { model: "claude-x", max_tokens: 1024, messages: [{ role: "user", content: question }] };
  const seen = { session, text: "", error: "" };
  try {
    if (kind === "tools") {
      const asked = { ...body, tools, tool_choice: { type: "any" } };
      const whole = await client.messages.create(asked, { headers });
      const gathered = await client.messages.stream(asked, { headers }).finalMessage();
      const told = [];
      for (const message of [whole, gathered]) {
        const use = message.content.find((b) => b.type === "tool_use");
        const next = await client.messages.create({ ...asked, tool_choice: { type: "auto" }, messages: [
          ...body.messages, { role: "assistant", content: message.content }, { role: "user", content: [
            { type: "tool_result", tool_use_id: use.id, content: "it is paid" }] }] }, { headers });
        told.push(message.stop_reason + " " + use.name + " " + Object.keys(use.input)
          + (words(next).includes("it is paid") ? "" : " lost"));
      }
      seen.text = told.join("|");
    } else if (kind === "count") {
      const counted = await client.messages.countTokens({ model: body.model, messages: body.messages });
      const listed = [];
      for await (const model of client.models.list()) listed.push(model.type);
      seen.text = counted.input_tokens > 0 ? listed.join(" ") : "nothing";
    } else if (kind === "stream") {
      const stream = client.messages.stream(body, { headers });
      let heard = "";
      stream.on("text", (piece) => { heard += piece; });
      const whole = await stream.finalMessage();
      seen.text = words(whole) === heard ? heard : "differs";
    } else if (kind === "events") {
      const stream = await client.messages.create({ ...body, stream: true }, { headers });
      for await (const event of stream) {
        if (event.type === "content_block_delta") seen.text += event.delta.text ?? "";
      }
    } else {
      seen.text = words(await client.messages.create(body, { headers }));
    }
  } catch (wrong) {
    seen.error = wrong.constructor.name + " " + (wrong.status ?? "");
  }
  console.log(JSON.stringify(seen));
}
