package dev.kintsugi.workbench.errands;

/// The parts of the screen.
enum Part {
    PLAN("What it does"), LIVE("As it happens"), RESULTS("What came of it"), PROMPTS("Prompt by prompt");

    private final String title;

    Part(String title) { this.title = title; }

    String title() { return title; }
}
