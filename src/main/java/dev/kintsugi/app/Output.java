package dev.kintsugi.app;

import dev.kintsugi.domain.Problem;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the process prints. A print stream forgets why it could not write; this remembers. For one thread.
final class Output extends FilterOutputStream {
    private @Nullable IOException trouble;

    Output(OutputStream to) { super(to); }

    static Output standard() { return new Output(new FileOutputStream(FileDescriptor.out)); }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            trouble = trouble == null ? e : trouble;
            throw e;
        }
    }

    /// Why what was printed did not arrive. A reader who has seen enough, as `| head`, is no trouble.
    Optional<Problem> problem() {
        var why = trouble == null ? "" : String.valueOf(trouble.getMessage());
        return trouble == null || why.toLowerCase(Locale.ROOT).contains("pipe")
                ? Optional.empty()
                : Optional.of(new Problem("Not everything could be printed", "the system says: " + why,
                        "Free some space, or send the output elsewhere", trouble));
    }
}
