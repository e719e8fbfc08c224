package dev.gatehouse.examples.table.server;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A {@code KeyConditionExpression}: {@code owner = :o}, perhaps with {@code AND begins_with(note, :p)} or {@code AND
 * note = :n}.
 *
 * @param owner the partition key asked for
 * @param note what the sort key equals, or begins with
 * @param prefix whether it begins with it
 */
record KeyCondition(String owner, String note, boolean prefix) {
    private static final String NAME = "([A-Za-z#][A-Za-z0-9_]{0,63})";
    private static final String VALUE = "(:[A-Za-z0-9_]{1,64})";
    private static final Pattern EXPRESSION = Pattern.compile("\\s*" + NAME + "\\s*=\\s*" + VALUE
            + "(?:\\s+AND\\s+(?:" + NAME + "\\s*=\\s*" + VALUE + "|begins_with\\(\\s*" + NAME + "\\s*,\\s*" + VALUE
            + "\\s*\\)))?\\s*");

    /** Returns the condition of a query; empty if it asks for no single partition in a way understood here. */
    static Optional<KeyCondition> of(JsonNode query) {
        Matcher parts = EXPRESSION.matcher(query.path("KeyConditionExpression").asString(""));
        if (!parts.matches() || !name(query, parts.group(1)).equals("owner")) {
            return Optional.empty();
        }
        Optional<String> owner = value(query, parts.group(2));
        if (parts.group(3) == null && parts.group(5) == null) {
            return owner.map(id -> new KeyCondition(id, "", true));
        }
        boolean prefix = parts.group(3) == null;
        String sortName = name(query, prefix ? parts.group(5) : parts.group(3));
        Optional<String> note = value(query, prefix ? parts.group(6) : parts.group(4));
        return sortName.equals("note")
                ? owner.flatMap(id -> note.map(text -> new KeyCondition(id, text, prefix)))
                : Optional.empty();
    }

    private static String name(JsonNode query, String name) {
        return name.startsWith("#")
                ? query.path("ExpressionAttributeNames").path(name).asString("")
                : name;
    }

    private static Optional<String> value(JsonNode query, String name) {
        JsonNode value = query.path("ExpressionAttributeValues").path(name).path("S");
        return value.isString() ? Optional.of(value.asString()) : Optional.empty();
    }

    boolean matches(NoteKey key) {
        return key.owner().equals(owner)
                && (prefix ? key.note().startsWith(note) : key.note().equals(note));
    }
}
