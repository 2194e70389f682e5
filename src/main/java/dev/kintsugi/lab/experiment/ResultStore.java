package dev.kintsugi.lab.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.domain.FileTrouble;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.WholeFile;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.report.claim.ClaimCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Keeps what was played in a folder, task by task as they end, and finds it there again: a run that was killed goes on
/// where it was. When all is played the tasks are written in their order, so that the file is the same in every run. Safe
/// for many threads; not for two runs in one folder at a time.
public final class ResultStore {
    /// All episodes, in order.
    public static final String FILE = "episodes.jsonl";
    private static final String PART = "episodes.part.jsonl";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final String head;
    private final Map<Integer, List<Played>> found = new HashMap<>();

    /// Opens the folder, and makes it if there is none. Throws a [Problem] when it belongs to another experiment.
    public ResultStore(Path folder, Experiment plan) {
        this.folder = folder;
        var first = JSON.createObjectNode();
        first.put("experiment", plan.name()).put("digest", plan.digest()).put("episodes_of_a_task",
                plan.episodesOfATask());
        this.head = first.toString();
        try {
            Files.createDirectories(folder);
            read(folder.resolve(FILE));
            read(folder.resolve(PART));
            found.keySet().removeIf(task -> task > plan.episodes());
            found.values().removeIf(task -> task.size() != plan.episodesOfATask() || Played.anyBroke(task));
            rewrite(folder.resolve(PART), found);
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    private Problem trouble(IOException e) {
        return new Problem("The results cannot be kept", FileTrouble.at(folder, e),
                "Choose a folder that is writable and has room; what was finished there is taken up again", e);
    }

    /// The tasks that were played before, without those in which the lab broke.
    public Map<Integer, List<Played>> found() { return Map.copyOf(found); }

    private void read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return;
        }
        var lines = Files.readAllLines(file);
        if (!lines.isEmpty() && !lines.getFirst().equals(head)) {
            throw new Problem("The results cannot be kept in " + folder,
                    "there are results of another experiment, or of this one as it was before it was changed",
                    "Choose another folder, or remove that one");
        }
        for (var line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            try {
                var task = JSON.readTree(line);
                var episodes = new ArrayList<Played>();
                task.get("episodes").forEach(e -> episodes.add(played(e)));
                found.put(task.get("task").asInt(), episodes);
            } catch (JsonProcessingException | RuntimeException _) {
                // A line that a killed run left half written, or one of an earlier version that counted less: its task is
                // played again.
                continue;
            }
        }
    }

    private void rewrite(Path file, Map<Integer, List<Played>> tasks) throws IOException {
        WholeFile.write(file, out -> {
            out.write(head + "\n");
            for (var task : new TreeMap<>(tasks).entrySet()) {
                out.write(line(task.getKey(), task.getValue()) + "\n");
            }
        });
    }

    /// Keeps a finished task.
    public synchronized void add(int task, List<Played> episodes) {
        try {
            Files.writeString(folder.resolve(PART), line(task, episodes) + "\n", StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    /// All is played: one file in the order of tasks takes the place of what was kept on the way.
    public synchronized void close(Results results) {
        try {
            if (results.ending().whole()) {
                rewrite(folder.resolve(FILE), results.tasks());
                Files.deleteIfExists(folder.resolve(PART));
            }
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    private static String line(int task, List<Played> episodes) {
        var node = JSON.createObjectNode().put("task", task);
        var list = node.putArray("episodes");
        for (var p : episodes) {
            var e = list.addObject().put("verdict", p.verdict().wire()).put("turns", p.turns())
                    .put("eligible", p.eligible()).put("drawn", p.drawn()).put("calls", p.calls())
                    .put("logical", p.logical()).put("ms", p.millis())
                    .put("deliveries", p.claims().deliveries()).put("claimed", p.claims().claimed())
                    .put("admitted", p.claims().admitted()).put("left_open", p.claims().open());
            var touched = e.putArray("touched");
            p.touched().forEach(t -> touched.addObject().put("mode", t.mode()).put("forced", t.forced())
                    .put("outcome", t.outcome().wire()).put("calls", t.calls()).put("ms", t.millis())
                    .put("detect_ms", t.detectMs()).put("mend_ms", t.mendMs()));
            if (!p.trouble().isEmpty()) {
                e.put("trouble", p.trouble());
            }
        }
        return node.toString();
    }

    private static Played played(JsonNode e) {
        var touched = new ArrayList<Touched>();
        e.get("touched").forEach(t -> touched.add(new Touched(t.get("mode").asText(), t.get("forced").asBoolean(),
                Outcome.valueOf(upper(t, "outcome")), t.get("calls").asInt(), t.get("ms").asLong(),
                t.get("detect_ms").asLong(), t.get("mend_ms").asLong())));
        return new Played(Verdict.valueOf(upper(e, "verdict")), e.get("turns").asInt(), e.get("eligible").asInt(),
                e.get("drawn").asInt(), e.get("calls").asInt(), e.get("logical").asInt(), e.get("ms").asLong(), touched,
                new ClaimCounts(e.get("deliveries").asInt(), e.get("claimed").asInt(), e.get("admitted").asInt(),
                        e.get("left_open").asInt()),
                e.path("trouble").asText());
    }

    private static String upper(JsonNode node, String field) {
        return node.get(field).asText().toUpperCase(Locale.ROOT);
    }
}
