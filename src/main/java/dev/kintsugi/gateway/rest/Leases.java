package dev.kintsugi.gateway.rest;

import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.lab.people.PeopleDesk;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Who sits at the people's desk over the network: each for a while that can be renewed, so that one whose program died
/// is not waited for. Safe for many threads.
final class Leases {
    private static final int MOST = 1000;

    private final PeopleDesk desk;
    private final Map<String, CompletableFuture<Void>> leases = new HashMap<>();

    Leases(PeopleDesk desk) { this.desk = desk; }

    /// Sits there for so long from now on; zero leaves.
    synchronized void renew(String by, Duration time) {
        var before = leases.remove(by);
        if (time.isPositive() && leases.size() < MOST) {
            var left = new CompletableFuture<Void>();
            var attendance = desk.attend();
            leases.put(by, left);
            Thread.ofVirtual().name("attends").start(() -> {
                new ConversationClock().sleep(time, WaitReason.PERSON, left);
                over(by, left);
                attendance.close();
            });
        }
        if (before != null) {
            before.complete(null);
        }
    }

    private synchronized void over(String by, CompletableFuture<Void> lease) { leases.remove(by, lease); }
}
