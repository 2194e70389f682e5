package dev.kintsugi.fault;

import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.truth.FailureMode;
import java.util.List;

/// The credential is refused (401) or does not reach this far (403). Nothing an agent does alone helps.
record AuthError() implements Breakage {
    private static final Parameter STATUS = Parameter.choice("status", "Status", "any", List.of("any", "401", "403"),
            "401 is a credential that is refused, 403 one that lacks a permission; any draws one of them a turn.");

    @Override
    public FailureMode mode() { return FailureMode.AUTH_ERROR; }

    @Override
    public List<Parameter> parameters() { return List.of(STATUS); }

    @Override
    public WireError error(Scene scene, Hit call) {
        var status = scene.parameter(STATUS.name());
        var refused = status.equals("any") ? scene.dice().chance("status", 500_000) : status.equals("401");
        return refused
                ? WireError.http(401, "invalid_request_error", "invalid_api_key", ErrorText.of(scene, call, "401"))
                : WireError.http(403, "permission_error", "", ErrorText.of(scene, call, "403"));
    }

    @Override
    public Cure cure(Scene scene, int limit) { return new Cure.AnotherCredential(); }
}
