package dev.kintsugi.recovery.detect;

import java.time.DayOfWeek;

/// Something in a text that can be true or false, and where it stands (UTF-16 units, end exclusive). Immutable.
sealed interface Fact {
    int start();

    int end();

    /// A number, policy or claim reference, address, telephone number or paragraph; the key is its bare form.
    record Reference(Kind kind, String key, int start, int end) implements Fact {
        enum Kind {
            CODE, ADDRESS, PHONE, PARAGRAPH
        }
    }

    /// A date. Year, month and day are 0 when they are not said.
    ///
    /// @param either whether day and month may be meant the other way round
    record Day(int year, int month, int day, boolean either, int start, int end) implements Fact {}

    /// A time of day in minutes.
    record Moment(int minute, int start, int end) implements Fact {}

    /// A day of the week.
    record Weekday(DayOfWeek day, int start, int end) implements Fact {}

    /// A quantity.
    ///
    /// @param value in the unit's base: hours for time up to weeks, months for longer
    /// @param said     as it was said, before the unit
    /// @param currency of money, as far as it is said
    /// @param rough    whether the text says that it is not exact
    record Amount(double value, double said, Unit unit, Currency currency, boolean rough, int start, int end)
            implements
                Fact {}

    /// Money of which country; `ANY` where that is not said, and for what is no money.
    enum Currency {
        ANY, DOLLAR, EURO, POUND;

        boolean fits(Currency other) { return this == other || this == ANY || other == ANY; }
    }

    /// What an amount is an amount of.
    enum Unit {
        MONEY, PERCENT, TIME, MONTHS, DISTANCE, DATA, NONE
    }

    /// Words that look like the name of a person or a thing.
    record Name(String words, boolean person, int start, int end) implements Fact {}

    /// Something that is cited.
    record Source(String words, int start, int end) implements Fact {}
}
