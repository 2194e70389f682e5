package dev.kintsugi.workbench.shell;

import dev.kintsugi.domain.WholeFile;
import dev.kintsugi.workbench.kit.Appearance.Motion;
import dev.kintsugi.workbench.kit.Appearance.Theme;
import dev.kintsugi.workbench.kit.Price;
import dev.kintsugi.workbench.network.NetworkModel;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the window remembers of itself. Immutable. A file that cannot be read or written harms nothing: the window
/// then looks as it does at first.
///
/// @param columns divider positions of modes, conversation and inspector, each 0 to 1
/// @param rows    divider position above the timeline
/// @param welcome whether the first steps are still offered
/// @param prices  what models cost, by name
/// @param gateway where the gateway would open
/// @param place   where the person was
record WindowMemory(double width, double height, Theme theme, int zoom, Motion motion, List<Double> columns,
        List<Double> rows, boolean modes, boolean inspector, boolean timeline, boolean welcome,
        Map<String, Price> prices, NetworkModel.Setting gateway, LastPlace place) {
    private static final Logger LOG = LoggerFactory.getLogger(WindowMemory.class);
    private static final String FILE = "window.properties";
    private static final String PRICE = "price.";

    WindowMemory {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        prices = Map.copyOf(prices);
    }

    static WindowMemory first() {
        return new WindowMemory(1440, 900, Theme.SYSTEM, 100, Motion.SYSTEM, List.of(), List.of(), true, true, true,
                true,
                Map.of(), NetworkModel.Setting.FIRST, LastPlace.FIRST);
    }

    /// What was saved in that folder, or the first look.
    static WindowMemory load(Path home) {
        var first = first();
        var file = home.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return first;
        }
        try {
            var saved = new Properties();
            saved.load(new StringReader(Files.readString(file)));
            return first.with(saved);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("the window's size and theme could not be read from {}: {}", file, e.toString());
            return first;
        }
    }

    private WindowMemory with(Properties saved) {
        return new WindowMemory(number(saved, "width", width), number(saved, "height", height),
                Theme.valueOf(saved.getProperty("theme", theme.name())), (int) number(saved, "zoom", zoom),
                Motion.valueOf(saved.getProperty("motion", motion.name())), numbers(saved, "columns"),
                numbers(saved, "rows"),
                flag(saved, "modes", modes), flag(saved, "inspector", inspector), flag(saved, "timeline", timeline),
                flag(saved, "welcome", welcome), prices(saved),
                new NetworkModel.Setting(saved.getProperty("gateway.port", gateway.port()),
                        flag(saved, "gateway.network", gateway.network())),
                LastPlace.of(saved));
    }

    /// Saves it.
    void save(Path home) {
        try {
            Files.createDirectories(home);
            WholeFile.write(home.resolve(FILE), text());
        } catch (IOException e) {
            LOG.warn("the window's size and theme could not be saved in {}: {}", home, e.toString());
        }
    }

    private String text() throws IOException {
        var out = new Properties();
        out.setProperty("width", Double.toString(width));
        out.setProperty("height", Double.toString(height));
        out.setProperty("theme", theme.name());
        out.setProperty("zoom", Integer.toString(zoom));
        out.setProperty("motion", motion.name());
        out.setProperty("columns", joined(columns));
        out.setProperty("rows", joined(rows));
        out.setProperty("modes", Boolean.toString(modes));
        out.setProperty("inspector", Boolean.toString(inspector));
        out.setProperty("timeline", Boolean.toString(timeline));
        out.setProperty("welcome", Boolean.toString(welcome));
        out.setProperty("gateway.port", gateway.port());
        out.setProperty("gateway.network", Boolean.toString(gateway.network()));
        place.into(out);
        prices.forEach((model, price) -> out.setProperty(PRICE + model,
                price.prompt().toPlainString() + " " + price.completion().toPlainString()));
        var text = new StringWriter();
        out.store(text, null);
        return text.toString();
    }

    private static Map<String, Price> prices(Properties saved) {
        return saved.stringPropertyNames().stream().filter(name -> name.startsWith(PRICE)).collect(Collectors
                .toMap(name -> name.substring(PRICE.length()), name -> price(saved.getProperty(name).split(" "))));
    }

    private static Price price(String... words) {
        if (words.length != 2) {
            throw new IllegalArgumentException("a price is two numbers, was " + String.join(" ", words));
        }
        return new Price(new BigDecimal(words[0]), new BigDecimal(words[1]));
    }

    private static String joined(List<Double> numbers) {
        return numbers.stream().map(n -> String.format(Locale.ROOT, "%.4f", n)).collect(Collectors.joining(" "));
    }

    private static double number(Properties saved, String name, double otherwise) {
        return Double.parseDouble(saved.getProperty(name, Double.toString(otherwise)));
    }

    private static boolean flag(Properties saved, String name, boolean otherwise) {
        return Boolean.parseBoolean(saved.getProperty(name, Boolean.toString(otherwise)));
    }

    private static List<Double> numbers(Properties saved, String name) {
        return Arrays.stream(saved.getProperty(name, "").split(" ")).filter(word -> !word.isEmpty())
                .map(Double::valueOf).filter(n -> n > 0 && n < 1).toList();
    }
}
