package dev.gatehouse.credentials.sts;

import static dev.gatehouse.credentials.support.StsWorld.ACCOUNT;
import static dev.gatehouse.credentials.support.StsWorld.POOL;
import static dev.gatehouse.credentials.support.StsWorld.PROVIDER;
import static dev.gatehouse.credentials.support.StsWorld.allow;
import static dev.gatehouse.credentials.support.StsWorld.allowed;
import static dev.gatehouse.credentials.support.StsWorld.asking;
import static dev.gatehouse.credentials.support.StsWorld.document;
import static dev.gatehouse.credentials.support.StsWorld.refusal;
import static dev.gatehouse.credentials.support.StsWorld.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.WriteId;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.credentials.signature.SignatureVerifier;
import dev.gatehouse.credentials.support.SignedTokens;
import dev.gatehouse.credentials.support.StsWorld;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.spi.store.IdentityKey;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.testkit.UnsafeSeededRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** AWS Security Token Service API Reference, "AssumeRoleWithWebIdentity": the basic flow of an identity pool. */
class WebIdentityTest {
    private static final Refusal INVALID = Refusal.of(ErrorCode.INVALID_IDENTITY_TOKEN, "sts.web-identity");

    private final StsWorld world = new StsWorld();
    private final IdentityId alice = world.identity("alice");

    private String token(List<String> methods, Map<String, Object> more) {
        return world.tokens.sign(POOL.value(), alice.value(), methods, more);
    }

    private String token() {
        return token(List.of("authenticated", PROVIDER), Map.of());
    }

    private Outcome<AssumedRole> ask(String token) {
        return world.sts.assumeRoleWithWebIdentity(token, asking("Users").build());
    }

    @Test
    void theBearerOfThePoolsTokenGetsARoleThatTrustsIt() {
        world.with(world.role("Users", document(web("authenticated")))
                .permissionPolicy(
                        "own",
                        document(allow("s3:GetObject", "arn:aws:s3:::p/${cognito-identity.amazonaws.com:sub}/*")))
                .maxSessionDuration(Duration.ofHours(2)));
        AssumedRole assumed = world.sts
                .assumeRoleWithWebIdentity(
                        token(), asking("Users").duration(Duration.ofHours(2)).build())
                .orElseThrow();
        TemporaryCredentials credentials = assumed.credentials();

        assertThat(assumed.assumedRoleArn()).isEqualTo("arn:aws:sts::" + ACCOUNT + ":assumed-role/Users/session-1");
        assertThat(credentials.expiration()).isEqualTo(world.clock.instant().plus(Duration.ofHours(2)));
        assertThat(allowed(world.ask(credentials, "s3:GetObject", "arn:aws:s3:::p/" + alice + "/a")))
                .isTrue();
        assertThat(allowed(world.ask(credentials, "s3:GetObject", "arn:aws:s3:::p/" + world.identity("bob") + "/a")))
                .isFalse();
        assertThat(refusal(world.sts.assumeRoleWithWebIdentity(
                        token(), asking("Users").duration(Duration.ofHours(3)).build())))
                .isEqualTo(Refusal.of(ErrorCode.INVALID_PARAMETER, "sts.duration"));
    }

    /** CVE-2024-28056: a role that trusts this pool is closed to another pool's identities. */
    @Test
    void anotherPoolsTokenIsRefused() {
        world.with("Users", web("authenticated"));
        String other = "us-east-1:99999999-2d71-441c-83c0-a5de48b83f77";
        String foreign = world.tokens.sign(other, alice.value(), List.of("authenticated"), Map.of());

        assertThat(refusal(ask(foreign))).isEqualTo(Refusal.of(ErrorCode.INVALID_IDENTITY_TOKEN, "sts.audience"));
        world.with(world.role("Users", document(web("authenticated").replace(POOL.value(), other))));
        assertThat(refusal(ask(token()))).isEqualTo(Refusal.of(ErrorCode.ACCESS_DENIED, "sts.assume-role"));
    }

    @Test
    void aForgedChangedExpiredOrMonstrousTokenIsRefused() {
        world.with("Users", web("authenticated"));
        String good = token();
        String forged =
                new SignedTokens(world.clock).sign(POOL.value(), alice.value(), List.of("authenticated"), Map.of());
        String guest = token(List.of("unauthenticated"), Map.of());
        String swapped = good.substring(0, good.lastIndexOf('.')) + guest.substring(guest.lastIndexOf('.'));

        assertThat(ask(good).asRefusal()).isEmpty();
        for (String bad : List.of(forged, swapped, good + "x", "", "a.b.c", "x".repeat(30_000))) {
            assertThat(refusal(ask(bad))).isEqualTo(INVALID);
        }
        world.clock.advance(Duration.ofMinutes(10));
        assertThat(refusal(ask(good)).code()).isEqualTo(ErrorCode.EXPIRED_TOKEN);
    }

    @Test
    void aGuestsTokenOpensNoRoleOfUsers() {
        world.with("Users", web("authenticated"));
        IdentityId guest = world.pool.getId(Map.of()).orElseThrow();
        String token = world.tokens.sign(POOL.value(), guest.value(), List.of("unauthenticated"), Map.of());

        assertThat(refusal(ask(token))).isEqualTo(Refusal.of(ErrorCode.ACCESS_DENIED, "sts.assume-role"));
    }

    /** The signature holds, but what the token says of the identity does not, or no longer. */
    @Test
    void aTokenWhoseMethodsAreNotTheIdentitysIsRefused() {
        world.with("Users", web("authenticated"));
        IdentityId guest = world.pool.getId(Map.of()).orElseThrow();
        Refusal refusal = Refusal.of(ErrorCode.ACCESS_DENIED, "sts.identity");

        String posing = world.tokens.sign(POOL.value(), guest.value(), List.of("authenticated"), Map.of());
        assertThat(refusal(ask(posing))).isEqualTo(refusal);
        for (List<String> methods : List.of(
                List.of("unauthenticated"),
                List.<String>of(),
                List.of(PROVIDER),
                List.of("authenticated", "unauthenticated"))) {
            assertThat(refusal(ask(token(methods, Map.of())))).isEqualTo(refusal);
        }
        String nobody = world.tokens.sign(POOL.value(), "us-east-1:nobody", List.of("authenticated"), Map.of());
        assertThat(refusal(ask(nobody))).isEqualTo(refusal);
    }

    @Test
    void aDisabledIdentityIsRefused() {
        world.with("Users", web("authenticated"));
        String token = token();
        IdentityKey key = new IdentityKey(POOL, alice);
        Versioned<Identity> row = world.engine.identities().find(key).orElseThrow();
        world.engine
                .identities()
                .replace(
                        key,
                        row.version(),
                        row.value().toBuilder().state(Identity.State.DISABLED).build(),
                        WriteId.random(new UnsafeSeededRandom(3)));

        assertThat(refusal(ask(token))).isEqualTo(Refusal.of(ErrorCode.ACCESS_DENIED, "sts.identity"));
    }

    @Test
    void tagsAndSourceIdentityComeFromTheTokenAndNeedTheirActions() {
        Map<String, Object> claims = Map.of(
                "https://aws.amazon.com/tags",
                Map.of("principal_tags", Map.of("team", List.of("red")), "transitive_tag_keys", List.of("team")),
                "https://aws.amazon.com/source_identity",
                "alice");
        String token = token(List.of("authenticated"), claims);

        world.with("Users", web("authenticated"));
        assertThat(refusal(ask(token))).isEqualTo(Refusal.of(ErrorCode.ACCESS_DENIED, "sts.tag-session"));
        world.with("Users", web("authenticated"), web("authenticated", "sts:TagSession"));
        assertThat(refusal(ask(token))).isEqualTo(Refusal.of(ErrorCode.ACCESS_DENIED, "sts.set-source-identity"));
        world.with(
                "Users",
                web("authenticated"),
                web("authenticated", "sts:TagSession"),
                web("authenticated", "sts:SetSourceIdentity"));
        AssumedRole assumed = ask(token).orElseThrow();
        VendedSession session = world.caller(assumed.credentials()).session().orElseThrow();
        assertThat(session.principalTags()).isEqualTo(Map.of("team", "red"));
        assertThat(session.transitiveTagKeys()).containsExactly("team");
        assertThat(assumed.sourceIdentity()).contains("alice");
        assertThat(session.conditionKeys())
                .containsEntry("aws:SourceIdentity", "alice")
                .containsEntry("aws:FederatedProvider", "cognito-identity.amazonaws.com")
                .containsEntry("aws:PrincipalTag/team", "red")
                .containsEntry("cognito-identity.amazonaws.com:aud", POOL.value());
    }

    @Test
    void theRequestItselfHasNeitherTagsNorSourceNorExternalId() {
        world.with("Users", web("authenticated"));
        Refusal refusal = Refusal.of(ErrorCode.INVALID_PARAMETER, "sts.not-with-web-identity");

        for (AssumeRoleRequest.Builder request : List.of(
                asking("Users").tag("a", "b"),
                asking("Users").externalId("x1"),
                asking("Users").sourceIdentity("bob"))) {
            assertThat(refusal(world.sts.assumeRoleWithWebIdentity(token(), request.build())))
                    .isEqualTo(refusal);
        }
    }

    /** The whole basic flow: GetId, GetOpenIdToken, AssumeRoleWithWebIdentity. */
    @Test
    void thePoolsOwnTokenOpensTheRoleUntilItsIdentityIsDisabled() {
        world.with("Users", web("authenticated")).with("Guests", web("unauthenticated"));
        Map<String, String> login = world.login("alice", Map.of());
        String token =
                world.pool.openIdToken(alice, login).orElseThrow().token().value();
        AssumedRole assumed = world.ownTokens
                .assumeRoleWithWebIdentity(token, asking("Users").build())
                .orElseThrow();
        IdentityId guest = world.pool.getId(Map.of()).orElseThrow();
        String guests =
                world.pool.openIdToken(guest, Map.of()).orElseThrow().token().value();

        assertThat(allowed(world.ask(assumed.credentials(), "s3:GetObject", "arn:aws:s3:::p/a")))
                .isTrue();
        assertThat(refusal(world.ownTokens.assumeRoleWithWebIdentity(
                        guests, asking("Users").build())))
                .isEqualTo(Refusal.of(ErrorCode.ACCESS_DENIED, "sts.assume-role"));
        assertThat(world.ownTokens
                        .assumeRoleWithWebIdentity(guests, asking("Guests").build())
                        .asRefusal())
                .isEmpty();
        assertThat(refusal(world.ownTokens.assumeRoleWithWebIdentity(
                        token(), asking("Users").build())))
                .as("another key's signature")
                .isEqualTo(INVALID);
        world.clock.advance(Duration.ofMinutes(11));
        assertThat(refusal(world.ownTokens.assumeRoleWithWebIdentity(
                                token, asking("Users").build()))
                        .code())
                .isEqualTo(ErrorCode.EXPIRED_TOKEN);
    }

    @Test
    void aServiceWithoutAVerifierKnowsNoWebIdentity() {
        SecurityTokenService none = SecurityTokenService.builder(POOL)
                .roles(world.pool.roles())
                .stores(world.engine)
                .vendor(request -> {
                    throw new AssertionError("vended");
                })
                .sessions(new StsSessions(
                        POOL,
                        StsKeys.of(1, Map.of(1, new byte[StsKeys.KEY_LENGTH])),
                        new Sealer(new FixedMasterKeys().load(), new UnsafeSeededRandom(1)),
                        world.clock))
                .signatures(new SignatureVerifier(
                        SignatureSettings.service("sts", "us-east-1").build(), world.clock))
                .revocations(world.pool.revocations())
                .clock(world.clock)
                .build();

        assertThat(refusal(
                        none.assumeRoleWithWebIdentity(token(), asking("Users").build())))
                .isEqualTo(INVALID);
    }
}
