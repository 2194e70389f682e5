package dev.kintsugi.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.people.Act;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeopleFileTest {
    @TempDir
    Path folder;

    private List<Act> acts(String... acts) throws IOException {
        var file = Files.writeString(folder.resolve("p.yaml"), """
                name: p
                title: P
                description: D
                start: "2026-03-09T09:00:00Z"
                pack: insurance
                seed: 1
                steps:
                  - name: a
                    mood: polite
                    message: Hello
                    people:
                """ + String.join("", List.of(acts).stream().map(a -> "      - " + a + "\n").toList()));
        return Scenarios.load(file).steps().getFirst().people();
    }

    @Test
    void everyActIsRead() throws IOException {
        assertThat(acts("{does: approve, after: 20}", "{does: edit, arguments: {amount: 5}}",
                "{does: reject, text: no}", "{does: answer, text: Hi}", "{does: take_over, text: Me}",
                "{does: hand_back}", "{does: credential, text: new key}", "{does: silent}"))
                .containsExactly(new Act(Act.Kind.APPROVE, Duration.ofSeconds(20), ""),
                        new Act(Act.Kind.EDIT, Duration.ZERO, "{\"amount\":5}"),
                        new Act(Act.Kind.REJECT, Duration.ZERO, "no"), new Act(Act.Kind.ANSWER, Duration.ZERO, "Hi"),
                        new Act(Act.Kind.TAKE_OVER, Duration.ZERO, "Me"),
                        new Act(Act.Kind.HAND_BACK, Duration.ZERO, ""),
                        new Act(Act.Kind.CREDENTIAL, Duration.ZERO, "new key"),
                        new Act(Act.Kind.SILENT, Duration.ZERO, ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {does: answer}                       | needs 'text'
            {does: take_over, after: 3}          | needs 'text'
            {does: edit}                         | needs 'arguments'
            {does: approve, text: fine}          | has no 'text'
            {does: silent, arguments: {a: 1}}    | has no 'arguments'
            {does: dance}                        | does
            {does: approve, after: -1}           | after
            {after: 3}                           | does
            """)
    void anActThatMakesNoSenseIsToldWithItsPlace(String act, String why) {
        assertThatThrownBy(() -> acts(act)).isInstanceOfSatisfying(Problem.class,
                p -> assertThat(p.why()).contains("p.yaml:12:").contains(why));
    }
}
