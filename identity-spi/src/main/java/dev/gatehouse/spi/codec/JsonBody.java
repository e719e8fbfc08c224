package dev.gatehouse.spi.codec;

import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Collects the members of one JSON object in a fixed order; what is absent is left out. */
final class JsonBody {
    private final Map<String, Object> members = new LinkedHashMap<>();

    Map<String, Object> members() {
        return members;
    }

    JsonBody text(String name, String value) {
        members.put(name, value);
        return this;
    }

    JsonBody text(String name, Optional<?> value) {
        value.ifPresent(present -> members.put(name, present.toString()));
        return this;
    }

    JsonBody number(String name, long value) {
        members.put(name, value);
        return this;
    }

    JsonBody flag(String name, boolean value) {
        members.put(name, value);
        return this;
    }

    JsonBody time(String name, Instant value) {
        return text(name, value.toString());
    }

    JsonBody bytes(String name, byte[] value) {
        return text(name, Base64.getUrlEncoder().withoutPadding().encodeToString(value));
    }

    <T> JsonBody sorted(String name, Collection<T> values, Function<T, String> spelling) {
        members.put(name, values.stream().map(spelling).sorted().toList());
        return this;
    }

    <T> JsonBody list(String name, Collection<T> values, Function<T, String> spelling) {
        members.put(name, values.stream().map(spelling).toList());
        return this;
    }

    JsonBody texts(String name, Map<String, String> values) {
        members.put(name, new TreeMap<>(values));
        return this;
    }

    <T> JsonBody object(String name, T value, BiConsumer<T, JsonBody> writer) {
        JsonBody inner = new JsonBody();
        writer.accept(value, inner);
        members.put(name, inner.members);
        return this;
    }

    <N, T> JsonBody objects(
            String name, Map<N, T> values, Function<N, String> spelling, BiConsumer<T, JsonBody> writer) {
        Map<String, Object> sorted = new TreeMap<>();
        values.forEach((key, value) -> {
            JsonBody inner = new JsonBody();
            writer.accept(value, inner);
            sorted.put(spelling.apply(key), inner.members);
        });
        members.put(name, sorted);
        return this;
    }
}
