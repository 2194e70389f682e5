package dev.kintsugi.agent.provider;

import java.io.IOException;

/// The connection failed after the status line had come: what was cut is the answer, not the question.
final class CutAnswer extends IOException {
    private static final long serialVersionUID = 1L;

    CutAnswer(IOException cause) { super("cut after the headers", cause); }
}
