package dev.kintsugi.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Commands in this process, over a real store in a folder of their own.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
abstract class CommandTest {
    static final String QUESTION = "Where is my claim INS-2024-9876?";

    @TempDir
    Path folder;

    TestDoor door;

    @BeforeEach
    void openTheDoor() { door = new TestDoor(folder.resolve("db")); }

    /// What a command printed, and how it ended.
    record Said(int code, String out, String err) {
        JsonNode json() {
            try {
                return JsonMapper.builder().build().readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + out, e);
            }
        }
    }

    Said run(String... args) { return typing("", args); }

    Said typing(String input, String... args) { return seen(Terminal.Look.PLAIN, input, args); }

    Said seen(Terminal.Look look, String input, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var terminal = new Terminal(new BufferedReader(new StringReader(input)), new PrintWriter(out, true),
                new PrintWriter(err, true), look);
        var code = new Cli(terminal, door).run(args);
        return new Said(code, out.toString(), err.toString());
    }
}
