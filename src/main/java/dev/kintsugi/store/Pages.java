package dev.kintsugi.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.compress.CompressLZF;
import org.h2.mvstore.DataUtils;

/// Reads the pages of an H2 file one after the other without any of its indexes, so that it works where the root is
/// lost: chunks begin at blocks of 4096 bytes with a line of text, and their pages follow each other. Stateless.
final class Pages {
    private static final int BLOCK = 4096;
    private static final int LARGEST = 64 << 20;
    private static final Pattern HEADER = Pattern
            .compile("chunk:([0-9a-f]{1,7}),[^\\n]*?len:([0-9a-f]{1,6}),[^\\n]*\\n");

    private Pages() {}

    /// Hands on the content of every page that can be read.
    static void each(Path file, Consumer<byte[]> content) throws IOException {
        try (var channel = FileChannel.open(file)) {
            for (long at = 0; at < channel.size(); at += BLOCK) {
                var header = HEADER.matcher(new String(bytes(channel, at, BLOCK), StandardCharsets.ISO_8859_1));
                if (header.lookingAt()) {
                    chunk(bytes(channel, at, Integer.parseInt(header.group(2), 16) * (long) BLOCK), header, content);
                }
            }
        }
    }

    private static byte[] bytes(FileChannel channel, long at, long length) throws IOException {
        var buffer = ByteBuffer.allocate((int) Math.min(Math.min(length, LARGEST), channel.size() - at));
        while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) > 0) {
            // The loop's head does the reading.
        }
        return buffer.array();
    }

    /// The check in each page tells where one begins, so that garbage costs no more than the pages it lies in.
    private static void chunk(byte[] chunk, Matcher header, Consumer<byte[]> content) {
        var bytes = ByteBuffer.wrap(chunk);
        var id = Integer.parseInt(header.group(1), 16);
        for (int at = header.end(); at + 8 < chunk.length;) {
            var length = bytes.getInt(at);
            if (length >= 8 && length <= chunk.length - at && bytes.getShort(at + 4) == check(id, at, length)) {
                page(bytes.slice(at, length), content);
                at += length;
            } else {
                at++;
            }
        }
    }

    private static short check(int chunk, int offset, int length) {
        return (short) (DataUtils.getCheckValue(chunk) ^ DataUtils.getCheckValue(offset)
                ^ DataUtils.getCheckValue(length));
    }

    /// A page: its length, a check, number, map, count of keys, and its kind; a leaf's keys and values follow.
    private static void page(ByteBuffer page, Consumer<byte[]> content) {
        try {
            page.position(6);
            DataUtils.readVarInt(page);
            DataUtils.readVarInt(page);
            DataUtils.readVarInt(page);
            var kind = page.get();
            if ((kind & DataUtils.PAGE_TYPE_NODE) == 0) {
                content.accept((kind & DataUtils.PAGE_COMPRESSED) == 0 ? rest(page) : expanded(page));
            }
        } catch (RuntimeException _) {
            // Garbage shows in many ways, and there is nothing in it to save.
        }
    }

    private static byte[] rest(ByteBuffer page) {
        var bytes = new byte[page.remaining()];
        page.get(bytes);
        return bytes;
    }

    private static byte[] expanded(ByteBuffer page) {
        var more = DataUtils.readVarInt(page);
        var packed = rest(page);
        var bytes = new byte[Math.min(LARGEST, packed.length + more)];
        new CompressLZF().expand(packed, 0, packed.length, bytes, 0, bytes.length);
        return bytes;
    }
}
