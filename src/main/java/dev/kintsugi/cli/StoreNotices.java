package dev.kintsugi.cli;

import dev.kintsugi.domain.store.StoreHealth;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabNews;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Says on standard error that a store of the lab was damaged or does not answer, and that it does again. Safe for use
/// by many threads.
final class StoreNotices {
    private final Terminal terminal;
    /// What is wrong with which store: a server that is killed and starts again says something else each time.
    private final Map<String, String> wrong = new ConcurrentHashMap<>();

    private StoreNotices(Terminal terminal) { this.terminal = terminal; }

    /// Tells what is wrong now, and what changes as long as the lab is open.
    static void tell(Terminal terminal, Lab lab) {
        lab.storeRepaired().ifPresent(terminal::told);
        var notices = new StoreNotices(terminal);
        for (var health : new StoreHealth[]{lab.storeHealth(), lab.stateHealth()}) {
            if (!health.healthy()) {
                notices.tell(health);
            }
        }
        lab.watchLab(news -> {
            switch (news) {
                case LabNews.StoreChanged changed -> notices.tell(changed.health());
                case LabNews.StateChanged changed -> notices.tell(changed.health());
                default -> {
                }
            }
        });
    }

    private void tell(StoreHealth health) {
        var trouble = health.trouble();
        if (trouble == null) {
            wrong.remove(health.name());
            terminal.notice(health.name() + " answers again: " + health.place() + ".");
        } else if (!trouble.what().equals(wrong.put(health.name(), trouble.what()))) {
            terminal.told(trouble);
        }
    }
}
