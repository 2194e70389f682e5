package dev.kintsugi.gateway.answer;

/// A request that is not done, and why: becomes a 4xx (or a 503 the lab means) in the one error shape. Immutable.
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String field;
    private final String todo;

    /// @param code  a word for programs, e.g. `unknown_mode`
    /// @param field what of the request is wrong; empty when it is no single field
    /// @param why   one sentence for people
    /// @param todo  what to do instead
    public Refused(int status, String code, String field, String why, String todo) {
        super(why, null, false, false);
        this.status = status;
        this.code = code;
        this.field = field;
        this.todo = todo;
    }

    /// A field of the request that makes no sense.
    public static Refused field(String field, String why) {
        return new Refused(400, "invalid_request", field, why, "Correct '" + field + "' and send it again");
    }

    public int status() { return status; }

    public String code() { return code; }

    public String field() { return field; }

    public String todo() { return todo; }
}
