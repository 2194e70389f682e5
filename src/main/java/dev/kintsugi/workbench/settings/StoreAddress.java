package dev.kintsugi.workbench.settings;

/// The saved address of a store, which may hold a password: it goes in and never comes out again.
public interface StoreAddress {
    /// What is saved, without its password; empty for none. Throws a Problem when that cannot be read.
    String saved();

    /// Saves an address for the next start, or forgets it when it is empty, and says what is saved now. Throws a Problem
    /// when it is no address.
    String save(String url);
}
