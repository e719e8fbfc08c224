package dev.gatehouse.examples.table.story;

import dev.gatehouse.examples.table.server.TableServer;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** A user's own client: the unmodified AWS SDK with the credentials that the identity pool vended. */
final class NoteClient implements AutoCloseable {
    private final DynamoDbClient dynamo;

    NoteClient(URI endpoint, TemporaryCredentials credentials) {
        this.dynamo = DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(TableServer.REGION))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(c -> c.retryStrategy(RetryMode.STANDARD))
                .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        credentials.accessKeyId(),
                        credentials.secretKey().use(String::new),
                        credentials.sessionToken().use(String::new))))
                .build();
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static Map<String, AttributeValue> key(String owner, String note) {
        return Map.of("owner", text(owner), "note", text(note));
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name)).s();
    }

    void put(String owner, String note, String body) {
        Map<String, AttributeValue> item = new TreeMap<>(key(owner, note));
        item.put("body", text(body));
        dynamo.putItem(r -> r.tableName(TableServer.TABLE).item(item));
    }

    /** Returns the note's text; empty if there is none. */
    String get(String owner, String note) {
        Map<String, AttributeValue> item = dynamo.getItem(
                        r -> r.tableName(TableServer.TABLE).key(key(owner, note)))
                .item();
        return item.isEmpty() ? "" : text(item, "body");
    }

    void delete(String owner, String note) {
        dynamo.deleteItem(r -> r.tableName(TableServer.TABLE).key(key(owner, note)));
    }

    /** Returns the names of an owner's notes that begin with a prefix, read in pages of two. */
    List<String> list(String owner, String prefix) {
        QueryRequest query = QueryRequest.builder()
                .tableName(TableServer.TABLE)
                .keyConditionExpression("#o = :owner AND begins_with(note, :prefix)")
                .expressionAttributeNames(Map.of("#o", "owner"))
                .expressionAttributeValues(Map.of(":owner", text(owner), ":prefix", text(prefix)))
                .limit(2)
                .build();
        return dynamo.queryPaginator(query).items().stream()
                .map(item -> text(item, "note"))
                .toList();
    }

    /** Asks for notes of whomever: a query whose condition names no owner. */
    int queryWithoutOwner(String note) {
        return dynamo.query(r -> r.tableName(TableServer.TABLE)
                        .keyConditionExpression("note = :note")
                        .expressionAttributeValues(Map.of(":note", text(note))))
                .count();
    }

    /** Asks for one's own notes, but from another's row on. */
    int queryStartingAt(String owner, String startOwner) {
        return dynamo.query(r -> r.tableName(TableServer.TABLE)
                        .keyConditionExpression("#o = :owner")
                        .expressionAttributeNames(Map.of("#o", "owner"))
                        .expressionAttributeValues(Map.of(":owner", text(owner)))
                        .exclusiveStartKey(key(startOwner, "a")))
                .count();
    }

    /** Reads one note of each owner in one call, and returns their texts. */
    List<String> batch(List<String> owners, String note) {
        List<Map<String, AttributeValue>> keys = new ArrayList<>();
        owners.forEach(owner -> keys.add(key(owner, note)));
        return dynamo
                .batchGetItem(r -> r.requestItems(Map.of(
                        TableServer.TABLE,
                        KeysAndAttributes.builder().keys(keys).build())))
                .responses()
                .getOrDefault(TableServer.TABLE, List.of())
                .stream()
                .map(item -> text(item, "body"))
                .toList();
    }

    /** Reads the whole table. */
    int scan() {
        return dynamo.scan(r -> r.tableName(TableServer.TABLE)).count();
    }

    /** Reads a row of another table. */
    String getFromTable(String table, String owner) {
        return dynamo.getItem(r -> r.tableName(table).key(key(owner, "a"))).toString();
    }

    @Override
    public void close() {
        dynamo.close();
    }
}
