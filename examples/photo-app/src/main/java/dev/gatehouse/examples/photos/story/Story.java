package dev.gatehouse.examples.photos.story;

import dev.gatehouse.examples.photos.server.PhotoServer;
import dev.gatehouse.http.HttpJwksFetcher;
import dev.gatehouse.token.RemoteJwks;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.token.TokenKind;
import dev.gatehouse.token.TokenVerifier;
import dev.gatehouse.token.VerifiedToken;
import java.awt.Color;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The main job end to end, by real clients over HTTP: two users sign up, prove their addresses, sign in, and put
 * photos each into their own folder and nowhere else.
 */
public final class Story {
    private static final String PASSWORD = "a photograph of nothing at all";
    private static final Duration BOUND = Duration.ofSeconds(5);

    private final PhotoServer server;
    private final StoryClock clock;
    private final Narrator narrator;
    private final AccountClient accounts;
    private final Outbox outbox;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String alice = "alice-" + run + "@photos.example";
    private final String bob = "bob-" + run + "@photos.example";
    private final Map<String, byte[]> photos = new HashMap<>();

    private Tokens aliceTokens = Tokens.NONE;
    private Credentials aliceCredentials = Credentials.NONE;
    private Credentials bobCredentials = Credentials.NONE;

    /**
     * Prepares the story.
     *
     * @param folder the server's folder, in whose outbox the mail arrives
     * @param clock the server's clock
     */
    public Story(PhotoServer server, Path folder, StoryClock clock, PrintStream out) {
        this.server = server;
        this.clock = clock;
        this.narrator = new Narrator(out);
        this.accounts = new AccountClient(server.accountsUri());
        this.outbox = new Outbox(folder.resolve("outbox"));
    }

    /** Plays the story and returns whether every step held. */
    public boolean play() {
        long start = System.nanoTime();
        try {
            narrator.step("Alice signs up with e-mail and password", () -> signUp(alice));
            narrator.step("the code arrives by mail and confirms her address", () -> confirm(alice));
            narrator.step("Alice signs in", this::signIn);
            narrator.step("a service that knows only the JWKS URL verifies the tokens", this::verifyOffline);
            narrator.step("the refresh token is exchanged and rotates", this::refresh);
            narrator.step("a stolen, older refresh token ends its sign-in", this::reuse);
            narrator.step("the ID token becomes temporary credentials", this::credentials);
            narrator.step("the AWS SDK puts, reads, lists and deletes JPEG files", this::ownFolder);
            narrator.step("Bob signs up, and may not touch Alice's folder", this::strangersFolder);
            narrator.step("a guest reads public/ and nothing else", this::guest);
            narrator.step("a forged upload leaves no object behind", this::forgedUpload);
            narrator.step("Alice signs out everywhere", this::signOut);
            narrator.step("credentials end with their hour (virtual time)", this::expiry);
        } catch (StepFailed e) {
            narrator.end(start);
            return false;
        } finally {
            clock.reset();
        }
        return narrator.end(start);
    }

    private String signUp(String address) throws IOException, InterruptedException {
        String sentTo = accounts.must("sign-up", Map.of("email", address, "password", PASSWORD))
                .text("sentTo");
        accounts.refused("NOT_AUTHORIZED", "sign-in", Map.of("email", address, "password", PASSWORD));
        return "a code is on its way to " + sentTo + "; nobody signs in before it is used";
    }

    private String confirm(String address) throws Exception {
        String code = outbox.codeFor(address);
        String wrong = code.equals("000000") ? "000001" : "000000";
        accounts.refused("CODE_MISMATCH", "confirm", Map.of("email", address, "code", wrong));
        accounts.must("confirm", Map.of("email", address, "code", code));
        require(accounts.call("confirm", Map.of("email", address, "code", code)).status() != 200, "a code works once");
        return "a wrong code is refused, the right one works once";
    }

    private String signIn() throws IOException, InterruptedException {
        accounts.refused("NOT_AUTHORIZED", "sign-in", Map.of("email", alice, "password", "not " + PASSWORD));
        aliceTokens = tokens(alice);
        return "three tokens: ID, access and refresh; a wrong password gets none";
    }

    private Tokens tokens(String address) throws IOException, InterruptedException {
        return Tokens.of(accounts.must("sign-in", Map.of("email", address, "password", PASSWORD)));
    }

    private String verifyOffline() {
        URI jwks = URI.create(server.issuer() + "/.well-known/jwks.json");
        RemoteJwks keys = RemoteJwks.of(jwks, HttpJwksFetcher.create(), clock);
        VerifiedToken id = verifier(keys, TokenKind.ID).verify(aliceTokens.id()).orElseThrow();
        VerifiedToken access =
                verifier(keys, TokenKind.ACCESS).verify(aliceTokens.access()).orElseThrow();
        require(id.text("email").filter(alice::equals).isPresent(), "the ID token names Alice's address");
        require(id.subject().equals(access.subject()), "both tokens are Alice's");
        require(
                verifier(keys, TokenKind.ACCESS)
                        .verify(aliceTokens.id())
                        .asRefusal()
                        .isPresent(),
                "an ID token is no access token");
        return "signature, issuer, client, kind and time hold; sub " + id.subject();
    }

    private TokenVerifier verifier(RemoteJwks keys, TokenKind kind) {
        return TokenVerifier.offline(keys, clock)
                .kind(kind)
                .algorithms(SigningAlgorithm.RS256)
                .issuer(server.issuer())
                .clients(PhotoServer.CLIENT.value())
                .build();
    }

    private String refresh() throws IOException, InterruptedException {
        String old = aliceTokens.refresh();
        AccountClient.Answer first = accounts.must("refresh", Map.of("refreshToken", old));
        AccountClient.Answer again = accounts.must("refresh", Map.of("refreshToken", old));
        require(!first.text("refreshToken").equals(old), "the refresh token rotates");
        require(
                first.text("refreshToken").equals(again.text("refreshToken")),
                "a repeat inside the grace gets the same successor");
        aliceTokens = Tokens.of(first);
        return "a new refresh token; the repeat of a lost answer gets the same one";
    }

    private String reuse() throws IOException, InterruptedException {
        Tokens other = tokens(alice);
        String newer = accounts.must("refresh", Map.of("refreshToken", other.refresh()))
                .text("refreshToken");
        clock.advance(Duration.ofSeconds(20));
        accounts.refused("REFRESH_TOKEN_REUSE", "refresh", Map.of("refreshToken", other.refresh()));
        accounts.refused("NOT_AUTHORIZED", "refresh", Map.of("refreshToken", newer));
        return "reuse after the grace revokes the whole family, the successor too";
    }

    private String credentials() throws IOException, InterruptedException {
        aliceCredentials = vend(aliceTokens.id());
        return "identity " + aliceCredentials.identityId() + ", key " + aliceCredentials.accessKeyId();
    }

    private Credentials vend(String idToken) throws IOException, InterruptedException {
        String identity = accounts.must("identity", Map.of("idToken", idToken)).text("identityId");
        String again = accounts.must("identity", Map.of("idToken", idToken)).text("identityId");
        require(identity.equals(again), "a login always finds the same identity");
        return Credentials.of(accounts.must("credentials", Map.of("identityId", identity, "idToken", idToken)));
    }

    private String ownFolder() throws IOException {
        String folder = "photos/" + aliceCredentials.identityId() + "/";
        try (PhotoClient s3 = client(aliceCredentials)) {
            photos.put(folder + "beach.jpg", Photo.jpeg(Color.BLUE, 640, 480));
            photos.put(folder + "forest.jpg", Photo.jpeg(Color.GREEN, 1600, 1200));
            photos.put(folder + "sunset.jpg", Photo.jpeg(Color.ORANGE, 320, 240));
            photos.forEach(s3::put);
            for (Map.Entry<String, byte[]> photo : photos.entrySet()) {
                require(Arrays.equals(s3.get(photo.getKey()), photo.getValue()), "what is read is what was put");
                require(s3.size(photo.getKey()) == photo.getValue().length, "HEAD tells the size");
            }
            require(
                    s3.list(folder).equals(photos.keySet().stream().sorted().toList()),
                    "the listing names every photo, in pages");
            s3.delete(folder + "sunset.jpg");
            require(s3.list(folder).size() == 2, "a deleted photo is gone");
            s3.put("public/" + aliceCredentials.identityId() + ".jpg", Photo.jpeg(Color.PINK, 64, 64));
        }
        return photos.size() + " photos in " + folder;
    }

    private String strangersFolder() throws Exception {
        signUp(bob);
        confirm(bob);
        bobCredentials = vend(tokens(bob).id());
        String beach = "photos/" + aliceCredentials.identityId() + "/beach.jpg";
        try (PhotoClient s3 = client(bobCredentials)) {
            s3.put("photos/" + bobCredentials.identityId() + "/cat.jpg", Photo.jpeg(Color.GRAY, 200, 200));
            String why = denied("AccessDenied", () -> s3.get(beach));
            denied("AccessDenied", () -> s3.put(beach, new byte[] {1}));
            denied("AccessDenied", () -> s3.delete(beach));
            denied("AccessDenied", () -> s3.list("photos/"));
            denied("AccessDenied", () -> s3.list("photos/" + aliceCredentials.identityId() + "/"));
            accounts.refused(
                    "NOT_AUTHORIZED",
                    "credentials",
                    Map.of(
                            "identityId", aliceCredentials.identityId(),
                            "idToken", tokens(bob).id()));
            return why;
        }
    }

    private String guest() throws Exception {
        String identity = accounts.must("identity", Map.of()).text("identityId");
        Credentials credentials = Credentials.of(accounts.must("credentials", Map.of("identityId", identity)));
        String published = "public/" + aliceCredentials.identityId() + ".jpg";
        try (PhotoClient s3 = client(credentials)) {
            require(s3.get(published).length > 0, "a guest reads what is public");
            denied("AccessDenied", () -> s3.put(published, new byte[] {1}));
            denied("AccessDenied", () -> s3.get("photos/" + identity + "/x.jpg"));
            denied("AccessDenied", () -> s3.get("photos/" + aliceCredentials.identityId() + "/beach.jpg"));
            denied("AccessDenied", () -> s3.list("public/"));
        }
        accounts.refused("NOT_AUTHORIZED", "credentials", Map.of("identityId", aliceCredentials.identityId()));
        return "GET public/ allowed; PUT, photos/ and listing denied; another's identity id is worth nothing";
    }

    private String forgedUpload() throws IOException, InterruptedException {
        String key = "photos/" + aliceCredentials.identityId() + "/forged.jpg";
        try (PhotoClient forger = client(aliceCredentials.withSecretKey("A".repeat(40)));
                PhotoClient honest = client(aliceCredentials)) {
            denied("SignatureDoesNotMatch", () -> forger.put(key, new byte[1_000]));
            String answer = new RawUpload(server.photosUri(), clock)
                    .putOtherThanSigned("/" + PhotoServer.BUCKET + "/" + key, aliceCredentials);
            require(answer.contains("payload."), "a body that is not the signed one is refused as such: " + answer);
            denied("NoSuchKey", () -> honest.get(key));
        }
        return "another key's signature, or another body than the signed one: refused, nothing is written";
    }

    private String signOut() throws IOException, InterruptedException {
        accounts.must("profile", Map.of("accessToken", aliceTokens.access()));
        accounts.must("sign-out", Map.of("accessToken", aliceTokens.access()));
        accounts.refused("NOT_AUTHORIZED", "refresh", Map.of("refreshToken", aliceTokens.refresh()));
        String beach = "photos/" + aliceCredentials.identityId() + "/beach.jpg";
        try (PhotoClient s3 = client(aliceCredentials)) {
            long token = untilRefused(() -> accounts.call("profile", Map.of("accessToken", aliceTokens.access()))
                            .status()
                    != 200);
            long vending = untilRefused(() -> accounts.call("identity", Map.of("idToken", aliceTokens.id()))
                            .status()
                    != 200);
            long vended = untilRefused(() -> isRefused(() -> s3.get(beach)));
            return "refresh fails at once; access token after " + token + " ms, new credentials after " + vending
                    + " ms, vended ones after " + vended + " ms (bound " + BOUND.toMillis() + " ms)";
        }
    }

    /** Something that is refused from some moment on. */
    @FunctionalInterface
    private interface Attempt {
        boolean refused() throws IOException, InterruptedException;
    }

    private static long untilRefused(Attempt attempt) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!attempt.refused()) {
            require(System.nanoTime() - start < BOUND.toNanos(), "it is refused within the bound");
            Thread.sleep(20);
        }
        return (System.nanoTime() - start) / 1_000_000;
    }

    private String expiry() {
        String cat = "photos/" + bobCredentials.identityId() + "/cat.jpg";
        try (PhotoClient s3 = client(bobCredentials)) {
            require(s3.get(cat).length > 0, "Bob's credentials still work");
            clock.advance(Duration.ofHours(1));
            denied("ExpiredToken", () -> s3.get(cat));
        }
        return "until " + bobCredentials.expiration() + " and not a moment longer";
    }

    private PhotoClient client(Credentials credentials) {
        return new PhotoClient(server.photosUri(), PhotoServer.REGION, PhotoServer.BUCKET, credentials);
    }

    private static boolean isRefused(Runnable call) {
        try {
            call.run();
            return false;
        } catch (S3Exception e) {
            return true;
        }
    }

    /** Demands that the call fails with this S3 error code, and returns the server's explanation. */
    private static String denied(String code, Runnable call) {
        try {
            call.run();
        } catch (S3Exception e) {
            String actual = e.awsErrorDetails().errorCode();
            require(code.equals(actual), "the error is " + code + ", not " + actual + ": " + e.getMessage());
            return e.awsErrorDetails().errorMessage();
        }
        throw new StepFailed("it was not refused with " + code);
    }

    private static void require(boolean holds, String claim) {
        if (!holds) {
            throw new StepFailed("this does not hold: " + claim);
        }
    }
}
