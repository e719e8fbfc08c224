package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.RoleName;
import dev.gatehouse.Secret;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.VendorException;
import dev.gatehouse.spi.credential.CredentialVendor;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.credential.VendingRequest;
import dev.gatehouse.spi.store.PolicyReference;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rules V1 to V9 of a {@link CredentialVendor}, for whoever writes one: extend it in a test.
 *
 * <ul>
 *   <li>V1 credentials expire after now and no later than the duration asked for
 *   <li>V2 credentials are complete, and no two vendings share a key id, a secret or a token
 *   <li>V3 no {@code toString} shows a secret
 *   <li>V4 what is out of bounds is refused with {@code INVALID_PARAMETER}, not bent into shape
 *   <li>V5 what shrinks a session (its policy, shared policies, the scope-down of guests) is enforced or refused, never dropped
 *   <li>V6 principal tags and source identity are kept as given or refused, never dropped
 *   <li>V7 credentials are of the identity and the role that were asked for
 *   <li>V8 all of that under concurrent vending
 *   <li>V9 an outage is a {@link VendorException} (or {@code TOO_MANY_REQUESTS}), and tells no secret
 * </ul>
 */
public abstract class CredentialVendorContract {
    /** A session policy that every target that knows the policy language can read. */
    protected static final String SESSION_POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::canary-policy/*\"}]}";

    private static final PolicyReference SHARED = new PolicyReference("canary-shared", new WriteId("0b".repeat(16)));
    private static final int RUNNERS = 8;

    /** Makes the contract. */
    protected CredentialVendorContract() {}

    /** Returns the vendor under test, the same at each call within a test. */
    protected abstract CredentialVendor vendor();

    /** Returns the clock that the vendor goes by. */
    protected abstract InstantSource clock();

    /** Returns what the target holds for credentials that the vendor just made. */
    protected abstract VendedGrant granted(TemporaryCredentials credentials);

    /** Returns a vendor whose target is down; empty for a vendor that has no target to lose. */
    protected Optional<CredentialVendor> unreachable() {
        return Optional.empty();
    }

    /** Returns texts that must never be shown: what the vendor shows to its target as proof, for one. */
    protected Collection<String> secrets() {
        return Set.of();
    }

    /** Returns how far the target's clock may be from {@link #clock}; 5 s unless overridden. */
    protected Duration clockTolerance() {
        return Duration.ofSeconds(5);
    }

    /** Returns how often eight threads vend at once; 25 unless overridden. */
    protected int rounds() {
        return 25;
    }

    /** Returns a request that the vendor can serve; override it to name a role that the target knows. */
    protected VendingRequest.Builder request() {
        return VendingRequest.builder()
                .pool(new PoolId("eu-west-1:8b0b1a52-6a4e-4c9c-9f0b-0d2f1a3c4e5f"), 0)
                .identity(new IdentityId("eu-west-1:1cd55b65-2d71-441c-83c0-a5de48b83f77"), 0)
                .role(new RoleName("Reader"), "arn:aws:iam::123456789012:role/Reader", new WriteId("0a".repeat(16)), 0)
                .authenticated(true)
                .duration(Duration.ofHours(1));
    }

    @ParameterizedTest(name = "V1 credentials asked for {0} minutes end within them")
    @ValueSource(ints = {15, 60})
    @DisplayName("V1 credentials expire after now and no later than asked")
    void credentialsExpireInTime(int minutes) {
        Instant before = clock().instant();
        TemporaryCredentials vended = vend(request().duration(Duration.ofMinutes(minutes)));
        Instant after = clock().instant();
        assertThat(vended.expiration())
                .isAfter(after)
                .isAfter(before)
                .isBeforeOrEqualTo(after.plus(Duration.ofMinutes(minutes)).plus(clockTolerance()));
    }

    @Test
    @DisplayName("V2 credentials are complete, and no two vendings of one request share anything")
    void credentialsAreDistinct() {
        Distinct distinct = new Distinct();
        for (int n = 0; n < 50; n++) {
            distinct.add(vend(request()));
        }
    }

    @Test
    @DisplayName("V3 neither credentials nor vendor print a secret")
    void nothingPrintsASecret() {
        Outcome<TemporaryCredentials> outcome = vendor().vend(request().build());
        TemporaryCredentials vended = outcome.orElseThrow();
        String printed = outcome + " " + vended + " " + vendor() + " " + vended.accessKeyId();
        assertThat(printed).doesNotContain(text(vended.secretKey()));
        if (!text(vended.sessionToken()).isEmpty()) {
            assertThat(printed).doesNotContain(text(vended.sessionToken()));
        }
        tellsNoSecret(printed);
    }

    @ParameterizedTest(name = "V4 a duration of {0} s is refused")
    @ValueSource(longs = {-3_600, 0, 1, 43_201, 86_400 * 365L})
    @DisplayName("V4 a duration out of bounds is refused, not bent into shape")
    void impossibleDurationsAreRefused(long seconds) {
        isRefusedAsInvalid(request().duration(Duration.ofSeconds(seconds)), "PT");
    }

    @ParameterizedTest(name = "V4 a malformed session name is refused ({index})")
    @ValueSource(strings = {"", "a", "canary name", "canary/name", "canary\nname", "canary';--"})
    @DisplayName("V4 a malformed session name is refused")
    void malformedSessionNamesAreRefused(String name) {
        isRefusedAsInvalid(request().sessionName(name), "canary");
    }

    private void isRefusedAsInvalid(VendingRequest.Builder request, String input) {
        Optional<Refusal> refusal = vendor().vend(request.build()).asRefusal();
        assertThat(refusal).isPresent();
        assertThat(refusal.get().code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
        assertThat(refusal.get().rules()).isNotEmpty();
        assertThat(refusal.get().toString()).doesNotContain(input);
    }

    @Test
    @DisplayName("V5 a session policy is enforced as given or refused")
    void sessionPoliciesAreNeverDropped() {
        Optional<TemporaryCredentials> vended =
                vendedOrRefused(request().sessionPolicy(Optional.of(SESSION_POLICY)), "canary-policy");
        vended.ifPresent(
                credentials -> assertThat(granted(credentials).sessionPolicy()).contains(SESSION_POLICY));
        assertThat(granted(vend(request())).sessionPolicy()).isEmpty();
    }

    @Test
    @DisplayName("V5 shared session policies are enforced as given or refused")
    void sharedSessionPoliciesAreNeverDropped() {
        Set<PolicyReference> shared = Set.of(SHARED);
        vendedOrRefused(request().sharedSessionPolicies(shared), "canary")
                .ifPresent(vended ->
                        assertThat(granted(vended).sharedSessionPolicies()).isEqualTo(shared));
        assertThat(granted(vend(request())).sharedSessionPolicies()).isEmpty();
    }

    @Test
    @DisplayName("V5 the scope-down policy for guests is enforced or refused")
    void theScopeDownIsNeverDropped() {
        vendedOrRefused(request().authenticated(false).scopedDown(true), "canary")
                .ifPresent(vended -> assertThat(granted(vended).scopedDown()).isTrue());
        assertThat(granted(vend(request())).scopedDown()).isFalse();
    }

    @Test
    @DisplayName("V5 a session policy that is none is refused")
    void malformedSessionPoliciesAreRefused() {
        Outcome<TemporaryCredentials> outcome = vendor().vend(
                        request().sessionPolicy(Optional.of("{\"canary\":")).build());
        assertThat(outcome.asRefusal().map(Refusal::code))
                .isPresent()
                .get()
                .isIn(ErrorCode.MALFORMED_POLICY_DOCUMENT, ErrorCode.UNSUPPORTED_OPERATION);
        assertThat(outcome.toString()).doesNotContain("canary");
    }

    @Test
    @DisplayName("V6 principal tags are enforced as given or refused")
    void principalTagsAreNeverDropped() {
        Map<String, String> tags = Map.of("team", "canary-tag", "Cost Center", "ä/+=@:-_.");
        Optional<TemporaryCredentials> vended = vendedOrRefused(request().principalTags(tags), "canary-tag");
        vended.ifPresent(
                credentials -> assertThat(granted(credentials).principalTags()).isEqualTo(tags));
        assertThat(granted(vend(request())).principalTags()).isEmpty();
    }

    @Test
    @DisplayName("V6 a source identity is kept or refused")
    void sourceIdentitiesAreNeverDropped() {
        vendedOrRefused(request().sourceIdentity(Optional.of("canary@example.com")), "canary")
                .ifPresent(
                        vended -> assertThat(granted(vended).sourceIdentity()).contains("canary@example.com"));
        assertThat(granted(vend(request())).sourceIdentity()).isEmpty();
    }

    @Test
    @DisplayName("V7 credentials are of the identity and the role that were asked for")
    void credentialsAreOfWhomAndWhatWasAskedFor() {
        String arn = request().build().roleArn();
        for (int n = 0; n < 3; n++) {
            VendedGrant granted = granted(vend(request().identity(identity(n), 0)));
            assertThat(granted.identity()).isEqualTo(identity(n));
            assertThat(granted.roleArn()).isEqualTo(arn);
        }
    }

    @Test
    @DisplayName("V8 concurrent vending gives to everyone what is theirs")
    void concurrentVendingMixesNothing() {
        Distinct distinct = new Distinct();
        for (int round = 0; round < rounds(); round++) {
            int first = round * RUNNERS;
            Map<IdentityId, TemporaryCredentials> vended = new ConcurrentHashMap<>();
            Race.of(RUNNERS, n -> {
                vended.put(identity(first + n), vend(request().identity(identity(first + n), 0)));
                return true;
            });
            assertThat(vended).hasSize(RUNNERS);
            vended.forEach((identity, credentials) -> {
                distinct.add(credentials);
                assertThat(granted(credentials).identity()).isEqualTo(identity);
            });
        }
    }

    @Test
    @DisplayName("V9 an outage is no refusal, and tells no secret")
    void outagesAreToldWithoutSecrets() {
        Optional<CredentialVendor> down = unreachable();
        assumeTrue(down.isPresent(), "this vendor has no target to lose");
        VendingRequest asked =
                request().identity(new IdentityId("canary:identity"), 0).build();
        try {
            Outcome<TemporaryCredentials> outcome = down.get().vend(asked);
            assertThat(outcome.asRefusal().map(Refusal::code)).contains(ErrorCode.TOO_MANY_REQUESTS);
            tellsNoSecret(outcome.toString());
        } catch (VendorException outage) {
            tellsNoSecret(chain(outage));
        }
    }

    private TemporaryCredentials vend(VendingRequest.Builder request) {
        return vendor().vend(request.build()).orElseThrow();
    }

    private Optional<TemporaryCredentials> vendedOrRefused(VendingRequest.Builder request, String input) {
        Outcome<TemporaryCredentials> outcome = vendor().vend(request.build());
        outcome.asRefusal().ifPresent(refusal -> {
            assertThat(refusal.rules()).isNotEmpty();
            assertThat(refusal.toString()).doesNotContain(input);
        });
        return outcome.fold(Optional::of, refusal -> Optional.empty());
    }

    private void tellsNoSecret(String told) {
        for (String secret : secrets()) {
            assertThat(told).doesNotContain(secret);
        }
        assertThat(told).doesNotContain("canary");
    }

    private static String chain(Throwable thrown) {
        return Stream.iterate(thrown, each -> each != null, Throwable::getCause)
                .limit(20)
                .map(each -> each + List.of(each.getSuppressed()).toString())
                .collect(Collectors.joining("\n"));
    }

    private static IdentityId identity(int n) {
        return new IdentityId("eu-west-1:00000000-0000-4000-8000-" + String.format(Locale.ROOT, "%012d", n));
    }

    private static String text(Secret secret) {
        return secret.use(String::new);
    }

    /** Collects credentials and demands that they are complete and share nothing. */
    private static final class Distinct {
        private final Set<String> seen = ConcurrentHashMap.newKeySet();

        void add(TemporaryCredentials credentials) {
            String secret = text(credentials.secretKey());
            String token = text(credentials.sessionToken());
            assertThat(credentials.accessKeyId()).isNotBlank();
            assertThat(secret.length()).as("characters of the secret").isGreaterThanOrEqualTo(16);
            assertThat(seen.add(credentials.accessKeyId()))
                    .as("the key id is new")
                    .isTrue();
            assertThat(seen.add(secret)).as("the secret is new").isTrue();
            assertThat(token.isEmpty() || seen.add(token))
                    .as("the token is new")
                    .isTrue();
        }
    }
}
