package dev.gatehouse.store.cassandra;

import dev.gatehouse.ClientId;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.message.Message;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.throttle.Throttle;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.user.User;
import dev.gatehouse.user.UserStatus;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.session.RefreshToken;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.settings.UsernameKind;
import dev.gatehouse.userpool.signin.SignInRequest;
import dev.gatehouse.userpool.signup.ConfirmRequest;
import dev.gatehouse.userpool.signup.RegisterRequest;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Visitors who sign up, confirm, sign in, refresh and revoke, and what each was told. Thread-safe. */
final class FaultLoad {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ClientId WEB = new ClientId("web");
    private static final String PASSWORD = "a long enough pass phrase";
    private static final Throttle LOOSE = Throttle.of(1_000, Duration.ofSeconds(1), Duration.ofHours(1));
    private static final int TRIES_FOR_A_CODE = 200;

    final AtomicInteger operations = new AtomicInteger();
    final AtomicInteger raised = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();
    final AtomicLong longestNanos = new AtomicLong();
    private final Map<String, String> codes = new ConcurrentHashMap<>();
    private final Map<String, Integer> owners = new ConcurrentHashMap<>();
    private final Map<String, Integer> raisedBy = new ConcurrentHashMap<>();
    private final Queue<Visit> visits = new ConcurrentLinkedQueue<>();
    private final List<UserPool> pools = new ArrayList<>();

    /** What one visitor was told: nothing of what was raised. */
    private static final class Visit {
        private final String name;
        private Optional<String> id = Optional.empty();
        private boolean confirmed;
        private Optional<RefreshToken> token = Optional.empty();
        private boolean revoked;

        Visit(String name) {
            this.name = name;
        }
    }

    FaultLoad(List<? extends Stores> processes) {
        UserPoolSettings settings = UserPoolSettings.builder(
                        new PoolId("local_faults"), URI.create("https://login.example/faults"))
                .usernameKind(UsernameKind.USERNAME)
                .aliases(Set.of(AliasKind.EMAIL))
                .passwordThrottle(LOOSE)
                .codeThrottle(LOOSE)
                .messageThrottle(LOOSE)
                .client(AppClient.builder(WEB)
                        .signingAlgorithm(SigningAlgorithm.ES256)
                        .rotationGrace(Duration.ofSeconds(10))
                        .build())
                .build();
        for (Stores stores : processes) {
            pools.add(UserPool.builder(settings)
                    .stores(stores)
                    .masterKeys(new FixedMasterKeys().load())
                    .sender(this::receive)
                    .clock(InstantSource.system())
                    .random(RANDOM)
                    .hasher(PasswordHasher.builder(RANDOM).unsafeCost(8, 1, 1).build())
                    .build());
        }
    }

    private void receive(Message message) {
        message.code().ifPresent(code -> codes.put(message.username(), code.use(String::new)));
    }

    /** Leads one visitor through; a step that is raised or refused ends the visit. */
    void visit(int thread, int number) {
        UserPool pool = pools.get(thread % pools.size());
        String contested = "contested-" + number;
        register(pool, contested).ifPresent(id -> owners.merge(contested, 1, Integer::sum));
        Visit visit = new Visit("visitor-" + thread + "-" + number);
        visits.add(visit);
        visit.id = register(pool, visit.name);
        if (visit.id.isEmpty()) {
            return;
        }
        Optional<String> code = code(pool, visit.name);
        if (code.isEmpty()) {
            return;
        }
        visit.confirmed = told(
                        "confirm", () -> pool.signUp().confirm(ConfirmRequest.of(visit.name, Secret.of(code.get()))))
                .isPresent();
        if (visit.confirmed) {
            visit.token = signIn(pool, visit.name);
            sessions(pool, visit, number % 3 == 0);
        }
    }

    private static void idle() {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }

    private void sessions(UserPool pool, Visit visit, boolean revokes) {
        for (int i = 0; i < 2 && visit.token.isPresent(); i++) {
            RefreshToken present = visit.token.get();
            visit.token =
                    told("refresh", () -> pool.sessions().refresh(present, WEB)).map(TokenSet::refreshToken);
        }
        if (revokes && visit.token.isPresent()) {
            RefreshToken last = visit.token.get();
            visit.revoked =
                    told("revoke", () -> pool.sessions().revoke(last, WEB)).isPresent();
            visit.token = visit.revoked ? visit.token : Optional.empty();
        }
    }

    private Optional<String> register(UserPool pool, String name) {
        return told(
                        "register",
                        () -> pool.signUp()
                                .register(RegisterRequest.builder(WEB)
                                        .username(name)
                                        .password(Secret.of(PASSWORD))
                                        .attributes(Map.of("email", name + "@example.com"))
                                        .build()))
                .map(registered -> registered.user().value());
    }

    private Optional<RefreshToken> signIn(UserPool pool, String name) {
        return operate(
                "sign in",
                () -> pool.signIn()
                        .start(new SignInRequest(AuthFlow.USER_PASSWORD_AUTH, WEB, name, Secret.of(PASSWORD)))
                        .fold(
                                done -> Optional.of(done.tokens().refreshToken()),
                                challenge -> Optional.empty(),
                                no -> Optional.empty()));
    }

    private Optional<String> code(UserPool pool, String name) {
        for (int i = 0; i < TRIES_FOR_A_CODE; i++) {
            String code = codes.remove(name);
            if (code != null) {
                return Optional.of(code);
            }
            operate("deliver", () -> Optional.of(pool.maintenance().run(20)));
            idle();
        }
        return Optional.empty();
    }

    private <T> Optional<T> told(String name, Supplier<Outcome<T>> operation) {
        return operate(name, () -> operation.get().fold(Optional::of, refusal -> Optional.empty()));
    }

    private <T> Optional<T> operate(String name, Supplier<Optional<T>> operation) {
        long begin = System.nanoTime();
        operations.incrementAndGet();
        try {
            Optional<T> answer = operation.get();
            if (answer.isEmpty()) {
                refused.incrementAndGet();
            }
            return answer;
        } catch (StoreException e) {
            raised.incrementAndGet();
            raisedBy.merge(name + ": " + e.getMessage(), 1, Integer::sum);
            return Optional.empty();
        } finally {
            longestNanos.accumulateAndGet(System.nanoTime() - begin, Math::max);
        }
    }

    Map<String, Integer> raisedBy() {
        return raisedBy;
    }

    int visits() {
        return visits.size();
    }

    /** Returns the contested names that more than one visitor was told to own. */
    List<String> doubled() {
        return owners.entrySet().stream()
                .filter(owner -> owner.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns what was acknowledged and is not so, as a process sees it that has seen none of it. */
    List<String> lost(Stores fresh) {
        UserPool pool = new FaultLoad(List.of(fresh)).pools.get(0);
        List<String> lost = new ArrayList<>();
        for (Visit visit : visits) {
            Optional<User> user = pool.admin().get(visit.name).fold(Optional::of, refusal -> Optional.empty());
            visit.id
                    .filter(id ->
                            user.filter(found -> found.id().value().equals(id)).isEmpty())
                    .ifPresent(id -> lost.add(visit.name + ": the account"));
            if (visit.confirmed
                    && user.filter(found -> found.status() == UserStatus.CONFIRMED)
                            .isEmpty()) {
                lost.add(visit.name + ": the confirmation");
            }
            visit.token
                    .filter(token ->
                            pool.sessions().refresh(token, WEB).asRefusal().isPresent() != visit.revoked)
                    .ifPresent(token -> lost.add(
                            visit.name + (visit.revoked ? ": the end of the refresh token" : ": the refresh token")));
        }
        return lost;
    }
}
