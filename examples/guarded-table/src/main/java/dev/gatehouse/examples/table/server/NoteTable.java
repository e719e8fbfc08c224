package dev.gatehouse.examples.table.server;

import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The rows, in memory, in the order of their keys. Decides nothing about who may see them. Thread-safe. */
final class NoteTable {
    private final NavigableMap<NoteKey, JsonNode> rows = new ConcurrentSkipListMap<>();

    /** Does what was asked and returns the answer's body. */
    JsonNode perform(TableCall call) throws TableFault {
        for (String table : call.leadingKeys().keySet()) {
            if (!table.equals(TableServer.TABLE)) {
                throw TableFault.noSuchTable();
            }
        }
        ObjectNode answer = TableCall.JSON.createObjectNode();
        switch (call.operation()) {
            case PUT_ITEM -> rows.put(only(call), call.item());
            case DELETE_ITEM -> rows.remove(only(call));
            case GET_ITEM -> {
                JsonNode row = rows.get(only(call));
                if (row != null) {
                    answer.set("Item", row);
                }
            }
            case BATCH_GET_ITEM -> batch(call, answer);
            case QUERY -> query(call, answer);
        }
        return answer;
    }

    private static NoteKey only(TableCall call) {
        return call.keys().values().iterator().next().get(0);
    }

    private void batch(TableCall call, ObjectNode answer) {
        ObjectNode responses = answer.putObject("Responses");
        call.keys().forEach((table, keys) -> {
            ArrayNode found = responses.putArray(table);
            for (NoteKey key : keys) {
                JsonNode row = rows.get(key);
                if (row != null) {
                    found.add(row);
                }
            }
        });
        answer.putObject("UnprocessedKeys");
    }

    private void query(TableCall call, ObjectNode answer) throws TableFault {
        KeyCondition condition =
                call.condition().orElseThrow(() -> TableFault.validation("a query names one partition key"));
        NoteKey from = call.after().orElse(new NoteKey(condition.owner(), ""));
        ArrayNode found = answer.putArray("Items");
        for (Map.Entry<NoteKey, JsonNode> row :
                rows.tailMap(from, call.after().isEmpty()).entrySet()) {
            if (!row.getKey().owner().equals(condition.owner())) {
                break;
            }
            if (found.size() == call.limit()) {
                break;
            }
            if (condition.matches(row.getKey())) {
                found.add(row.getValue());
                if (found.size() == call.limit()) {
                    ObjectNode last = answer.putObject("LastEvaluatedKey");
                    last.putObject("owner").put("S", row.getKey().owner());
                    last.putObject("note").put("S", row.getKey().note());
                }
            }
        }
        answer.put("Count", found.size()).put("ScannedCount", found.size());
    }
}
