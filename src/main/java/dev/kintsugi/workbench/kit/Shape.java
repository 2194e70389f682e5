package dev.kintsugi.workbench.kit;

import dev.kintsugi.report.story.Mark;

/// The outline of each mark in a box of 16, as an SVG path: the shape alone tells them apart, without its colour.
final class Shape {
    private Shape() {}

    static String path(Mark mark) {
        return switch (mark) {
            case INJECTED -> "M8 1.5 L15 14 L1 14 Z";
            case DETECTED -> "M8 1 L15 8 L8 15 L1 8 Z";
            case RECOVERED -> "M8 2 A6 6 0 1 1 7.99 2 Z";
            case SOFTENED -> "M8 2 A6 6 0 1 1 7.99 2 Z M8 4.4 A3.6 3.6 0 1 0 8.01 4.4 Z";
            case LOST ->
                "M3.6 2 L8 6.4 L12.4 2 L14 3.6 L9.6 8 L14 12.4 L12.4 14 L8 9.6 L3.6 14 L2 12.4 L6.4 8 L2 3.6 Z";
            case NATURAL -> "M6.2 13 L1.6 8.4 L3.2 6.8 L6.2 9.8 L12.8 3.2 L14.4 4.8 Z";
            case ACTION -> "M2 6.9 L9 6.9 L9 3 L14.5 8 L9 13 L9 9.1 L2 9.1 Z";
            case WAIT -> "M3 2 L13 2 L13 4 L9.2 8 L13 12 L13 14 L3 14 L3 12 L6.8 8 L3 4 Z";
        };
    }
}
