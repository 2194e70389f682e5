package dev.kintsugi.workbench;

import dev.kintsugi.lab.Lab;
import dev.kintsugi.workbench.kit.Desk;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// One lab for the tests of a class, with a desk of its own for each.
public final class OpenLab implements BeforeAllCallback, AfterAllCallback {
    private @Nullable Lab lab;

    @Override
    public void beforeAll(ExtensionContext context) { lab = TestLab.open(); }

    @Override
    public void afterAll(ExtensionContext context) { lab().close(); }

    public Lab lab() { return Objects.requireNonNull(lab); }

    public Desk desk() { return Desks.over(lab()); }
}
