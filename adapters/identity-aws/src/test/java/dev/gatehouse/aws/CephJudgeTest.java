package dev.gatehouse.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.RoleName;
import dev.gatehouse.Secret;
import dev.gatehouse.WriteId;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.credentials.pool.IdentityPoolSettings;
import dev.gatehouse.credentials.pool.LoginProvider;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.credential.VendingRequest;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.user.ExternalIdentity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A judge that is not ours: Ceph's RADOS gateway takes our tokens in AssumeRoleWithWebIdentity and enforces what the
 * role, the session policy and the session tags say. Profile {@code ceph}.
 */
@Tag("ceph")
class CephJudgeTest {
    private static final PoolId POOL = new PoolId("local:8b0b1a52-6a4e-4c9c-9f0b-0d2f1a3c4e5f");
    private static final IdentityId ALICE = new IdentityId("local:1cd55b65-2d71-441c-83c0-a5de48b83f77");
    private static final RoleName PHOTOS = new RoleName("Photos");
    private static final RoleName OTHERS = new RoleName("Others");
    private static final RoleName TAGGED = new RoleName("Tagged");
    private static final String KEY_ID = "OPERATOROPERATOR0001";
    private static final String KEY = "operator".repeat(5);
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    static Path folder;

    private static @Nullable CephCluster cluster;
    private static @Nullable OidcIssuer issuer;
    private static @Nullable TestTokens tokens;
    private static @Nullable CephIam iam;
    private static @Nullable S3Client operator;

    @BeforeAll
    static void start() throws Exception {
        List<String> missing = CephCluster.missing();
        if (!missing.isEmpty()) {
            System.err.println("SKIPPED: CephJudgeTest: not installed on this machine: " + missing);
        }
        assumeTrue(missing.isEmpty(), "not installed: " + missing);
        CephCluster started = CephCluster.start(folder);
        cluster = started;
        OidcIssuer provider = new OidcIssuer();
        issuer = provider;
        TestTokens signing = new TestTokens(provider.issuer(), CLOCK);
        tokens = signing;
        started.ceph(
                "radosgw-admin",
                "-n",
                "client.admin",
                "user",
                "create",
                "--uid=operator",
                "--display-name=operator",
                "--access-key=" + KEY_ID,
                "--secret-key=" + KEY,
                "--caps=roles=*;oidc-provider=*");
        CephIam operating = new CephIam(started.gateway(), KEY_ID, KEY, CLOCK);
        iam = operating;
        register(provider, signing.jwks(POOL));
        role(provider, PHOTOS, POOL.value(), allow("arn:aws:s3:::photos/alice/*", ""));
        role(provider, OTHERS, "another-pool", allow("arn:aws:s3:::photos/*", ""));
        role(
                provider,
                TAGGED,
                POOL.value(),
                allow(
                        "arn:aws:s3:::photos/*",
                        ",\"Condition\":{\"StringEquals\":{\"aws:PrincipalTag/team\":\"blue\"}}"));
        S3Client s3 = s3(AwsBasicCredentials.create(KEY_ID, KEY));
        operator = s3;
        s3.createBucket(b -> b.bucket("photos"));
        s3.putObject(b -> b.bucket("photos").key("alice/cat.jpg"), RequestBody.fromString("cat"));
        s3.putObject(b -> b.bucket("photos").key("bob/dog.jpg"), RequestBody.fromString("dog"));
    }

    @AfterAll
    static void stop() {
        if (operator != null) {
            operator.close();
        }
        if (issuer != null) {
            issuer.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    private static CephIam iam() {
        return Objects.requireNonNull(iam);
    }

    private static TestTokens tokens() {
        return Objects.requireNonNull(tokens);
    }

    private static void register(OidcIssuer provider, String jwks) throws Exception {
        iam().call(
                        "CreateOpenIDConnectProvider",
                        Map.of(
                                "Url",
                                provider.issuer(),
                                "ClientIDList.member.1",
                                POOL.value(),
                                "ThumbprintList.member.1",
                                provider.publish(jwks)));
    }

    private static void role(OidcIssuer issuer, RoleName role, String audience, String policy) throws Exception {
        String provider = issuer.name();
        iam().call(
                        "CreateRole",
                        Map.of(
                                "RoleName",
                                role.value(),
                                "Path",
                                "/",
                                "AssumeRolePolicyDocument",
                                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":"
                                        + "[\"arn:aws:iam:::oidc-provider/" + provider + "\"]},\"Action\":"
                                        + "[\"sts:AssumeRoleWithWebIdentity\",\"sts:TagSession\"],\"Condition\":{"
                                        + "\"StringEquals\":{\"" + provider + ":aud\":\"" + audience + "\"}}}]}"));
        iam().call("PutRolePolicy", Map.of("RoleName", role.value(), "PolicyName", "photos", "PolicyDocument", policy));
    }

    private static String allow(String resource, String condition) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\","
                + "\"s3:PutObject\"],\"Resource\":\"" + resource + "\"" + condition + "}]}";
    }

    private static OidcIssuer issuer() {
        return Objects.requireNonNull(issuer);
    }

    private static URI gateway() {
        return Objects.requireNonNull(cluster).gateway();
    }

    private static S3Client s3(AwsCredentials credentials) {
        return S3Client.builder()
                .endpointOverride(gateway())
                .region(Region.of("default"))
                .forcePathStyle(true)
                .serviceConfiguration(c -> c.chunkedEncodingEnabled(false))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED) // this gateway knows no trailers
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    private static S3Client s3(TemporaryCredentials vended) {
        return s3(AwsSessionCredentials.create(
                vended.accessKeyId(),
                vended.secretKey().use(String::new),
                vended.sessionToken().use(String::new)));
    }

    private static VendingRequest.Builder request(RoleName role) {
        return VendingRequest.builder()
                .pool(POOL, 0)
                .identity(ALICE, 0)
                .role(role, "arn:aws:iam:::role/" + role, new WriteId("0a".repeat(16)), 0)
                .sessionName("alice")
                .authenticated(true)
                .duration(Duration.ofMinutes(15));
    }

    private static Outcome<TemporaryCredentials> vend(WebIdentityTokenSource tokens, VendingRequest request) {
        return AwsStsVendor.builder(gateway(), tokens, CLOCK, TestTokens.RANDOM)
                .allowPlainLoopback()
                .build()
                .vend(request);
    }

    private static TemporaryCredentials vend(VendingRequest.Builder request) {
        return vend(tokens(), request.build()).orElseThrow();
    }

    private static String get(S3Client s3, String key) {
        return s3.getObjectAsBytes(b -> b.bucket("photos").key(key)).asUtf8String();
    }

    private static void put(S3Client s3, String key) {
        s3.putObject(b -> b.bucket("photos").key(key), RequestBody.fromString("new"));
    }

    private static void denied(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(S3Exception.class)
                .satisfies(e -> assertThat(((S3Exception) e).statusCode()).isEqualTo(403));
    }

    @Test
    void ourTokenBecomesCredentialsAndTheRolesPolicyIsEnforced() {
        TemporaryCredentials vended = vend(request(PHOTOS));
        assertThat(Duration.between(CLOCK.instant(), vended.expiration()))
                .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));

        try (S3Client s3 = s3(vended)) {
            assertThat(get(s3, "alice/cat.jpg")).isEqualTo("cat");
            put(s3, "alice/new.jpg");
            assertThat(get(s3, "alice/new.jpg")).isEqualTo("new");
            denied(() -> get(s3, "bob/dog.jpg"));
            denied(() -> put(s3, "bob/new.jpg"));
            denied(() -> s3.deleteObject(b -> b.bucket("photos").key("alice/cat.jpg")));
            denied(() -> s3.listObjectsV2(b -> b.bucket("photos")));
        }
    }

    /** The basic flow's token, of the pool's own keys: what an application has without any code of this test. */
    @Test
    void theIdentityPoolsOwnOpenIdTokenIsAccepted() throws Exception {
        try (OidcIssuer own = new OidcIssuer()) {
            IdentityPool pool = IdentityPool.builder(IdentityPoolSettings.builder(POOL)
                            .provider(LoginProvider.of(
                                    "login.example",
                                    token -> Outcome.success(ExternalIdentity.builder("login.example", "alice")
                                            .build())))
                            .allowClassicFlow()
                            .tokenIssuer(own.issuer())
                            .build())
                    .stores(new InMemoryStores())
                    .masterKeys(new FixedMasterKeys().load())
                    .vendor(r -> Outcome.refused(ErrorCode.UNSUPPORTED_OPERATION))
                    .clock(CLOCK)
                    .random(TestTokens.RANDOM)
                    .build();
            Map<String, String> logins = Map.of("login.example", "a login's token");
            IdentityId identity = pool.getId(logins).orElseThrow();
            register(own, pool.tokens().jwksWithCertificates());
            RoleName role = new RoleName("OfPool");
            role(own, role, POOL.value(), allow("arn:aws:s3:::photos/bob/*", ""));

            TemporaryCredentials vended = vend(
                            r -> pool.openIdToken(r.identity(), logins)
                                    .map(token -> Secret.of(token.token().value())),
                            request(role).identity(identity, 0).build())
                    .orElseThrow();

            try (S3Client s3 = s3(vended)) {
                assertThat(get(s3, "bob/dog.jpg")).isEqualTo("dog");
                denied(() -> get(s3, "alice/cat.jpg"));
            }
        }
    }

    @Test
    void aSessionPolicyShrinksTheRole() {
        String readOnly =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\","
                        + "\"Resource\":\"arn:aws:s3:::photos/*\"}]}";

        try (S3Client s3 = s3(vend(request(PHOTOS).sessionPolicy(Optional.of(readOnly))))) {
            assertThat(get(s3, "alice/cat.jpg")).isEqualTo("cat");
            denied(() -> put(s3, "alice/shrunk.jpg"));
            denied(() -> get(s3, "bob/dog.jpg")); // the session policy allows it, the role does not
        }
    }

    @Test
    void sessionTagsDecide() {
        try (S3Client blue = s3(vend(request(TAGGED).principalTags(Map.of("team", "blue"))));
                S3Client red = s3(vend(request(TAGGED).principalTags(Map.of("team", "red"))));
                S3Client none = s3(vend(request(TAGGED)))) {
            assertThat(get(blue, "bob/dog.jpg")).isEqualTo("dog");
            denied(() -> get(red, "bob/dog.jpg"));
            denied(() -> get(none, "bob/dog.jpg"));
        }
    }

    @Test
    void aTokenOfAnotherKeyIsRefused() throws Exception {
        TestTokens forger = new TestTokens(issuer().issuer(), CLOCK);

        refused(forger, request(PHOTOS));
    }

    @Test
    void aTokenWhosePayloadWasExchangedIsRefused() {
        refused(
                r -> {
                    String genuine = tokens().sign(r, Map.of());
                    String other = new TestTokens(issuer().issuer(), CLOCK).sign(r, Map.of("team", "blue"));
                    return Outcome.success(Secret.of(genuine.substring(0, genuine.indexOf('.'))
                            + other.substring(other.indexOf('.'), other.lastIndexOf('.'))
                            + genuine.substring(genuine.lastIndexOf('.'))));
                },
                request(PHOTOS).principalTags(Map.of("team", "blue")));
    }

    @Test
    void aTokenForAnotherPoolIsRefused() {
        assertThat(vend(claims(Map.of()), request(PHOTOS).build()).asRefusal()).isEmpty();
        refused(claims(Map.of("aud", "local:another")), request(PHOTOS));
        refused(tokens(), request(OTHERS));
    }

    @Test
    void anExpiredTokenIsRefused() {
        long past = CLOCK.instant().minusSeconds(600).getEpochSecond();

        refused(claims(Map.of("iat", past - 600, "exp", past)), request(PHOTOS));
    }

    @Test
    void aTokenOfAnIssuerThatIsNotRegisteredIsRefused() throws Exception {
        try (OidcIssuer stranger = new OidcIssuer()) {
            TestTokens theirs = new TestTokens(stranger.issuer(), CLOCK);
            assertThat(stranger.publish(theirs.jwks(POOL))).hasSize(40);
            refused(theirs, request(PHOTOS));
        }
    }

    @Test
    void theKeyIdOfOneSessionDoesNotGoWithTheTokenOfAnother() {
        TemporaryCredentials one = vend(request(PHOTOS));
        TemporaryCredentials other = vend(request(PHOTOS));
        TemporaryCredentials mixed =
                TemporaryCredentials.of(one.accessKeyId(), one.secretKey(), other.sessionToken(), Instant.MAX);

        try (S3Client s3 = s3(mixed)) {
            denied(() -> get(s3, "alice/cat.jpg"));
        }
    }

    private static WebIdentityTokenSource claims(Map<String, Object> changed) {
        return r -> {
            Map<String, @Nullable Object> claims = new HashMap<>(tokens().claims(r, r.principalTags()));
            claims.putAll(changed);
            return Outcome.success(Secret.of(tokens().sign(claims)));
        };
    }

    private static void refused(WebIdentityTokenSource tokens, VendingRequest.Builder request) {
        assertThat(vend(tokens, request.build()).asRefusal())
                .contains(Refusal.of(ErrorCode.ACCESS_DENIED, "sts.access-denied"));
    }
}
