package dev.kintsugi.workbench.policy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.WholeFile;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.recovery.policy.Policy;
import dev.kintsugi.recovery.policy.PolicyText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where a policy lies that was composed and is not used yet: it is there again in the next window. A file that
/// cannot be read or written harms nothing: then one begins from the policy in use.
record DraftFile(Path folder) {
    private static final Logger LOG = LoggerFactory.getLogger(DraftFile.class);

    private Path file() { return folder.resolve("draft.yaml"); }

    Optional<Policy> read() {
        try {
            return Files.isRegularFile(file()) ? Optional.of(Policies.named(file().toString())) : Optional.empty();
        } catch (Problem e) {
            LOG.warn("the draft of a policy cannot be read", e);
            return Optional.empty();
        }
    }

    void write(Policy policy) {
        try {
            Files.createDirectories(folder);
            WholeFile.write(file(), PolicyText.of(policy));
        } catch (IOException e) {
            LOG.warn("the draft of a policy cannot be kept", e);
        }
    }

    void forget() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            LOG.warn("the draft of a policy cannot be taken away", e);
        }
    }
}
