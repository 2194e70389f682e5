package dev.kintsugi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kintsugi.agent.provider.KeyFile;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.store.PostgresUrl;
import dev.kintsugi.store.StoreUrl;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoresTest {
    private static final String URL = "postgresql://ada:s3cret@db.example:5433/lab";
    private static final Path USUAL = Path.of("usual");

    @TempDir
    Path home;

    /// As the next start makes them: from nothing but what lies on disk.
    private Stores started(Map<String, String> variables) {
        return Stores.beside(new KeyFile(home.resolve("key")), new Environment(variables));
    }

    @Test
    void whatTheWindowSavedIsUsedAtTheNextStart() {
        assertThat(started(Map.of()).place(null, USUAL)).isEqualTo(new StoreUrl.Folder(USUAL));
        var words = started(Map.of()).databaseSetting().save(" " + URL + " ");
        assertThat(words).startsWith("Postgres, ").contains("db.example").doesNotContain("s3cret");
        var next = started(Map.of());
        assertThat(next.place(null, USUAL)).isInstanceOf(PostgresUrl.class).extracting(StoreUrl::place).asString()
                .contains("db.example:5433");
        assertThat(next.databaseSetting().saved()).isEqualTo(words);
        assertThat(next.place(home, USUAL)).as("a named folder comes first").isEqualTo(new StoreUrl.Folder(home));
        next.databaseSetting().save("");
        assertThat(started(Map.of()).place(null, USUAL)).isEqualTo(new StoreUrl.Folder(USUAL));
    }

    @Test
    void theRedisThatWasSavedIsUsedAtTheNextStart() {
        started(Map.of()).redisSetting().save("redis://:s3cret@cache.example:6380/2");
        assertThat(started(Map.of()).redisUrl()).hasValueSatisfying(
                url -> assertThat(url.place()).contains("cache.example:6380").doesNotContain("s3cret"));
        assertThat(started(Map.of("REDIS_URL", "redis://other.example")).redisUrl())
                .as("the environment comes first")
                .hasValueSatisfying(url -> assertThat(url.place()).contains("other.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"db.example/lab", "postgres//db.example", "mysql://db.example/lab",
            "jdbc:h2:file:lab/kintsugi", "postgresql://db.example/lab?sslmode=never"})
    void whatIsNoPostgresIsRefusedWithAHintThatFitsTheField(String url) {
        var problem = catchThrowableOfType(Problem.class, () -> started(Map.of()).databaseSetting().save(url));
        assertThat(problem.why() + " " + problem.todo()).doesNotContain("jdbc:h2");
        assertThat(started(Map.of()).databaseSetting().saved()).isEmpty();
    }
}
