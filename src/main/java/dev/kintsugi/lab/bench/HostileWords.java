package dev.kintsugi.lab.bench;

import java.util.List;

/// What hostile requests are made of. Stateless.
final class HostileWords {
    /// Names of fields of any request, and some of none.
    static final List<String> FIELDS = List.of("session_id", "message", "context", "failure_mode", "max_tokens",
            "model", "recovery_policy", "name", "description", "failure_type", "config", "enabled", "chaos", "law",
            "multiplier", "cooldown", "modes", "probability", "__proto__", "", "types", "messages", "stream", "n",
            "stop", "tools", "tool_choice", "response_format", "stream_options", "temperature", "seed", "user", "plan",
            "sessions", "present", "decision", "role", "content", "input", "instructions", "previous_response_id",
            "conversation", "prompt", "text", "store", "metadata", "reasoning", "max_output_tokens", "\\u0000",
            "session_id\\n", "$ref");

    /// Values of fields.
    static final List<String> VALUES = List.of("null", "true", "false", "-1", "0", "1e999", "1e-999999999", "-0.0",
            "[]", "{}", "\"\"", "\"normal\"", "\"hallucination\"", "\"' OR 1=1 --\"",
            "\"x'; DROP TABLE agent_interactions; --\"", "\"../../etc/passwd\"", "\"<script>alert(1)</script>\"",
            "\"=cmd|'/c calc'!A0\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "9223372036854775808",
            "-9223372036854775809", "{\"a\":{\"a\":{}}}", "\"jdbc:h2:mem:x;INIT=RUNSCRIPT\"", "0.30000000000000004",
            "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]", "\"behavioral\"", "\"x\"", "3", "2147483648",
            "[{\"role\":\"user\",\"content\":\"x\"}]", "[{\"role\":\"tool\"}]", "[{\"type\":\"item_reference\"}]",
            "[{\"type\":\"function_call\",\"call_id\":{},\"arguments\":[]}]", "{\"format\":[]}",
            "[{\"role\":\"user\",\"content\":[{}]}]",
            "[\"cut_stream first 2\"]", "[\"cut_stream every 0\"]", "{\"s\":null}", "\"${jndi:ldap://x/a}\"",
            "\"%s%n%x\"", "\"line\\r\\nX-Evil: 1\"", "[null]", "{\"type\":\"json_schema\"}",
            "[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{\"$ref\":\"#\"}}}]", "\"\uFFFF\"");

    /// Parts of paths, of queries and of headers.
    static final List<String> PARTS = List.of("%00", "..%2f..%2fetc%2fpasswd", "%zz", "'%20OR%20'1'='1", "%F0%9F%92%A9",
            "hallucination", "custom1", "%0d%0aX-Evil:%201", "%22", "a%2Fb", "..", ".", "%2e%2e", "%C0%AF", "%ED%A0%80",
            "-1", "1;DROP%20TABLE%20x", "*", "{id}", "%25%32%66", "~", "con", "a%20b", "%u002e", "\\", "\"x\"",
            "999999999999999999999", "%EF%BB%BF", "<x>", "%3Cscript%3E");

    /// Bodies that are no JSON, or hardly.
    static final List<String> BODIES = List.of("", " ", "null", "1", "\"x\"", "nonsense", "{", "}", "[", "{]", "{\"a\"",
            "{\"a\":}", "{\"a\":1,}", "{'a':1}", "{a:1}", "{\"a\":NaN}", "{\"a\":Infinity}", "{\"a\":01}",
            "{\"a\":1}{\"a\":1}", "{\"a\":1} x", "// x\n{}", "/* x */{}", "{\"a\":1,\"a\":2}", "\u0000",
            "{\"a\":\"\u0001\"}",
            "{\"a\":\"\\x41\"}", "{\"a\":\"\\ud8\"}", "{\"a\":1e}", "{\"a\":-}", "{\"a\":+1}", "{\"a\":.5}",
            "{\"a\":0x10}", "\uFEFF{}", "<a/>", "a=b&c=d", "---\na: &x [*x]", "{\"a\":tru}", "\t\n\r", "[1,2", "\"");

    private HostileWords() {}
}
