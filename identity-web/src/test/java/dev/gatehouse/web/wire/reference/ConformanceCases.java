package dev.gatehouse.web.wire.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Makes inputs of an operation from the reference's pages alone: each breaks one rule, or keeps it exactly at its edge. */
public final class ConformanceCases {
    private final Map<String, ReferenceType> types;
    private final SampleValues samples;
    private final List<Case> cases = new ArrayList<>();
    private final Set<String> withoutShortest = new TreeSet<>();
    private final Set<String> withoutLongest = new TreeSet<>();

    private ConformanceCases(Map<String, ReferenceType> types) {
        this.types = types;
        this.samples = new SampleValues(types);
    }

    /** What an input must be answered with. */
    public enum Expected {
        /** Anything but an error of validation. */
        VALID,
        /** {@code InvalidParameterException}, naming a validation error. */
        VIOLATION,
        /** {@code SerializationException}. */
        WRONG_TYPE
    }

    /** An input and what it must be answered with. */
    public record Case(String name, Map<String, Object> input, Expected expected) {}

    /** Returns the cases of an operation. */
    public static ConformanceCases of(String service, ReferenceOperation operation) {
        Map<String, ReferenceType> types = ReferencePages.types(service);
        ConformanceCases made = new ConformanceCases(types);
        made.structure("", Objects.requireNonNull(types.get(operation.input())), input -> input);
        return made;
    }

    /** Returns the cases. */
    public List<Case> cases() {
        return Collections.unmodifiableList(cases);
    }

    /** Returns types of whose shortest length no text fits the pattern, so that the edge has no good case. */
    public Set<String> withoutShortest() {
        return withoutShortest;
    }

    /** Returns types of whose greatest length no text fits the pattern. */
    public Set<String> withoutLongest() {
        return withoutLongest;
    }

    private void value(String path, String name, Function<Object, Object> embed) {
        ReferenceType type = Objects.requireNonNull(types.get(name), name);
        wrongTypes(path, type, embed);
        switch (type.kind()) {
            case "string" -> text(path, type, embed);
            case "enum" -> {
                add(path + " not in the set", embed.apply("NO_SUCH_VALUE"), Expected.VIOLATION);
                type.values().forEach(value -> add(path + " in the set", embed.apply(value), Expected.VALID));
            }
            case "integer", "long" -> number(path, type, embed);
            case "list" -> list(path, type, embed);
            case "map" -> map(path, type, embed);
            case "structure" -> structure(path, type, embed);
            case "boolean" -> {
                add(path + " true", embed.apply(true), Expected.VALID);
                add(path + " false", embed.apply(false), Expected.VALID);
            }
            default -> throw new IllegalStateException("no case is made for a " + type.kind());
        }
    }

    private void text(String path, ReferenceType type, Function<Object, Object> embed) {
        type.min().filter(min -> min > 0).ifPresent(min -> {
            add(path + " one too short", embed.apply("a".repeat((int) (min - 1))), Expected.VIOLATION);
            samples.text(type, min)
                    .ifPresentOrElse(
                            text -> add(path + " shortest", embed.apply(text), Expected.VALID),
                            () -> withoutShortest.add(type.name()));
        });
        type.max().ifPresent(max -> {
            add(path + " one too long", embed.apply("a".repeat((int) (max + 1))), Expected.VIOLATION);
            samples.text(type, max)
                    .ifPresentOrElse(
                            text -> add(path + " longest", embed.apply(text), Expected.VALID),
                            () -> withoutLongest.add(type.name()));
        });
        samples.misfit(type)
                .ifPresent(text -> add(path + " against its pattern", embed.apply(text), Expected.VIOLATION));
    }

    private void number(String path, ReferenceType type, Function<Object, Object> embed) {
        type.min().ifPresent(min -> {
            add(path + " one too small", embed.apply(min - 1), Expected.VIOLATION);
            add(path + " smallest", embed.apply(min), Expected.VALID);
        });
        type.max().ifPresent(max -> {
            add(path + " one too great", embed.apply(max + 1), Expected.VIOLATION);
            add(path + " greatest", embed.apply(max), Expected.VALID);
        });
    }

    private void list(String path, ReferenceType type, Function<Object, Object> embed) {
        String element = type.of().get(0);
        Object valid = samples.valid(element);
        type.min().filter(min -> min > 0).ifPresent(min -> {
            add(path + " one too few", embed.apply(Collections.nCopies((int) (min - 1), valid)), Expected.VIOLATION);
            add(path + " fewest", embed.apply(Collections.nCopies(min.intValue(), valid)), Expected.VALID);
        });
        type.max().ifPresent(max -> {
            add(path + " one too many", embed.apply(Collections.nCopies((int) (max + 1), valid)), Expected.VIOLATION);
            add(path + " most", embed.apply(Collections.nCopies(max.intValue(), valid)), Expected.VALID);
        });
        value(path + ".member", element, inner -> embed.apply(List.of(inner)));
        add(path + " with null", embed.apply(Collections.singletonList(null)), Expected.VIOLATION);
    }

    private void map(String path, ReferenceType type, Function<Object, Object> embed) {
        String key = type.of().get(0);
        String value = type.of().get(1);
        Object valid = samples.valid(value);
        type.max().ifPresent(max -> {
            Map<String, Object> over = new LinkedHashMap<>();
            for (int i = 0; i <= max; i++) {
                over.put("a" + i, valid);
            }
            add(path + " one too many", embed.apply(over), Expected.VIOLATION);
            add(path + " most", embed.apply(samples.map(type, max.intValue())), Expected.VALID);
        });
        ReferenceType keys = Objects.requireNonNull(types.get(key));
        text(path + ".key", keys, text -> embed.apply(Map.of((String) text, valid)));
        String goodKey = (String) samples.valid(key);
        value(path + ".value", value, inner -> embed.apply(Map.of(goodKey, inner)));
    }

    private void structure(String path, ReferenceType type, Function<Object, Object> embed) {
        Map<String, Object> valid = samples.structure(type);
        add(path + " smallest structure", embed.apply(valid), Expected.VALID);
        Map<String, Object> more = new HashMap<>(valid);
        more.put("NoSuchMember", List.of(1L, Map.of()));
        add(path + " unknown member", embed.apply(more), Expected.VALID);
        for (ReferenceType.Member member : type.members()) {
            String name = path.isEmpty() ? member.name() : path + "." + member.name();
            Map<String, Object> without = new HashMap<>(valid);
            without.remove(member.name());
            Map<String, Object> withNull = new HashMap<>(without);
            withNull.put(member.name(), null);
            Expected absent = member.required() ? Expected.VIOLATION : Expected.VALID;
            add(name + " missing", embed.apply(without), absent);
            add(name + " null", embed.apply(withNull), absent);
            value(name, member.type(), inner -> {
                Map<String, Object> with = new HashMap<>(valid);
                with.put(member.name(), inner);
                return embed.apply(with);
            });
        }
    }

    private void wrongTypes(String path, ReferenceType type, Function<Object, Object> embed) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("a string", "a");
        values.put("a number", 1L);
        values.put("a fraction", new BigDecimal("1.5"));
        values.put("a huge number", 1L << 40);
        values.put("a truth value", true);
        values.put("a list", List.of());
        values.put("an object", Map.of());
        switch (type.kind()) {
            case "string", "enum" -> values.remove("a string");
            case "integer" -> values.remove("a number");
            case "long" -> values.keySet().removeAll(List.of("a number", "a huge number"));
            case "boolean" -> values.remove("a truth value");
            case "list" -> values.remove("a list");
            case "map", "structure" -> values.remove("an object");
            default -> throw new IllegalStateException("no wrong types of a " + type.kind());
        }
        values.forEach((what, value) -> add(path + " as " + what, embed.apply(value), Expected.WRONG_TYPE));
    }

    @SuppressWarnings("unchecked") // the outermost structure is the input
    private void add(String name, Object input, Expected expected) {
        cases.add(new Case(name, (Map<String, Object>) input, expected));
    }
}
