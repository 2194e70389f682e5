package dev.kintsugi.agent.scripted;

import dev.kintsugi.agent.pack.Pack;
import dev.kintsugi.agent.prompt.PromptTokens;
import dev.kintsugi.agent.search.PerPack;
import dev.kintsugi.agent.search.PhraseIndex;
import dev.kintsugi.agent.tokens.Tokens;
import dev.kintsugi.domain.chance.DrawKey;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.error.ErrorContext;
import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Model;
import dev.kintsugi.domain.model.ModelReply;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.ToolCall;
import dev.kintsugi.domain.model.Usage;
import java.util.List;
import java.util.stream.Collectors;

/// A model that follows a pack's script. It knows nothing but the request, answers the same for the same seed and place
/// whatever the attempt, neither sleeps nor streams, and its latency is simulated: about 0.35 to 1.4 s for
/// `scripted-large`, half of that for `scripted-small`, which is also terser. Any other name speaks like the large one.
///
/// Safe for many threads; what it remembers is only what it need not work out twice.
public final class ScriptedModel implements Model {
    public static final String LARGE = "scripted-large";
    public static final String SMALL = "scripted-small";
    /// The preferred one first.
    public static final List<String> NAMES = List.of(LARGE, SMALL);
    /// Tokens that prompt and answer may have together, unless told otherwise.
    public static final int DEFAULT_WINDOW = 8192;
    /// What it counts tokens by, unless told otherwise.
    public static final String ENCODING = "cl100k_base";

    private static final PerPack<Script> SCRIPTS = new PerPack<>(Script::of);

    private final Pack pack;
    private final Draws draws;
    private final int contextWindow;
    private final Tokens tokens;
    private final PromptTokens promptTokens;
    private final PhraseIndex phrases;
    private final Mentions mentions;
    private final Understanding understanding;

    /// Counts tokens by [#ENCODING].
    public ScriptedModel(Pack pack, long seed, int contextWindow) {
        this(pack, seed, contextWindow, Counted.TOKENS, Counted.PROMPT);
    }

    public ScriptedModel(Pack pack, long seed, int contextWindow, Tokens tokens) {
        this(pack, seed, contextWindow, tokens, new PromptTokens(tokens));
    }

    private ScriptedModel(Pack pack, long seed, int contextWindow, Tokens tokens, PromptTokens promptTokens) {
        if (contextWindow < 1) {
            throw new IllegalArgumentException("a context window has at least one token, was " + contextWindow);
        }
        this.pack = pack;
        this.draws = new Draws(seed);
        this.contextWindow = contextWindow;
        this.tokens = tokens;
        this.promptTokens = promptTokens;
        var script = SCRIPTS.of(pack);
        this.phrases = script.phrases;
        this.mentions = script.mentions;
        this.understanding = script.understanding;
    }

    /// What is made of a pack. Immutable but for what it remembers; safe for many threads.
    private record Script(PhraseIndex phrases, Mentions mentions, Understanding understanding) {
        static Script of(Pack pack) {
            var phrases = new PhraseIndex(pack);
            var mentions = new Mentions(pack);
            return new Script(phrases, mentions, new Understanding(pack, phrases, mentions));
        }
    }

    /// The usual counter, with the counts of the texts it has seen: loaded when it is first needed.
    private static final class Counted {
        static final Tokens TOKENS = Tokens.ofEncoding(ENCODING);
        static final PromptTokens PROMPT = new PromptTokens(TOKENS);
    }

    /// What it counts tokens with.
    public Tokens tokens() { return tokens; }

    @Override
    public int contextWindow(String model) { return contextWindow; }

    @Override
    public ModelReply call(ModelRequest request, TokenSink sink) {
        var prompt = promptTokens.of(request);
        fits(prompt, request);
        var talk = Talk.of(request);
        var meaning = understanding.of(talk.lines());
        var known = Memory.of(talk, meaning, mentions);
        var planner = new Planner(talk, known);
        var moves = meaning.intents().stream().map(planner::next).toList();
        var calls = moves.stream().filter(Move.Call.class::isInstance).map(move -> ((Move.Call) move).call()).distinct()
                .toList();
        if (!calls.isEmpty()) {
            return calling(calls, prompt, request);
        }
        var small = request.model().equals(SMALL);
        var voice = new Voice(draws, request.key(), small ? SMALL : LARGE, talk.said());
        var text = new Composer(pack, talk, known, voice, Notes.of(talk.system().notes()), small).compose(meaning,
                moves,
                new Sources(phrases, talk.system().passages()));
        return answering(text, prompt, request);
    }

    private ModelReply calling(List<ToolCall> calls, int prompt, ModelRequest request) {
        var written = tokens
                .count(calls.stream().map(call -> call.name() + call.arguments()).collect(Collectors.joining()));
        fits(prompt + written, request);
        return new ModelReply("", calls, FinishReason.TOOL_CALLS, request.model(), new Usage(prompt, written),
                latency(request, written), true);
    }

    private ModelReply answering(String text, int prompt, ModelRequest request) {
        var cut = new Cut(tokens, request.maxTokens()).of(text);
        var written = tokens.count(cut);
        fits(prompt + written, request);
        var finish = cut.length() < text.length() ? FinishReason.LENGTH : FinishReason.STOP;
        return new ModelReply(cut, List.of(), finish, request.model(), new Usage(prompt, written),
                latency(request, written), true);
    }

    private void fits(int used, ModelRequest request) {
        if (used > contextWindow) {
            var place = request.key();
            throw ErrorTable.error(
                    WireError.http(400, "invalid_request_error", "context_length_exceeded",
                            "The context window of this model holds " + contextWindow
                                    + " tokens, but the messages and the"
                                    + " answer come to " + used + " tokens. Shorten the messages.")
                            .withLimit(contextWindow),
                    new ErrorContext(place.turn().session(), pack.agent(), request.model(), "model",
                            place.turn().number(), place.attempt() - 1));
        }
    }

    /// A beginning, a time for each token, and some chance in which the attempt has a part.
    private long latency(ModelRequest request, int written) {
        var place = request.key();
        var at = new DrawKey(place.drawKey(), place.turn().number(), place.attempt(),
                "scripted.latency." + request.model() + "." + place.call());
        var large = 350 + draws.below(at, 251) + Math.min(800, written * 7L);
        return request.model().equals(SMALL) ? large / 2 : large;
    }
}
