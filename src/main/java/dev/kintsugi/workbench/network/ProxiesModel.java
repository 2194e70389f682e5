package dev.kintsugi.workbench.network;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.network.Address;
import dev.kintsugi.network.Proxies;
import dev.kintsugi.network.Proxy;
import dev.kintsugi.network.Toxic;
import dev.kintsugi.network.ToxicRule;
import dev.kintsugi.workbench.kit.Desk;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// The lab's proxies as the window shows them, and what a person does to them. Changes on the FX thread only; sockets are
/// opened and closed on another.
final class ProxiesModel implements AutoCloseable {
    private final Desk desk;
    private final Proxies proxies;
    private final ExecutorService errands = Executors
            .newSingleThreadExecutor(Thread.ofVirtual().name("proxies").factory());
    private final ReadOnlyObjectWrapper<List<Proxy>> shown = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyLongWrapper looked = new ReadOnlyLongWrapper();
    private final StringProperty upstream = new SimpleStringProperty("");
    private final StringProperty listen = new SimpleStringProperty("");
    private final StringProperty name = new SimpleStringProperty("");

    ProxiesModel(Desk desk) {
        this.desk = desk;
        this.proxies = desk.lab().lab().proxies();
    }

    /// How often anybody looked: what is shown of each may have changed.
    ReadOnlyLongProperty looked() { return looked.getReadOnlyProperty(); }

    /// As of the last [#look()].
    ReadOnlyObjectProperty<List<Proxy>> shown() { return shown.getReadOnlyProperty(); }

    /// Where the service is, as typed.
    StringProperty upstream() { return upstream; }

    /// Where to listen, as typed; empty for any free port of this machine.
    StringProperty listen() { return listen; }

    /// As typed; empty for one made of the service's address.
    StringProperty name() { return name; }

    /// Looks which there are: programs make some too.
    void look() {
        if (!proxies.list().equals(shown.get())) {
            shown.set(proxies.list());
        }
        looked.set(looked.get() + 1);
    }

    /// Makes the one that was typed.
    void add() {
        var to = upstream.get().strip();
        var from = listen.get().strip();
        var called = name.get().isBlank() ? to : name.get().strip();
        errand(() -> {
            var made = proxies.add(called, address("Listen", from.isEmpty() ? ":0" : from), address("Service", to),
                    true);
            if (made.isEmpty()) {
                throw new Problem("The proxy cannot be made", "there is one called " + called + " already",
                        "Choose another name, or take that one away");
            }
        }, () -> {
            upstream.set("");
            listen.set("");
            name.set("");
        });
    }

    private static Address address(String field, String text) {
        try {
            return Address.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Problem(field + " cannot be used", String.valueOf(e.getMessage()),
                    "Write it as host:port, e.g. 127.0.0.1:6379", e);
        }
    }

    void enable(Proxy proxy, boolean wanted) {
        errand(() -> {
            if (wanted) {
                proxy.enable();
            } else {
                proxy.disable();
            }
        }, () -> {});
    }

    /// Hurts what goes through, at once. A second toxic of a type takes the first one's place, but for HTTP's: each of
    /// these may mean other requests.
    void hurt(Proxy proxy, Hurt hurt) {
        var usual = hurt.toxic().type() + "_" + hurt.direction().word();
        var name = usual;
        for (int i = 2; hurt.toxic() instanceof Toxic.Http && proxy.toxic(name).isPresent(); i++) {
            name = usual + "_" + i;
        }
        var rule = new ToxicRule(name, hurt.direction(), 1, hurt.toxic());
        changing(proxy, () -> put(proxy, rule));
    }

    /// Puts a toxic in another's place. What cannot be is told, and changes nothing.
    ///
    /// @param wanted throws `IllegalArgumentException` for what cannot be
    void change(Proxy proxy, ToxicRule before, Supplier<ToxicRule> wanted) {
        try {
            var rule = wanted.get();
            if (rule.direction() != before.direction() && proxy.toxic(rule.name()).isPresent()
                    && !rule.name().equals(before.name())) {
                throw new IllegalArgumentException("there is one called " + rule.name() + " already");
            }
            changing(proxy, () -> {
                if (rule.direction() != before.direction()) {
                    proxy.remove(before.name());
                }
                put(proxy, rule);
            });
        } catch (IllegalArgumentException e) {
            desk.notices().problem(new Problem("The toxic stays as it is", String.valueOf(e.getMessage()),
                    "Correct the field and apply it again", e));
        }
    }

    void heal(Proxy proxy, ToxicRule toxic) { changing(proxy, () -> proxy.remove(toxic.name())); }

    private void changing(Proxy proxy, Runnable change) {
        var before = proxy.toxics();
        desk.undo().seal();
        change.run();
        desk.undo().changed(proxy, "Toxics of " + proxy.name(), before, rules -> {
            proxy.heal();
            rules.forEach(proxy::add);
            look();
        });
        look();
    }

    private static void put(Proxy proxy, ToxicRule rule) {
        if (!proxy.change(rule)) {
            proxy.add(rule);
        }
    }

    void remove(Proxy proxy) { errand(() -> proxies.remove(proxy.name()), () -> {}); }

    private void errand(Runnable work, Runnable then) {
        errands.execute(() -> {
            try {
                work.run();
                desk.pump().inOrder(() -> {
                    then.run();
                    look();
                });
            } catch (RuntimeException e) {
                desk.pump().inOrder(() -> desk.notices().problem(e));
            }
        });
    }

    @Override
    public void close() { errands.shutdown(); }
}
