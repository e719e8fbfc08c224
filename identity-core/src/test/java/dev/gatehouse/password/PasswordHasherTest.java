package dev.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHasherTest {
    private static final String CANARY = "canary-correct-horse";
    private final PasswordHasher hasher =
            PasswordHasher.builder(new SecureRandom()).unsafeCost(64, 2, 1).build();

    @Test
    void hashesAtTheDefaultCostInThePhcForm() {
        PasswordHasher defaults = PasswordHasher.builder(new SecureRandom()).build();

        PasswordHash hash = defaults.hash(Secret.of(CANARY)).orElseThrow();

        assertThat(hash.encoded())
                .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(defaults.verify(Secret.of(CANARY), hash).orElseThrow()).isEqualTo(PasswordMatch.MATCH);
        assertThat(defaults.verify(Secret.of("Canary-correct-horse"), hash).orElseThrow())
                .isEqualTo(PasswordMatch.MISMATCH);
        assertThat(List.of(hash, defaults, PasswordPolicy.nist()).toString()).doesNotContain(CANARY, hash.encoded());
    }

    @Test
    void aHashBehindTheConfiguredCostIsAMatchToRenew() {
        PasswordHash weak = hasher.hash(Secret.of(CANARY)).orElseThrow();
        PasswordHasher stronger =
                PasswordHasher.builder(new SecureRandom()).unsafeCost(128, 2, 1).build();

        assertThat(stronger.verify(Secret.of(CANARY), weak).orElseThrow()).isEqualTo(PasswordMatch.MATCH_OUTDATED);
        PasswordHash strong = stronger.hash(Secret.of(CANARY)).orElseThrow();
        assertThat(hasher.verify(Secret.of(CANARY), strong).orElseThrow()).isEqualTo(PasswordMatch.MATCH);
    }

    @Test
    void aDecoyIsAlwaysAMismatch() {
        assertThat(hasher.decoy(Secret.of(CANARY)).orElseThrow()).isEqualTo(PasswordMatch.MISMATCH);
    }

    @Test
    void cve202522228APasswordOver72BytesMatchesNoBcryptHash() {
        String a72 = "A".repeat(72);
        String stored = org.bouncycastle.crypto.generators.OpenBSDBCrypt.generate(a72.toCharArray(), new byte[16], 4);

        assertThat(hasher.verify(Secret.of(a72), PasswordHash.of(stored)).orElseThrow())
                .isEqualTo(PasswordMatch.MATCH_OUTDATED);
        assertThat(hasher.verify(Secret.of(a72 + "y"), PasswordHash.of(stored)).orElseThrow())
                .isEqualTo(PasswordMatch.MISMATCH);
    }

    @ParameterizedTest
    @Timeout(1)
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=4294967295,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=64,t=4294967295,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=524288,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=064,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$2b$31$cVWp4XaNU8a4v1uMRum2SO026BWLIoQMD/TXg5uZV.0P.uO8m3YEm",
                "$2x$04$cVWp4XaNU8a4v1uMRum2SO026BWLIoQMD/TXg5uZV.0P.uO8m3YEm",
                "$scrypt$ln=40,r=8,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$scrypt$ln=20,r=32,p=16$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$7$zzzzzzzzzzzSodiumChloride$kBGj9fHznVYFQMEn/qDCfrDevf9YDtcDdKvEqHJLV8D",
                "$pbkdf2-sha256$4294967295$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$pbkdf2-sha256$1000$c29tZXNhbHQ$AAAA",
                "$pbkdf2-md5$1000$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$6$rounds=999999999$salt$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1",
                "$5$salt$",
                "$1$salt$qJH7.N4xYta3aEG/dfqo/0",
                "$"
            })
    void aHashOutOfBoundsOrOfAnUnknownFormIsAMismatchAtOnce(String encoded) {
        assertThat(hasher.supports(PasswordHash.of(encoded))).isFalse();
        assertThat(hasher.verify(Secret.of(CANARY), PasswordHash.of(encoded)).orElseThrow())
                .isEqualTo(PasswordMatch.MISMATCH);
    }

    @Test
    @Timeout(1)
    void aMegabyteIsRefusedUnhashed() {
        Secret huge = Secret.of("x".repeat(1 << 20));

        assertThat(hasher.hash(huge).asRefusal().orElseThrow().rules()).containsExactly("password.max-length");
        assertThat(hasher.hash(Secret.of("\ud800")).asRefusal().orElseThrow().rules())
                .containsExactly("password.malformed");
        assertThat(hasher.decoy(huge).orElseThrow()).isEqualTo(PasswordMatch.MISMATCH);
        assertThat(hasher.hash(Secret.of("")).asRefusal().orElseThrow().rules()).containsExactly("password.min-length");
    }

    @Test
    void theHistoryFindsAnEarlierPasswordAndIsBounded() {
        List<PasswordHash> earlier = List.of(
                hasher.hash(Secret.of("first password")).orElseThrow(),
                hasher.hash(Secret.of("second password")).orElseThrow());

        assertThat(hasher.matchesAny(Secret.of("second password"), earlier).orElseThrow())
                .isTrue();
        assertThat(hasher.matchesAny(Secret.of("third password"), earlier).orElseThrow())
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hasher.matchesAny(Secret.of("x"), Collections.nCopies(25, earlier.get(0))));
    }

    @Test
    @Timeout(20)
    void of200CallersAtMostTheBudgetRunsAtOnceAndAllAreServedInTime() throws Exception {
        HashGate gate = new HashGate(4, 4, 200, Duration.ofSeconds(15));
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        List<Outcome<Boolean>> outcomes = inParallel(
                200,
                () -> gate.run(1, () -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    boolean worked = hasher.hash(Secret.of(CANARY)).fold(hash -> true, refusal -> false);
                    running.decrementAndGet();
                    return worked;
                }));

        assertThat(outcomes).hasSize(200).allMatch(outcome -> outcome.orElseThrow());
        assertThat(most.get()).isBetween(1, 4);
    }

    @Test
    @Timeout(20)
    void beyondTheQueueACallerIsRefusedWithATimeToRetryAfter() throws Exception {
        HashGate gate = new HashGate(1, 1, 10, Duration.ZERO);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<Outcome<Boolean>> holder = threads.submit(() -> gate.run(1, () -> {
                entered.countDown();
                return awaited(leave);
            }));
            entered.await();
            List<Outcome<Boolean>> outcomes = inParallel(200, () -> gate.run(1, () -> true));
            leave.countDown();

            assertThat(outcomes).allSatisfy(outcome -> {
                assertThat(outcome.asRefusal().orElseThrow().code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
                assertThat(outcome.asRefusal().orElseThrow().retryAfter()).hasValue(Duration.ofSeconds(1));
            });
            assertThat(holder.get().orElseThrow()).isTrue();
            assertThat(gate.run(1, () -> true).orElseThrow()).isTrue();
        } finally {
            threads.shutdown();
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static <T> List<T> inParallel(int callers, Callable<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(Collections.nCopies(callers, call))) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }
}
