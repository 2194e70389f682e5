package dev.kintsugi.lab.bench;

import java.util.List;

/// What a run of the bench measured. Immutable.
public record Findings(List<Figure> figures, List<Ratio> ratios) {
    public Findings {
        figures = List.copyOf(figures);
        ratios = List.copyOf(ratios);
    }

    /// The figure of that name. Throws `IllegalArgumentException` when it was not measured.
    public Figure figure(String name) {
        return figures.stream().filter(f -> f.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no figure " + name));
    }

    static Findings of(List<Figure> figures) {
        var all = new Findings(figures, List.of());
        return new Findings(figures, List.of(
                all.ratio("grouping", "64 sessions: commits grouped over one commit a turn", "disk_64",
                        "disk_64_alone"),
                all.ratio("sharing", "on disk: 64 sessions over 1", "disk_64", "disk_1"),
                all.ratio("durability", "one session: in memory over on disk", "memory_1", "disk_1"),
                all.ratio("injection", "an injected turn over a clean one", "injected_turn", "clean_turn"),
                all.ratio("per_text", "an injected turn over counting the tokens of its reply, exactly",
                        "injected_turn",
                        "tokens"),
                all.ratio("scripted", "a turn of the scripted agent over the lab's own work", "scripted_turn",
                        "clean_turn")));
    }

    private Ratio ratio(String name, String title, String above, String below) {
        return new Ratio(name, title, figure(above).median() / figure(below).median());
    }
}
