package dev.kintsugi.domain.event;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The components of a record class and its canonical constructor, looked up once. Immutable.
record RecordShape(List<Field> fields, MethodHandle constructor) {
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) { return lookUp(type); }
    };

    static RecordShape of(Class<?> type) { return SHAPES.get(type); }

    private static RecordShape lookUp(Class<?> type) {
        try {
            var lookup = MethodHandles.publicLookup();
            var components = type.getRecordComponents();
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = lookup.unreflectConstructor(type.getDeclaredConstructor(types));
            var fields = Arrays.stream(components).map(Field::of).toList();
            return new RecordShape(fields, constructor.asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " is not a public record", e);
        }
    }

    /// One component. Immutable.
    ///
    /// @param label    `,"name":`, as it stands before the value
    /// @param optional whether it may be absent
    record Field(String name, String label, Type type, boolean optional, MethodHandle getter) {
        static Field of(RecordComponent component) {
            try {
                var getter = MethodHandles.publicLookup().unreflect(component.getAccessor())
                        .asType(MethodType.methodType(Object.class, Record.class));
                var name = EventTypes.snake(component.getName().replaceAll("(?<=[a-z])(?=[A-Z])", "_"));
                return new Field(name, ",\"" + name + "\":", component.getGenericType(),
                        component.getAnnotatedType().isAnnotationPresent(Nullable.class), getter);
            } catch (IllegalAccessException e) {
                throw new IllegalArgumentException(component + " cannot be read", e);
            }
        }

        @Nullable
        Object get(Record tuple) {
            try {
                return (Object) getter.invokeExact(tuple);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
