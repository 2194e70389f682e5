package dev.kintsugi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the README tells people to type works as it stands there, in order.
///
/// Only commands of the program are run (`kintsugi …`, also with a path before it); `mvn`, what opens a window, and
/// what takes long by design (`bench`, a conversation without `--message`) is left to people.
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class ReadmeTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```");
    private static final Pattern COMMAND = Pattern.compile("(?:\\S*/)?kintsugi(?: (.*))?");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    @TempDir
    static Path folder;

    @TestFactory
    Stream<DynamicTest> everyCommandOfTheReadmeWorks() throws IOException {
        var child = new Child(folder);
        return commands(Path.of("README.md")).stream()
                .map(words -> DynamicTest.dynamicTest(String.join(" ", words), () -> {
                    var ended = child.run(Map.of(), words.toArray(String[]::new));
                    assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
                }));
    }

    private static List<List<String>> commands(Path readme) throws IOException {
        var all = new ArrayList<List<String>>();
        if (Files.exists(readme)) {
            var blocks = BLOCK.matcher(Files.readString(readme));
            while (blocks.find()) {
                blocks.group(1).replace("\\\n", " ").lines().map(ReadmeTest::words).filter(ReadmeTest::quick)
                        .forEach(all::add);
            }
        }
        return all;
    }

    /// The arguments of a command; empty when the line is none of ours.
    private static List<String> words(String line) {
        var command = COMMAND.matcher(line.replaceAll("\\s+#.*", "").replaceAll("^\\$ ", "").strip());
        if (!command.matches() || command.group(1) == null) {
            return List.of();
        }
        return WORD.matcher(command.group(1)).results()
                .map(w -> w.group(1) != null ? w.group(1) : w.group(2) != null ? w.group(2) : w.group(3)).toList();
    }

    private static boolean quick(List<String> words) {
        return !words.isEmpty() && !words.getFirst().equals("bench")
                && (!words.getFirst().equals("chat") || words.contains("--message") || words.contains("--help"))
                && words.stream().noneMatch(w -> w.equals("|") || w.equals(">") || w.equals("--base-url"));
    }
}
