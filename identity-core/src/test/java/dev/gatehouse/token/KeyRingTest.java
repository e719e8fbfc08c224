package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyRingTest {
    private static final KeyRotation ROTATION =
            KeyRotation.of(Duration.ofDays(10), Duration.ofHours(2), Duration.ofHours(26));
    private static final Set<SigningAlgorithm> ES256 = EnumSet.of(SigningAlgorithm.ES256);

    @Test
    void rotatesWithoutAGapOverAYear() {
        KeyRing ring = KeyRing.of(ROTATION, List.of());
        Instant start = Tokens.NOW;
        int generated = 0;
        for (int hour = 0; hour < 24 * 365; hour++) {
            Instant now = start.plus(Duration.ofHours(hour));
            RotationPlan plan = ring.plan(ES256, now);
            for (RotationPlan.Generate wanted : plan.generate()) {
                assertThat(ring.keys().isEmpty() || !wanted.activeFrom().isBefore(now.plus(ROTATION.publishAhead())))
                        .isTrue();
                ring = ring.with(SigningKey.generate(
                        wanted.algorithm(), wanted.generation(), wanted.activeFrom(), Tokens.RANDOM));
                generated++;
            }
            for (SigningKey gone : plan.drop()) {
                ring = ring.without(gone.generation());
            }
            SigningKey signer = ring.signingKey(SigningAlgorithm.ES256, now).orElseThrow();
            assertThat(ring.verificationKeys(now).find(signer.kid(), SigningAlgorithm.ES256))
                    .isPresent();
            // Whatever signed a day ago still verifies, and what signs in an hour is already published.
            assertThat(ring.verificationKeys(now.plus(Duration.ofHours(24))).find(signer.kid(), SigningAlgorithm.ES256))
                    .isPresent();
            assertThat(ring.keys()).hasSizeBetween(1, 3);
        }
        assertThat(generated).isBetween(36, 38);
    }

    @Test
    void aLateSchedulerStillPublishesAheadAndKeepsTheOldKeySigning() {
        SigningKey first = SigningKey.generate(SigningAlgorithm.ES256, 1, Tokens.NOW, Tokens.RANDOM);
        KeyRing ring = KeyRing.of(ROTATION, List.of(first));
        Instant late = Tokens.NOW.plus(Duration.ofDays(40));
        RotationPlan.Generate wanted = ring.plan(ES256, late).generate().get(0);
        assertThat(wanted.activeFrom()).isEqualTo(late.plus(ROTATION.publishAhead()));
        assertThat(wanted.generation()).isEqualTo(2);
        assertThat(ring.signingKey(SigningAlgorithm.ES256, late)).contains(first);
    }

    @Test
    void listsTheSigningKeysFirst() throws Exception {
        SigningKey next =
                SigningKey.generate(SigningAlgorithm.ES256, 9, Tokens.NOW.plus(Duration.ofHours(1)), Tokens.RANDOM);
        String jwks = Tokens.RING.with(next).jwks(Tokens.NOW);
        assertThat(jwks.indexOf(Tokens.EC.kid())).isLessThan(jwks.indexOf(next.kid()));
        assertThat(StaticJwks.parse(Vectors.bytes(jwks)).size()).isEqualTo(4);
        assertThat(com.nimbusds.jose.jwk.JWKSet.parse(jwks).getKeys())
                .hasSize(4)
                .noneMatch(com.nimbusds.jose.jwk.JWK::isPrivate);
    }

    @ParameterizedTest
    @EnumSource(names = {"RS256", "ES256", "EDDSA"})
    void aKeyComesBackFromItsPrivateHalf(SigningAlgorithm algorithm) {
        SigningKey key = Tokens.RING.signingKey(algorithm, Tokens.NOW).orElseThrow();
        SigningKey back = key.usePkcs8(pkcs8 -> SigningKey.restore(algorithm, 7, Tokens.NOW, pkcs8, Tokens.RANDOM));
        assertThat(back.kid()).isEqualTo(key.kid());
        assertThat(back.publicJwk()).isEqualTo(key.publicJwk());
        byte[] text = Vectors.bytes("text");
        assertThat(key.verificationKey().verifies(text, text.length, back.sign(text, text.length)))
                .isTrue();
    }

    @Test
    void refusesKeysThatDoNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SigningKey.restore(SigningAlgorithm.RS256, 1, Tokens.NOW, new byte[40], Tokens.RANDOM));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tokens.EC.usePkcs8(
                        pkcs8 -> SigningKey.restore(SigningAlgorithm.RS256, 1, Tokens.NOW, pkcs8, Tokens.RANDOM)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.generate(SigningAlgorithm.HS256, 1, Tokens.NOW, Tokens.RANDOM));
        assertThatIllegalArgumentException().isThrownBy(() -> Tokens.RING.with(Tokens.EC));
    }
}
