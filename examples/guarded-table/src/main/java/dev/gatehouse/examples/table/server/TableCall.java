package dev.gatehouse.examples.table.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request of DynamoDB's JSON 1.0 protocol, understood: what it does, to which tables, and under which partition keys
 * ({@code dynamodb:LeadingKeys}). It is read once; guard and table see the same.
 */
final class TableCall {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final int MOST_KEYS = 100;

    private final TableOperation operation;
    private final JsonNode body;
    private final Map<String, List<NoteKey>> keys = new LinkedHashMap<>();
    private final Map<String, List<String>> leadingKeys = new LinkedHashMap<>();
    private final Optional<KeyCondition> condition;

    private TableCall(TableOperation operation, JsonNode body) throws TableFault {
        this.operation = operation;
        this.body = body;
        this.condition = operation == TableOperation.QUERY ? KeyCondition.of(body) : Optional.empty();
        switch (operation) {
            case GET_ITEM, DELETE_ITEM -> add(table(), List.of(key(body.path("Key"), true)));
            case PUT_ITEM -> add(table(), List.of(key(body.path("Item"), false)));
            case BATCH_GET_ITEM -> batch();
            case QUERY -> query();
        }
    }

    static TableCall of(String target, byte[] json) throws TableFault {
        TableOperation operation = TableOperation.of(target).orElseThrow(TableFault::unknownOperation);
        JsonNode body;
        try {
            body = JSON.readTree(json);
        } catch (JacksonException e) {
            throw TableFault.validation("the body is not JSON");
        }
        for (String member : body.propertyNames()) {
            if (!operation.knows(member)) {
                throw TableFault.validation("this table does not know the member " + member);
            }
        }
        return new TableCall(operation, body);
    }

    private String table() throws TableFault {
        String name = body.path("TableName").asString("");
        if (!name.matches("[A-Za-z0-9_.-]{3,255}")) {
            throw TableFault.validation("a table name has 3 to 255 characters");
        }
        return name;
    }

    private void add(String table, List<NoteKey> asked) {
        keys.put(table, asked);
        leadingKeys.put(table, asked.stream().map(NoteKey::owner).distinct().toList());
    }

    private void batch() throws TableFault {
        for (Map.Entry<String, JsonNode> table : body.path("RequestItems").properties()) {
            List<NoteKey> asked = new ArrayList<>();
            for (JsonNode key : table.getValue().path("Keys")) {
                asked.add(key(key, true));
            }
            if (asked.isEmpty() || asked.size() > MOST_KEYS || table.getValue().size() != 1) {
                throw TableFault.validation("a batch names 1 to 100 keys for each table and nothing else");
            }
            add(table.getKey(), asked);
        }
        if (keys.isEmpty()) {
            throw TableFault.validation("a batch names a table");
        }
    }

    /** A page's start names a partition as well as the condition does, and must be as much the caller's own. */
    private void query() throws TableFault {
        List<String> owners = new ArrayList<>();
        condition.map(KeyCondition::owner).ifPresent(owners::add);
        if (body.has("ExclusiveStartKey")) {
            owners.add(key(body.path("ExclusiveStartKey"), true).owner());
        }
        leadingKeys.put(table(), owners.stream().distinct().toList());
    }

    private static NoteKey key(JsonNode node, boolean alone) throws TableFault {
        JsonNode owner = node.path("owner").path("S");
        JsonNode note = node.path("note").path("S");
        if (!owner.isString() || !note.isString() || (alone && node.size() != 2)) {
            throw TableFault.validation("a key is the strings owner and note");
        }
        return new NoteKey(owner.asString(), note.asString());
    }

    TableOperation operation() {
        return operation;
    }

    /** Returns the partition keys that are touched, by table; an empty list where none is named. */
    Map<String, List<String>> leadingKeys() {
        return leadingKeys;
    }

    /** Returns the keys of rows that are named, by table. */
    Map<String, List<NoteKey>> keys() {
        return keys;
    }

    Optional<KeyCondition> condition() {
        return condition;
    }

    /** Returns the row to put. */
    JsonNode item() {
        return body.path("Item");
    }

    /** Returns how many rows a page holds at most. */
    int limit() {
        return Math.max(1, Math.min(MOST_KEYS, body.path("Limit").asInt(MOST_KEYS)));
    }

    /** Returns the key after which a page starts. */
    Optional<NoteKey> after() throws TableFault {
        return body.has("ExclusiveStartKey")
                ? Optional.of(key(body.path("ExclusiveStartKey"), true))
                : Optional.empty();
    }
}
