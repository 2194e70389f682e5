package dev.kintsugi.store;

class H2ViewsTest extends ViewsContract {
    @Override
    SqlJournal open() { return H2Journal.inMemory(); }

    @Override
    String field(String column, String key) { return "(" + column + ").\"" + key + "\""; }
}
