package dev.kintsugi.fault.text;

import dev.kintsugi.domain.truth.Change.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/// Looks for a value at one place after another. Used by one thread.
final class Scan {
    private final String text;
    private final Names names;
    private final States states;
    private final Dice dice;
    private final Map<Shape, Matcher> matchers = new EnumMap<>(Shape.class);

    Scan(String text, Names names, States states, Dice dice) {
        this.text = text;
        this.names = names;
        this.states = states;
        this.dice = dice;
    }

    Optional<Swapper.Found> at(int at) {
        var c = text.charAt(at);
        if (!Character.isLetterOrDigit(c) && c != '+') {
            return Optional.empty();
        }
        for (var shape : Shape.beginningWith(c)) {
            if (shape.mayBegin(text, at)) {
                var matcher = matchers.computeIfAbsent(shape, s -> s.pattern().matcher(text));
                matcher.region(at, text.length()).useTransparentBounds(true);
                if (matcher.lookingAt()) {
                    return found(at, matcher.end(), shape.kind(), shape.other(matcher.group(), dice));
                }
            }
        }
        return Character.isLetter(c) ? word(at) : Optional.empty();
    }

    private Optional<Swapper.Found> word(int at) {
        var name = Character.isUpperCase(text.charAt(at)) ? names.at(text, at) : 0;
        if (name > 0) {
            return found(at, at + name, Kind.NAME, names.other(text.substring(at, at + name), dice));
        }
        var end = at;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        if (!states.mayHold(text.charAt(at), end - at)) {
            return Optional.empty();
        }
        var word = text.substring(at, end);
        var other = states.other(word, dice);
        return other.equals(word) ? Optional.empty() : found(at, end, Kind.CONCLUSION, other);
    }

    private Optional<Swapper.Found> found(int start, int end, Kind kind, String other) {
        return Optional.of(new Swapper.Found(start, end, kind, text.substring(start, end), other));
    }
}
