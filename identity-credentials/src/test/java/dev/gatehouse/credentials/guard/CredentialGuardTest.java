package dev.gatehouse.credentials.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.FamilyId;
import dev.gatehouse.IdentityId;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.RoleName;
import dev.gatehouse.Secret;
import dev.gatehouse.WriteId;
import dev.gatehouse.credentials.signature.RequestSigner;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.credentials.signature.SignatureVerifier;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.signature.SigningCredentials;
import dev.gatehouse.credentials.signature.VerifyingStream;
import dev.gatehouse.credentials.sts.LocalSts;
import dev.gatehouse.credentials.sts.StsKeys;
import dev.gatehouse.credentials.sts.StsSessions;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.credential.VendingRequest;
import dev.gatehouse.spi.store.Role;
import dev.gatehouse.token.RevocationEntry;
import dev.gatehouse.token.RevocationSnapshotView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CredentialGuardTest {
    private static final PoolId POOL = new PoolId("eu-west-1:pool");
    private static final String ME = "eu-west-1:me";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SignatureSettings S3 =
            SignatureSettings.s3("eu-west-1").build();
    private static final String OWN_FOLDER = """
            {"Version":"2012-10-17","Statement":[
              {"Sid":"Own","Effect":"Allow","Action":["s3:GetObject","s3:PutObject","s3:DeleteObject"],
               "Resource":"arn:aws:s3:::photos/${cognito-identity.amazonaws.com:sub}/*"},
              {"Sid":"List","Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::photos",
               "Condition":{"StringLike":{"s3:prefix":"${cognito-identity.amazonaws.com:sub}/*"}}},
              {"Sid":"Team","Effect":"Allow","Action":"s3:GetObject",
               "Resource":"arn:aws:s3:::teams/${aws:PrincipalTag/team}/*",
               "Condition":{"Bool":{"aws:SecureTransport":"true"},"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}]}""";

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final InstantSource clock = () -> now;
    private final StsKeys keys = StsKeys.of(1, Map.of(1, new byte[32]));
    private final Sealer sealer = new Sealer(MasterKeys.of(1, Map.of(1, new byte[32])), RANDOM);
    private final RevocationSnapshotView view = new RevocationSnapshotView(Duration.ofDays(1));
    private final AtomicInteger rolesRead = new AtomicInteger();
    private Optional<Role> role = Optional.of(Role.builder()
            .arn("arn:aws:iam::123456789012:role/Auth")
            .incarnation(new WriteId("ab".repeat(16)))
            .trustPolicy("{}")
            .permissionPolicies(Map.of("folder", OWN_FOLDER))
            .createdAt(Instant.EPOCH)
            .build());

    CredentialGuardTest() {
        view.apply(List.of(), now);
    }

    private CredentialGuard guard() {
        return new CredentialGuard(
                new StsSessions(POOL, keys, sealer, clock),
                new SignatureVerifier(S3, clock),
                name -> {
                    rolesRead.incrementAndGet();
                    return name.value().equals("Auth") ? role : Optional.empty();
                },
                view,
                clock);
    }

    private TemporaryCredentials vend(UnaryOperator<VendingRequest.Builder> change) {
        VendingRequest.Builder request = VendingRequest.builder()
                .pool(POOL, 1)
                .identity(new IdentityId(ME), 1)
                .role(new RoleName("Auth"), "arn:aws:iam::123456789012:role/Auth", new WriteId("ab".repeat(16)), 1)
                .authenticated(true)
                .principalTags(Map.of("team", "red"))
                .originFamily(Optional.of("family"))
                .duration(Duration.ofHours(1));
        return new LocalSts(keys, sealer, RANDOM, clock)
                .vend(change.apply(request).build())
                .orElseThrow();
    }

    private static SignedRequest.Builder http(String method, String path) {
        return SignedRequest.builder().method(method).rawPath(path).header("Host", "s3.example");
    }

    private SignedRequest sign(SignedRequest.Builder request, TemporaryCredentials credentials) {
        return new RequestSigner(S3, clock)
                .sign(request.build().orElseThrow(), SigningCredentials.of(credentials))
                .orElseThrow();
    }

    private GuardOutcome ask(SignedRequest request) {
        return guard().authorize(S3Request.of(request).orElseThrow(), Map.of());
    }

    private GuardOutcome ask(String method, String path) {
        return ask(sign(http(method, path), vend(b -> b)));
    }

    private static void refused(GuardOutcome outcome, ErrorCode code, String rule) {
        assertThat(outcome).isInstanceOf(GuardOutcome.Refused.class);
        assertThat(outcome.toOutcome().asRefusal()).contains(Refusal.of(code, rule));
    }

    private static Decision denied(GuardOutcome outcome) {
        assertThat(outcome).isInstanceOf(GuardOutcome.Denied.class);
        assertThat(outcome.toOutcome().asRefusal().orElseThrow().code()).isEqualTo(ErrorCode.ACCESS_DENIED);
        return ((GuardOutcome.Denied) outcome).decision();
    }

    private static GuardedRequest allowed(GuardOutcome outcome) {
        return outcome.toOutcome().orElseThrow();
    }

    @Test
    void one_opens_ones_own_folder_and_the_body_is_verified() throws IOException {
        byte[] photo = "jpeg".getBytes(StandardCharsets.US_ASCII);
        SignedRequest put = sign(http("PUT", "/photos/" + ME + "/a.jpg").bodyDigest(sha256(photo)), vend(b -> b));
        GuardedRequest request = allowed(ask(put));
        assertThat(request.decision().sid()).contains("Own");
        assertThat(request.explainedDecision().explanation().orElseThrow().statements())
                .hasSize(3);
        assertThat(request.session().identity().value()).isEqualTo(ME);
        VerifyingStream body = request.body(new ByteArrayInputStream(photo));
        assertThat(body.readAllBytes()).isEqualTo(photo);
        assertThat(body.verified()).isTrue();
        VerifyingStream other = request.body(new ByteArrayInputStream("gpej".getBytes(StandardCharsets.US_ASCII)));
        assertThatThrownBy(other::readAllBytes).isInstanceOf(IOException.class);
        for (String method : List.of("GET", "HEAD", "DELETE")) {
            assertThat(allowed(ask(method, "/photos/" + ME + "/a.jpg"))
                            .decision()
                            .allowed())
                    .isTrue();
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void another_identitys_folder_is_denied_and_the_decision_explains_itself() {
        for (String path : List.of(
                "/photos/eu-west-1:you/a.jpg",
                "/photos/" + ME,
                "/photos/a.jpg",
                "/other/" + ME + "/a.jpg",
                "/photos/" + ME + "x/a",
                "/photos/%2A/a")) {
            Decision decision = denied(ask("GET", path));
            assertThat(decision.kind()).isEqualTo(Decision.Kind.IMPLICIT_DENY);
            assertThat(decision.explanation().orElseThrow().statements()).hasSize(3);
        }
    }

    @Test
    void a_listing_is_allowed_for_ones_own_prefix_only() {
        assertThat(allowed(ask(sign(http("GET", "/photos").rawQuery("list-type=2&prefix=" + ME + "%2F"), vend(b -> b))))
                        .decision()
                        .sid())
                .contains("List");
        for (String query : List.of(
                "list-type=2",
                "list-type=2&prefix=",
                "list-type=2&prefix=eu-west-1%3Ayou%2F",
                "list-type=2&prefix=%2A")) {
            denied(ask(sign(http("GET", "/photos").rawQuery(query), vend(b -> b))));
        }
    }

    @Test
    void tags_and_the_callers_context_reach_the_policies_and_cannot_replace_the_guards() {
        SignedRequest get = sign(http("GET", "/teams/red/plan.txt"), vend(b -> b));
        S3Request request = S3Request.of(get).orElseThrow();
        Map<String, List<String>> secure =
                Map.of("aws:SecureTransport", List.of("true"), "aws:SourceIp", List.of("10.1.2.3"));
        assertThat(allowed(guard().authorize(request, secure)).decision().sid()).contains("Team");
        denied(guard().authorize(
                        request, Map.of("aws:SecureTransport", List.of("true"), "aws:SourceIp", List.of("192.0.2.1"))));
        denied(guard().authorize(request, Map.of()));
        denied(guard().authorize(
                        S3Request.of(sign(http("GET", "/teams/blue/plan.txt"), vend(b -> b)))
                                .orElseThrow(),
                        secure));
        assertThatThrownBy(() -> guard().authorize(request, Map.of("AWS:principaltag/team", List.of("blue"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> guard().authorize(request, Map.of("cognito-identity.amazonaws.com:sub", List.of("x"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cve_2025_62506_a_session_policy_never_widens_and_always_shrinks() {
        String all =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
        String read = all.replace("\"Action\":\"*\"", "\"Action\":\"s3:GetObject\"");
        String deny = all.replace("Allow", "Deny");
        SignedRequest foreign =
                sign(http("GET", "/photos/eu-west-1:you/a"), vend(b -> b.sessionPolicy(Optional.of(all))));
        denied(ask(foreign));
        String own = "/photos/" + ME + "/a";
        allowed(ask(sign(http("PUT", own), vend(b -> b.sessionPolicy(Optional.of(all))))));
        allowed(ask(sign(http("GET", own), vend(b -> b.sessionPolicy(Optional.of(read))))));
        denied(ask(sign(http("PUT", own), vend(b -> b.sessionPolicy(Optional.of(read))))));
        assertThat(denied(ask(sign(http("GET", own), vend(b -> b.sessionPolicy(Optional.of(deny))))))
                        .kind())
                .isEqualTo(Decision.Kind.EXPLICIT_DENY);
        role = Optional.of(
                role.orElseThrow().toBuilder().permissionsBoundary(read).build());
        allowed(ask("GET", own));
        denied(ask("PUT", own));
    }

    @Test
    void a_permanent_looking_key_and_a_temporary_key_without_its_token_are_refused() {
        TemporaryCredentials credentials = vend(b -> b);
        RequestSigner signer = new RequestSigner(S3, clock);
        SignedRequest plain = http("GET", "/photos/" + ME + "/a").build().orElseThrow();
        SigningCredentials permanent =
                SigningCredentials.of("AKIAIOSFODNN7EXAMPLE", credentials.secretKey(), credentials.sessionToken());
        SigningCredentials bare = SigningCredentials.of(credentials.accessKeyId(), credentials.secretKey());
        refused(ask(signer.sign(plain, permanent).orElseThrow()), ErrorCode.NOT_AUTHORIZED, "guard.access-key-id");
        refused(ask(signer.sign(plain, bare).orElseThrow()), ErrorCode.NOT_AUTHORIZED, "guard.session-token");
        refused(
                ask(signer.presign(plain, bare, Duration.ofMinutes(1)).orElseThrow()),
                ErrorCode.NOT_AUTHORIZED,
                "guard.session-token");
        refused(ask(plain), ErrorCode.NOT_AUTHORIZED, "sigv4.missing");
        SigningCredentials crossed = SigningCredentials.of(
                credentials.accessKeyId(), credentials.secretKey(), vend(b -> b).sessionToken());
        refused(ask(signer.sign(plain, crossed).orElseThrow()), ErrorCode.NOT_AUTHORIZED, "sts.token");
        SigningCredentials guessed =
                SigningCredentials.of(credentials.accessKeyId(), Secret.of("x".repeat(40)), credentials.sessionToken());
        refused(ask(signer.sign(plain, guessed).orElseThrow()), ErrorCode.SIGNATURE_DOES_NOT_MATCH, "sigv4.signature");
        assertThat(rolesRead).as("no role is read before the signature holds").hasValue(0);
    }

    @Test
    void credentials_end_for_header_and_presigned_requests_alike() {
        TemporaryCredentials credentials = vend(b -> b.duration(Duration.ofMinutes(15)));
        SignedRequest presigned = new RequestSigner(S3, clock)
                .presign(
                        http("GET", "/photos/" + ME + "/a").build().orElseThrow(),
                        SigningCredentials.of(credentials),
                        Duration.ofDays(7))
                .orElseThrow();
        now = credentials.expiration().minusSeconds(1);
        assertThat(allowed(ask(presigned)).request().validUntil()).isEqualTo(credentials.expiration());
        allowed(ask(sign(http("GET", "/photos/" + ME + "/a"), credentials)));
        now = credentials.expiration();
        refused(ask(presigned), ErrorCode.EXPIRED_TOKEN, "sts.expired");
        refused(ask(sign(http("GET", "/photos/" + ME + "/a"), credentials)), ErrorCode.EXPIRED_TOKEN, "sts.expired");
    }

    @Test
    void what_was_vended_is_revoked_by_identity_role_pool_and_sign_in() {
        SignedRequest request = sign(http("GET", "/photos/" + ME + "/a"), vend(b -> b));
        allowed(ask(request));
        int before = rolesRead.get();
        List<RevocationEntry> entries = List.of(
                new RevocationEntry.Identity(new IdentityId(ME), 2),
                new RevocationEntry.Role(new RoleName("Auth"), 2),
                new RevocationEntry.Pool(2),
                new RevocationEntry.Family(new FamilyId("family"), now.plusSeconds(9_000)));
        for (RevocationEntry entry : entries) {
            RevocationSnapshotView one = new RevocationSnapshotView(Duration.ofDays(1));
            one.apply(List.of(entry), now);
            CredentialGuard guard = new CredentialGuard(
                    new StsSessions(POOL, keys, sealer, clock),
                    new SignatureVerifier(S3, clock),
                    name -> {
                        rolesRead.incrementAndGet();
                        return role;
                    },
                    one,
                    clock);
            refused(
                    guard.authorize(S3Request.of(request).orElseThrow(), Map.of()),
                    ErrorCode.NOT_AUTHORIZED,
                    "guard.revoked");
        }
        assertThat(rolesRead).hasValue(before);
        role = Optional.of(role.orElseThrow().toBuilder().epoch(2).build());
        refused(ask(request), ErrorCode.NOT_AUTHORIZED, "guard.revoked");
    }

    @Test
    void a_stale_revocation_view_refuses() {
        now = now.plus(Duration.ofDays(2));
        refused(ask("GET", "/photos/" + ME + "/a"), ErrorCode.TOO_MANY_REQUESTS, "guard.revocation-view");
    }

    @Test
    void a_role_that_is_gone_or_recycled_revives_nothing() {
        SignedRequest request = sign(http("GET", "/photos/" + ME + "/a"), vend(b -> b));
        Role standing = role.orElseThrow();
        role = Optional.empty();
        refused(ask(request), ErrorCode.NOT_AUTHORIZED, "guard.role");
        role = Optional.of(
                standing.toBuilder().incarnation(new WriteId("cd".repeat(16))).build());
        refused(ask(request), ErrorCode.NOT_AUTHORIZED, "guard.role");
    }

    @Test
    void a_changed_role_policy_takes_effect_at_once() {
        allowed(ask("GET", "/photos/" + ME + "/a"));
        role = Optional.of(
                role.orElseThrow().toBuilder().permissionPolicies(Map.of()).build());
        denied(ask("GET", "/photos/" + ME + "/a"));
    }

    @Test
    void a_request_changed_after_signing_is_refused_before_any_policy() {
        SignedRequest request = sign(http("GET", "/photos/" + ME + "/a"), vend(b -> b));
        SignedRequest moved =
                request.toBuilder().rawPath("/photos/" + ME + "/b").build().orElseThrow();
        refused(ask(moved), ErrorCode.SIGNATURE_DOES_NOT_MATCH, "sigv4.signature");
        SignedRequest listed =
                request.toBuilder().header("x-amz-meta-a", "b").build().orElseThrow();
        refused(ask(listed), ErrorCode.ACCESS_DENIED, "sigv4.unsigned-header");
        assertThat(rolesRead).hasValue(0);
    }

    @Test
    void credentials_of_another_pool_or_key_ring_are_refused() {
        TemporaryCredentials elsewhere = vend(b -> b.pool(new PoolId("eu-west-1:other"), 1));
        refused(ask(sign(http("GET", "/photos/" + ME + "/a"), elsewhere)), ErrorCode.NOT_AUTHORIZED, "sts.token");
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;
        LocalSts rogue = new LocalSts(StsKeys.of(1, Map.of(1, otherKey)), sealer, RANDOM, clock);
        TemporaryCredentials minted = rogue.vend(VendingRequest.builder()
                        .pool(POOL, 1)
                        .identity(new IdentityId(ME), 1)
                        .role(
                                new RoleName("Auth"),
                                "arn:aws:iam::123456789012:role/Auth",
                                new WriteId("ab".repeat(16)),
                                1)
                        .build())
                .orElseThrow();
        refused(
                ask(sign(http("GET", "/photos/" + ME + "/a"), minted)),
                ErrorCode.SIGNATURE_DOES_NOT_MATCH,
                "sigv4.signature");
        assertThat(rolesRead).hasValue(0);
    }
}
