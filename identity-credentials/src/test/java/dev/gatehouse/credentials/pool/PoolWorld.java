package dev.gatehouse.credentials.pool;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.FamilyId;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.credentials.guard.CredentialGuard;
import dev.gatehouse.credentials.guard.GuardOutcome;
import dev.gatehouse.credentials.guard.S3Request;
import dev.gatehouse.credentials.role.RoleDefinition;
import dev.gatehouse.credentials.signature.RequestSigner;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.credentials.signature.SignatureVerifier;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.signature.SigningCredentials;
import dev.gatehouse.credentials.sts.LocalSts;
import dev.gatehouse.credentials.sts.StsKeys;
import dev.gatehouse.credentials.sts.StsSessions;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.testkit.UnsafeSeededRandom;
import dev.gatehouse.token.KeyRing;
import dev.gatehouse.token.KeyRotation;
import dev.gatehouse.token.RevocationEntry;
import dev.gatehouse.token.RevocationSnapshotView;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.token.SigningKey;
import dev.gatehouse.token.TokenKind;
import dev.gatehouse.token.TokenSigner;
import dev.gatehouse.token.TokenType;
import dev.gatehouse.token.TokenVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** An identity pool whose users sign in at a user pool that really signs, a local STS, and the guard of a bucket. */
final class PoolWorld {
    static final PoolId POOL = new PoolId("us-east-1:1cd55b65-2d71-441c-83c0-a5de48b83f77");
    static final String ISSUER = "https://auth.example.test/local_photos";
    static final String LOGIN = "auth.example.test/local_photos";
    static final RoleName USERS = new RoleName("Users");
    static final RoleName GUESTS = new RoleName("Guests");
    static final String BUCKET = "photo-bucket";

    private static final SecureRandom RANDOM = new UnsafeSeededRandom(5);
    private static final KeyRing RING = KeyRing.of(
            KeyRotation.of(Duration.ofDays(900), Duration.ofHours(1), Duration.ofHours(2)),
            List.of(SigningKey.generate(SigningAlgorithm.ES256, 1, Instant.parse("2026-01-01T00:00:00Z"), RANDOM)));

    final FakeClock clock = new FakeClock();
    final Stores engine;
    final RevocationSnapshotView userPoolView = new RevocationSnapshotView(Duration.ofDays(1_000));
    final IdentityPool pool;
    final CredentialGuard guard;
    private final TokenSigner signer = new TokenSigner(() -> RING, clock);
    private final SignatureSettings signing = SignatureSettings.s3("us-east-1").build();

    PoolWorld(Stores engine) {
        this(engine, engine);
    }

    PoolWorld(Stores engine, Stores faulty) {
        this.engine = engine;
        userPoolView.apply(List.of(), clock.instant());
        Sealer sealer = new Sealer(new FixedMasterKeys().load(), RANDOM);
        StsKeys keys = StsKeys.of(1, Map.of(1, new byte[StsKeys.KEY_LENGTH]));
        this.pool = IdentityPool.builder(IdentityPoolSettings.builder(POOL)
                        .provider(LoginProvider.userPool(LOGIN, idTokens()))
                        .authenticatedRole(USERS)
                        .unauthenticatedRole(GUESTS)
                        .allowGuests()
                        .build())
                .stores(faulty)
                .masterKeys(new FixedMasterKeys().load())
                .vendor(new LocalSts(keys, sealer, RANDOM, clock))
                .clock(clock)
                .random(RANDOM)
                .build();
        this.guard = new CredentialGuard(
                new StsSessions(POOL, keys, sealer, clock),
                new SignatureVerifier(signing, clock),
                pool.roles(),
                pool.revocations().withFamiliesOf(userPoolView),
                clock);
    }

    private TokenVerifier idTokens() {
        return TokenVerifier.revocable(RING.verificationKeys(clock.instant()), userPoolView, clock)
                .kind(TokenKind.ID)
                .issuer(ISSUER)
                .algorithms(SigningAlgorithm.ES256)
                .clients("web")
                .build();
    }

    /** Registers both roles: users in their own folder, guests reading what is public. */
    PoolWorld withRoles() {
        pool.roles()
                .put(role(USERS, "authenticated", "photos/${cognito-identity.amazonaws.com:sub}/*"))
                .orElseThrow();
        pool.roles().put(role(GUESTS, "unauthenticated", "public/*")).orElseThrow();
        return this;
    }

    static RoleDefinition role(RoleName name, String amr, String objects) {
        return RoleDefinition.builder(name)
                .trustPolicy(trust().replace("\"authenticated\"", '"' + amr + '"'))
                .permissionPolicy("objects", """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject",
                        "Resource":"arn:aws:s3:::photo-bucket/%s"}]}""".formatted(objects))
                .build();
    }

    /** Returns the seed's trust policy, as printed. */
    static String trust() {
        try (InputStream in = PoolWorld.class.getResourceAsStream("/policies/trust-authenticated.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Map<String, String> login(String subject) {
        return Map.of(LOGIN, idToken(subject, "web", "family-of-" + subject, "id"));
    }

    String idToken(String subject, String client, String family, String use) {
        long now = clock.instant().getEpochSecond();
        return signer.sign(
                SigningAlgorithm.ES256,
                TokenType.JWT,
                Map.of(
                        "sub",
                        subject,
                        "iss",
                        ISSUER,
                        use.equals("id") ? "aud" : "client_id",
                        client,
                        "token_use",
                        use,
                        "iat",
                        now,
                        "exp",
                        now + 3_600,
                        "auth_time",
                        now,
                        "origin_jti",
                        family,
                        "jti",
                        UUID.randomUUID().toString()));
    }

    TemporaryCredentials vended(String subject) {
        Map<String, String> login = login(subject);
        return pool.getCredentials(pool.getId(login).orElseThrow(), login)
                .orElseThrow()
                .credentials();
    }

    GuardOutcome get(TemporaryCredentials credentials, String key) {
        return guard.authorize(signed(credentials, key), Map.of());
    }

    S3Request signed(TemporaryCredentials credentials, String key) {
        SignedRequest plain = SignedRequest.builder()
                .method("GET")
                .rawPath("/" + BUCKET + "/" + key.replace(":", "%3A"))
                .header("host", "photos.example.test")
                .build()
                .orElseThrow();
        SignedRequest signed = new RequestSigner(signing, clock)
                .sign(plain, SigningCredentials.of(credentials))
                .orElseThrow();
        return S3Request.of(signed).orElseThrow();
    }

    void revoke(String subject) {
        userPoolView.apply(
                Set.of(new RevocationEntry.Family(
                        new FamilyId("family-of-" + subject), clock.instant().plus(Duration.ofDays(1)))),
                clock.instant());
    }

    static ErrorCode code(Outcome<?> outcome) {
        return outcome.asRefusal()
                .orElseThrow(() -> new AssertionError("was not refused"))
                .code();
    }
}
