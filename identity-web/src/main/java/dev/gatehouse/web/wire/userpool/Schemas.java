package dev.gatehouse.web.wire.userpool;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.user.AttributeDefinition;
import dev.gatehouse.user.AttributeType;
import dev.gatehouse.user.Schema;
import dev.gatehouse.web.wire.model.Input;
import dev.gatehouse.web.wire.operation.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Attributes of a pool's schema, between the wire and the library. */
final class Schemas {
    private static final Map<String, AttributeType> TYPES = Map.of(
            "String", AttributeType.STRING,
            "Number", AttributeType.NUMBER,
            "DateTime", AttributeType.DATE_TIME,
            "Boolean", AttributeType.BOOLEAN);

    private Schemas() {}

    /** Returns the standard schema with what a new pool asks for, or {@code INVALID_PARAMETER} with {@code pool.attributes}. */
    static Outcome<Schema> read(List<Input> attributes) {
        try {
            Schema.Builder schema = Schema.standard().toBuilder();
            for (Input attribute : attributes) {
                AttributeDefinition standard = Schema.standard()
                        .definitions()
                        .get(attribute.maybe("Name").orElse(""));
                if (standard == null) {
                    schema.custom(custom(attribute));
                } else {
                    standard(schema, standard, attribute);
                }
            }
            return Outcome.success(schema.build());
        } catch (IllegalArgumentException e) {
            return refused();
        }
    }

    /** Returns attributes to add to a pool, or {@code INVALID_PARAMETER} with {@code pool.attributes}. */
    static Outcome<List<AttributeDefinition>> readCustom(List<Input> attributes) {
        try {
            return Outcome.success(attributes.stream().map(Schemas::custom).toList());
        } catch (IllegalArgumentException e) {
            return refused();
        }
    }

    /** Of a standard attribute only whether it is required and mutable can be set. */
    private static void standard(Schema.Builder schema, AttributeDefinition standard, Input attribute) {
        boolean sameType =
                attribute.maybe("AttributeDataType").map(TYPES::get).orElse(standard.type()) == standard.type();
        boolean sameBounds = bound(attribute, "Min").or(standard::min).equals(standard.min())
                && bound(attribute, "Max").or(standard::max).equals(standard.max());
        if (!sameType || !sameBounds || attribute.is("DeveloperOnlyAttribute")) {
            throw new IllegalArgumentException("a standard attribute keeps its type and bounds");
        }
        attribute.truth("Required").ifPresent(required -> schema.required(standard.name(), required));
        attribute.truth("Mutable").ifPresent(mutable -> schema.mutable(standard.name(), mutable));
    }

    private static AttributeDefinition custom(Input attribute) {
        String name = attribute.maybe("Name").orElse("");
        AttributeDefinition.Builder definition = AttributeDefinition.builder(
                        name.startsWith(AttributeDefinition.CUSTOM_PREFIX)
                                ? name
                                : AttributeDefinition.CUSTOM_PREFIX + name)
                .mutable(attribute.is("Mutable"))
                .required(attribute.is("Required"))
                .developerOnly(attribute.is("DeveloperOnlyAttribute"));
        attribute.maybe("AttributeDataType").map(TYPES::get).ifPresent(definition::type);
        bound(attribute, "Min").ifPresent(definition::min);
        bound(attribute, "Max").ifPresent(definition::max);
        return definition.build();
    }

    /** The wire has bounds as texts. */
    private static Optional<Long> bound(Input attribute, String which) {
        return attribute
                .input("StringAttributeConstraints")
                .flatMap(bounds -> bounds.maybe(which + "Length"))
                .or(() ->
                        attribute.input("NumberAttributeConstraints").flatMap(bounds -> bounds.maybe(which + "Value")))
                .map(Long::parseLong);
    }

    static List<Map<String, Object>> write(Schema schema) {
        List<Map<String, Object>> attributes = new ArrayList<>();
        schema.definitions().values().forEach(definition -> attributes.add(write(definition)));
        return attributes;
    }

    private static Map<String, Object> write(AttributeDefinition definition) {
        Answer answer = Answer.of()
                .put("Name", definition.name())
                .put("AttributeDataType", type(definition.type()))
                .put("DeveloperOnlyAttribute", definition.developerOnly())
                .put("Mutable", definition.mutable())
                .put("Required", definition.required());
        if (definition.type() == AttributeType.STRING) {
            answer.put("StringAttributeConstraints", bounds(definition, "Length"));
        } else if (definition.type() == AttributeType.NUMBER) {
            answer.put("NumberAttributeConstraints", bounds(definition, "Value"));
        }
        return answer.members();
    }

    private static Answer bounds(AttributeDefinition definition, String what) {
        return Answer.of()
                .maybe("Min" + what, definition.min().map(String::valueOf))
                .maybe("Max" + what, definition.max().map(String::valueOf));
    }

    private static String type(AttributeType type) {
        return TYPES.entrySet().stream()
                .filter(entry -> entry.getValue() == type)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static <T> Outcome<T> refused() {
        return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "pool.attributes"));
    }
}
