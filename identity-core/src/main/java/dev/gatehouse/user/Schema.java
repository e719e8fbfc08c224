package dev.gatehouse.user;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that a pool's users may have: the standard ones and up to 50 custom ones. Immutable and thread-safe.
 *
 * <p>Refusals are {@code INVALID_PARAMETER} and list every broken rule once; a rule carries the attribute's name only
 * if the schema defines it. The package page lists them.
 */
public final class Schema {
    /** The most custom attributes of a schema. */
    public static final int MAX_CUSTOM_ATTRIBUTES = 50;

    private static final Schema STANDARD = builder().build();

    private final Map<String, AttributeDefinition> definitions;

    private Schema(Builder builder) {
        this.definitions = Map.copyOf(builder.definitions);
    }

    /** Returns the schema of a new pool: the standard attributes, none required. */
    public static Schema standard() {
        return STANDARD;
    }

    /** Returns a builder of a schema that has the standard attributes. */
    public static Builder builder() {
        return new Builder(StandardAttributes.all());
    }

    /** Returns a builder that starts from this schema. */
    public Builder toBuilder() {
        return new Builder(definitions.values());
    }

    /** Returns every attribute by its name, in the order of the names; unmodifiable. */
    public Map<String, AttributeDefinition> definitions() {
        return Collections.unmodifiableMap(new TreeMap<>(definitions));
    }

    /** Returns {@link #validateNew(Map, AttributeWriter, Set)} where the client may write every attribute. */
    public Outcome<Map<String, String>> validateNew(Map<String, String> proposed, AttributeWriter writer) {
        return validateNew(proposed, writer, definitions.keySet());
    }

    /**
     * Returns the attributes of a new user, or a refusal. Empty values count as absent.
     *
     * @param proposed attribute values by name, at most 2,048 characters each
     * @param writable the names that the client may write; it binds {@link AttributeWriter#SELF} only
     */
    public Outcome<Map<String, String>> validateNew(
            Map<String, String> proposed, AttributeWriter writer, Set<String> writable) {
        return check(proposed, writer, writable, null);
    }

    /** Returns {@link #validateChange(Map, AttributeWriter, Map, Set)} where the client may write every attribute. */
    public Outcome<Map<String, String>> validateChange(
            Map<String, String> proposed, AttributeWriter writer, Map<String, String> current) {
        return validateChange(proposed, writer, current, definitions.keySet());
    }

    /**
     * Returns all attributes of a user after a change, or a refusal. What is not proposed stays; an empty value removes
     * the attribute. A changed e-mail address or phone number is no longer verified unless the same change, by an
     * administrator or a hook, says so.
     *
     * @param proposed the changed values by name, at most 2,048 characters each
     * @param current the user's attributes before, taken as they are
     * @param writable the names that the client may write; it binds {@link AttributeWriter#SELF} only
     */
    public Outcome<Map<String, String>> validateChange(
            Map<String, String> proposed, AttributeWriter writer, Map<String, String> current, Set<String> writable) {
        return check(proposed, writer, writable, current);
    }

    private Outcome<Map<String, String>> check(
            Map<String, String> proposed,
            AttributeWriter writer,
            Set<String> writable,
            @Nullable Map<String, String> current) {
        if (proposed.size() > definitions.size()) {
            return refused(Set.of("attribute.count"));
        }
        Set<String> broken = new LinkedHashSet<>();
        Map<String, String> result = new LinkedHashMap<>(current == null ? Map.of() : current);
        new TreeMap<>(proposed).forEach((name, value) -> {
            AttributeDefinition definition = definitions.get(name);
            if (definition == null) {
                broken.add("attribute.unknown");
                return;
            }
            boolean same = current != null && value.equals(current.get(name));
            if (value.length() > AttributeDefinition.MAX_VALUE_LENGTH) {
                broken.add("attribute.length:" + name);
            } else if (!mayWrite(definition, writer, writable)) {
                broken.add("attribute.not-writable:" + name);
            } else if (current != null && !definition.mutable() && !same) {
                broken.add("attribute.immutable:" + name);
            } else if (value.isEmpty()) {
                result.remove(name);
            } else if (same || AttributeGrammar.accepts(definition, value)) {
                result.put(name, value);
            } else {
                broken.add("attribute.invalid:" + name);
            }
        });
        if (broken.isEmpty()) {
            requirePresent(proposed, result, current == null, broken);
        }
        if (!broken.isEmpty()) {
            return refused(broken);
        }
        if (current != null) {
            unverify("email", StandardAttributes.EMAIL_VERIFIED, proposed, current, result);
            unverify("phone_number", StandardAttributes.PHONE_NUMBER_VERIFIED, proposed, current, result);
        }
        return Outcome.success(Map.copyOf(result));
    }

    private static boolean mayWrite(AttributeDefinition definition, AttributeWriter writer, Set<String> writable) {
        String name = definition.name();
        if (StandardAttributes.LIBRARY_ONLY.contains(name)) {
            return false;
        }
        return writer != AttributeWriter.SELF
                || (!StandardAttributes.NEVER_SELF.contains(name)
                        && !definition.developerOnly()
                        && writable.contains(name));
    }

    /** A change is held to what it touches: a requirement that came later does not freeze the users before it. */
    private void requirePresent(
            Map<String, String> proposed, Map<String, String> result, boolean everything, Set<String> broken) {
        new TreeMap<>(definitions).forEach((name, definition) -> {
            boolean touched = everything || proposed.containsKey(name);
            if (definition.required() && touched && !result.containsKey(name)) {
                broken.add("attribute.required:" + name);
            }
        });
    }

    private static void unverify(
            String address,
            String flag,
            Map<String, String> proposed,
            Map<String, String> current,
            Map<String, String> result) {
        boolean changed = !Objects.equals(current.get(address), result.get(address));
        if (changed && (!proposed.containsKey(flag) || !result.containsKey(address))) {
            result.remove(flag);
        }
    }

    private static Outcome<Map<String, String>> refused(Set<String> broken) {
        return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, List.copyOf(broken)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Schema that && definitions.equals(that.definitions);
    }

    @Override
    public int hashCode() {
        return definitions.hashCode();
    }

    @Override
    public String toString() {
        return "Schema" + new TreeMap<>(definitions).keySet();
    }

    /** Builds a {@link Schema}. Not thread-safe. */
    public static final class Builder {
        private final Map<String, AttributeDefinition> definitions = new LinkedHashMap<>();

        private Builder(Collection<AttributeDefinition> start) {
            start.forEach(definition -> definitions.put(definition.name(), definition));
        }

        /**
         * Adds a custom attribute, or replaces the one of its name.
         *
         * @throws IllegalArgumentException if the attribute is not a custom one, or is the 51st
         */
        public Builder custom(AttributeDefinition definition) {
            if (!definition.isCustom()) {
                throw new IllegalArgumentException("a pool adds only attributes named custom:");
            }
            definitions.put(definition.name(), definition);
            if (definitions.values().stream()
                            .filter(AttributeDefinition::isCustom)
                            .count()
                    > MAX_CUSTOM_ATTRIBUTES) {
                throw new IllegalArgumentException(
                        "a schema has at most " + MAX_CUSTOM_ATTRIBUTES + " custom attributes");
            }
            return this;
        }

        /** Removes a custom attribute; values that users have stay until they are next written. */
        public Builder removeCustom(String name) {
            if (name.startsWith(AttributeDefinition.CUSTOM_PREFIX)) {
                definitions.remove(name);
            }
            return this;
        }

        /**
         * Sets whether a new user must have an attribute.
         *
         * @throws IllegalArgumentException if the schema has no such attribute, or it is the system's own
         */
        public Builder required(String name, boolean value) {
            return change(name, of(name).toBuilder().required(value));
        }

        /**
         * Sets whether an attribute may change after sign-up.
         *
         * @throws IllegalArgumentException if the schema has no such attribute, or it is the system's own
         */
        public Builder mutable(String name, boolean value) {
            return change(name, of(name).toBuilder().mutable(value));
        }

        /** Returns the schema. */
        public Schema build() {
            return new Schema(this);
        }

        private AttributeDefinition of(String name) {
            AttributeDefinition definition = definitions.get(name);
            if (definition == null
                    || StandardAttributes.LIBRARY_ONLY.contains(name)
                    || StandardAttributes.NEVER_SELF.contains(name)) {
                throw new IllegalArgumentException("no such attribute, or one of the system's own");
            }
            return definition;
        }

        private Builder change(String name, AttributeDefinition.Builder definition) {
            definitions.put(name, definition.build());
            return this;
        }
    }
}
