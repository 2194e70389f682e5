package dev.kintsugi.recovery;

import dev.kintsugi.recovery.policy.Budget;
/// The extra attempts a session has left, see [Budget]. Safe for many threads.
final class Bucket {
    /// In thousandths, so that parts of an attempt add up exactly.
    private static final long ONE = 1000;

    private final long most;
    private final long perTurn;
    private long left;

    Bucket(Budget budget) {
        this.most = budget.reserve() * ONE;
        this.perTurn = Math.round(budget.perTurn() * ONE);
        this.left = most;
    }

    synchronized void turn() { left = Math.min(most, left + perTurn); }

    synchronized boolean has() { return left >= ONE; }

    synchronized void take() { left = Math.max(0, left - ONE); }

    synchronized int whole() { return (int) (left / ONE); }
}
