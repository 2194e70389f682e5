package dev.kintsugi.services;

/// A request is not answered, and why. Has no stack trace.
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;
    private final boolean plain;

    /// @param code the imitated API's own number of the reason; 0 where it has none
    Refusal(int status, int code, String words) { this(status, code, words, false); }

    private Refusal(int status, int code, String words, boolean plain) {
        super(words, null, false, false);
        this.status = status;
        this.code = code;
        this.plain = plain;
    }

    static Refusal bad(String words) { return new Refusal(400, 0, words); }

    static Refusal unknown(String words) { return new Refusal(404, 0, words); }

    /// The same to one who asked for plain text.
    Refusal inPlain() { return new Refusal(status, code, words(), true); }

    boolean plain() { return plain; }

    int status() { return status; }

    int code() { return code; }

    String words() { return String.valueOf(getMessage()); }
}
