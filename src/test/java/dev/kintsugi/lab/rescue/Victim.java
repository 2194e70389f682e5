package dev.kintsugi.lab.rescue;

import dev.kintsugi.agent.tools.OwnTool;
import dev.kintsugi.domain.model.Fate;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.lab.TestAgents;
import dev.kintsugi.lab.workflow.WorkflowFile;
import dev.kintsugi.lab.workflow.Workflows;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/// A process that dies in the middle of a workflow: right after its payment went out, before anybody could write it down.
public final class Victim {
    static final String WORKFLOW = """
            name: pay
            goal: Pay it once
            steps:
              - name: look
                tool: look
              - name: pay
                tool: pay
                with: {amount: 100}
                approve: never
              - name: tell
                tool: tell
            """;

    private Victim() {}

    /// The bank is a file: one line for each payment, by its key.
    static List<Tool> tools(Path bank, boolean tells, Runnable afterPaying) {
        var pay = OwnTool.risks("pay", call -> {
            write(bank, call.key() + "\n");
            afterPaying.run();
            return Map.of("paid", call.text("amount"));
        });
        return List.of(OwnTool.reads("look", _ -> "fine"), tells ? pay.telling(key -> fate(bank, key)) : pay,
                OwnTool.acts("tell", _ -> "told"));
    }

    private static Fate fate(Path bank, String key) {
        return paid(bank).contains(key)
                ? new Fate.Done(new ToolResult("{\"paid\":\"100\"}", true, 0, false))
                : new Fate.NotDone();
    }

    static List<String> paid(Path bank) {
        try {
            return Files.exists(bank) ? Files.readAllLines(bank) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Lab lab(Path folder) {
        return new Lab(LabSettings.defaults().withTimeScale(ConversationClock.INSTANT), H2Journal.open(folder),
                new EmbeddedState(new ConversationClock()), new TestAgents());
    }

    /// Runs until it kills itself.
    public static void main(String[] args) {
        var folder = Path.of(args[0]);
        var lab = lab(folder.resolve("db"));
        new Workflows(lab).start(WorkflowFile.read("test", WORKFLOW),
                tools(folder.resolve("bank"), true, () -> Runtime.getRuntime().halt(9)), SessionSpec.of(lab.settings()))
                .result().join();
    }
}
