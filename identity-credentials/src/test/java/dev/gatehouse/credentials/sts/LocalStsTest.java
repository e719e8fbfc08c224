package dev.gatehouse.credentials.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.RoleName;
import dev.gatehouse.Secret;
import dev.gatehouse.WriteId;
import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.credential.VendingRequest;
import dev.gatehouse.spi.store.PolicyReference;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalStsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final PoolId POOL = new PoolId("eu-west-1:pool");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Sealer SEALER = sealer(1);
    private static final StsKeys KEYS = StsKeys.of(7, Map.of(7, bytes(7), 6, bytes(6)));
    private static final String POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";

    private static byte[] bytes(int fill) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) fill);
        return bytes;
    }

    private static Sealer sealer(int fill) {
        return new Sealer(MasterKeys.of(1, Map.of(1, bytes(fill))), RANDOM);
    }

    private static VendingRequest.Builder request() {
        return VendingRequest.builder()
                .pool(POOL, 3)
                .identity(new IdentityId("eu-west-1:canary-identity"), 4)
                .role(new RoleName("Auth"), "arn:aws:iam::123456789012:role/Auth", new WriteId("ab".repeat(16)), 5)
                .authenticated(true)
                .sessionPolicy(Optional.of(POLICY))
                .principalTags(Map.of("team", "canary-tag"))
                .context(Map.of("cognito-identity.amazonaws.com:amr", "authenticated"))
                .originFamily(Optional.of("family-1"))
                .duration(Duration.ofHours(1));
    }

    private static TemporaryCredentials vend() {
        return sts(KEYS).vend(request().build()).orElseThrow();
    }

    private static LocalSts sts(StsKeys keys) {
        return new LocalSts(keys, SEALER, RANDOM, InstantSource.fixed(NOW));
    }

    private static StsSessions sessions(PoolId pool, StsKeys keys, Sealer sealer, Instant now) {
        return new StsSessions(pool, keys, sealer, InstantSource.fixed(now));
    }

    private static Outcome<VendedSession> open(String id, String token) {
        return sessions(POOL, KEYS, SEALER, NOW).open(id, Secret.of(token));
    }

    private static String text(Secret secret) {
        return secret.use(String::new);
    }

    @Test
    void credentials_have_the_shape_that_every_sdk_takes() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            TemporaryCredentials credentials = vend();
            assertThat(credentials.accessKeyId()).matches("ASIA[A-Z2-7]{16}");
            assertThat(text(credentials.secretKey())).matches("[A-Za-z0-9+/]{40}");
            assertThat(text(credentials.sessionToken()))
                    .matches("[A-Za-z0-9+/]+=*")
                    .hasSizeLessThan(4_097);
            assertThat(credentials.expiration()).isEqualTo(NOW.plusSeconds(3_600));
            ids.add(credentials.accessKeyId());
        }
        assertThat(ids).hasSize(100);
    }

    @Test
    void the_session_opens_with_everything_that_was_vended() {
        TemporaryCredentials credentials = vend();
        VendedSession session = open(credentials.accessKeyId(), text(credentials.sessionToken()))
                .orElseThrow();
        assertThat(session.secretKey().matches(credentials.secretKey())).isTrue();
        assertThat(session.pool()).isEqualTo(POOL);
        assertThat(session.poolEpoch()).isEqualTo(3);
        assertThat(session.identity().value()).isEqualTo("eu-west-1:canary-identity");
        assertThat(session.identityEpoch()).isEqualTo(4);
        assertThat(session.role().value()).isEqualTo("Auth");
        assertThat(session.roleArn()).isEqualTo("arn:aws:iam::123456789012:role/Auth");
        assertThat(session.roleIncarnation().value()).isEqualTo("ab".repeat(16));
        assertThat(session.roleEpoch()).isEqualTo(5);
        assertThat(session.authenticated()).isTrue();
        assertThat(session.sessionPolicy()).contains(POLICY);
        assertThat(session.principalTags()).isEqualTo(Map.of("team", "canary-tag"));
        assertThat(session.context()).isEqualTo(Map.of("cognito-identity.amazonaws.com:amr", "authenticated"));
        assertThat(session.originFamily()).contains("family-1");
        assertThat(session.issuedAt()).isEqualTo(NOW);
        assertThat(session.toString() + KEYS + sts(KEYS))
                .doesNotContain("canary-tag", "s3:*", text(session.secretKey()));
    }

    @Test
    void a_session_of_a_chain_opens_with_what_it_inherited() {
        PolicyReference shared = new PolicyReference("readers", new WriteId("cd".repeat(16)));
        TemporaryCredentials credentials = sts(KEYS)
                .vend(request()
                        .sharedSessionPolicies(Set.of(shared))
                        .scopedDown(true)
                        .transitiveTagKeys(Set.of("team"))
                        .sourceIdentity(Optional.of("alice"))
                        .chained(true)
                        .context(Map.of("app:tenant", "t1", "sts:ExternalId", "forged", "aws:CurrentTime", "forged"))
                        .build())
                .orElseThrow();
        VendedSession session = open(credentials.accessKeyId(), text(credentials.sessionToken()))
                .orElseThrow();

        assertThat(session.sharedSessionPolicies()).containsExactly(shared);
        assertThat(session.scopedDown()).isTrue();
        assertThat(session.transitiveTagKeys()).containsExactly("team");
        assertThat(session.sourceIdentity()).contains("alice");
        assertThat(session.chained()).isTrue();
        assertThat(session.userName()).isEmpty();
        assertThat(session.federated()).isFalse();
        assertThat(session.conditionKeys())
                .containsEntry("aws:SourceIdentity", "alice")
                .containsEntry("app:tenant", "t1")
                .containsEntry("aws:PrincipalTag/team", "canary-tag")
                .doesNotContainKeys(
                        "sts:ExternalId",
                        "aws:CurrentTime",
                        "aws:FederatedProvider",
                        "cognito-identity.amazonaws.com:sub",
                        "cognito-identity.amazonaws.com:aud");
    }

    @Test
    void a_users_own_session_is_the_users_and_may_last_36_hours() {
        TemporaryCredentials credentials = sts(KEYS)
                .vend(request()
                        .identity(new IdentityId("principal::deploy"), 0)
                        .userName(Optional.of("deploy"))
                        .duration(Duration.ofHours(36))
                        .build())
                .orElseThrow();
        VendedSession session = open(credentials.accessKeyId(), text(credentials.sessionToken()))
                .orElseThrow();

        assertThat(session.principalArn()).isEqualTo("arn:aws:iam::123456789012:user/deploy");
        assertThat(session.principalId()).isEqualTo("principal::deploy");
        assertThat(session.conditionKeys())
                .containsEntry("aws:PrincipalType", "User")
                .containsEntry("aws:username", "deploy")
                .doesNotContainKey("cognito-identity.amazonaws.com:sub");
    }

    @Test
    void a_session_is_invalid_at_its_expiration() {
        TemporaryCredentials credentials = vend();
        Instant end = credentials.expiration();
        assertThat(sessions(POOL, KEYS, SEALER, end.minusNanos(1))
                        .open(credentials.accessKeyId(), credentials.sessionToken())
                        .asRefusal())
                .isEmpty();
        assertThat(sessions(POOL, KEYS, SEALER, end)
                        .open(credentials.accessKeyId(), credentials.sessionToken())
                        .asRefusal())
                .contains(Refusal.of(ErrorCode.EXPIRED_TOKEN, "sts.expired"));
    }

    @Test
    void every_prefix_and_every_one_character_change_of_token_or_key_id_is_refused() {
        TemporaryCredentials credentials = vend();
        String id = credentials.accessKeyId();
        String token = text(credentials.sessionToken());
        for (int i = 0; i < token.length(); i++) {
            for (char c : new char[] {'A', 'B', '/', '=', '-', 'é'}) {
                if (token.charAt(i) != c) {
                    assertThat(open(id, token.substring(0, i) + c + token.substring(i + 1))
                                    .asRefusal())
                            .contains(Refusal.of(ErrorCode.NOT_AUTHORIZED, "sts.token"));
                }
            }
            assertThat(open(id, token.substring(0, i)).asRefusal())
                    .contains(Refusal.of(ErrorCode.NOT_AUTHORIZED, "sts.token"));
        }
        for (String longer :
                new String[] {token + "=", token + "A", token + "\n", " " + token, token + token, "A".repeat(9_000)}) {
            assertThat(open(id, longer).asRefusal()).contains(Refusal.of(ErrorCode.NOT_AUTHORIZED, "sts.token"));
        }
        for (int i = 0; i < id.length(); i++) {
            for (char c : "AZ27a0é".toCharArray()) {
                if (id.charAt(i) != c) {
                    assertThat(open(id.substring(0, i) + c + id.substring(i + 1), token)
                                    .asRefusal())
                            .isPresent();
                }
            }
            assertThat(open(id.substring(0, i), token).asRefusal())
                    .contains(Refusal.of(ErrorCode.NOT_AUTHORIZED, "sts.access-key-id"));
        }
    }

    @Test
    void a_token_of_another_pool_key_id_key_ring_or_master_key_does_not_open() {
        TemporaryCredentials credentials = vend();
        String id = credentials.accessKeyId();
        Secret token = credentials.sessionToken();
        Refusal refusal = Refusal.of(ErrorCode.NOT_AUTHORIZED, "sts.token");
        assertThat(sessions(new PoolId("eu-west-1:other"), KEYS, SEALER, NOW)
                        .open(id, token)
                        .asRefusal())
                .contains(refusal);
        assertThat(sessions(POOL, KEYS, sealer(2), NOW).open(id, token).asRefusal())
                .contains(refusal);
        assertThat(sessions(POOL, StsKeys.of(8, Map.of(8, bytes(7))), SEALER, NOW)
                        .open(id, token)
                        .asRefusal())
                .contains(refusal);
        assertThat(open(vend().accessKeyId(), text(token)).asRefusal()).contains(refusal);
        VendedSession other = sessions(POOL, StsKeys.of(7, Map.of(7, bytes(9))), SEALER, NOW)
                .open(id, token)
                .orElseThrow();
        assertThat(other.secretKey().matches(credentials.secretKey()))
                .as("the secret follows from the ring")
                .isFalse();
    }

    @Test
    void an_older_generation_still_opens_while_it_is_in_the_ring() {
        TemporaryCredentials old =
                sts(StsKeys.of(6, Map.of(6, bytes(6)))).vend(request().build()).orElseThrow();
        VendedSession session =
                open(old.accessKeyId(), text(old.sessionToken())).orElseThrow();
        assertThat(session.secretKey().matches(old.secretKey())).isTrue();
    }

    @Test
    void durations_are_between_15_minutes_and_12_hours() {
        for (Duration good : new Duration[] {Duration.ofMinutes(15), Duration.ofHours(12)}) {
            assertThat(sts(KEYS)
                            .vend(request().duration(good).build())
                            .orElseThrow()
                            .expiration())
                    .isEqualTo(NOW.plus(good));
        }
        for (Duration bad : new Duration[] {
            Duration.ZERO,
            Duration.ofMinutes(15).minusNanos(1),
            Duration.ofHours(12).plusNanos(1),
            Duration.ofHours(-1)
        }) {
            assertThat(sts(KEYS).vend(request().duration(bad).build()).asRefusal())
                    .contains(Refusal.of(ErrorCode.INVALID_PARAMETER, "sts.duration"));
        }
        assertThat(sts(KEYS).vend(request().sessionName("a b").build()).asRefusal())
                .contains(Refusal.of(ErrorCode.INVALID_PARAMETER, "sts.session-name"));
    }

    @Test
    void what_does_not_fit_is_refused_at_issue() {
        assertThat(sts(KEYS)
                        .vend(request()
                                .principalTags(Map.of("t", "x".repeat(4_000)))
                                .build())
                        .asRefusal())
                .contains(Refusal.of(ErrorCode.PACKED_POLICY_TOO_LARGE, "sts.token-size"));
        assertThat(sts(KEYS)
                        .vend(request().sessionPolicy(Optional.of("{}")).build())
                        .asRefusal()
                        .orElseThrow()
                        .code())
                .isEqualTo(ErrorCode.MALFORMED_POLICY_DOCUMENT);
        assertThatThrownBy(() -> StsKeys.of(1, Map.of(1, new byte[31]))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StsKeys.of(2, Map.of(1, bytes(1)))).isInstanceOf(IllegalArgumentException.class);
    }
}
