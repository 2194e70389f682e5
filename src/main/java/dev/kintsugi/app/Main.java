package dev.kintsugi.app;

/// The one entry point.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("kintsugi " + String.join(" ", args) + " on Java " + Runtime.version());
    }
}
