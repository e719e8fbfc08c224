package dev.gatehouse.credentials.pool;

import static dev.gatehouse.credentials.pool.IdentityBench.ONE;
import static dev.gatehouse.credentials.pool.IdentityBench.TWO;
import static dev.gatehouse.credentials.pool.IdentityBench.code;
import static dev.gatehouse.credentials.pool.IdentityBench.logins;
import static dev.gatehouse.credentials.pool.IdentityBench.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.token.StaticJwks;
import dev.gatehouse.token.TokenKind;
import dev.gatehouse.token.TokenVerifier;
import dev.gatehouse.token.VerifiedToken;
import dev.gatehouse.user.ExternalIdentity;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class IdentityTokensTest {
    private final IdentityBench bench = new IdentityBench(new InMemoryStores());
    private final IdentityPool pool = bench.pool;

    private String token(IdentityId id, String... logins) {
        return pool.openIdToken(id, logins(logins)).orElseThrow().token().value();
    }

    @Test
    void sayWhoseTheyAreAndHowTheyWereProved() {
        IdentityId id = bench.id(ONE, "a", TWO, "b");

        VerifiedToken token = TokenVerifier.offline(
                        StaticJwks.parse(pool.tokens().jwks().getBytes(StandardCharsets.UTF_8)), bench.clock)
                .kind(TokenKind.FEDERATED_ID)
                .issuer("https://cognito-identity.amazonaws.com")
                .clients(IdentityBench.POOL.value())
                .algorithms(SigningAlgorithm.ES256)
                .build()
                .verify(token(id, ONE, "a", TWO, "b"))
                .orElseThrow();

        assertThat(token.subject()).isEqualTo(id.value());
        assertThat(token.audience()).containsExactly(IdentityBench.POOL.value());
        assertThat(token.texts("amr")).containsExactly("authenticated", ONE, TWO);
        assertThat(token.expiresAt()).isEqualTo(bench.clock.instant().plus(Duration.ofMinutes(10)));
    }

    @Test
    void areVerifiedByTheCertificateOfTheirKeyWhereItIsAskedFor() throws GeneralSecurityException {
        String[] token = token(bench.id(ONE, "a"), ONE, "a").split("\\.", -1);

        String jwks = pool.tokens().jwksWithCertificates();
        Matcher x5c = Pattern.compile("\"x5c\":\\[\"([A-Za-z0-9+/=]+)\"]").matcher(jwks);
        assertThat(x5c.find()).isTrue();
        Certificate certificate = CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(Base64.getDecoder().decode(x5c.group(1))));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(certificate);
        signature.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(token[2]))).isTrue();
        assertThat(pool.tokens().jwksWithCertificates()).as("made once").contains(x5c.group(1));
        assertThat(pool.tokens().jwks()).as("not asked for").doesNotContain("\"x5");
    }

    @Test
    void ofAGuestSayThatNothingWasProved() {
        IdentityId guest = bench.guest();

        IdentityToken verified = pool.tokens().verify(token(guest)).orElseThrow();

        assertThat(verified.methods()).containsExactly("unauthenticated");
        assertThat(verified.authenticated()).isFalse();
        assertThat(verified.identity()).isEqualTo(guest);
        assertThat(verified.pool()).isEqualTo(IdentityBench.POOL);
    }

    @Test
    void areRefusedWithoutTheClassicFlow() {
        IdentityPool enhanced =
                bench.open(IdentityPoolSettings.builder(IdentityBench.OTHER).allowGuests(), bench.engine);
        IdentityId guest = enhanced.getId(Map.of()).orElseThrow();

        assertThat(rules(enhanced.openIdToken(guest, Map.of()))).containsExactly("classic-flow.off");
    }

    @Test
    void ofAnotherPoolAreRefused() {
        IdentityPool other = bench.open(IdentityBench.settings(IdentityBench.OTHER), bench.engine);
        IdentityId there = other.getId(logins(ONE, "a")).orElseThrow();
        String foreign =
                other.openIdToken(there, logins(ONE, "a")).orElseThrow().token().value();

        assertThat(code(pool.tokens().verify(foreign))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
        assertThat(code(pool.getId(logins(IdentityTokens.PROVIDER, foreign)))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
        assertThat(other.tokens().verify(foreign).asRefusal()).isEmpty();
    }

    @Test
    void changedOrOversizedAreRefused() {
        String good = token(bench.id(ONE, "a"), ONE, "a");

        for (String bad : List.of("", good.substring(0, good.length() - 6) + "AAAAAA", "A".repeat(1 << 20), "\ud800")) {
            assertThat(code(pool.tokens().verify(bad))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
        }
    }

    @Test
    void ofADisabledADeletedAndARevokedIdentityAreRefused() {
        IdentityId id = bench.id(ONE, "a");
        String token = token(id, ONE, "a");
        pool.identities().disable(id).orElseThrow();
        assertThat(rules(pool.tokens().verify(token))).containsExactly("identity.disabled");
        pool.identities().enable(id).orElseThrow();
        assertThat(rules(pool.tokens().verify(token)))
                .as("enabled again, but that token is of before")
                .containsExactly("identity.revoked");

        String next = token(id, ONE, "a");
        assertThat(pool.tokens().verify(next).asRefusal()).isEmpty();
        pool.identities().delete(List.of(id)).orElseThrow();
        assertThat(rules(pool.tokens().verify(next))).containsExactly("identity.gone");
    }

    @Test
    void ofAMergedIdentityAreTheSurvivors() {
        IdentityId older = bench.id(ONE, "a");
        bench.clock.advance(Duration.ofSeconds(1));
        IdentityId younger = bench.id(TWO, "b");
        String token = token(younger, TWO, "b");
        bench.id(ONE, "a", TWO, "b");

        assertThat(pool.tokens().verify(token).orElseThrow().identity()).isEqualTo(older);
    }

    @Test
    void areStillVerifiedAfterTheKeysRotated() {
        String token = pool.developers()
                .openIdToken(DeveloperTokenRequest.builder("ann")
                        .life(Duration.ofHours(24))
                        .build())
                .orElseThrow()
                .token()
                .value();
        String before = pool.tokens().jwks();
        bench.clock.advance(Duration.ofHours(23));
        pool.maintain(10);
        assertThat(pool.tokens().verify(token).asRefusal()).isEmpty();

        bench.clock.advance(Duration.ofDays(200));
        pool.maintain(10);
        bench.clock.advance(Duration.ofDays(2));
        pool.maintain(10);
        bench.clock.advance(Duration.ofDays(2));
        pool.maintain(10);
        assertThat(pool.tokens().jwks()).isNotEqualTo(before);
        assertThat(pool.tokens().verify(token(bench.id(ONE, "a"), ONE, "a")).asRefusal())
                .isEmpty();
    }

    @Test
    void aLoginWhoseUserIsNotSignedInAnyMoreIsRefusedByTheServerSideCheck() {
        AtomicBoolean live = new AtomicBoolean(true);
        LoginProvider checked = LoginProvider.of(
                        "checked.example",
                        subject -> Outcome.success(ExternalIdentity.builder("checked.example", subject)
                                .build()))
                .withLiveCheck(login -> live.get() && login.subject().equals("a"));
        IdentityPool strict =
                bench.open(IdentityBench.settings(IdentityBench.OTHER).provider(checked), bench.engine);
        IdentityId id = strict.getId(logins("checked.example", "a")).orElseThrow();
        assertThat(strict.openIdToken(id, logins("checked.example", "a")).asRefusal())
                .isEmpty();

        live.set(false);

        assertThat(rules(strict.openIdToken(id, logins("checked.example", "a"))))
                .containsExactly("login.not-live");
        assertThat(rules(strict.getId(logins("checked.example", "a")))).containsExactly("login.not-live");
    }
}
