package dev.gatehouse.benchmarks.peer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is timed must be right: every library reads every other's tokens, and refuses what it must. */
class PeersTest {
    private final Instant now = InstantSource.system().instant();

    @ParameterizedTest
    @EnumSource(names = {"RS256", "ES256", "EDDSA", "HS256"})
    void everyLibraryReadsTheTokensOfEveryOther(Algorithm algorithm) throws Exception {
        Keys keys = Keys.generate(algorithm, new SecureRandom());
        Map<String, Peer> peers = new HashMap<>();
        for (String name : Peers.verifying(algorithm)) {
            peers.put(name, Peers.make(name, keys));
        }
        int read = 0;
        for (String signer : Peers.signing(algorithm)) {
            String token = requireNonNull(peers.get(signer)).sign(Payload.claims(7, now));
            for (Map.Entry<String, Peer> verifier : peers.entrySet()) {
                if (!Peers.understands(verifier.getKey(), signer, algorithm)) {
                    continue;
                }
                assertThat(verifier.getValue().verify(token))
                        .as("%s reads %s", verifier.getKey(), signer)
                        .isEqualTo(Payload.subject(7));
                read++;
            }
        }
        assertThat(read).isGreaterThan(49);
        peers.values().forEach(Peer::close);
    }

    @ParameterizedTest
    @EnumSource
    void everyLibraryRefusesAForgedAnExpiredAndAForeignToken(Algorithm algorithm) throws Exception {
        Keys keys = Keys.generate(algorithm, new SecureRandom());
        for (String name : Peers.verifying(algorithm)) {
            Peer mint = Peers.make(Peers.mint(name, algorithm), keys);
            String good = mint.sign(Payload.claims(1, now));
            Map<String, Object> foreign = Payload.claims(1, now);
            foreign.put("iss", "https://elsewhere.example.test");
            List<String> bad = List.of(
                    forged(good), mint.sign(Payload.claims(1, now.minus(Duration.ofDays(1)))), mint.sign(foreign));
            Peer peer = Peers.make(name, keys);
            assertThat(peer.verify(good)).isEqualTo(Payload.subject(1));
            for (String token : bad) {
                assertThat(catchThrowable(() -> peer.verify(token)))
                        .as("%s, token %d", name, bad.indexOf(token))
                        .isNotNull();
            }
            peer.close();
            mint.close();
        }
    }

    private static String forged(String token) {
        int dot = token.lastIndexOf('.');
        byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
        signature[signature.length / 3] ^= 1;
        return token.substring(0, dot + 1)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    @Test
    void thePayloadIsFifteenClaimsOfSevenToNineHundredBytes() throws Exception {
        Keys keys = Keys.generate(Algorithm.HS256, new SecureRandom());
        Map<String, Object> claims = Payload.claims(1, now);
        assertThat(claims).hasSize(15);
        String token = Peers.make("nimbus", keys).sign(claims);
        assertThat(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1])).hasSizeBetween(700, 900);
    }

    @ParameterizedTest
    @EnumSource
    void everyFloorVerifiesItsOwnSignatureAndNoOther(Algorithm algorithm) throws GeneralSecurityException {
        byte[] message = "a message".getBytes(StandardCharsets.US_ASCII);
        for (String name : Floor.names(algorithm)) {
            Floor floor = Floor.of(name, algorithm);
            byte[] signature = floor.sign(message);
            assertThat(floor.verify(message, signature)).as(name).isTrue();
            assertThat(floor.verify("another".getBytes(StandardCharsets.US_ASCII), signature))
                    .as(name)
                    .isFalse();
        }
    }
}
