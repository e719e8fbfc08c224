package dev.gatehouse.spi.codec;

import dev.gatehouse.spi.StoreException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The members of one JSON object, each read as the one type that it must have. Faults name the member only. */
final class JsonMembers {
    private final String path;
    private final Map<String, @Nullable Object> members;

    JsonMembers(String path, Map<String, @Nullable Object> members) {
        this.path = path;
        this.members = members;
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    String text(String name) {
        return required(name, String.class);
    }

    Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    long number(String name) {
        return required(name, Long.class);
    }

    int smallNumber(String name) {
        long value = number(name);
        if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
            throw fault(name);
        }
        return (int) value;
    }

    boolean flag(String name) {
        return required(name, Boolean.class);
    }

    Instant time(String name) {
        return as(name, Instant::parse);
    }

    Optional<Instant> optionalTime(String name) {
        return has(name) ? Optional.of(time(name)) : Optional.empty();
    }

    Duration duration(String name) {
        return as(name, Duration::parse);
    }

    byte[] bytes(String name) {
        return as(name, Base64.getUrlDecoder()::decode);
    }

    <T> T as(String name, Function<String, T> reader) {
        return read(name, text(name), reader);
    }

    <T> Optional<T> optionalAs(String name, Function<String, T> reader) {
        return has(name) ? Optional.of(as(name, reader)) : Optional.empty();
    }

    <T> List<T> list(String name, Function<String, T> reader) {
        List<T> items = new ArrayList<>();
        for (Object item : required(name, List.class)) {
            if (!(item instanceof String text)) {
                throw fault(name);
            }
            items.add(read(name, text, reader));
        }
        return items;
    }

    JsonMembers object(String name) {
        return inner(name, members.get(name));
    }

    Map<String, String> texts(String name) {
        JsonMembers inner = object(name);
        Map<String, String> texts = new LinkedHashMap<>();
        inner.members.keySet().forEach(key -> texts.put(key, inner.required(key, String.class)));
        return texts;
    }

    <N, T> Map<N, T> objects(String name, Function<String, N> keys, Function<JsonMembers, T> values) {
        JsonMembers inner = object(name);
        Map<N, T> objects = new LinkedHashMap<>();
        inner.members.forEach((key, value) -> objects.put(read(name, key, keys), values.apply(inner(name, value))));
        return objects;
    }

    private JsonMembers inner(String name, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw fault(name);
        }
        Map<String, @Nullable Object> inner = new LinkedHashMap<>();
        map.forEach((key, member) -> inner.put((String) key, member));
        return new JsonMembers(path + "." + name, inner);
    }

    private <T> T read(String name, String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new StoreException(unreadable(name), e);
        }
    }

    private <T> T required(String name, Class<T> type) {
        Object value = members.get(name);
        if (!type.isInstance(value)) {
            throw fault(name);
        }
        return type.cast(value);
    }

    private StoreException fault(String name) {
        return new StoreException(unreadable(name));
    }

    private String unreadable(String name) {
        return "a stored row has no readable member " + path + "." + name;
    }
}
