package dev.kintsugi.lab.relay;

import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.domain.event.Chain;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A program's call as it arrived. For one thread; what it works out it works out once.
public final class Call {
    /// Asks for no fault at all.
    private static final String NORMAL = "normal";
    private static final int SHORT = 12;

    private final String request;
    private final Optional<String> session;
    private final String caller;
    private final ChatAsk ask;
    private final Optional<String> forced;
    private final Optional<String> policy;
    private final CompletableFuture<?> left;
    private @Nullable List<Message> messages;
    private @Nullable String conversation;
    private int bodyHash;

    /// @param request the id under which it is answered
    /// @param session the session it names; absent for the one of its caller and first message
    /// @param caller  who calls, in a form that gives no key away
    /// @param forced  the fault it asks for, as it is written; `normal` for none at all
    /// @param policy  the recovery policy it asks for
    /// @param left    done when the caller has left
    public Call(String request, Optional<String> session, String caller, ChatAsk ask, Optional<String> forced,
            Optional<String> policy, CompletableFuture<?> left) {
        this.request = request;
        this.session = session;
        this.caller = caller;
        this.ask = ask;
        this.forced = forced;
        this.policy = policy;
        this.left = left;
    }

    String request() { return request; }

    Optional<String> session() { return session; }

    String caller() { return caller; }

    /// What it asks for.
    public ChatAsk ask() { return ask; }

    Optional<String> forced() { return forced; }

    /// Whether nothing is to be done to it: no fault by chance, plan or the lab's own choice either.
    boolean spared() { return forced.isPresent() && forced.get().strip().equals(NORMAL); }

    Optional<String> policy() { return policy; }

    /// Done when the caller has left.
    CompletableFuture<?> left() { return left; }

    List<Message> messages() {
        var known = messages;
        if (known == null) {
            known = ask.messages();
            messages = known;
        }
        return known;
    }

    /// Which conversation it belongs to when it names no session: that of its caller and the user's first message.
    String conversation() {
        var known = conversation;
        if (known == null) {
            var first = messages().stream().filter(m -> m.role() == Role.USER).map(Message::content).findFirst();
            known = hash(caller + "\n" + first.orElse(""));
            conversation = known;
        }
        return known;
    }

    /// A short name for something that must not be shown: the beginning of its SHA-256.
    public static String hash(String text) { return Chain.sha256(text).substring(0, SHORT); }

    /// Whether both ask for the same: their bodies are equal bytes.
    boolean asksLike(Call other) {
        return bodyHash() == other.bodyHash() && Arrays.equals(ask.body(), other.ask.body());
    }

    private int bodyHash() {
        bodyHash = bodyHash == 0 ? Arrays.hashCode(ask.body()) : bodyHash;
        return bodyHash;
    }
}
