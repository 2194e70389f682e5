package dev.kintsugi.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.agent.provider.ProviderSettings;
import dev.kintsugi.agent.provider.Secret;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.fault.SettingText;
import dev.kintsugi.lab.AgentSettings;
import dev.kintsugi.lab.LabSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The settings file of a data folder: read at start, written whole (a temporary file, then a move). It never holds
/// a key.
final class SavedSettings {
    private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private static final int LARGEST = 256 * 1024;

    private static final Content NOTHING = new Content(null, null, null, null, null, null);

    private final Path file;

    SavedSettings(Path folder) { this.file = folder.resolve("settings.json"); }

    /// What is in the file. Absent values were not saved.
    record Content(@Nullable String policy, @Nullable Long seed, @Nullable Integer timeScale, @Nullable String pack,
            @Nullable Provider provider, @Nullable Map<String, String> faults) {}

    /// A provider without its key.
    record Provider(String baseUrl, String model, List<String> fallbackModels, String encoding,
            int contextWindow) {}

    /// The settings with all that was saved. A file that cannot be used gives a [Problem].
    LabSettings change(LabSettings settings) {
        if (!Files.exists(file)) {
            return settings;
        }
        try {
            return change(settings, read());
        } catch (IOException e) {
            throw new Problem("The saved settings cannot be read", file + ": " + message(e),
                    "Mend the file, or delete it to start with the defaults", e);
        }
    }

    private Content read() throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("it is larger than " + LARGEST / 1024 + " kB");
        }
        return JSON.readValue(Files.readString(file), Content.class);
    }

    private LabSettings change(LabSettings settings, Content saved) {
        var changed = settings;
        if (saved.policy() != null) {
            changed = changed.withPolicy(saved.policy());
        }
        if (saved.seed() != null) {
            changed = changed.withSeed(saved.seed());
        }
        if (saved.timeScale() != null && saved.timeScale() > 0) {
            changed = changed.withTimeScale(saved.timeScale());
        }
        var faults = changed.faults();
        for (var each : saved.faults() == null ? Map.<String, String>of().entrySet() : saved.faults().entrySet()) {
            faults = SettingText.with(faults, each.getKey(), each.getValue());
        }
        return changed.withFaults(faults).withAgent(agent(changed.agent(), saved));
    }

    private static AgentSettings agent(AgentSettings agent, Content saved) {
        var pack = saved.pack() == null ? agent : agent.withPack(saved.pack());
        var provider = saved.provider();
        return provider == null
                ? pack
                : pack.withProvider(ProviderSettings
                        .at(provider.baseUrl(), Secret.NONE, provider.model())
                        .withModels(provider.model(), provider.fallbackModels()).withEncoding(provider.encoding())
                        .withContextWindow(provider.contextWindow()));
    }

    /// Writes what was changed since the start over what was saved before: what only the environment or the command line
    /// said stays theirs.
    void save(LabSettings start, LabSettings now) {
        try {
            write(over(Files.exists(file) ? read() : NOTHING, content(start), content(now)));
        } catch (IOException e) {
            throw new Problem("The settings could not be saved", file + ": " + message(e),
                    "Make room, or make the folder writable; until they can be saved they hold as long as Kintsugi runs",
                    e);
        }
    }

    private void write(Content content) throws IOException {
        var temporary = Files.createTempFile(file.toAbsolutePath().getParent(), "settings", ".tmp");
        try {
            Files.writeString(temporary, JSON.writeValueAsString(content));
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static Content over(Content saved, Content start, Content now) {
        var faults = new TreeMap<>(saved.faults() == null ? Map.of() : saved.faults());
        var before = start.faults() == null ? Map.<String, String>of() : start.faults();
        var after = now.faults() == null ? Map.<String, String>of() : now.faults();
        after.forEach((name, value) -> {
            if (!value.equals(before.get(name))) {
                faults.put(name, value);
            }
        });
        before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(faults::remove);
        return new Content(changed(saved.policy(), start.policy(), now.policy()),
                changed(saved.seed(), start.seed(), now.seed()),
                changed(saved.timeScale(), start.timeScale(), now.timeScale()),
                changed(saved.pack(), start.pack(), now.pack()),
                changed(saved.provider(), start.provider(), now.provider()), faults);
    }

    private static <T> @Nullable T changed(@Nullable T saved, @Nullable T start, @Nullable T now) {
        return Objects.equals(start, now) ? saved : now;
    }

    private static Content content(LabSettings settings) {
        var provider = settings.agent().provider();
        var faults = new TreeMap<>(SettingText.of(settings.faults()));
        faults.keySet().removeIf(SettingText::custom);
        return new Content(settings.policy(), settings.seed(), settings.timeScale(), settings.agent().pack(),
                provider == null
                        ? null
                        : new Provider(provider.baseUrl(), provider.model(), provider.fallbackModels(),
                                provider.encoding(), provider.contextWindow()),
                faults);
    }

    /// Without what the parser says of itself.
    private static String message(IOException e) {
        return e instanceof JsonProcessingException json
                ? json.getOriginalMessage().replaceAll("Source: REDACTED \\([^)]*\\); ", "")
                : String.valueOf(e.getMessage());
    }
}
