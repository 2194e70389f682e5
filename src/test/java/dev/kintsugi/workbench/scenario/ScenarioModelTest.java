package dev.kintsugi.workbench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.lab.scenario.Bill;
import dev.kintsugi.lab.scenario.History;
import dev.kintsugi.lab.scenario.PlaybackState;
import dev.kintsugi.lab.scenario.Savings;
import dev.kintsugi.lab.scenario.Scenario;
import dev.kintsugi.lab.scenario.Scenarios;
import dev.kintsugi.lab.scenario.ScriptStep;
import dev.kintsugi.lab.scenario.Shelved;
import dev.kintsugi.workbench.Stories;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScenarioModelTest {
    private static final Path FILE = Path.of("demos/insurance");

    private final List<String> done = new ArrayList<>();
    private final SimpleObjectProperty<@Nullable PlaybackState> news = new SimpleObjectProperty<>();
    private final ScenarioModel model = new ScenarioModel(new Noted(), news);
    private final Scenario insurance = Scenarios.load(FILE);
    private final List<Consumer<Shelved>> reading = new ArrayList<>();
    private @Nullable Problem wrong;

    @BeforeEach
    void choose() {
        model.follow();
        model.picked().set(new Shelved(FILE, insurance, null));
    }

    @Test
    void playBeginsItWithoutRecoveryUnlessAsked() {
        model.play();

        assertThat(done).containsExactly("begin none", "play");
    }

    @Test
    void whereTheClassPredictsPlayingGoesStepByStepAndBeginningAgainAsksFirst() {
        model.predict().set(true);
        model.play();
        assertThat(done).containsExactly("begin none", "step");
        move(1, false, false);
        model.replay();
        assertThat(model.state().get()).isEqualTo(PlayerState.CHOSEN);
        assertThat(done).containsExactly("begin none", "step", "stop");
        model.play();
        assertThat(done).endsWith("begin none", "step");
    }

    /// The classroom's view has a bar of its own: the speed once went back to 1 there, and said nothing.
    @Test
    void theSpeedIsOneForAllWhoShowIt() {
        model.speed().set(20);
        assertThat(done).containsExactly("speed 20");
    }

    @Test
    void turningRecoveryOnBeginsAnew() {
        model.play();
        move(2, true, false);
        assertThat(model.state().get()).isEqualTo(PlayerState.PLAYING);
        model.recovery().set(true);

        assertThat(model.state().get()).isEqualTo(PlayerState.CHOSEN);
        model.play();
        assertThat(done).containsExactly("begin none", "play", "stop", "begin standard", "play");
    }

    @Test
    void aStepIsUnderWayUntilItIsDone() {
        model.step();
        move(0, false, false);
        assertThat(model.state().get()).isEqualTo(PlayerState.PLAYING);
        move(1, false, false);

        assertThat(model.state().get()).isEqualTo(PlayerState.PAUSED);
        assertThat(model.last()).map(ScriptStep::number).contains(1);
        assertThat(model.next()).map(ScriptStep::number).contains(2);
    }

    @Test
    void afterTheEndItPlaysFromTheStartAgain() {
        model.play();
        move(10, false, true);
        assertThat(model.state().get()).isEqualTo(PlayerState.ENDED);
        assertThat(model.next()).isEmpty();
        model.replay();

        assertThat(done).containsExactly("begin none", "play", "stop", "begin none", "play");
    }

    /// Two runs of one scenario are told apart by their sessions.
    @Test
    void aRunThatWasLeftMovesNothing() {
        model.play();
        move(2, true, false);
        var left = at(9, false, true);
        news.set(new PlaybackState(new SessionId("left"), insurance, left.policy(), left.seed(), left.done(),
                left.playing(), left.ended(), left.history(), left.bill()));
        assertThat(model.state().get()).isEqualTo(PlayerState.PLAYING);
        assertThat(model.played().get()).isEqualTo(at(2, true, false));
    }

    @Test
    void whatWasStoppedSaysNothingOfWhatWasLeftToCome() {
        assertThat(at(3, false, true).finished()).isFalse();
        assertThat(at(10, false, true).finished()).isTrue();
    }

    @Test
    void theComparisonIsKeptForItsScenario() {
        model.compare();

        assertThat(model.savings().get()).isNotNull();
        model.picked().set(null);
        assertThat(model.savings().get()).isNull();
    }

    @Test
    void whatCannotBeBegunSaysWhyAndCanBePlayedOnceItIsMended() {
        wrong = new Problem("The scenario cannot be played", "its pack is gone", "Put it back");
        model.play();
        assertThat(model.trouble().get()).isSameAs(wrong);
        assertThat(model.state().get()).isEqualTo(PlayerState.CHOSEN);
        wrong = null;
        model.play();

        assertThat(model.trouble().get()).isNull();
        assertThat(done).containsExactly("begin none", "play");
    }

    @Test
    void whatStandsInTheFileNowIsPlayed() {
        model.picked().set(new Shelved(FILE, null, new Problem("It cannot be read", "it is broken", "Mend it")));
        assertThat(model.state().get()).isEqualTo(PlayerState.BROKEN);
        model.play();
        assertThat(model.chosen().get()).isEqualTo(insurance);
        assertThat(done).containsExactly("begin none", "play");
    }

    /// A file may lie on a disk that is slow to answer.
    @Test
    void aFileThatIsOpenedIsChosenOnceItIsReadUnlessAnotherIsOpenedMeanwhile() {
        var first = Shelved.of(Path.of("scenarios/first-steps.yaml"));
        var second = Shelved.of(Path.of("demos/missed-connection"));
        model.open(first.file());
        model.open(second.file());
        assertThat(model.picked().get()).extracting(Shelved::file).isEqualTo(FILE);
        reading.get(1).accept(second);
        reading.get(0).accept(first);

        assertThat(model.picked().get()).isEqualTo(second);
        assertThat(model.scenarios()).containsExactlyInAnyOrder(first, second);
    }

    private void move(int steps, boolean playing, boolean ended) { news.set(at(steps, playing, ended)); }

    private PlaybackState at(int steps, boolean playing, boolean ended) {
        return new PlaybackState(Stories.SESSION, insurance, "none", 42, steps, playing, ended, History.EMPTY,
                Bill.of(insurance, History.EMPTY));
    }

    private final class Noted implements Player {
        @Override
        public void read(Path file, Consumer<Shelved> told) { reading.add(told); }

        @Override
        public void begin(Path file, Function<Scenario, String> policy, Consumer<Scenario> ready,
                Consumer<Throwable> failed) {
            if (wrong != null) {
                failed.accept(wrong);
                return;
            }
            var read = Scenarios.load(file);
            done.add("begin " + policy.apply(read));
            ready.accept(read);
        }

        @Override
        public void play() { done.add("play"); }

        @Override
        public void pause() { done.add("pause"); }

        @Override
        public void step() { done.add("step"); }

        @Override
        public void speed(int times) { done.add("speed " + times); }

        @Override
        public void jump(int step) { done.add("jump " + step); }

        @Override
        public boolean plays(SessionId session) { return session.equals(Stories.SESSION); }

        @Override
        public void stop() { done.add("stop"); }

        @Override
        public void compare(Scenario scenario, String policy, Consumer<Savings> told) {
            var bill = Bill.of(scenario, History.EMPTY);
            told.accept(Savings.between(bill, bill));
        }
    }
}
