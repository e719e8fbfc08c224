package dev.gatehouse.examples.table.server;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The operations of DynamoDB that this table has, and the members that each understands. */
enum TableOperation {
    GET_ITEM("GetItem", "TableName", "Key", "ConsistentRead"),
    BATCH_GET_ITEM("BatchGetItem", "RequestItems"),
    QUERY(
            "Query",
            "TableName",
            "KeyConditionExpression",
            "ExpressionAttributeNames",
            "ExpressionAttributeValues",
            "ExclusiveStartKey",
            "Limit",
            "ConsistentRead"),
    PUT_ITEM("PutItem", "TableName", "Item"),
    DELETE_ITEM("DeleteItem", "TableName", "Key");

    private static final String VERSION = "DynamoDB_20120810.";

    private final String wireName;
    private final String members;

    TableOperation(String wireName, String... members) {
        this.wireName = wireName;
        this.members = String.join(" ", members);
    }

    /** Returns the operation that {@code x-amz-target} names. */
    static Optional<TableOperation> of(String target) {
        return Arrays.stream(values())
                .filter(operation -> target.equals(VERSION + operation.wireName))
                .findFirst();
    }

    /** Returns the action that policies know it by. */
    String action() {
        return "dynamodb:" + wireName;
    }

    /** Returns whether it understands a member; one that is not understood could not be guarded. */
    boolean knows(String member) {
        return Set.of(members.split(" ", -1)).contains(member);
    }
}
