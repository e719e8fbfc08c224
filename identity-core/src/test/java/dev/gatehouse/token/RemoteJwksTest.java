package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recipes of the attack set for remote keys, as far as they concern logic; sockets are the fetcher's business. */
class RemoteJwksTest {
    private static final URI URL = URI.create("https://idp.example.test/jwks");

    private Instant now = Tokens.NOW;
    private int fetches;
    private byte @Nullable [] body = Vectors.bytes(Tokens.RING.jwks(Tokens.NOW));

    private final RemoteJwks keys = RemoteJwks.of(
            URL,
            (uri, maxBytes, timeout) -> {
                fetches++;
                byte[] answer = body;
                if (answer == null) {
                    throw new IOException("out of reach");
                }
                return answer;
            },
            () -> now);

    private boolean knows(SigningKey key) {
        return keys.find(key.kid(), key.algorithm()).isPresent();
    }

    private void hasNoKeysToAnswerFrom() {
        assertThatExceptionOfType(KeysUnavailableException.class).isThrownBy(() -> knows(Tokens.ED));
    }

    @Test
    void anOutageBeforeTheFirstSetIsThrownWithItsCauseAndNeverARefusal() {
        body = null;
        TokenVerifier verifier = Tokens.demanding(TokenVerifier.offline(keys, () -> now), SigningAlgorithm.RS256)
                .allowMissingKeyId()
                .build();
        String token = Tokens.access(SigningAlgorithm.RS256);
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(KeysUnavailableException.class)
                    .isThrownBy(() -> verifier.verify(token))
                    .withMessageContaining("idp.example.test")
                    .withCauseInstanceOf(IOException.class);
        }
        assertThatExceptionOfType(KeysUnavailableException.class).isThrownBy(() -> keys.only(SigningAlgorithm.RS256));
        assertThat(fetches).isEqualTo(1);

        body = Vectors.bytes(Tokens.RING.jwks(Tokens.NOW));
        now = now.plusSeconds(30);
        assertThat(verifier.verify(token).orElseThrow().username()).contains("alice");
    }

    @Test
    void jwksUnknownKidFloodFetchesOncePerCoolDown() {
        assertThat(knows(Tokens.RSA)).isTrue();
        now = now.plusSeconds(31);
        for (int i = 0; i < 1000; i++) {
            assertThat(keys.find("kid-" + i, SigningAlgorithm.RS256)).isEmpty();
        }
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void jwksStaleOutageServesKnownKeysAndEndsAtItsLimit() {
        assertThat(knows(Tokens.RSA)).isTrue();
        body = null;
        now = now.plus(Duration.ofMinutes(10));
        assertThat(knows(Tokens.RSA)).isTrue();
        now = now.plus(Duration.ofHours(24));
        assertThat(knows(Tokens.RSA)).isFalse();
    }

    @Test
    void jwksRotationAcceptsTheNewKeyAndRefusesTheRemovedOneAfterMaxAge() {
        SigningKey added = SigningKey.generate(SigningAlgorithm.ES256, 5, now, Tokens.RANDOM);
        assertThat(knows(Tokens.EC)).isTrue();
        body = Vectors.bytes(KeyRing.of(KeyRotation.standard(), List.of(added)).jwks(now));
        now = now.plusSeconds(30);
        assertThat(knows(added)).isTrue();
        now = now.plus(Duration.ofMinutes(5));
        assertThat(knows(Tokens.EC)).isFalse();
    }

    @Test
    void jwksTenThousandKeysAndFiftyMebibytesAreRefused() {
        List<Map<String, Object>> many = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            many.add(Tokens.ED.publicJwk());
        }
        body = Vectors.bytes(dev.gatehouse.internal.json.Json.write(Map.of("keys", many)));
        assertTimeout(Duration.ofSeconds(30), this::hasNoKeysToAnswerFrom);
        body = new byte[50 << 20];
        now = now.plusSeconds(60);
        assertTimeout(Duration.ofSeconds(30), this::hasNoKeysToAnswerFrom);
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void jwksRsa16384IsNoKey() {
        String huge = Base64Url.text(
                BigInteger.ONE.shiftLeft(16_384).subtract(BigInteger.ONE).toByteArray());
        Map<String, String> jwk = Map.of("kty", "RSA", "kid", "huge", "alg", "RS256", "n", huge, "e", huge);
        body = Vectors.bytes(dev.gatehouse.internal.json.Json.write(Map.of("keys", List.of(jwk))));
        assertThat(assertTimeout(Duration.ofSeconds(30), () -> keys.find("huge", SigningAlgorithm.RS256)))
                .isEmpty();
    }

    @Test
    void whoComesBeforeTheFirstSetWaitsForTheFetchUnderWay() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        RemoteJwks slow = RemoteJwks.of(
                URL,
                (uri, maxBytes, timeout) -> {
                    assertThat(timeout).isLessThanOrEqualTo(Duration.ofSeconds(3));
                    assertThat(maxBytes).isEqualTo(RemoteJwks.MAX_BYTES);
                    inside.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    return Vectors.bytes(Tokens.RING.jwks(Tokens.NOW));
                },
                () -> now);
        ExecutorService others = Executors.newFixedThreadPool(2);
        try {
            Future<Boolean> first = others.submit(slow::refresh);
            inside.await();
            Future<Boolean> second = others.submit(
                    () -> slow.find(Tokens.RSA.kid(), SigningAlgorithm.RS256).isPresent());
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> second.get(50, TimeUnit.MILLISECONDS));
            go.countDown();
            assertThat(first.get()).isTrue();
            assertThat(second.get()).isTrue();
        } finally {
            others.shutdownNow();
        }
    }

    @Test
    void jwksSlowHoldsUpOnlyTheOneThatFetchesOnceThereIsASet() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        RemoteJwks slow = RemoteJwks.of(
                URL,
                (uri, maxBytes, timeout) -> {
                    if (fetches++ > 0) {
                        inside.countDown();
                        try {
                            go.await();
                        } catch (InterruptedException e) {
                            throw new IOException(e);
                        }
                    }
                    return Vectors.bytes(Tokens.RING.jwks(Tokens.NOW));
                },
                () -> now);
        assertThat(slow.refresh()).isTrue();
        now = now.plusSeconds(60);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> again = other.submit(slow::refresh);
            inside.await();
            assertThat(slow.find(Tokens.RSA.kid(), SigningAlgorithm.RS256)).isPresent();
            assertThat(slow.find("unknown", SigningAlgorithm.RS256)).isEmpty();
            go.countDown();
            assertThat(again.get()).isTrue();
        } finally {
            other.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://idp.example.test/jwks",
                "http://169.254.169.254/",
                "file:///etc/passwd",
                "https://user@idp.example.test/jwks",
                "jwks"
            })
    void refusesUrlsThatAreNotHttpsOrLoopback(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RemoteJwks.of(URI.create(url), (u, m, t) -> new byte[0], () -> now));
    }
}
