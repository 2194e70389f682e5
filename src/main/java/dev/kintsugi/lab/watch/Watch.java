package dev.kintsugi.lab.watch;

/// A subscription to the lab's news; closing it ends it. Closing twice does nothing.
@FunctionalInterface
public interface Watch extends AutoCloseable {
    @Override
    void close();
}
