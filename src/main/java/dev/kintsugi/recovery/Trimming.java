package dev.kintsugi.recovery;

import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.model.Message;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Shortens a history from its old end. Counts tokens by rule of thumb, on the careful side: recovery does not know the
/// model's encoding. Stateless.
final class Trimming {
    private static final Pattern NUMBER = Pattern.compile("\\d{2,9}");
    private static final int CHARS_PER_TOKEN = 3;
    private static final int PER_MESSAGE = 6;
    private static final int MARGIN_PERCENT = 90;

    private Trimming() {}

    /// The newest messages that fit the limit that the error quotes, or the newest half when it quotes none. The
    /// last message always stays.
    static List<Message> toFit(List<Message> history, WireError wire) {
        return wire.limit() > 0 ? within(history, room(history, wire)) : newest(history, history.size() / 2);
    }

    /// What the limit leaves for the history: when the error also says how many tokens were sent, which it does before it
    /// says of what, the rest of them is the prompt that cannot be shortened; else half is kept free for it.
    private static long room(List<Message> history, WireError wire) {
        var sent = NUMBER.matcher(wire.message()).results().map(MatchResult::group).mapToLong(Long::parseLong)
                .filter(n -> n > wire.limit()).findFirst();
        var allowed = (long) wire.limit() * MARGIN_PERCENT / 100;
        return sent.isPresent()
                ? allowed - Math.max(0, sent.getAsLong() - tokens(history))
                : allowed / 2;
    }

    private static List<Message> within(List<Message> history, long room) {
        int kept = 0;
        long used = 0;
        while (kept < history.size()) {
            used += tokens(history.get(history.size() - 1 - kept));
            if (used > room) {
                break;
            }
            kept++;
        }
        return newest(history, Math.min(kept, history.size() - 1));
    }

    private static List<Message> newest(List<Message> history, int count) {
        return history.subList(history.size() - Math.max(1, count), history.size());
    }

    private static long tokens(List<Message> history) { return history.stream().mapToLong(Trimming::tokens).sum(); }

    private static long tokens(Message message) {
        return (long) message.content().length() / CHARS_PER_TOKEN + PER_MESSAGE;
    }
}
