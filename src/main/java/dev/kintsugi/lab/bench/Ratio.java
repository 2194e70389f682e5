package dev.kintsugi.lab.bench;

/// One figure over another from the same run: what carries from machine to machine. Immutable.
public record Ratio(String name, String title, double value) {}
