package dev.gatehouse.benchmarks;

import dev.gatehouse.ClientId;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.token.StaticJwks;
import dev.gatehouse.token.TokenKind;
import dev.gatehouse.token.TokenVerifier;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.signin.SignInOutcome;
import dev.gatehouse.userpool.signin.SignInRequest;
import dev.gatehouse.userpool.signup.RegisterRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Two hundred callers that sign in at once and again and again, each at 64 MiB of Argon2id, in a process of 512 MB: what
 * becomes of them, and of one thread that verifies tokens meanwhile, 2,000 a second.
 */
public final class HashOverload {
    private static final int CALLERS = 200;
    private static final int MEMORY_KIB = 64 * 1024;
    private static final int SECONDS = 10;
    private static final String ISSUER = "https://auth.example.test/local_photos";
    private static final String PASSWORD = "a photograph of nothing at all";
    private static final ClientId WEB = new ClientId("web");

    private final UserPool pool;
    private final PasswordHasher hasher;
    private final AtomicInteger hashed = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean over;

    private HashOverload() {
        SecureRandom random = new SecureRandom();
        hasher = PasswordHasher.builder(random).cost(MEMORY_KIB, 2, 1).build();
        UserPoolSettings settings = UserPoolSettings.builder(new PoolId("local_photos"), URI.create(ISSUER))
                .client(AppClient.builder(WEB)
                        .signingAlgorithm(SigningAlgorithm.ES256)
                        .build())
                .build();
        pool = UserPool.builder(settings)
                .stores(new InMemoryStores())
                .masterKeys(MasterKeys.of(1, Map.of(1, new byte[MasterKeys.KEY_LENGTH])))
                .sender(message -> {})
                .clock(InstantSource.system())
                .random(random)
                .hasher(hasher)
                .build();
    }

    /** Measures in a process of its own, with 512 MB of heap, or with the options given. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length > 0 && args[0].equals("measure")) {
            System.exit(new HashOverload().measure() ? 0 : 1);
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(args.length == 0 ? List.of("-Xmx512m") : List.of(args));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), HashOverload.class.getName(), "measure"));
        System.exit(new ProcessBuilder(command).inheritIO().start().waitFor());
    }

    private boolean measure() throws InterruptedException {
        TokenVerifier verifier = TokenVerifier.offline(
                        StaticJwks.parse(pool.jwks().getBytes(StandardCharsets.UTF_8)), InstantSource.system())
                .kind(TokenKind.ACCESS)
                .issuer(ISSUER)
                .algorithms(SigningAlgorithm.ES256)
                .clients(WEB.value())
                .cacheBytes(0)
                .build();
        String token = token();
        verify(verifier, token, 3);
        long[] idle = verify(verifier, token, SECONDS);
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> callers = IntStream.range(0, CALLERS)
                .mapToObj(i -> new Thread(() -> signIn(start, "absent-" + i), "caller-" + i))
                .toList();
        callers.forEach(Thread::start);
        start.countDown();
        verify(verifier, token, 2);
        long[] busy = verify(verifier, token, SECONDS);
        over = true;
        for (Thread caller : callers) {
            caller.join(TimeUnit.SECONDS.toMillis(30));
        }
        print(idle, busy);
        return failure.get() == null;
    }

    private String token() {
        pool.signUp()
                .register(RegisterRequest.builder(WEB)
                        .username("somebody@photos.example.test")
                        .password(Secret.of(PASSWORD))
                        .build())
                .orElseThrow();
        pool.admin().confirmSignUp("somebody@photos.example.test").orElseThrow();
        return pool.signIn()
                .start(new SignInRequest(
                        AuthFlow.USER_PASSWORD_AUTH, WEB, "somebody@photos.example.test", Secret.of(PASSWORD)))
                .orElseThrow()
                .accessToken()
                .value();
    }

    /**
     * Signs in, each time as somebody else who does not exist, which costs what it costs to sign in as somebody; who is
     * refused waits a tenth of the time that he was told to.
     */
    private void signIn(CountDownLatch start, String name) {
        try {
            start.await();
            for (int i = 0; !over; i++) {
                String email = name + "-" + i + "@photos.example.test";
                Refusal refusal = pool.signIn()
                        .start(new SignInRequest(AuthFlow.USER_PASSWORD_AUTH, WEB, email, Secret.of(PASSWORD)))
                        .fold(HashOverload::unexpected, HashOverload::unexpected, SignInOutcome.Refused::refusal);
                if (refusal.code() == ErrorCode.TOO_MANY_REQUESTS) {
                    refused.incrementAndGet();
                    LockSupport.parkNanos(refusal.retryAfter().orElseThrow().toNanos() / 10);
                } else {
                    hashed.incrementAndGet();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (OutOfMemoryError e) {
            failure.compareAndSet(null, e);
        }
    }

    private static Refusal unexpected(Object outcome) {
        throw new IllegalStateException("nobody signed in: " + outcome);
    }

    /** Returns how long each call took, sorted, in nanoseconds. */
    private static long[] verify(TokenVerifier verifier, String token, int seconds) {
        int calls = seconds * 2000;
        long[] nanos = new long[calls];
        long next = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            next += TimeUnit.MICROSECONDS.toNanos(500);
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
            long begin = System.nanoTime();
            verifier.verify(token).orElseThrow();
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private void print(long[] idle, long[] busy) {
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(space -> space.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
        System.out.printf(
                Locale.ROOT,
                "%d callers, %d KiB a hash: %d hashed, %d refused with TOO_MANY_REQUESTS, %s; heap at most %d MB of %d MB%n",
                CALLERS,
                MEMORY_KIB,
                hashed.get(),
                refused.get(),
                failure.get() == null ? "no OutOfMemoryError" : failure.get(),
                peak >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
        for (double share : new double[] {0.5, 0.9, 0.99, 0.999}) {
            double calm = at(idle, share);
            double loaded = at(busy, share);
            System.out.printf(
                    Locale.ROOT,
                    "verify p%-5s idle %8.1f us, during %8.1f us, ratio %.2f%n",
                    share * 100,
                    calm / 1000,
                    loaded / 1000,
                    loaded / calm);
        }
    }

    private static long at(long[] sorted, double share) {
        return sorted[(int) (sorted.length * share)];
    }
}
