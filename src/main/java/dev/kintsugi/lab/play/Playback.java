package dev.kintsugi.lab.play;

import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabNews;
import dev.kintsugi.lab.Session;
import dev.kintsugi.lab.scenario.PlaybackState;
import dev.kintsugi.lab.scenario.Scenario;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A scenario on its way: play, pause, step, speed, jump, stop. Plays in a session of its own on a thread of its own;
/// watchers of the lab are told of each move. Safe for use by many threads.
public final class Playback implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Playback.class);

    private final Lab lab;
    private final Script script;
    private final PlayOptions options;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread player;
    private int speed = 1;
    private int target;
    private boolean playing;
    private boolean jumping;
    private boolean stopped;

    /// Opens the scenario's session; nothing is played before [#play], [#step] or [#jump].
    public Playback(Lab lab, Scenario scenario, PlayOptions options) {
        this.lab = lab;
        this.options = options;
        this.script = new Script(lab, scenario, options);
        this.player = Thread.ofVirtual().name("playback-" + scenario.name()).start(this::run);
        tell();
    }

    public Session session() { return script.session(); }

    public PlaybackState state() {
        lock.lock();
        try {
            return script.state(playing && !over(), over());
        } finally {
            lock.unlock();
        }
    }

    /// Goes on by itself.
    public void play() { change(() -> playing = true); }

    /// Finishes the step that is under way and waits.
    public void pause() {
        change(() -> {
            playing = false;
            target = 0;
        });
    }

    /// Plays one step and waits. Whoever asks for it wants it now: the customer's pause before it takes no time.
    public void step() {
        change(() -> {
            playing = false;
            target = script.done() + 1;
        });
    }

    /// Plays up to a step without waiting for anything simulated, and waits there. A step that is past already does
    /// nothing: play again from the start to go back.
    public void jump(int step) {
        change(() -> {
            playing = false;
            jumping = true;
            target = step;
        });
        session().timeScale(ConversationClock.INSTANT);
        session().skipWait();
    }

    /// Sets how many times faster than life simulated delays and reading pauses pass, at least 1.
    public void speed(int times) {
        change(() -> speed = times);
        session().timeScale(times);
    }

    /// Ends it where it is; the turn that runs is interrupted.
    public void stop() {
        change(() -> stopped = true);
        session().stop();
    }

    /// Ends it and lets go of its thread; the session stays open.
    @Override
    public void close() {
        stop();
        player.interrupt();
    }

    private boolean over() { return stopped || script.ended(); }

    private void change(Runnable move) {
        lock.lock();
        try {
            move.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        tell();
    }

    private void tell() { lab.tell(new LabNews.PlaybackMoved(state())); }

    private void run() {
        try {
            while (awaitTurn()) {
                pass();
                script.next();
                arrived();
                tell();
                read();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CompletionException e) {
            LOG.warn("the scenario stopped at step {}: {}", script.done() + 1, String.valueOf(e.getCause()));
            change(() -> stopped = true);
        }
        tell();
    }

    private boolean awaitTurn() throws InterruptedException {
        lock.lock();
        try {
            while (!over() && !playing && script.done() >= target) {
                changed.await();
            }
            return !over();
        } finally {
            lock.unlock();
        }
    }

    private void pass() {
        var stepwise = inStep();
        if (stepwise) {
            session().timeScale(ConversationClock.INSTANT);
        }
        script.pass();
        if (stepwise) {
            lock.lock();
            try {
                session().timeScale(jumping ? ConversationClock.INSTANT : speed);
            } finally {
                lock.unlock();
            }
        }
    }

    private boolean inStep() {
        lock.lock();
        try {
            return !playing && !jumping;
        } finally {
            lock.unlock();
        }
    }

    /// After a jump, life goes on at the speed that was set.
    private void arrived() {
        lock.lock();
        try {
            if (script.done() >= target) {
                jumping = false;
                session().timeScale(speed);
            }
        } finally {
            lock.unlock();
        }
    }

    private void read() throws InterruptedException {
        lock.lock();
        try {
            var left = options.virtual() ? 0 : options.reading().toNanos() / speed;
            while (left > 0 && playing && !over()) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
