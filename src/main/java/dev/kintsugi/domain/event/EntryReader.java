package dev.kintsugi.domain.event;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.truth.Custom;
import dev.kintsugi.domain.truth.Failure;
import dev.kintsugi.domain.truth.FailureMode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes an entry of a line that was parsed into maps, lists, strings, numbers and booleans (the parsing itself is left
/// to a JSON library outside this room). Unknown fields are passed over; a missing one is null, zero or
/// false, a text that must be there is empty.
/// Throws `IllegalArgumentException` for what is no entry. Stateless.
public final class EntryReader {
    private final List<?> texts;

    private EntryReader(List<?> texts) { this.texts = texts; }

    public static Entry read(Map<?, ?> line) {
        var type = string(line, "type");
        var shape = EventTypes.type(type)
                .orElseThrow(() -> new IllegalArgumentException("no event is called '" + type + "'"));
        var texts = line.get("texts") instanceof List<?> list ? list : List.of();
        if (!(line.get("body") instanceof Map<?, ?> body)) {
            throw new IllegalArgumentException("the line has no object 'body'");
        }
        var event = (LabEvent) new EntryReader(texts).tuple(body, shape);
        return new Entry(new SessionId(string(line, "session")), (int) number(line, "turn"), number(line, "seq"),
                number(line, "lab"), number(line, "wall"), number(line, "cause"), event);
    }

    private static String string(Map<?, ?> line, String name) {
        if (line.get(name) instanceof String string) {
            return string;
        }
        throw new IllegalArgumentException("the line has no text '" + name + "'");
    }

    private static long number(Map<?, ?> line, String name) {
        if (line.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalArgumentException("the line has no number '" + name + "'");
    }

    private @Nullable Object value(@Nullable Object tree, RecordShape.Field field) {
        return tree == null && field.optional() ? null : value(tree, field.type());
    }

    private @Nullable Object value(@Nullable Object tree, Type type) {
        return switch (type) {
            case ParameterizedType list -> list(tree, list.getActualTypeArguments()[0]);
            case Class<?> c when c == int.class -> tree instanceof Number n ? n.intValue() : 0;
            case Class<?> c when c == long.class -> tree instanceof Number n ? n.longValue() : 0L;
            case Class<?> c when c == boolean.class -> tree instanceof Boolean b ? b : false;
            case Class<?> c when c == String.class -> tree instanceof String s ? s : "";
            case Class<?> c when c == Text.class -> text(tree);
            case Class<?> c when c == Failure.class -> tree == null ? null : failure(tree);
            case Class<?> c when c.isEnum() -> tree == null ? null : constant(c, tree.toString());
            case Class<?> c when c.isRecord() -> tree == null ? null : tuple(tree, c);
            default -> throw new IllegalArgumentException(type + " has no canonical form");
        };
    }

    /// One of the twelve by its name, or a made-up one as an object.
    private Object failure(Object tree) {
        return tree instanceof String name ? constant(FailureMode.class, name) : tuple(tree, Custom.class);
    }

    private List<Object> list(@Nullable Object tree, Type element) {
        var list = new ArrayList<Object>();
        if (tree instanceof List<?> values) {
            for (var each : values) {
                var value = value(each, element);
                if (value == null) {
                    throw new IllegalArgumentException("a list holds no nulls");
                }
                list.add(value);
            }
        }
        return list;
    }

    private Text text(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map && map.get("text") instanceof Number index && index.intValue() >= 0
                && index.intValue() < texts.size()) {
            return texts.get(index.intValue()) instanceof Map<?, ?> salted
                    && salted.get("text") instanceof String value ? Text.of(value) : new Text("", true);
        }
        return Text.EMPTY;
    }

    private static Object constant(Class<?> type, String name) {
        for (var constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no " + type.getSimpleName() + " is called '" + name + "'");
    }

    private Object tuple(Object tree, Class<?> type) {
        if (!(tree instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("a " + type.getSimpleName() + " is an object");
        }
        var shape = RecordShape.of(type);
        var arguments = shape.fields().stream().map(f -> value(map.get(f.name()), f)).toArray();
        try {
            return (Object) shape.constructor().invokeExact(arguments);
        } catch (NullPointerException e) {
            throw new IllegalArgumentException("a " + type.getSimpleName() + " lacks what it cannot be without", e);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
