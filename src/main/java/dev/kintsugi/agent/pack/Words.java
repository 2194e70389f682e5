package dev.kintsugi.agent.pack;

/// Small demands on the texts of a pack. Stateless.
final class Words {
    private Words() {}

    static void filled(String what, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " is missing or empty");
        }
    }

    static String oneLine(String text) { return text.strip().replaceAll("\\s*\\n\\s*", " "); }
}
