package dev.kintsugi.workbench.inspector;

/// The views of the inspector.
public enum Segment {
    DIFF("Diff"), RECOVERY("Recovery"), CHARTS("Charts"), RAW("Raw");

    private final String title;

    Segment(String title) { this.title = title; }

    public String title() { return title; }
}
