package dev.kintsugi.store;

class PostgresViewsTest extends ViewsContract {
    @Override
    SqlJournal open() { return PostgresJournal.open(TestPostgres.fresh()); }

    @Override
    String field(String column, String key) { return column + " ->> '" + key + "'"; }
}
