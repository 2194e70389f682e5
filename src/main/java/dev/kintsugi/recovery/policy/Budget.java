package dev.kintsugi.recovery.policy;

/// How many more attempts than turns recovery may make in the long run: a bucket of extra attempts that every turn tops
/// up. It caps what retries add to a service that is down, however the patterns are nested. Immutable.
///
/// @param reserve how many extra attempts can be saved up; the bucket starts full. Default 50
/// @param perTurn how many each turn adds. Default 2
public record Budget(int reserve, double perTurn) {
    public static final Budget STANDARD = new Budget(50, 2);

    public Budget {
        Check.range("retry_budget", "reserve", reserve, 0, 1_000_000);
        Check.that(perTurn >= 0 && perTurn <= 100, "retry_budget", "per_turn", "a number from 0 to 100", perTurn);
    }
}
