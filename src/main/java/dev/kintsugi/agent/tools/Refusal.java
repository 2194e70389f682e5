package dev.kintsugi.agent.tools;

/// A tool worked but will not or cannot do what was asked; told to the model as JSON. Has no stack trace.
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    private Refusal(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    static Refusal badArguments(String message) { return new Refusal("bad_arguments", message); }

    static Refusal notFound(String message) { return new Refusal("not_found", message); }

    static Refusal notAllowed(String message) { return new Refusal("not_allowed", message); }

    static Refusal tooMuch(String message) { return new Refusal("too_much", message); }

    String code() { return code; }

    String words() { return String.valueOf(getMessage()); }
}
