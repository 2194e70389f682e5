package dev.kintsugi.agent.openai;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/// Makes a short text that matches a regular expression, of the simple kind that schemas have: characters, classes, groups,
/// the first of alternatives, and as few repetitions as are allowed. What it made is held against the expression, so that
/// it is never wrong, but may be missing. Makes one text.
///
/// Whoever asks wrote the expression, and one of a few characters can keep a thread for ever. So it is held against a text
/// with so many [Reads] and no more, and only when it cannot go round without reading: what is repeated takes a character
/// each time, of alternatives one at most takes none, and whatever is not known to behave so is not tried.
final class PatternExample {
    private static final int LONGEST = 200;
    private static final int LONGEST_PATTERN = 2_000;
    private static final int DEEPEST = 20;
    private static final String MEANS_NO_CHARACTER = "bB";
    private static final String MEANS_CHARACTERS = "dDwWsStnrf";
    private static final String HIDES_AN_END = "cQE";

    private final String pattern;
    private int at;

    /// @param nothing whether it also matches where there is no character
    private record Piece(String text, boolean nothing) {}

    private PatternExample(String pattern) { this.pattern = pattern; }

    /// @param said  taken when it matches itself
    /// @param reads how much may be read to find that out
    static Optional<String> of(String pattern, String said, Reads reads) {
        if (pattern.length() > LONGEST_PATTERN) {
            return Optional.empty();
        }
        try {
            var made = new PatternExample(pattern).whole();
            var compiled = Pattern.compile(pattern);
            return Stream.of(said, made).filter(s -> s.length() <= LONGEST && compiled.matcher(reads.of(s)).find())
                    .findFirst();
        } catch (PatternSyntaxException | IndexOutOfBoundsException | NumberFormatException | Reads.Spent
                | StackOverflowError _) {
            return Optional.empty();
        }
    }

    private String whole() {
        var all = alternatives(0);
        if (more()) {
            throw unknown();
        }
        return all.text();
    }

    private static PatternSyntaxException unknown() { return new PatternSyntaxException("not tried", "", -1); }

    private boolean more() { return at < pattern.length(); }

    private boolean take(String what) {
        var there = pattern.startsWith(what, at);
        at += there ? what.length() : 0;
        return there;
    }

    /// The first alternative; the others are passed over.
    private Piece alternatives(int depth) {
        var first = sequence(depth);
        var nothing = first.nothing();
        while (take("|")) {
            var other = sequence(depth).nothing();
            if (nothing && other) {
                throw unknown();
            }
            nothing |= other;
        }
        return new Piece(first.text(), nothing);
    }

    private Piece sequence(int depth) {
        var text = new StringBuilder();
        var nothing = true;
        while (more() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            var piece = piece(depth);
            var from = at;
            var times = times();
            if (piece.nothing() && at > from) {
                throw unknown();
            }
            nothing &= piece.nothing() || times == 0;
            for (var i = 0; i < times && text.length() <= LONGEST; i++) {
                text.append(piece.text());
            }
        }
        return new Piece(text.toString(), nothing);
    }

    private Piece piece(int depth) {
        var next = pattern.charAt(at++);
        return switch (next) {
            case '^', '$' -> new Piece("", true);
            case '.' -> new Piece("a", false);
            case '[' -> new Piece(characters(), false);
            case '(' -> group(depth);
            case '\\' -> escaped();
            case '*', '+', '?', '{' -> throw unknown();
            default -> new Piece(String.valueOf(next), false);
        };
    }

    private Piece group(int depth) {
        if (depth > DEEPEST) {
            throw unknown();
        }
        var looks = take("?=") || take("?!") || take("?<=") || take("?<!");
        if (!looks && !take("?:") && take("?<")) {
            at = pattern.indexOf('>', at) + 1;
        }
        var inside = alternatives(depth + 1);
        if (!take(")")) {
            throw unknown();
        }
        return looks ? new Piece("", true) : inside;
    }

    private Piece escaped() {
        var what = pattern.charAt(at++);
        var nothing = MEANS_NO_CHARACTER.indexOf(what) >= 0;
        if (Character.isLetterOrDigit(what) && MEANS_CHARACTERS.indexOf(what) < 0 && !nothing) {
            throw unknown();
        }
        return new Piece(nothing ? "" : meant(what), nothing);
    }

    private static String meant(char escaped) {
        return switch (escaped) {
            case 'd' -> "1";
            case 'w', 'S', 'D' -> "a";
            case 'W' -> "-";
            case 's' -> " ";
            case 't' -> "\t";
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 'f' -> "\f";
            default -> String.valueOf(escaped);
        };
    }

    /// One character of a class: its first, or of a negated one the first common one that is not in it.
    private String characters() {
        var from = at - 1;
        var negated = take("^");
        var first = member();
        while (more() && pattern.charAt(at) != ']') {
            member();
        }
        at++;
        if (!negated) {
            return first;
        }
        var all = Pattern.compile(pattern.substring(from, at)).asMatchPredicate();
        return "a1-_ ".chars().mapToObj(Character::toString).filter(all).findFirst().orElse("");
    }

    /// Of a class; no class within it, and no escape that may hide where it ends.
    private String member() {
        var next = pattern.charAt(at++);
        var text = next == '\\' ? meant(pattern.charAt(at++)) : String.valueOf(next);
        if (next == '[' || next == '\\' && HIDES_AN_END.contains(text)) {
            throw unknown();
        }
        return text;
    }

    /// How often the piece before stands, at least.
    private int times() {
        var fewest = 1;
        if (take("*") || take("?")) {
            fewest = 0;
        } else if (more() && pattern.charAt(at) == '{') {
            var end = pattern.indexOf('}', at);
            fewest = Integer.parseInt(pattern.substring(at + 1, end).split(",", 2)[0].strip());
            at = end + 1;
        } else {
            take("+");
        }
        if (!take("?")) {
            take("+");
        }
        return Math.min(fewest, LONGEST + 1);
    }
}
