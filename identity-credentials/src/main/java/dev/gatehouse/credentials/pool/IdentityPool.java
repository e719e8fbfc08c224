package dev.gatehouse.credentials.pool;

import dev.gatehouse.Done;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.credentials.internal.identity.Guests;
import dev.gatehouse.credentials.internal.identity.IdentityContext;
import dev.gatehouse.credentials.internal.identity.IdentityFlows;
import dev.gatehouse.credentials.internal.identity.Proof;
import dev.gatehouse.credentials.internal.identity.Unlinking;
import dev.gatehouse.credentials.role.Roles;
import dev.gatehouse.credentials.sts.PoolSessions;
import dev.gatehouse.credentials.sts.SecurityTokenService;
import dev.gatehouse.credentials.sts.StsKeys;
import dev.gatehouse.credentials.sts.WebIdentityToken;
import dev.gatehouse.credentials.sts.WebIdentityVerifier;
import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.seal.PoolSecret;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.credential.CredentialVendor;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.internal.page.PageTokens;
import dev.gatehouse.spi.key.PoolSecrets;
import dev.gatehouse.spi.revocation.RevocationFollower;
import dev.gatehouse.spi.store.RepeatingStores;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.token.RevocationView;
import dev.gatehouse.token.SigningEngine;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The door of an identity pool: identities for users and guests, and temporary credentials for them. Thread-safe.
 */
public final class IdentityPool {
    private static final int MOST_SWEPT = 10_000;
    private static final int MOST_SOURCE = 256;
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);

    private final IdentityPoolSettings settings;
    private final IdentityFlows flows;
    private final IdentityTokens tokens;
    private final Callers callers;
    private final IdentityAdministration administration;
    private final DeveloperIdentities developers;
    private final Roles roles;
    private final Vending vending;
    private final RevocationFollower revocations;
    private final Stores stores;
    private final InstantSource clock;
    private final Optional<LocalVending> local;

    private IdentityPool(Builder builder) {
        this.settings = builder.settings;
        this.clock = builder.clock();
        this.stores = RepeatingStores.around(Objects.requireNonNull(builder.stores, "stores"), clock);
        SecureRandom random = Objects.requireNonNull(builder.random, "random");
        Sealer sealer = new Sealer(Objects.requireNonNull(builder.masterKeys, "masterKeys"), random);
        PoolSecret secret = PoolSecrets.open(settings.id(), stores.pools(), sealer, clock, random);
        IdentityContext context = new IdentityContext(settings.id(), stores, settings.guestLife(), clock, random);
        this.flows = IdentityFlows.of(
                context, new Guests(context, secret, settings.guestRate(), settings.guestRatePerSource()));
        this.tokens = new IdentityTokens(settings, flows.reader(), stores, sealer, clock, random, builder.engine);
        this.callers = new Callers(settings, flows, tokens);
        PageTokens pages = new PageTokens(secret);
        this.administration = new IdentityAdministration(flows, pages);
        this.developers = new DeveloperIdentities(settings, flows, callers, tokens, pages);
        this.revocations = new RevocationFollower(
                stores.revocations(), settings.id(), settings.revocationBound(), settings.clockTolerance(), clock);
        this.roles = new Roles(settings.id(), settings.revocationBound(), stores, revocations, clock, random);
        this.local =
                builder.local(secret, sealer, random).map(own -> own.of(this, stores, builder.behind(revocations)));
        CredentialVendor vendor = local.<CredentialVendor>map(LocalVending::vendor)
                .orElseGet(() -> Objects.requireNonNull(builder.vendor, "vendor"));
        this.vending = new Vending(roles, vendor, revocations, clock);
    }

    public static Builder builder(IdentityPoolSettings settings) {
        return new Builder(settings);
    }

    public IdentityPoolSettings settings() {
        return settings;
    }

    /** Returns what an operator does with identities. */
    public IdentityAdministration identities() {
        return administration;
    }

    /** Returns what the developer's own backend does with the users that it signs in. */
    public DeveloperIdentities developers() {
        return developers;
    }

    /** Returns this pool's own OpenID tokens: how they are verified, and the keys to publish. */
    public IdentityTokens tokens() {
        return tokens;
    }

    /** Returns the registry of this pool's roles. */
    public Roles roles() {
        return roles;
    }

    /** Returns what this node knows to be revoked in this pool: epochs of roles, identities and the pool. */
    public RevocationView revocations() {
        return revocations;
    }

    /** Returns what verifies this pool's sessions; empty unless {@link Builder#localSts} vends them. */
    public Optional<PoolSessions> sessions() {
        return local.map(LocalVending::sessions);
    }

    /** Returns this pool's token service, which verifies no signatures; empty as {@link #sessions} is. */
    public Optional<SecurityTokenService> tokenService() {
        return local.map(LocalVending::service);
    }

    /**
     * Does this pool's part of maintenance: refreshes the view of revocations, rotates its signing keys and sweeps guests
     * that stayed away.
     * Called by the application's scheduler; safe on all nodes at once.
     *
     * @param budget how many rows to sweep at most, 1 to 10,000
     * @return how many rows were swept
     */
    public int maintain(int budget) {
        if (budget < 1 || budget > MOST_SWEPT) {
            throw new IllegalArgumentException("a budget is 1 to 10,000 rows");
        }
        revocations.refresh();
        tokens.maintain();
        return stores.identities().sweep(clock.instant(), budget);
    }

    /**
     * Returns the identity of a user, or a new one for a guest. The reference service's {@code GetId}. Several logins
     * of one user are linked to one identity, and identities that they had before are merged.
     *
     * <p>Refusals: those of a login's provider, {@code INVALID_PARAMETER} ({@code logins.*}), {@code NOT_AUTHORIZED}
     * ({@code identity.disabled}, {@code identity.guests-not-allowed}), {@code RESOURCE_CONFLICT} (two logins of one
     * public provider), {@code TOO_MANY_REQUESTS}.
     *
     * @param logins at most 10 tokens by their providers' names; none for a guest. A guest's identity id is a bearer
     *     secret: whoever knows it is that guest
     */
    public Outcome<IdentityId> getId(Map<String, String> logins) {
        return getId(logins, Optional.empty());
    }

    /**
     * As {@link #getId(Map)}, counting a new guest against where the request comes from too.
     *
     * @param source such as the client's address, at most 256 characters; stored as an HMAC, and only for guests
     */
    public Outcome<IdentityId> getId(Map<String, String> logins, String source) {
        return source.length() > MOST_SOURCE ? Callers.invalid("source.length") : getId(logins, Optional.of(source));
    }

    private Outcome<IdentityId> getId(Map<String, String> logins, Optional<String> source) {
        if (logins.isEmpty()) {
            return settings.allowGuests() ? flows.guests().make(source) : Callers.guestsNotAllowed();
        }
        return callers.known(Optional.empty(), logins)
                .map(caller -> caller.found().id());
    }

    /**
     * Returns temporary credentials for an identity. The reference service's {@code GetCredentialsForIdentity},
     * enhanced flow. A login that the identity does not have yet is linked to it, if the identity is a guest or another
     * login proves that it is the caller's; what that login found before is merged.
     *
     * @param identity what {@link #getId} returned
     * @param logins at most 10 tokens, at least one of a login that the identity has; none for a guest
     */
    public Outcome<IdentityCredentials> getCredentials(IdentityId identity, Map<String, String> logins) {
        return credentials(identity, logins, Optional.empty());
    }

    /**
     * Returns temporary credentials of a role that the caller chose among those that its login gives; see the overload.
     *
     * @param customRoleArn the role's ARN: one of the token's {@code cognito:roles}, or of a mapping rule that matches
     */
    public Outcome<IdentityCredentials> getCredentials(
            IdentityId identity, Map<String, String> logins, String customRoleArn) {
        return credentials(identity, logins, Optional.of(customRoleArn));
    }

    private Outcome<IdentityCredentials> credentials(
            IdentityId identity, Map<String, String> logins, Optional<String> customRole) {
        return callers.caller(identity, logins)
                .then(caller -> vending.vend(settings, caller, customRole)
                        .map(credentials ->
                                new IdentityCredentials(caller.found().id(), credentials)));
    }

    /**
     * Returns what the token service's AssumeRoleWithWebIdentity verifies this pool's OpenID tokens with. Refuses all of
     * them where the basic flow is not allowed: in it the client chooses the role.
     */
    public WebIdentityVerifier webIdentities() {
        return token -> settings.allowClassicFlow()
                ? tokens.verify(token).map(IdentityPool::webIdentity)
                : Callers.invalid("classic-flow.off");
    }

    private static WebIdentityToken webIdentity(IdentityToken token) {
        return WebIdentityToken.builder(token.pool().value(), token.identity(), token.methods())
                .tags(token.principalTags(), Set.of())
                .build();
    }

    /**
     * Returns an OpenID token for an identity, good for 10 minutes: the first step of the basic flow. The reference
     * service's {@code GetOpenIdToken}. Logins are linked as by {@link #getCredentials}. One that is got for the pool's own
     * token ends no later than that.
     *
     * <p>Refusals: those of {@link #getId}, {@code INVALID_PARAMETER} ({@code classic-flow.off}),
     * {@code RESOURCE_NOT_FOUND}, {@code NOT_AUTHORIZED} ({@code identity.not-of-this-login},
     * {@code identity.not-a-guest}).
     */
    public Outcome<OpenIdToken> openIdToken(IdentityId identity, Map<String, String> logins) {
        if (!settings.allowClassicFlow()) {
            return Callers.invalid("classic-flow.off");
        }
        return callers.caller(identity, logins)
                .map(caller -> tokens.issue(caller.found(), caller.methods(), life(caller), Map.of()));
    }

    /** A token that was got for the pool's own token ends with it. */
    private Duration life(Callers.Caller caller) {
        return caller.until()
                .map(end -> Vending.shorter(TOKEN_LIFE, Duration.between(clock.instant(), end)))
                .orElse(TOKEN_LIFE);
    }

    /**
     * Unlinks logins from an identity. The reference service's {@code UnlinkIdentity}. An unlinked login gets a new
     * identity the next time it is seen; an identity without its last login is nobody's.
     *
     * <p>Refusals: those of the logins' providers, {@code INVALID_PARAMETER} ({@code logins.none},
     * {@code logins.too-many}, {@code logins.unknown-provider}), {@code RESOURCE_NOT_FOUND}, {@code NOT_AUTHORIZED} (no
     * login is the identity's), {@code CONCURRENT_MODIFICATION}. Repeat it after that or an outage: some may be
     * unlinked.
     *
     * @param logins at least one token of a login that the identity has
     * @param providers whose logins to unlink, at most 10; those that it does not have are passed over. A login that
     *     proves who the caller is goes last
     */
    public Outcome<Done> unlink(IdentityId identity, Map<String, String> logins, Set<String> providers) {
        if (logins.isEmpty()) {
            return Callers.invalid("logins.none");
        }
        if (providers.size() > Callers.MOST_LOGINS) {
            return Callers.invalid("logins.too-many");
        }
        return callers.verified(logins).then(verified -> {
            List<Proof> proofs = callers.proofs(verified);
            Outcome<Done> outcome = Outcome.done();
            for (String provider : inOrder(providers, logins.keySet())) {
                outcome = outcome.then(done -> flows.unlinking()
                        .unlink(identity, Unlinking.ofProvider(provider), found -> callers.notOwn(found, proofs)));
            }
            return outcome;
        });
    }

    /** Proofs last: once the only one is unlinked it proves nothing any more. */
    private static List<String> inOrder(Set<String> providers, Set<String> proving) {
        return providers.stream()
                .sorted(Comparator.<String, Boolean>comparing(proving::contains)
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /**
     * Credentials and whose they are.
     *
     * @param identity the identity: the one asked for, or the one that it was merged into
     */
    public record IdentityCredentials(IdentityId identity, TemporaryCredentials credentials) {}

    /** Builds an {@link IdentityPool}. Not thread-safe. */
    public static final class Builder {
        private final IdentityPoolSettings settings;
        private @Nullable Stores stores;
        private @Nullable MasterKeys masterKeys;
        private @Nullable CredentialVendor vendor;
        private @Nullable InstantSource clock;
        private @Nullable SecureRandom random;
        private @Nullable SigningEngine engine;
        private @Nullable RevocationView families;
        private int stsGeneration;

        private Builder(IdentityPoolSettings settings) {
            this.settings = settings;
        }

        public Builder stores(Stores value) {
            this.stores = value;
            return this;
        }

        /** Sets the keys that seal the pool's secret and its signing keys. */
        public Builder masterKeys(MasterKeys value) {
            this.masterKeys = value;
            return this;
        }

        /** Sets who makes the credentials, instead of {@link #localSts}. */
        public Builder vendor(CredentialVendor value) {
            this.vendor = value;
            return this;
        }

        /**
         * Vends credentials here, under keys that follow from the pool's own secret: whoever holds that and the master
         * keys can mint credentials.
         *
         * @param generation of the keys, from 1: raise it by one to rotate. Credentials of the generation before still
         *     work
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder localSts(int generation) {
            if (generation < 1) {
                throw new IllegalArgumentException("generations count from 1");
            }
            this.stsGeneration = generation;
            return this;
        }

        /**
         * Sets what is revoked in the user pools whose users come: sessions of {@link #localSts} end with the sign-in
         * behind them. Nothing unless set.
         */
        public Builder families(RevocationView value) {
            this.families = value;
            return this;
        }

        public Builder clock(InstantSource value) {
            this.clock = value;
            return this;
        }

        public Builder random(SecureRandom value) {
            this.random = value;
            return this;
        }

        /** Sets what the pool signs its OpenID tokens with; {@link SigningEngine#standard} unless set. */
        public Builder signingEngine(SigningEngine value) {
            this.engine = value;
            return this;
        }

        private Optional<LocalVending.Keys> local(PoolSecret secret, Sealer sealer, SecureRandom source) {
            if (stsGeneration == 0) {
                return Optional.empty();
            }
            if (vendor != null) {
                throw new IllegalStateException("a pool has a vendor or a local STS, not both");
            }
            return Optional.of(new LocalVending.Keys(StsKeys.ofPool(secret, stsGeneration), sealer, source, clock()));
        }

        private RevocationView behind(RevocationView own) {
            return families == null ? own : own.withFamiliesOf(families);
        }

        private InstantSource clock() {
            return Objects.requireNonNull(clock, "clock");
        }

        /**
         * Returns the pool; stores, master keys, vendor or local STS, clock and random must be set. Makes the pool's
         * secret if it is new.
         *
         * @throws dev.gatehouse.spi.KeySourceException if the master keys are not those that sealed the pool
         * @throws dev.gatehouse.spi.StoreException if the stores cannot be reached
         */
        public IdentityPool build() {
            return new IdentityPool(this);
        }
    }
}
