package dev.gatehouse.web.wire.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An input that satisfies its model: a member that is there has its type. Immutable; prints nothing of what it holds. */
public final class Input {
    private final Map<String, @Nullable Object> members;

    Input(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    /** Returns whether a member is there. */
    public boolean has(String name) {
        return members.get(name) != null;
    }

    /** Returns whether no member is there. */
    public boolean isEmpty() {
        return names().isEmpty();
    }

    /** Returns the names of the members that are there, unknown ones too. */
    public Set<String> names() {
        return members.keySet().stream().filter(this::has).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns a string that the model requires. */
    public String text(String name) {
        return (String) required(name);
    }

    /** Returns a string, if it is there. */
    public Optional<String> maybe(String name) {
        return Optional.ofNullable((String) members.get(name));
    }

    /** Returns an integer, if it is there. */
    public Optional<Long> whole(String name) {
        return Optional.ofNullable((Long) members.get(name));
    }

    /** Returns a truth value, if it is there. */
    public Optional<Boolean> truth(String name) {
        return Optional.ofNullable((Boolean) members.get(name));
    }

    /** Returns whether a truth value is there and true. */
    public boolean is(String name) {
        return truth(name).orElse(false);
    }

    /** Returns the strings of a list, empty if it is not there. */
    public List<String> texts(String name) {
        return list(name).stream().map(String.class::cast).toList();
    }

    /** Returns a map of strings, empty if it is not there. */
    public Map<String, String> map(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        object(name).forEach((key, value) -> map.put(key, (String) Objects.requireNonNull(value)));
        return map;
    }

    /** Returns a map of structures, empty if it is not there. */
    public Map<String, Input> inputs(String name) {
        Map<String, Input> map = new LinkedHashMap<>();
        object(name).forEach((key, value) -> map.put(key, input(Objects.requireNonNull(value))));
        return map;
    }

    /** Returns a structure, if it is there. */
    public Optional<Input> input(String name) {
        return Optional.ofNullable(members.get(name)).map(Input::input);
    }

    /** Returns the structures of a list, empty if it is not there. */
    public List<Input> structures(String name) {
        return list(name).stream().map(Input::input).toList();
    }

    private List<?> list(String name) {
        Object value = members.get(name);
        return value == null ? List.of() : (List<?>) value;
    }

    @SuppressWarnings("unchecked") // the JSON reader makes only such maps
    private Map<String, @Nullable Object> object(String name) {
        Object value = members.get(name);
        return value == null ? Map.of() : (Map<String, @Nullable Object>) value;
    }

    @SuppressWarnings("unchecked") // as above
    private static Input input(Object value) {
        return new Input((Map<String, @Nullable Object>) value);
    }

    private Object required(String name) {
        return Objects.requireNonNull(members.get(name), name);
    }

    @Override
    public String toString() {
        return "Input[redacted]";
    }
}
