package dev.kintsugi.workbench.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.recovery.policy.Pattern;
import dev.kintsugi.recovery.policy.PatternSetting;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.workbench.OpenLab;
import dev.kintsugi.workbench.kit.Desk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class PolicyModelTest {
    @RegisterExtension
    static final OpenLab OPEN = new OpenLab();

    @TempDir
    static Path homes;

    private Path home = homes;

    private Desk desk;
    private PolicyModel model;

    @Start
    void compose(Stage stage) throws IOException {
        home = Files.createTempDirectory(homes, "home");
        OPEN.lab().change(OPEN.lab().settings().withPolicy("standard"));
        desk = OPEN.desk();
        model = new PolicyModel(desk, home);
    }

    @Test
    void itBeginsWithWhatTheLabUsesAndEveryOtherPatternOff() {
        assertThat(model.draft().get().policy()).isEqualTo(Policies.STANDARD);
        assertThat(model.draft().get().slots()).hasSameSizeAs(Policies.patterns());
        assertThat(model.used()).isTrue();
    }

    @Test
    void whatIsChangedGetsANameOfItsOwnAndCanBeTakenBack() {
        model.turn("verify", false);
        assertThat(model.draft().get().policy().has(Pattern.Verify.class)).isFalse();
        assertThat(model.draft().get().policy().name()).isEqualTo("my standard");
        desk.undo().undo();
        assertThat(model.draft().get().policy()).isEqualTo(Policies.STANDARD);
    }

    @Test
    void whatIsNotUsedYetIsThereAgainInTheNextWindow() {
        model.turn("verify", false);
        var composed = model.draft().get().policy();
        assertThat(new PolicyModel(desk, home).draft().get().policy()).isEqualTo(composed);

        model.use();
        desk.lab().change("policy", "Choose", now -> now.withPolicy("standard"));
        assertThat(new PolicyModel(desk, home).used()).isTrue();
    }

    @Test
    void aDraftThatCannotBeReadHarmsNothing() throws IOException {
        Files.createDirectories(home.resolve("policies"));
        Files.writeString(home.resolve("policies/draft.yaml"), "[no policy");
        assertThat(new PolicyModel(desk, home).draft().get().policy()).isEqualTo(Policies.STANDARD);
    }

    @Test
    void aPolicyThatIsChosenElsewhereIsShownUnlessOneIsComposed() {
        desk.lab().change("policy", "Choose", now -> now.withPolicy("supervised"));
        model.follow();
        assertThat(model.draft().get().policy()).isEqualTo(Policies.named("supervised"));

        model.turn("verify", false);
        desk.lab().change("policy", "Choose", now -> now.withPolicy("standard"));
        model.follow();
        assertThat(model.draft().get().policy().name()).isEqualTo("my supervised");
    }

    @Test
    void whatIsSwitchedOnCanBeSetAtOnce() {
        model.turn("bulkhead", true);
        assertThat(model.selected().get()).isEqualTo("bulkhead");
        model.turn("verify", false);
        assertThat(model.selected().get()).isEqualTo("bulkhead");
    }

    @Test
    void movingAPatternChangesTheOrder() {
        var inner = model.draft().get().policy().patterns().getLast().name();
        model.move(inner, 0);
        assertThat(model.draft().get().policy().patterns().getFirst().name()).isEqualTo(inner);
        model.move(inner, -1);
        assertThat(model.draft().get().policy().patterns().getFirst().name()).isEqualTo(inner);
    }

    @Test
    void aValueOutOfBoundsLeavesThePolicyAsItWas() {
        var attempts = PatternSetting.of(Pattern.Retry.STANDARD).getFirst();
        assertThatThrownBy(() -> model.set("retry", attempts, "21")).isInstanceOf(Problem.class);
        assertThat(model.draft().get().policy()).isEqualTo(Policies.STANDARD);
        model.set("retry", attempts, "7");
        assertThat(model.draft().get().policy().order()).contains("retry x7");
    }

    @Test
    void usingItIsAStepToUndoAndKeepsEachPolicyInAFileOfItsOwn() {
        model.turn("verify", false);
        model.use();
        var first = desk.lab().settings().get().policy();
        assertThat(Policies.named(first)).isEqualTo(model.draft().get().policy());
        model.turn("breaker", false);
        model.use();
        assertThat(desk.lab().settings().get().policy()).isNotEqualTo(first);
        assertThat(Policies.named(first).has(Pattern.Breaker.class)).isTrue();
        desk.undo().undo();
        assertThat(desk.lab().settings().get().policy()).isEqualTo(first);
    }

    @Test
    void aFileThatWasCutIsWrittenAnew() throws IOException {
        model.turn("verify", false);
        model.use();
        var file = Path.of(desk.lab().settings().get().policy());
        var whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() / 2));
        model.use();
        assertThat(file).hasContent(whole);
        assertThat(home.resolve("policies").toFile().list()).hasSize(1);
    }

    /// The dialog that opens one lists no other file.
    @Test
    void aFileThatIsNamedWithoutItsEndingGetsIt() {
        model.save(home.resolve("mine"));
        assertThat(home.resolve("mine.yaml")).isRegularFile();
        assertThat(home.resolve("mine")).doesNotExist();
    }

    @Test
    void whatIsSavedReadsBackAsTheSame() {
        model.turn("hedge", true);
        var file = home.resolve("deep/mine.yaml");
        model.save(file);
        var saved = model.draft().get().policy();
        model.start(Policies.NONE);
        model.open(file);
        assertThat(model.draft().get().policy()).isEqualTo(saved);
    }

    @Test
    void anotherPolicyCannotTakeTheNameOfOneThatShips() {
        model.turn("verify", false);
        assertThatThrownBy(() -> model.name("standard")).isInstanceOf(Problem.class);
    }
}
