package dev.gatehouse.examples.table.story;

import dev.gatehouse.Secret;
import dev.gatehouse.credentials.pool.IdentityPool.IdentityCredentials;
import dev.gatehouse.examples.table.server.TableServer;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Two users keep notes in one table, by the AWS SDK's DynamoDB client; each sees and touches their own rows only. */
public final class Story {
    private static final String PASSWORD = "a note on nothing in particular";

    private final TableServer server;
    private final StoryClock clock;
    private final Narrator narrator;
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    /** Prepares the story. */
    public Story(TableServer server, StoryClock clock, PrintStream out) {
        this.server = server;
        this.clock = clock;
        this.narrator = new Narrator(out);
    }

    /** Plays the story and returns whether every step held. */
    public boolean play() {
        long start = System.nanoTime();
        IdentityCredentials aliceHas = signedIn("alice");
        IdentityCredentials bobHas = signedIn("bob");
        String alice = aliceHas.identity().value();
        String bob = bobHas.identity().value();
        try (NoteClient asAlice = client(aliceHas.credentials());
                NoteClient asBob = client(bobHas.credentials())) {
            narrator.step("Alice and Bob put notes under their own keys", () -> put(asAlice, alice, asBob, bob));
            narrator.step("each reads, lists, batches and deletes their own", () -> own(asAlice, alice));
            narrator.step("Bob may not get, put or delete Alice's rows", () -> strangers(asBob, alice));
            narrator.step("a query without the key is refused", () -> denied(() -> asBob.queryWithoutOwner("a")));
            narrator.step("a query of another's key is refused", () -> denied(() -> asBob.list(alice, "")));
            narrator.step(
                    "so is a page that starts at another's row", () -> denied(() -> asBob.queryStartingAt(bob, alice)));
            narrator.step("a batch with one foreign key is refused whole", () -> batch(asBob, bob, alice));
            narrator.step("no other table, no scan", () -> nothingElse(asBob, bob));
            narrator.step("forged credentials are refused", () -> forged(aliceHas.credentials(), alice));
            narrator.step("credentials end with their hour (virtual time)", () -> expiry(asAlice, alice));
        } catch (StepFailed e) {
            narrator.end(start);
            return false;
        } finally {
            clock.reset();
        }
        return narrator.end(start);
    }

    private IdentityCredentials signedIn(String name) {
        String address = name + "-" + run + "@notes.example";
        server.addUser(address, PASSWORD);
        return server.signIn(address, PASSWORD);
    }

    private NoteClient client(TemporaryCredentials credentials) {
        return new NoteClient(server.uri(), credentials);
    }

    private static String put(NoteClient asAlice, String alice, NoteClient asBob, String bob) {
        for (String note : List.of("a", "b", "c1", "c2", "c3")) {
            asAlice.put(alice, note, "Alice's " + note);
        }
        asBob.put(bob, "a", "Bob's a");
        return "six rows, two owners: " + alice + " and " + bob;
    }

    private static String own(NoteClient asAlice, String alice) {
        require(asAlice.get(alice, "a").equals("Alice's a"), "Alice reads her note");
        require(asAlice.list(alice, "").equals(List.of("a", "b", "c1", "c2", "c3")), "Alice lists all her notes");
        require(asAlice.list(alice, "c").equals(List.of("c1", "c2", "c3")), "Alice lists her notes by prefix");
        require(asAlice.batch(List.of(alice), "b").equals(List.of("Alice's b")), "Alice reads a batch");
        asAlice.delete(alice, "b");
        require(asAlice.get(alice, "b").isEmpty(), "Alice deleted her note");
        return "GetItem, Query in pages, BatchGetItem and DeleteItem by the AWS SDK";
    }

    private static String strangers(NoteClient asBob, String alice) {
        String explanation = denied(() -> asBob.get(alice, "a"));
        denied(() -> asBob.put(alice, "planted", "by Bob"));
        denied(() -> asBob.delete(alice, "a"));
        return explanation;
    }

    private static String batch(NoteClient asBob, String bob, String alice) {
        require(asBob.batch(List.of(bob), "a").equals(List.of("Bob's a")), "Bob's own batch works");
        return denied(() -> asBob.batch(List.of(bob, alice), "a"));
    }

    private static String nothingElse(NoteClient asBob, String bob) {
        failed("UnknownOperationException", asBob::scan);
        return denied(() -> asBob.getFromTable("Other", bob));
    }

    private String forged(TemporaryCredentials real, String alice) {
        TemporaryCredentials wrongKey = TemporaryCredentials.of(
                real.accessKeyId(), Secret.of("0".repeat(40)), real.sessionToken(), real.expiration());
        TemporaryCredentials wrongToken = TemporaryCredentials.of(
                real.accessKeyId(), real.secretKey(), Secret.of("A".repeat(200)), real.expiration());
        try (NoteClient first = client(wrongKey);
                NoteClient second = client(wrongToken)) {
            failed("InvalidSignatureException", () -> first.get(alice, "a"));
            failed("UnrecognizedClientException", () -> second.get(alice, "a"));
        }
        return "a wrong secret key and a wrong session token are told apart from a denial";
    }

    private String expiry(NoteClient asAlice, String alice) {
        require(!asAlice.get(alice, "a").isEmpty(), "the credentials still work");
        clock.advance(Duration.ofHours(1));
        server.maintain();
        failed("ExpiredTokenException", () -> asAlice.get(alice, "a"));
        return "one hour, and not a moment longer";
    }

    private static String denied(Runnable call) {
        return failed("AccessDeniedException", call);
    }

    /** Demands that the call fails with this error, and returns the server's explanation. */
    private static String failed(String type, Runnable call) {
        try {
            call.run();
        } catch (DynamoDbException e) {
            String actual = e.awsErrorDetails().errorCode();
            require(type.equals(actual), "the error is " + type + ", not " + actual + ": " + e.getMessage());
            return e.awsErrorDetails().errorMessage();
        }
        throw new StepFailed("it was not refused with " + type);
    }

    private static void require(boolean holds, String claim) {
        if (!holds) {
            throw new StepFailed("this does not hold: " + claim);
        }
    }
}
