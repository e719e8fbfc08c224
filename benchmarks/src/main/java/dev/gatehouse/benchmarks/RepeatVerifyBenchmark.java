package dev.gatehouse.benchmarks;

import dev.gatehouse.FamilyId;
import dev.gatehouse.benchmarks.peer.Payload;
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
import dev.gatehouse.token.VerifiedToken;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Verifying a token that this verifier has let through before, revocation asked each time. The floor looks at every
 * byte of a token whose place is known and does nothing else. No other library remembers a token: what it does here is
 * its cold verification.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class RepeatVerifyBenchmark {
    private static final int REVOKED = 1000;

    /** How many tokens are alive; shown in an order that the processor cannot guess. */
    @Param({"64", "100000"})
    public int live = 64;

    private String[] tokens = new String[0];
    private byte[][] known = new byte[0][];
    private TokenVerifier verifier;
    private int state = 1;

    /** Makes the tokens and shows each once, to a verifier with a thousand revoked families in its view. */
    @Setup
    public void prepare() {
        InstantSource clock = InstantSource.system();
        Instant now = clock.instant();
        SigningKey key = SigningKey.generate(SigningAlgorithm.EDDSA, 1, now, new SecureRandom());
        KeyRing ring = KeyRing.of(KeyRotation.standard(), List.of(key));
        TokenSigner signer = new TokenSigner(() -> ring, clock);
        RevocationSnapshotView view = new RevocationSnapshotView(Duration.ofHours(1));
        List<RevocationEntry> revoked = new ArrayList<>();
        for (int i = 0; i < REVOKED; i++) {
            revoked.add(new RevocationEntry.Family(new FamilyId("revoked-" + i), now.plus(Payload.LIFE)));
        }
        view.apply(revoked, now);
        verifier = TokenVerifier.revocable(ring.verificationKeys(now), view, clock)
                .kind(TokenKind.ACCESS)
                .issuer(Payload.ISSUER)
                .clients(Payload.CLIENT)
                .algorithms(SigningAlgorithm.EDDSA)
                .cacheBytes(live * 16L * 1024)
                .build();
        tokens = new String[live];
        known = new byte[live][];
        for (int i = 0; i < live; i++) {
            tokens[i] = signer.sign(SigningAlgorithm.EDDSA, TokenType.JWT, Payload.claims(i, now));
            known[i] = tokens[i].getBytes(StandardCharsets.ISO_8859_1);
            verifier.verify(tokens[i]).orElseThrow();
            tokens[i] = new String(known[i], StandardCharsets.ISO_8859_1); // a request brings characters of its own
        }
    }

    private int any() {
        state = state * 1664525 + 1013904223;
        return (int) (((state & 0xFFFFFFFFL) * live) >>> 32);
    }

    /** The bytes of the token, compared with those known. */
    @Benchmark
    public byte[] floor(CpuTime cpu) {
        cpu.operations++;
        int i = any();
        byte[] token = tokens[i].getBytes(StandardCharsets.ISO_8859_1);
        if (!Arrays.equals(token, known[i])) {
            throw new IllegalStateException("a token changed");
        }
        return token;
    }

    /** The token, every rule checked that can have changed since. */
    @Benchmark
    public VerifiedToken gatehouse(CpuTime cpu) {
        cpu.operations++;
        return verifier.verify(tokens[any()]).orElseThrow();
    }
}
