package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifiedTokenCacheTest {
    private static final VerifiedToken VERIFIED = Tokens.offline(SigningAlgorithm.ES256)
            .build()
            .verify(Tokens.access(SigningAlgorithm.ES256))
            .orElseThrow();

    @Test
    void findsATokenByAllOfItsCharactersOnly() {
        VerifiedTokenCache cache = new VerifiedTokenCache(1 << 16);
        String token = "h.p".repeat(20) + "0123456789abcdef0123456789abcdefX";
        cache.put(entry(token));
        assertThat(found(cache, copy(token))).isEqualTo(token);
        for (int i = 0; i < token.length(); i++) {
            String changed = token.substring(0, i) + '*' + token.substring(i + 1);
            assertThat(cache.find(changed)).isNull();
            assertThat(cache.find(token.substring(0, i))).isNull();
        }
        assertThat(cache.find(token + "X")).isNull();
    }

    /** CVE-2026-35030: another library's cache knew tokens by their first 20 characters. */
    @Test
    void tokensWithTheSameHashAreKeptApart() {
        VerifiedTokenCache cache = new VerifiedTokenCache(1 << 16);
        List<String> twins = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            // Equal length, middle and end: the hash cannot tell them apart.
            twins.add(i + "a".repeat(99) + "the-same-tail-of-a-signature");
        }
        twins.forEach(token -> cache.put(entry(token)));
        twins.forEach(token -> assertThat(found(cache, copy(token))).isEqualTo(token));
        cache.remove(Objects.requireNonNull(cache.find(twins.get(3))));
        assertThat(cache.find(twins.get(3))).isNull();
        assertThat(found(cache, twins.get(2))).isEqualTo(twins.get(2));
        assertThat(found(cache, twins.get(4))).isEqualTo(twins.get(4));
    }

    @Test
    void neverHoldsMoreThanItsBytesAndForgetsWhatNobodyAsksFor() {
        long most = 16 << 20; // so large that it has shards
        VerifiedTokenCache cache = new VerifiedTokenCache(most);
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            wanted.add(token(i));
            cache.put(entry(token(i)));
        }
        for (int i = 50; i < 20_000; i++) {
            cache.put(entry(token(i)));
            if (i % 10 == 0) {
                wanted.forEach(cache::find);
            }
            assertThat(i % 100 == 0 ? cache.bytes() : 0).isLessThanOrEqualTo(most);
        }
        assertThat(cache.bytes()).isBetween(most / 2, most);
        assertThat(wanted).allMatch(token -> cache.find(token) != null);
        assertThat(cache.find(token(60))).isNull();
    }

    /** With shards of 64 kB one of them was full now and then while fifteen had room, and its tokens were verified again and again. */
    @ParameterizedTest
    @CsvSource({"20, 64", "24, 1500"})
    void holdsAllThatFitHoweverTheirHashesFall(int bits, int tokens) {
        Random random = new Random(bits);
        for (int round = 0; round < 30; round++) {
            VerifiedTokenCache cache = new VerifiedTokenCache(1L << bits);
            List<String> held = new ArrayList<>();
            for (int i = 0; i < tokens; i++) {
                StringBuilder token = new StringBuilder("h".repeat(1000));
                for (int j = 0; j < 100; j++) {
                    token.append((char) ('a' + random.nextInt(26)));
                }
                held.add(token.toString());
            }
            held.forEach(token -> cache.put(entry(token)));
            assertThat(held).allMatch(token -> cache.find(token) != null);
        }
    }

    @Test
    void puttingATokenTwiceCountsItOnce() {
        VerifiedTokenCache cache = new VerifiedTokenCache(1 << 20);
        cache.put(entry(token(1)));
        long once = cache.bytes();
        cache.put(entry(copy(token(1))));
        assertThat(cache.bytes()).isEqualTo(once);
        cache.remove(Objects.requireNonNull(cache.find(token(1))));
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void aTokenLongerThanTheCacheIsNotKept() {
        VerifiedTokenCache cache = new VerifiedTokenCache(4096);
        cache.put(entry("x".repeat(2000)));
        assertThat(cache.bytes()).isZero();
        assertThat(cache.find("x".repeat(2000))).isNull();
        assertThat(cache.find("")).isNull();
    }

    @Test
    void eightThreadsThatPutFindAndRemoveSeeOnlyWhatTheyAskedFor() throws Exception {
        VerifiedTokenCache cache = new VerifiedTokenCache(1 << 18);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Integer>> results = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            int seed = t;
            results.add(threads.submit(() -> {
                start.await();
                int hits = 0;
                for (int i = 0; i < 40_000; i++) {
                    String token = token((i * 31 + seed * 7) % 300);
                    VerifiedTokenCache.Entry entry = cache.find(token);
                    if (entry == null) {
                        cache.put(entry(token));
                    } else {
                        assertThat(entry.outcome().orElseThrow()).isSameAs(VERIFIED);
                        hits++;
                        if (i % 50 == 0) {
                            cache.remove(entry);
                        }
                    }
                }
                return hits;
            }));
        }
        start.countDown();
        int hits = 0;
        for (Future<Integer> result : results) {
            hits += result.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();
        assertThat(hits).isPositive();
        assertThat(cache.bytes()).isBetween(1L, 1L << 18);
        int weight = 0;
        for (int i = 0; i < 300; i++) {
            VerifiedTokenCache.Entry entry = cache.find(token(i));
            weight += entry == null ? 0 : 1;
        }
        long each = new Weighed(token(0)).bytes();
        assertThat(cache.bytes()).isEqualTo(weight * each);
    }

    private record Weighed(String token) {
        long bytes() {
            VerifiedTokenCache alone = new VerifiedTokenCache(1 << 20);
            alone.put(entry(token));
            return alone.bytes();
        }
    }

    private static String token(int number) {
        String digits = String.format(java.util.Locale.ROOT, "%08d", number);
        return "header." + digits + "p".repeat(300) + "." + digits.repeat(5) + "_";
    }

    private static String copy(String token) {
        return new String(token.toCharArray());
    }

    private static @Nullable String found(VerifiedTokenCache cache, String token) {
        VerifiedTokenCache.Entry entry = cache.find(token);
        return entry == null ? null : entry.token();
    }

    private static VerifiedTokenCache.Entry entry(String token) {
        return new VerifiedTokenCache.Entry(token, VERIFIED, Tokens.NOW, Outcome.success(VERIFIED));
    }
}
