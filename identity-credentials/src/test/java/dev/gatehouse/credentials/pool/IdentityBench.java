package dev.gatehouse.credentials.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.credentials.internal.identity.Found;
import dev.gatehouse.credentials.internal.identity.Held;
import dev.gatehouse.credentials.internal.identity.IdentityContext;
import dev.gatehouse.credentials.internal.identity.IdentityReader;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.spi.store.IdentityKey;
import dev.gatehouse.spi.store.LoginKey;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.testkit.UnsafeSeededRandom;
import dev.gatehouse.throttle.RateLimit;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.user.ExternalIdentity;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * An identity pool whose public providers take a subject for a token of that subject, and whose developer signs users
 * in. It vends nothing: tokens and credentials are given by the same rules.
 */
final class IdentityBench {
    static final PoolId POOL = new PoolId("us-east-1:1cd55b65-2d71-441c-83c0-a5de48b83f77");
    static final PoolId OTHER = new PoolId("us-east-1:2cd55b65-2d71-441c-83c0-a5de48b83f77");
    static final String ONE = "one.example";
    static final String TWO = "two.example";
    static final String THREE = "three.example";
    static final String FOUR = "four.example";
    static final String DEVELOPER = "login.developer";

    private static final SecureRandom RANDOM = new UnsafeSeededRandom(11);

    final FakeClock clock;
    final Stores engine;
    final IdentityPool pool;
    private final IdentityReader reader;

    IdentityBench(Stores engine) {
        this(engine, new FakeClock());
    }

    IdentityBench(Stores engine, FakeClock clock) {
        this.clock = clock;
        this.engine = engine;
        this.pool = node(engine);
        this.reader = new IdentityReader(new IdentityContext(POOL, engine, Duration.ofDays(90), clock, RANDOM));
    }

    /** Returns the same pool as seen by a node with faults. */
    IdentityPool node(Stores stores) {
        return open(settings(POOL), stores);
    }

    static IdentityPoolSettings.Builder settings(PoolId pool) {
        return IdentityPoolSettings.builder(pool)
                .provider(provider(ONE))
                .provider(provider(TWO))
                .provider(provider(THREE))
                .provider(provider(FOUR))
                .developerProvider(DEVELOPER)
                .allowGuests()
                .allowClassicFlow()
                .guestRate(RateLimit.of(100_000, Duration.ofMinutes(1)))
                .tokenAlgorithm(SigningAlgorithm.ES256);
    }

    private static LoginProvider provider(String name) {
        return LoginProvider.of(
                name,
                token -> token.equals("forged")
                        ? Outcome.refused(ErrorCode.NOT_AUTHORIZED)
                        : Outcome.success(ExternalIdentity.builder(name, token).build()));
    }

    IdentityPool open(IdentityPoolSettings.Builder settings, Stores stores) {
        return IdentityPool.builder(settings.build())
                .stores(stores)
                .masterKeys(new FixedMasterKeys().load())
                .vendor(request -> {
                    throw new AssertionError("nothing is vended here");
                })
                .clock(clock)
                .random(RANDOM)
                .build();
    }

    /** Returns logins from providers and subjects in turn. */
    static Map<String, String> logins(String... providersAndSubjects) {
        Map<String, String> logins = new HashMap<>();
        for (int i = 0; i < providersAndSubjects.length; i += 2) {
            logins.put(providersAndSubjects[i], providersAndSubjects[i + 1]);
        }
        return logins;
    }

    IdentityId id(String... providersAndSubjects) {
        return pool.getId(logins(providersAndSubjects)).orElseThrow();
    }

    IdentityId guest() {
        return pool.getId(Map.of()).orElseThrow();
    }

    IdentityId developer(String user) {
        return pool.developers()
                .openIdToken(DeveloperTokenRequest.builder(user).build())
                .orElseThrow()
                .identity();
    }

    /** Returns whom a login finds now, without making anything. */
    Optional<IdentityId> finds(String provider, String subject) {
        return reader.known(new LoginKey(POOL, provider, subject)).map(Found::id);
    }

    Identity row(IdentityId id) {
        return engine.identities().find(new IdentityKey(POOL, id)).orElseThrow().value();
    }

    static ErrorCode code(Outcome<?> outcome) {
        return outcome.asRefusal()
                .map(Refusal::code)
                .orElseThrow(() -> new AssertionError("was not refused: " + outcome));
    }

    static List<String> rules(Outcome<?> outcome) {
        return outcome.asRefusal().orElseThrow().rules();
    }

    /** What holds at every moment: at most one login of a provider leads to an identity, and no guest has any. */
    void invariants() {
        Map<IdentityId, Map<String, Set<String>>> leading =
                new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
        for (Row<IdentityKey, Identity> row :
                engine.identities().page(POOL, Optional.empty(), 1_000).items()) {
            for (Held held : Held.of(POOL, row.value())) {
                Optional<Found> root =
                        reader.counts(held) ? reader.find(row.key().identity()) : Optional.empty();
                root.ifPresent(found -> {
                    assertThat(found.guest()).as("a guest with a login").isFalse();
                    if (!held.developer()) {
                        leading.computeIfAbsent(found.id(), id -> new HashMap<>())
                                .computeIfAbsent(held.key().provider(), name -> new HashSet<>())
                                .add(held.key().subject());
                    }
                });
            }
        }
        leading.forEach((id, providers) -> providers.forEach((provider, subjects) ->
                assertThat(subjects).as("logins of %s at %s", provider, id).hasSize(1)));
    }

    /** What holds once nobody is at work and every login was used again. */
    void settled() {
        invariants();
        engine.identities().page(POOL, Optional.empty(), 1_000).items().stream()
                .filter(row -> row.value().state() == Identity.State.ACTIVE)
                .forEach(row -> assertThat(row.value().absorbing())
                        .as("merges under way at %s", row.key().identity())
                        .isEmpty());
    }
}
