package dev.gatehouse.credentials.pool;

import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.credentials.role.Roles;
import dev.gatehouse.spi.credential.CredentialVendor;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.revocation.RevocationFollower;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.spi.store.RepeatingStores;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.token.RevocationView;
import dev.gatehouse.user.ExternalIdentity;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The door of an identity pool: identities for users and guests, and temporary credentials for them. Thread-safe.
 */
public final class IdentityPool {
    private static final int MOST_SWEPT = 10_000;

    private final IdentityPoolSettings settings;
    private final Identities identities;
    private final Roles roles;
    private final Vending vending;
    private final IdentityRevocation identityRevocation;
    private final RevocationFollower revocations;
    private final Stores stores;
    private final InstantSource clock;

    private IdentityPool(Builder builder) {
        this.settings = builder.settings;
        this.clock = builder.clock();
        this.stores = RepeatingStores.around(Objects.requireNonNull(builder.stores, "stores"), clock);
        SecureRandom random = Objects.requireNonNull(builder.random, "random");
        this.identities = new Identities(settings, stores, clock, random);
        this.revocations = new RevocationFollower(
                stores.revocations(), settings.id(), settings.revocationBound(), settings.clockTolerance(), clock);
        this.roles = new Roles(settings.id(), settings.revocationBound(), stores, revocations, clock, random);
        this.vending = new Vending(roles, Objects.requireNonNull(builder.vendor, "vendor"), revocations, clock);
        this.identityRevocation = new IdentityRevocation(settings.id(), stores, clock, random);
    }

    public static Builder builder(IdentityPoolSettings settings) {
        return new Builder(settings);
    }

    public IdentityPoolSettings settings() {
        return settings;
    }

    /** Returns the registry of this pool's roles. */
    public Roles roles() {
        return roles;
    }

    /** Returns what this node knows to be revoked in this pool: epochs of roles, identities and the pool. */
    public RevocationView revocations() {
        return revocations;
    }

    /**
     * Does this pool's part of maintenance: refreshes the view of revocations and sweeps guests that stayed away.
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
        return stores.identities().sweep(clock.instant(), budget);
    }

    /**
     * Returns the identity of a login, or a new identity for a guest. The reference service's {@code GetId}.
     *
     * @param logins at most one token by its provider's name; none for a guest
     */
    public Outcome<IdentityId> getId(Map<String, String> logins) {
        if (logins.isEmpty()) {
            return settings.allowGuests()
                    ? Outcome.success(identities.newGuest())
                    : Outcome.refused(Refusal.of(ErrorCode.NOT_AUTHORIZED, "identity.guests-not-allowed"));
        }
        return verified(logins).then(identities::of);
    }

    /**
     * Returns temporary credentials for an identity. The reference service's {@code GetCredentialsForIdentity},
     * enhanced flow.
     *
     * @param identity what {@link #getId} returned
     * @param logins the same login again; none for a guest
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
        if (logins.isEmpty()) {
            return guest(identity).then(found -> vend(found, Optional.empty(), customRole));
        }
        return verified(logins)
                .then(login -> owned(identity, login).then(found -> vend(found, Optional.of(login), customRole)));
    }

    /**
     * Revokes every session of an identity that is out, chained ones too; guards refuse them within the bound. The
     * identity's epoch is raised first, then logged; a caller that learns of no end repeats it. Sessions that are vended
     * afterwards live: disable the identity to end those.
     *
     * <p>Refusals: {@code RESOURCE_NOT_FOUND}, {@code CONCURRENT_MODIFICATION} after three lost races.
     */
    public Outcome<Done> revokeSessions(IdentityId identity) {
        return identityRevocation.revoke(identity);
    }

    private Outcome<Identities.Found> guest(IdentityId id) {
        if (!settings.allowGuests()) {
            return Outcome.refused(Refusal.of(ErrorCode.NOT_AUTHORIZED, "identity.guests-not-allowed"));
        }
        Optional<Identities.Found> found = identities.find(id);
        if (found.isEmpty()) {
            return Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND);
        }
        Identity identity = found.get().row().value();
        if (identity.state() != Identity.State.ACTIVE || !identity.logins().isEmpty()) {
            return Outcome.refused(ErrorCode.NOT_AUTHORIZED);
        }
        identities.touch(found.get());
        return Outcome.success(found.get());
    }

    private Outcome<Identities.Found> owned(IdentityId id, ExternalIdentity login) {
        Optional<Identities.Found> own = identities.known(login).filter(found -> isOrBecame(id, found.id()));
        if (own.isEmpty()) {
            return Outcome.refused(Refusal.of(ErrorCode.NOT_AUTHORIZED, "identity.not-of-this-login"));
        }
        return own.get().row().value().state() == Identity.State.ACTIVE
                ? Outcome.success(own.get())
                : Outcome.refused(Refusal.of(ErrorCode.NOT_AUTHORIZED, "identity.disabled"));
    }

    private boolean isOrBecame(IdentityId asked, IdentityId own) {
        return own.equals(asked)
                || identities
                        .find(asked)
                        .filter(found -> found.id().equals(own))
                        .isPresent();
    }

    private Outcome<ExternalIdentity> verified(Map<String, String> logins) {
        if (logins.size() != 1) {
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "logins.exactly-one"));
        }
        Map.Entry<String, String> login = logins.entrySet().iterator().next();
        return settings.provider(login.getKey())
                .map(provider -> provider.verify(login.getValue()))
                .orElseGet(() -> Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "logins.unknown-provider")));
    }

    private Outcome<IdentityCredentials> vend(
            Identities.Found found, Optional<ExternalIdentity> login, Optional<String> customRole) {
        return vending.vend(settings, found.id(), found.row().value().epoch(), login, customRole)
                .map(credentials -> new IdentityCredentials(found.id(), credentials));
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
        private @Nullable CredentialVendor vendor;
        private @Nullable InstantSource clock;
        private @Nullable SecureRandom random;

        private Builder(IdentityPoolSettings settings) {
            this.settings = settings;
        }

        public Builder stores(Stores value) {
            this.stores = value;
            return this;
        }

        public Builder vendor(CredentialVendor value) {
            this.vendor = value;
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

        private InstantSource clock() {
            return Objects.requireNonNull(clock, "clock");
        }

        /** Returns the pool; stores, vendor, clock and random must be set. */
        public IdentityPool build() {
            return new IdentityPool(this);
        }
    }
}
