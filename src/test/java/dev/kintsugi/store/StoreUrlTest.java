package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an address may say, and that its password is never said again.
class StoreUrlTest {
    private static PostgresUrl postgres(String url) { return (PostgresUrl) StoreUrl.of("DATABASE_URL", url); }

    @ParameterizedTest
    @CsvSource({"postgresql://me:s3cret@db.example:5433/lab, me@db.example:5433/lab",
            "postgres://me:s3cret@db/lab, me@db:5432/lab", "postgresql+psycopg2://me@db_1/lab, me@db_1:5432/lab",
            "jdbc:postgresql://db:5432/lab?user=me&password=s3cret, me@db:5432/lab",
            "jdbc:postgresql:lab?user=me, me@localhost:5432/lab", "postgresql://me@/lab, me@localhost:5432/lab",
            "postgresql://me:s3cret@[::1]:5432/lab, me@[::1]:5432/lab", "postgres://me@db, me@db:5432/me",
            "' postgresql://me@db/lab?sslmode=require&channel_binding=require ', me@db:5432/lab",
            "'postgresql://me@db/lab?currentSchema=group_a', 'me@db:5432/lab, schema group_a'"})
    void everySpellingOfAPostgresIsRead(String url, String place) {
        assertThat(postgres(url).place()).isEqualTo(place);
        assertThat(postgres(url)).hasToString(place);
    }

    @Test
    void aPasswordIsDecodedAndHandedToTheDriverAlone() {
        var url = postgres("postgresql://m%40e:p%2Fw%23%3A%25+@db/lab");
        assertThat(url.source(5).getPassword()).isEqualTo("p/w#:%+");
        assertThat(url.source(5).getUser()).isEqualTo("m@e");
        assertThat(url.toString() + url.withSchema("x")).doesNotContain("p/w");
        assertThat(url.withSchema("x").source(5).getPassword()).isEqualTo("p/w#:%+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"socketFactory=org.evil.Factory", "socketFactoryArg=x", "loggerFile=/tmp/x",
            "loggerLevel=TRACE", "preferQueryMode=simple", "sslfactory=x", "sslpasswordcallback=x",
            "authenticationPluginClassName=x", "options=-c%20x", "SocketFactory=x", "jaasLogin=true", "service=x",
            "currentSchema=a;drop", "sslmode=off", "connect_timeout=-1", "sslmode=require&sslmode=disable",
            "%0d%0aX=1"})
    void whatLoadsClassesOrWritesFilesIsRefused(String setting) {
        assertRefused("postgresql://me:s3cret@db/lab?" + setting);
        assertRefused("jdbc:postgresql://db/lab?user=me&password=s3cret&" + setting);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "mysql://me:s3cret@db/lab", "sqlite:///x.db",
            "postgresql://me:s3cret@db:99999/lab", "postgresql://me:s3cret#x@db/lab", "postgresql://me:s3/cret@db/lab",
            "postgresql://me:s3cret@a,b/lab", "postgresql://me:s3cret@db/lab/more", "postgresql://me:s3%zzcret@db/lab",
            "postgresql://me:s3cret @db/lab", "jdbc:h2:mem:x", "jdbc:h2:tcp://host/kintsugi", "jdbc:h2:zip:x!/kintsugi",
            "jdbc:h2:file:/tmp/other", "jdbc:h2:/tmp/kintsugi;INIT=RUNSCRIPT FROM 's3cret'",
            "jdbc:h2:/tmp/kintsugi;TRACE_LEVEL_FILE=4", "jdbc:h2:nio:/tmp/kintsugi"})
    void whatIsNoAddressIsRefusedWithoutBeingQuoted(String url) { assertRefused(url); }

    @ParameterizedTest
    @CsvSource({"sslmode=off, disable", "connect_timeout=soon, 1 to 999", "currentSchema=Group, small letters"})
    void aValueThatCannotBeIsAnsweredWithWhatCan(String setting, String words) {
        assertThatThrownBy(() -> StoreUrl.of("DATABASE_URL", "postgresql://db/lab?" + setting))
                .isInstanceOfSatisfying(Problem.class,
                        problem -> assertThat(problem.todo()).contains(words).doesNotContain("[", "\\", "|"));
    }

    private static void assertRefused(String url) {
        assertThatThrownBy(() -> StoreUrl.of("DATABASE_URL", url)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.getMessage()).startsWith("DATABASE_URL").doesNotContain("s3cret", "s3/", "cret@");
            assertThat(problem.todo()).isNotBlank();
            assertThat(problem.getCause()).isNull();
        });
    }

    @Test
    void theFileOfALabNamesItsFolder() {
        assertThat(StoreUrl.of("DATABASE_URL", "jdbc:h2:file:/data/lab/kintsugi"))
                .isEqualTo(new StoreUrl.Folder(Path.of("/data/lab").toAbsolutePath()));
        assertThat(StoreUrl.of("DATABASE_URL", "jdbc:h2:./x/kintsugi.mv.db"))
                .isEqualTo(new StoreUrl.Folder(Path.of("x").toAbsolutePath()));
        assertThat(StoreUrl.place("--to", "some/folder")).isEqualTo(new StoreUrl.Folder(Path.of("some/folder")));
    }

    @Test
    void aRedisIsReadWithUserPasswordAndNumber() {
        var url = RedisUrl.of("REDIS_URL", "rediss://me:s3%2Fcret@cache:6380/3");
        assertThat(url).hasToString("cache:6380/3");
        assertThat(url.config(100).isSsl()).isTrue();
        assertThat(url.config(100).getDatabase()).isEqualTo(3);
        assertThat(url.config(100).getCredentialsProvider().get().getPassword())
                .containsExactly("s3/cret".toCharArray());
        assertThat(RedisUrl.of("REDIS_URL", "redis://cache")).hasToString("cache:6379");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://cache", "redis://me:s3cret@cache/x", "redis://me:s3cret@cache?x=1",
            "redis://me:s3cret@cache:0", "redis://me:s3/cret@cache", "unix:///s3cret"})
    void whatIsNoRedisIsRefusedWithoutBeingQuoted(String url) {
        assertThatThrownBy(() -> RedisUrl.of("REDIS_URL", url)).isInstanceOf(Problem.class)
                .hasMessageStartingWith("REDIS_URL").hasMessageNotContainingAny("s3cret", "cret@", "s3/");
    }

    /// As of a script whose variable is not set: it would be the folder that one happens to stand in.
    @Test
    void anEmptyPlaceIsNone() {
        assertThatThrownBy(() -> StoreUrl.place("--to", "")).isInstanceOf(Problem.class)
                .hasMessageContaining("it is empty");
    }
}
