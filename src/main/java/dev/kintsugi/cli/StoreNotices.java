package dev.kintsugi.cli;

import dev.kintsugi.domain.store.StoreHealth;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabNews;

/// Says on standard error that a store of the lab was damaged or does not answer, and that it does again. Stateless.
final class StoreNotices {
    private StoreNotices() {}

    /// Tells what is wrong now, and what changes as long as the lab is open.
    static void tell(Terminal terminal, Lab lab) {
        lab.storeRepaired().ifPresent(terminal::told);
        for (var health : new StoreHealth[]{lab.storeHealth(), lab.stateHealth()}) {
            if (!health.healthy()) {
                tell(terminal, health);
            }
        }
        lab.watch(news -> {
            switch (news) {
                case LabNews.StoreChanged changed -> tell(terminal, changed.health());
                case LabNews.StateChanged changed -> tell(terminal, changed.health());
                default -> {
                }
            }
        });
    }

    private static void tell(Terminal terminal, StoreHealth health) {
        var trouble = health.trouble();
        if (trouble == null) {
            terminal.notice(health.name() + " answers again: " + health.place() + ".");
        } else {
            terminal.told(trouble);
        }
    }
}
