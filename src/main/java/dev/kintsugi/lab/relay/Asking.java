package dev.kintsugi.lab.relay;

import dev.kintsugi.agent.openai.Asked;
import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.agent.openai.ChatReply;
import dev.kintsugi.agent.openai.ChatSource;
import dev.kintsugi.agent.openai.Early;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.CallKey;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.Usage;
import dev.kintsugi.domain.model.Wire;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.domain.time.LabClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Asks the source on behalf of one call, through the fault of its turn, and gathers what is to be told of that. Safe for
/// many threads: attempts that recovery makes may race each other.
final class Asking {
    private final ChatSource source;
    private final Call call;
    private final LabClock clock;
    private final @Nullable Place place;
    private final @Nullable Asked asked;
    private final List<LabEvent> events = new ArrayList<>();
    private @Nullable ChatReply natural;

    /// The turn that a call belongs to, and where it stands in the log.
    record Place(TurnId id, OpenTurn turn) {}

    /// @param place absent when nothing is done to the call and nothing written of it
    /// @param asked when it was passed on already
    Asking(ChatSource source, Call call, LabClock clock, @Nullable Place place, @Nullable Asked asked) {
        this.source = source;
        this.call = call;
        this.clock = clock;
        this.place = place;
        this.asked = asked;
    }

    /// Of a call that was passed on: see [Asked#whenThere].
    void whenThere(Consumer<Boolean> then) { Objects.requireNonNull(asked).whenThere(then); }

    /// One attempt.
    ///
    /// @param number of the attempt in its turn
    Answer once(ChatAsk ask, int number, Deadline deadline, Early early) {
        var start = clock.now().toEpochMilli();
        var model = new SourceModel(source, ask, early, clock, call.left());
        try {
            var mode = place == null ? null : place.turn().mode;
            if (place == null || mode == null) {
                var came = asked == null ? source.ask(ask, model.patience(deadline), early) : asked.reply();
                return replied(came, came, ask, number, start);
            }
            var key = new CallKey(place.id(), place.turn().drawKey, number, 1);
            var reply = mode.around(Wire.DIRECT).model(model, new ModelRequest(ask.model(), ask.messages(), List.of(),
                    ask.maxTokens(), key, deadline), TokenSink.NONE);
            var came = model.came().orElseThrow();
            return replied(came, came.text().equals(reply.text())
                    ? came
                    : came.withText(reply.text(), came.finish(), with(reply.usage(), came.others())), ask, number,
                    start);
        } catch (AgentError e) {
            return failed(e, ask.model(), number, start);
        }
    }

    private synchronized Answer replied(ChatReply came, ChatReply given, ChatAsk ask, int number, long start) {
        natural = came;
        if (place != null) {
            var turn = place.turn();
            if (number == 1) {
                turn.first = given.words();
            }
            turn.model = came.model();
            turn.tokens = came.usage().promptTokens();
            events.add(new LabEvent.Attempted(number, 1, "model", came.model(), came.usage().promptTokens(),
                    came.usage().completionTokens(), clock.now().toEpochMilli() - start, source.scripted(), true,
                    Text.of(given.words()), null, 0, null, null, Text.EMPTY, SourceModel.finish(given.finish())));
        }
        return new Answer.Replied(given, given != came || ask.streamed() != call.ask().streamed());
    }

    private synchronized Answer failed(AgentError e, String model, int number, long start) {
        var injected = place != null && place.turn().faulted.contains(number);
        if (place != null) {
            if (!injected) {
                place.turn().errors.add(e);
            }
            place.turn().model = model;
            events.add(new LabEvent.Attempted(number, 1, "model", model, 0, 0, clock.now().toEpochMilli() - start,
                    false, false, Text.EMPTY, e.wire().fault(), e.wire().status(), e.category(), e.severity(),
                    Text.of(e.wire().message())));
        }
        return new Answer.Failed(e, injected);
    }

    synchronized void note(LabEvent event) { events.add(event); }

    /// What happened so far, in order.
    synchronized List<LabEvent> events() { return List.copyOf(events); }

    /// What the source said last; absent when it said nothing.
    synchronized @Nullable ChatReply natural() { return natural; }

    /// Tokens of a reply with these texts of the call's model.
    ///
    /// @param others texts of the further choices
    Usage usage(String text, List<String> others) {
        var known = natural();
        return with(new Usage(known == null ? 0 : known.usage().promptTokens(), count(text)), others);
    }

    private Usage with(Usage first, List<String> others) {
        return new Usage(first.promptTokens(), first.completionTokens() + others.stream().mapToInt(this::count).sum());
    }

    private int count(String text) { return source.countTokens(call.ask().model(), text); }
}
