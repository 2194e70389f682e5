package dev.kintsugi.domain.people;

/// What became of a request for approval. Immutable.
///
/// @param arguments the arguments to act with; those that were asked about unless they were edited
/// @param why       what the person said; may be empty
/// @param by        who decided; empty when nobody did
public record Approval(ApprovalVerdict verdict, String arguments, String why, String by) {
    public static Approval approved(ApprovalRequest request, String by) {
        return new Approval(ApprovalVerdict.APPROVED, request.arguments(), "", by);
    }

    public static Approval edited(String arguments, String by) {
        return new Approval(ApprovalVerdict.EDITED, arguments, "", by);
    }

    public static Approval rejected(ApprovalRequest request, String why, String by) {
        return new Approval(ApprovalVerdict.REJECTED, request.arguments(), why, by);
    }

    /// Nobody answered.
    public static Approval silent(ApprovalRequest request) {
        return new Approval(ApprovalVerdict.SILENT, request.arguments(), "", "");
    }
}
