package dev.kintsugi.agent.scripted;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What the notes for this answer ask for, as far as a script can follow. Immutable.
///
/// @param evidenceOnly nothing but what the sources say: no pleasantries
/// @param noAsking     not to ask the same again
/// @param brief        as short as possible
record Notes(boolean evidenceOnly, boolean noAsking, boolean brief) {
    private static final Pattern EVIDENCE = Pattern
            .compile("evidence|sources?\\b|only (use|from|what)|facts you (know|were given)|do not invent|support");
    private static final Pattern ASKING = Pattern
            .compile(
                    "(not|never|avoid|stop|without|instead of)\\b.*\\b(ask|repeat|clarif|question)|same question|loop");
    private static final Pattern BRIEF = Pattern.compile("\\b(brief|short|shorter|concise|fewer (words|tokens))\\b");

    static Notes of(List<String> notes) {
        var text = String.join(" ", notes).toLowerCase(Locale.ROOT);
        return new Notes(EVIDENCE.matcher(text).find(), ASKING.matcher(text).find(), BRIEF.matcher(text).find());
    }
}
