package dev.kintsugi.domain.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The hash chain of a session: writes entries as canonical lines, each with its predecessor's hash and its own.
///
/// A line is `{"v":1,…,"prev":"…"` + `,"hash":"…"` + `,"texts":[…]}`. The hash is SHA-256 over the UTF-8 bytes before
/// `,"hash":`; a text enters it as SHA-256 over salt and text, listed under `digests`, so the texts themselves can be
/// replaced by `null`. Not safe for use by several threads: a session has one lane.
public final class Chain {
    /// The predecessor of a session's first line.
    public static final String GENESIS = "0".repeat(64);

    /// Never fed, only copied: asking for a new one takes longer than hashing a short text.
    private static final MessageDigest SHA_256 = fresh();

    /// A longer line is rare, and its room is not kept for the next.
    private static final int ROOM = 1 << 14;

    private final Salts salts;
    private final MessageDigest digest = copy();
    private StringBuilder line = new StringBuilder(512);
    private String head;

    public Chain(Salts salts, String head) {
        this.salts = salts;
        this.head = head;
    }

    /// The hash of the last line.
    public String head() { return head; }

    /// The canonical line of an entry, which becomes the new head.
    public String append(Entry entry) {
        var body = new CanonicalWriter(index -> salts.salt(entry.sequence(), index));
        line = line.capacity() > ROOM ? new StringBuilder(512) : line;
        line.setLength(0);
        line.append("{\"v\":1,\"session\":\"").append(entry.session())
                .append("\",\"turn\":").append(entry.turn()).append(",\"seq\":").append(entry.sequence())
                .append(",\"lab\":").append(entry.lab()).append(",\"wall\":").append(entry.wall()).append(",\"cause\":")
                .append(entry.cause()).append(",\"type\":\"").append(EventTypes.name(entry.event()))
                .append("\",\"body\":");
        body.write(entry.event(), line);
        line.append(",\"digests\":[");
        body.digests(line, this::digest);
        line.append("],\"prev\":\"").append(head).append('"');
        head = hex(digest.digest(utf8(line.toString())));
        line.append(",\"hash\":\"").append(head).append("\",\"texts\":[");
        body.texts(line);
        return line.append("]}").toString();
    }

    private String digest(String salt, String text) {
        digest.update(utf8(salt));
        return hex(digest.digest(utf8(text)));
    }

    /// SHA-256 of a text's UTF-8 bytes, as 64 hexadecimal digits.
    public static String sha256(String text) { return hex(copy().digest(utf8(text))); }

    private static byte[] utf8(String text) { return text.getBytes(StandardCharsets.UTF_8); }

    private static String hex(byte[] hash) { return HexFormat.of().formatHex(hash); }

    private static MessageDigest copy() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's own SHA-256 can be copied", e);
        }
    }

    private static MessageDigest fresh() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
