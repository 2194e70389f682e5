package dev.kintsugi.app;

import dev.kintsugi.agent.provider.KeyFile;
import dev.kintsugi.domain.FileTrouble;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.store.StateStore;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.PostgresUrl;
import dev.kintsugi.store.RedisState;
import dev.kintsugi.store.RedisUrl;
import dev.kintsugi.store.SqlJournal;
import dev.kintsugi.store.StoreUrl;
import dev.kintsugi.workbench.settings.StoreAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Where the lab keeps things: a named folder, else what the variable says, else the address that the window saved,
/// else the usual folder and this process. Immutable.
///
/// An address holds a password, and so is saved like a key: in files of the user's own area that only the user may read.
///
/// @param database the file with the address of a Postgres
/// @param redis    the file with the address of a Redis
record Stores(Environment environment, AddressFile database, AddressFile redis) {
    static final String DATABASE = "DATABASE_URL";
    static final String REDIS = "REDIS_URL";

    /// Beside the user's key file.
    static Stores beside(KeyFile key, Environment environment) {
        return new Stores(environment, new AddressFile(key.path().resolveSibling("database-url")),
                new AddressFile(key.path().resolveSibling("redis-url")));
    }

    /// Where the log and the tables are.
    ///
    /// @param named the folder that the command line names, which comes first
    /// @param usual the folder when nothing else is said
    StoreUrl place(@Nullable Path named, Path usual) {
        return named != null
                ? new StoreUrl.Folder(named)
                : said(DATABASE, database).map(said -> StoreUrl.of(said.name, said.url))
                        .orElse(new StoreUrl.Folder(usual));
    }

    /// A place as the command line names it: a folder, an address, or `DATABASE_URL` for what that variable says, so
    /// that no password need stand in the list of processes.
    StoreUrl named(String option, String text) {
        return text.equals(DATABASE) ? other() : StoreUrl.place(option, text);
    }

    /// What `DATABASE_URL` or the saved address says.
    StoreUrl other() {
        return said(DATABASE, database).map(said -> StoreUrl.of(said.name, said.url))
                .orElseThrow(() -> new Problem("It is not said where to move", "DATABASE_URL is not set",
                        "Name a folder or an address with --to, or set DATABASE_URL"));
    }

    static Journal open(StoreUrl place) { return SqlJournal.open(place); }

    /// Makes the folder of the settings, which H2 would make and Postgres does not.
    static void makeFolder(Path settings) {
        try {
            Files.createDirectories(settings);
        } catch (IOException e) {
            throw new Problem("The data folder cannot be made", FileTrouble.at(settings, e),
                    "Make it yourself, or give another folder with --data DIR", e);
        }
    }

    /// The Redis that holds session state, when one is named.
    Optional<RedisUrl> redisUrl() { return said(REDIS, redis).map(said -> RedisUrl.of(said.name, said.url)); }

    StateStore states() {
        var url = redisUrl();
        return url.isPresent() ? RedisState.open(url.get()) : new EmbeddedState(new ConversationClock());
    }

    private Optional<Said> said(String variable, AddressFile saved) {
        return environment.value(variable).map(url -> new Said(variable, url))
                .or(() -> saved.read().map(url -> new Said("The address in " + saved.path(), url)));
    }

    private record Said(String name, String url) {}

    /// The address of the database as the window sets it.
    StoreAddress databaseSetting() {
        return setting(database, url -> {
            if (!PostgresUrl.named(url)) {
                throw new Problem("The address cannot be used", "it names no Postgres",
                        "Write postgresql://user:password@host:5432/name");
            }
            return "Postgres, " + StoreUrl.of("The address", url).place();
        });
    }

    /// The address of the Redis as the window sets it.
    StoreAddress redisSetting() { return setting(redis, url -> "Redis, " + RedisUrl.of("The address", url).place()); }

    private static StoreAddress setting(AddressFile file, UnaryOperator<String> place) {
        return new StoreAddress() {
            @Override
            public String saved() { return file.read().map(place).orElse(""); }

            @Override
            public String save(String url) {
                var words = url.isBlank() ? "" : place.apply(url.strip());
                file.write(url.strip());
                return words;
            }
        };
    }
}
