package dev.kintsugi.workbench.kit;

import java.util.List;

/// A run of text in a pane of the diff. Immutable.
///
/// @param change the change it belongs to, from 1; 0 for what both texts share
public record Span(Look look, String text, int change) {
    /// The text of which they are the runs.
    public static String text(List<Span> spans) { return spans.stream().map(Span::text).reduce("", String::concat); }

    /// What the run is, from which its look follows.
    public enum Look {
        /// Both texts have it.
        SAME,
        /// The fault took it away.
        TAKEN,
        /// The fault put it in.
        PUT_IN,
        /// Recovery brought a sound reply.
        MENDED,
        /// It differs, and nobody broke or mended it.
        OTHER
    }
}
