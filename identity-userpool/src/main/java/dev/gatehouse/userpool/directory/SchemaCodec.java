package dev.gatehouse.userpool.directory;

import dev.gatehouse.spi.internal.setting.Members;
import dev.gatehouse.user.AttributeDefinition;
import dev.gatehouse.user.AttributeType;
import dev.gatehouse.user.Schema;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a schema has besides the standard one, as JSON members. */
final class SchemaCodec {
    private SchemaCodec() {}

    static List<Map<String, Object>> members(Schema schema) {
        Map<String, AttributeDefinition> standard = Schema.standard().definitions();
        return schema.definitions().values().stream()
                .filter(definition -> !definition.equals(standard.get(definition.name())))
                .map(SchemaCodec::members)
                .toList();
    }

    private static Map<String, Object> members(AttributeDefinition definition) {
        Map<String, Object> members = new TreeMap<>();
        members.put("name", definition.name());
        members.put("type", definition.type().name());
        members.put("mutable", definition.mutable());
        members.put("required", definition.required());
        members.put("developerOnly", definition.developerOnly());
        definition.min().ifPresent(min -> members.put("min", min));
        definition.max().ifPresent(max -> members.put("max", max));
        return members;
    }

    static Schema read(List<Map<?, ?>> attributes) {
        Schema.Builder schema = Schema.builder();
        attributes.forEach(members -> add(schema, definition(members)));
        return schema.build();
    }

    private static void add(Schema.Builder schema, AttributeDefinition definition) {
        if (definition.isCustom()) {
            schema.custom(definition);
        } else {
            schema.required(definition.name(), definition.required()).mutable(definition.name(), definition.mutable());
        }
    }

    private static AttributeDefinition definition(Map<?, ?> members) {
        AttributeDefinition.Builder definition = AttributeDefinition.builder(Members.text(members, "name"))
                .type(AttributeType.valueOf(Members.text(members, "type")))
                .mutable(Members.flag(members, "mutable"))
                .required(Members.flag(members, "required"))
                .developerOnly(Members.flag(members, "developerOnly"));
        if (members.containsKey("min")) {
            definition.min(Members.number(members, "min"));
        }
        if (members.containsKey("max")) {
            definition.max(Members.number(members, "max"));
        }
        return definition.build();
    }
}
