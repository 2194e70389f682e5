package dev.kintsugi.agent.provider;

import static dev.kintsugi.agent.provider.Calls.ask;
import static dev.kintsugi.agent.provider.Calls.model;
import static dev.kintsugi.agent.provider.Calls.request;
import static dev.kintsugi.agent.provider.Calls.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.agent.tokens.Tokens;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.ModelReply;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.ToolCall;
import dev.kintsugi.domain.model.ToolSpec;
import dev.kintsugi.domain.model.Usage;
import dev.kintsugi.domain.time.Cancelled;
import dev.kintsugi.domain.time.Deadline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OpenAiModelTest {
    /// Before the first test, whichever it is: some interrupt the thread that would load it.
    @BeforeAll
    static void theClientLibraryIsLoaded() { Calls.key(); }

    @Test
    void textArrivesPieceByPieceInOrderWhileTheProviderStillWrites() throws Exception {
        var heard = new Semaphore(0);
        var pieces = new ArrayList<String>();
        try (var server = new MisbehavingServer(line -> {
            line.stream();
            for (var word : List.of("Gold ", "mends ", "the ", "bowl.")) {
                line.says(word);
                heard.acquire();
            }
            line.event(Wire.STOP).event(Wire.USAGE).send(Wire.DONE);
        })) {
            var reply = model(server).call(request(), piece -> {
                pieces.add(piece);
                heard.release();
            });
            assertThat(pieces).containsExactly("Gold ", "mends ", "the ", "bowl.");
            assertThat(reply).isEqualTo(new ModelReply("Gold mends the bowl.", List.of(), FinishReason.STOP, "m-1",
                    new Usage(11, 7), reply.latencyMs(), false));
            assertThat(server.seen()).hasSize(1);
        }
    }

    @Test
    void aCharacterSplitOverTwoSegmentsIsHarmless() throws Exception {
        var bytes = Wire.event(Wire.says("Grüße, 金継ぎ 🏺")).getBytes(StandardCharsets.UTF_8);
        var reply = ask(line -> {
            line.stream();
            for (var one : bytes) {
                line.send(new byte[]{one});
            }
            line.event(Wire.STOP).send(Wire.DONE);
        });
        assertThat(reply.text()).isEqualTo("Grüße, 金継ぎ 🏺");
    }

    @Test
    void chunksAndCommentsAndWindowsLineEndsAreUnderstood() throws Exception {
        var reply = ask(
                line -> line.chunked().chunk(": keep-alive\r\n\r\n").chunk("data: " + Wire.says("a") + "\r\n\r\n")
                        .chunk(Wire.event(Wire.says("b")) + Wire.event(Wire.STOP) + Wire.DONE).send("0\r\n\r\n"));
        assertThat(reply.text()).isEqualTo("ab");
    }

    @Test
    void toolCallsArePutTogetherFromTheirFragments() throws Exception {
        var reply = ask(line -> line.stream()
                .event(Wire.delta("{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"index\":0,\"id\":\"a1\","
                        + "\"type\":\"function\",\"function\":{\"name\":\"look_up_claim\",\"arguments\":\"\"}}]}",
                        "null"))
                .event(Wire.delta(fragment(0, "{\"claim\":"), "null"))
                .event(Wire.delta(fragment(0, "\"C-17\"}"), "null"))
                .event(Wire.delta("{\"tool_calls\":[{\"index\":1,\"id\":\"b2\",\"type\":\"function\",\"function\":"
                        + "{\"name\":\"open_ticket\",\"arguments\":\"{}\"}}]}", "null"))
                .event(Wire.delta("{}", "\"tool_calls\"")).event(Wire.USAGE).send(Wire.DONE));
        assertThat(reply.toolCalls()).containsExactly(new ToolCall("a1", "look_up_claim", "{\"claim\":\"C-17\"}"),
                new ToolCall("b2", "open_ticket", "{}"));
        assertThat(reply.finish()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @Test
    void toolCallsWithoutIndexOrWithStopAsReasonAreToolCallsAllTheSame() throws Exception {
        var call = "{\"tool_calls\":[{\"id\":\"%s\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"%s\"}}]}";
        var reply = ask(line -> line.stream().event(Wire.delta(call.formatted("x", "1"), "null"))
                .event(Wire.delta(call.formatted("y", "2"), "\"stop\"")).send(Wire.DONE));
        assertThat(reply.toolCalls()).containsExactly(new ToolCall("x", "f", "1"), new ToolCall("y", "f", "2"));
        assertThat(reply.finish()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @Test
    void tokensAreCountedByUsWhenTheProviderDoesNotSay() throws Exception {
        var reply = ask(line -> line.stream().says("Good morning to you.").event(Wire.STOP).send(Wire.DONE));
        var tokens = Tokens.ofModel("m-1");
        assertThat(reply.usage())
                .isEqualTo(new Usage(3 + 3 + tokens.count("Hello?"), tokens.count("Good morning to you.")));
    }

    @Test
    void usageThatCannotBeReadIsCountedByUs() throws Exception {
        var reply = ask(line -> line.stream().says("Yes.").event(Wire.STOP)
                .event(Wire.USAGE.replace("11", "\"eleven\"")).send(Wire.DONE));
        assertThat(reply.usage().completionTokens()).isEqualTo(Tokens.ofModel("m-1").count("Yes."));
    }

    @Test
    void anAnswerThatCameWholeIsTakenAsItIs() throws Exception {
        var reply = ask(line -> line.answer(200, "application/json",
                "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m-2\",\"choices\":[{\"index\":0,"
                        + "\"message\":{\"role\":\"assistant\",\"content\":\"All at once.\",\"refusal\":null},"
                        + "\"finish_reason\":\"length\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2,"
                        + "\"total_tokens\":3}}"));
        assertThat(reply).isEqualTo(new ModelReply("All at once.", List.of(), FinishReason.LENGTH, "m-2",
                new Usage(1, 2), reply.latencyMs(), false));
    }

    @Test
    void aFinishedAnswerIsWholeEvenIfTheEndMarkIsCutOff() throws Exception {
        assertThat(ask(line -> line.stream().says("Done.").event(Wire.STOP).reset()).text()).isEqualTo("Done.");
    }

    @Test
    void theRequestSaysAllThatWasAsked() throws Exception {
        var call = new ToolCall("a1", "look_up_claim", "{}");
        try (var server = new MisbehavingServer(Wire::answers)) {
            model(server).call(new ModelRequest("m-9",
                    List.of(Message.system("Be kind."), Message.user("Hi"), Message.asking("", List.of(call)),
                            Message.tool("a1", "{\"found\":true}")),
                    List.of(new ToolSpec("look_up_claim", "Looks up a claim.",
                            "{\"type\":\"object\",\"properties\":{\"claim\":{\"type\":\"string\"}}}", Effect.READ)),
                    50, Calls.key(), Deadline.NONE), TokenSink.NONE);
            var seen = server.seen().getFirst();
            var expected = """
                    {"messages":[{"content":"Be kind.","role":"system"},{"content":"Hi","role":"user"},
                     {"role":"assistant","tool_calls":[{"id":"a1","function":{"arguments":"{}","name":"look_up_claim"},
                      "type":"function"}]},{"content":"{\\"found\\":true}","role":"tool","tool_call_id":"a1"}],
                     "model":"m-9","max_tokens":50,"stream":true,"stream_options":{"include_usage":true},
                     "tools":[{"function":{"name":"look_up_claim","description":"Looks up a claim.",
                      "parameters":{"type":"object","properties":{"claim":{"type":"string"}}}},"type":"function"}]}""";
            var json = new ObjectMapper();
            assertThat(json.readTree(seen.body())).isEqualTo(json.readTree(expected));
            assertThat(seen.path()).isEqualTo("/v1/chat/completions");
            assertThat(seen.header("authorization")).isEqualTo("Bearer " + Calls.KEY);
        }
    }

    @Test
    void withoutAKeyNoneIsSent() throws Exception {
        try (var server = new MisbehavingServer(Wire::answers)) {
            new OpenAiModel(settings(server).withKey(Secret.NONE), Calls.CLOCK).call(request(), TokenSink.NONE);
            assertThat(server.seen().getFirst().header("authorization")).isEmpty();
        }
    }

    @Test
    void manyCallsAtOnceKeepTheirAnswersApart() throws Exception {
        var waiting = new CountDownLatch(16);
        try (var server = new MisbehavingServer(line -> {
            waiting.countDown();
            waiting.await();
            var asked = new ObjectMapper().readTree(line.request().body()).at("/messages/0/content").asText();
            line.stream().says("You said ").says(asked).event(Wire.STOP).send(Wire.DONE);
        }); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var model = model(server);
            var answers = IntStream.range(0, 16).mapToObj(i -> threads
                    .submit(() -> model.call(request(Message.user("number " + i)), TokenSink.NONE).text())).toList();
            for (var i = 0; i < 16; i++) {
                assertThat(answers.get(i).get()).isEqualTo("You said number " + i);
            }
            assertThat(server.seen()).hasSize(16);
        }
    }

    @Test
    void anInterruptStopsAPlatformThreadAtOnceAndHangsUp() throws Exception { stopsAtOnce(Thread.ofPlatform()); }

    @Test
    void anInterruptStopsAVirtualThreadAtOnceAndHangsUp() throws Exception { stopsAtOnce(Thread.ofVirtual()); }

    private static void stopsAtOnce(Thread.Builder kind) throws Exception {
        try (var server = new MisbehavingServer(line -> line.stream().says("Once upon").silence())) {
            var heard = new CopyOnWriteArrayList<String>();
            var outcome = new AtomicReference<Object>();
            var caller = kind.start(() -> {
                try {
                    outcome.set(model(server).call(request(), heard::add));
                } catch (Cancelled stopped) {
                    outcome.set(Thread.currentThread().isInterrupted() ? stopped : "interrupt flag lost");
                }
            });
            await().until(() -> !heard.isEmpty());
            var before = System.nanoTime();
            caller.interrupt();
            caller.join();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
            assertThat(outcome.get()).isInstanceOf(Cancelled.class);
            await().until(() -> server.gone().getCount() == 0);
        }
    }

    @Test
    void anInterruptStopsACallThatStillWaitsForItsFirstPiece() throws Exception {
        try (var server = new MisbehavingServer(MisbehavingServer.Line::silence)) {
            var stopped = new CountDownLatch(1);
            var caller = Thread.ofPlatform().start(() -> {
                try {
                    model(server).call(request(), TokenSink.NONE);
                } catch (Cancelled _) {
                    stopped.countDown();
                }
            });
            await().until(() -> server.seen().size() == 1);
            caller.interrupt();
            await().atMost(Duration.ofSeconds(5)).until(() -> stopped.getCount() == 0);
            await().until(() -> server.gone().getCount() == 0);
        }
    }

    @Test
    void aThreadThatIsAlreadyInterruptedAsksNothing() throws Exception {
        try (var server = new MisbehavingServer(MisbehavingServer.Line::silence)) {
            var model = model(server);
            Thread.currentThread().interrupt();
            try {
                assertThatThrownBy(() -> model.call(request(), TokenSink.NONE))
                        .isInstanceOf(Cancelled.class);
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(server.seen()).isEmpty();
        }
    }

    @Test
    void aSinkThatThrowsEndsTheCall() throws Exception {
        try (var server = new MisbehavingServer(line -> line.stream().says("Once").silence())) {
            assertThatThrownBy(() -> model(server).call(request(), _ -> {
                throw new IllegalStateException("the window is gone");
            })).hasMessage("the window is gone");
            await().until(() -> server.gone().getCount() == 0);
        }
    }

    @Test
    void latencyIsMeasured() throws Exception {
        var reply = ask(line -> {
            await().pollDelay(Duration.ofMillis(120)).until(() -> true);
            line.stream().says("late").event(Wire.STOP).send(Wire.DONE);
        });
        assertThat(reply.latencyMs()).isBetween(120L, 10_000L);
    }

    private static String fragment(int index, String arguments) {
        return "{\"tool_calls\":[{\"index\":" + index + ",\"function\":{\"arguments\":" + Wire.quoted(arguments)
                + "}}]}";
    }
}
