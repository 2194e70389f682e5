package dev.kintsugi.agent.openai;

/// How many characters regular expressions may read, all together, until they are stopped. For one thread.
final class Reads {
    private int left;

    Reads(int most) { this.left = most; }

    /// Nothing is left to read. Ordinary where strangers write expressions, hence without a trace.
    static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Spent() { super("nothing is left to read", null, false, false); }
    }

    /// The text, for a matcher. Each character that is read of it counts; [Spent] when there were too many.
    CharSequence of(String text) { return new Counted(text); }

    private final class Counted implements CharSequence {
        private final String text;

        private Counted(String text) { this.text = text; }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new Spent();
            }
            return text.charAt(index);
        }

        @Override
        public int length() { return text.length(); }

        @Override
        public CharSequence subSequence(int start, int end) { return text.substring(start, end); }

        @Override
        public String toString() { return text; }
    }
}
