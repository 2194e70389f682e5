package dev.kintsugi.agent.openai;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Makes a short text that matches a regular expression, of the simple kind that schemas have: characters, classes, groups,
/// the first of alternatives, and as few repetitions as are allowed. What it made is held against the expression, so that
/// it is never wrong, but may be missing. Makes one text.
final class PatternExample {
    private static final int LONGEST = 200;
    private static final int LONGEST_PATTERN = 2_000;
    private static final int DEEPEST = 20;
    private static final String MEANS_NO_CHARACTER = "bB";

    private final String pattern;
    private int at;

    private PatternExample(String pattern) { this.pattern = pattern; }

    /// @param said taken when it matches itself
    static Optional<String> of(String pattern, String said) {
        if (pattern.length() > LONGEST_PATTERN) {
            return Optional.empty();
        }
        try {
            var compiled = Pattern.compile(pattern);
            return Optional.of(said).filter(s -> s.length() <= LONGEST && compiled.matcher(s).find())
                    .or(() -> Optional.of(new PatternExample(pattern).alternatives(0))
                            .filter(s -> s.length() <= LONGEST && compiled.matcher(s).find()));
        } catch (PatternSyntaxException | IndexOutOfBoundsException | NumberFormatException | StackOverflowError _) {
            return Optional.empty();
        }
    }

    private boolean more() { return at < pattern.length(); }

    private boolean take(String what) {
        var there = pattern.startsWith(what, at);
        at += there ? what.length() : 0;
        return there;
    }

    /// The first alternative; the others are passed over.
    private String alternatives(int depth) {
        var first = sequence(depth);
        while (take("|")) {
            sequence(depth);
        }
        return first;
    }

    private String sequence(int depth) {
        var text = new StringBuilder();
        while (more() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            var piece = piece(depth);
            var times = times();
            for (var i = 0; i < times && text.length() <= LONGEST; i++) {
                text.append(piece);
            }
        }
        return text.toString();
    }

    private String piece(int depth) {
        var next = pattern.charAt(at++);
        return switch (next) {
            case '^', '$' -> "";
            case '.' -> "a";
            case '[' -> characters();
            case '(' -> group(depth);
            case '\\' -> escaped();
            default -> String.valueOf(next);
        };
    }

    private String group(int depth) {
        if (depth > DEEPEST) {
            throw new IndexOutOfBoundsException("too deep");
        }
        var looks = take("?=") || take("?!") || take("?<=") || take("?<!");
        if (!looks && !take("?:") && take("?<")) {
            at = pattern.indexOf('>', at) + 1;
        }
        var inside = alternatives(depth + 1);
        take(")");
        return looks ? "" : inside;
    }

    private String escaped() {
        var what = pattern.charAt(at++);
        return switch (what) {
            case 'd' -> "1";
            case 'w', 'S', 'D' -> "a";
            case 'W' -> "-";
            case 's' -> " ";
            case 't' -> "\t";
            case 'n' -> "\n";
            default -> MEANS_NO_CHARACTER.indexOf(what) >= 0 ? "" : String.valueOf(what);
        };
    }

    /// One character of a class: its first, or of a negated one the first common one that is not in it.
    private String characters() {
        var from = at - 1;
        var negated = take("^");
        var first = more() && pattern.charAt(at) == '\\' ? firstEscaped() : String.valueOf(pattern.charAt(at++));
        while (more() && pattern.charAt(at) != ']') {
            at += pattern.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
        if (!negated) {
            return first;
        }
        var all = Pattern.compile(pattern.substring(from, at)).asMatchPredicate();
        return "a1-_ ".chars().mapToObj(Character::toString).filter(all).findFirst().orElse("");
    }

    private String firstEscaped() {
        at++;
        return escaped();
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
