package dev.gatehouse.web.wire.reference;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Values that keep, or break, the rules of the reference's types. */
final class SampleValues {
    /** How texts of a pattern begin, and what makes them longer; tried in this order. */
    private static final List<String[]> SHAPES = Stream.of(
                    "|a",
                    "|1",
                    "eu-west-1_|a",
                    "eu-west-1:|a",
                    "e_|a",
                    "e:|a",
                    "arn:aws:iam::123456789012:role/|a",
                    "{####}|a",
                    "{##a##}|a",
                    "a@b|b",
                    "authenticated|",
                    "unauthenticated|")
            .map(shape -> shape.split("\\|", -1))
            .toList();

    private final Map<String, ReferenceType> types;

    SampleValues(Map<String, ReferenceType> types) {
        this.types = types;
    }

    /** Returns a text of exactly this length that fits its pattern; empty if the pattern has none. */
    Optional<String> text(ReferenceType type, long length) {
        return SHAPES.stream()
                .filter(shape -> shape[0].length() <= length)
                .map(shape -> shape[0] + shape[1].repeat((int) length - shape[0].length()))
                .filter(text -> text.length() == length && fits(type, text))
                .findFirst();
    }

    private static boolean fits(ReferenceType type, String text) {
        return type.pattern().map(pattern -> Pattern.matches(pattern, text)).orElse(true);
    }

    /** Returns a text of a good length that does not fit its pattern; empty if it has no pattern or all fit. */
    Optional<String> misfit(ReferenceType type) {
        int length = (int) Math.max(1, type.min().orElse(1L));
        return type.pattern()
                .flatMap(pattern -> Stream.of(" ", "!", "\u0001", "a")
                        .map(character -> character.repeat(length))
                        .filter(text -> !Pattern.matches(pattern, text))
                        .findFirst());
    }

    /** Returns some value that keeps every rule. */
    Object valid(String name) {
        ReferenceType type = Objects.requireNonNull(types.get(name), name);
        return switch (type.kind()) {
            case "string" -> validText(type);
            case "enum" -> type.values().get(0);
            case "integer", "long" -> type.min().orElse(1L);
            case "boolean" -> true;
            case "list" ->
                type.min().filter(min -> min > 0).isPresent()
                        ? List.of(valid(type.of().get(0)))
                        : List.of();
            case "map" -> map(type, 1);
            case "structure" -> structure(type);
            default -> throw new IllegalStateException("no sample of a " + type.kind());
        };
    }

    private Object validText(ReferenceType type) {
        long least = type.min().orElse(0L);
        for (long length = Math.max(1, least); length <= least + 40; length++) {
            Optional<String> text = text(type, length);
            if (text.isPresent()) {
                return text.get();
            }
        }
        throw new IllegalStateException("no sample of " + type.name());
    }

    /** Returns a structure with what it must have. */
    Map<String, Object> structure(ReferenceType type) {
        Map<String, Object> members = new HashMap<>();
        type.members().stream()
                .filter(ReferenceType.Member::required)
                .forEach(member -> members.put(member.name(), valid(member.type())));
        return members;
    }

    /** Returns a map of this size. */
    Map<String, Object> map(ReferenceType type, int size) {
        ReferenceType keys = Objects.requireNonNull(types.get(type.of().get(0)));
        Map<String, Object> map = new LinkedHashMap<>();
        List<String> special = Stream.of("authenticated", "unauthenticated")
                .filter(text -> keys.pattern().isPresent() && fits(keys, text))
                .toList();
        for (int i = 0; map.size() < size; i++) {
            String key = keys.name().equals("RoleType") ? special.get(i) : "a" + i;
            map.put(key, valid(type.of().get(1)));
        }
        return map;
    }
}
