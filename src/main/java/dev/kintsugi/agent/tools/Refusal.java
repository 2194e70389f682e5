package dev.kintsugi.agent.tools;

/// A tool worked but will not or cannot do what was asked; told to the model as JSON. Has no stack trace.
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    private Refusal(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public static Refusal badArguments(String message) { return new Refusal("bad_arguments", message); }

    public static Refusal notFound(String message) { return new Refusal("not_found", message); }

    public static Refusal notAllowed(String message) { return new Refusal("not_allowed", message); }

    public static Refusal tooMuch(String message) { return new Refusal("too_much", message); }

    /// The reason in one word, e.g. `not_found`.
    public String code() { return code; }

    public String words() { return String.valueOf(getMessage()); }
}
