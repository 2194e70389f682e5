package dev.kintsugi.workbench.experiment;

/// The parts of the screen.
enum Part {
    PLAN("What it does"), RESULTS("What it found"), EPISODES("Episodes");

    private final String title;

    Part(String title) { this.title = title; }

    String title() { return title; }
}
