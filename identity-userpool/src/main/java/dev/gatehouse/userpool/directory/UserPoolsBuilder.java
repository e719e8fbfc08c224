package dev.gatehouse.userpool.directory;

import dev.gatehouse.PoolId;
import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds {@link UserPools}; everything without a default must be set. Not thread-safe. */
public final class UserPoolsBuilder {
    @Nullable
    Stores stores;

    @Nullable
    MasterKeys masterKeys;

    @Nullable
    InstantSource clock;

    @Nullable
    SecureRandom random;

    @Nullable
    Function<PoolId, URI> issuer;

    @Nullable
    Function<UserPoolSettings.Builder, UserPool> opener;

    String region = "local";
    Duration bound = Duration.ofSeconds(5);
    int mostClients = 1_000;

    UserPoolsBuilder() {}

    public UserPoolsBuilder stores(Stores value) {
        this.stores = value;
        return this;
    }

    /** Sets the keys that seal client secrets and the secret behind page tokens. */
    public UserPoolsBuilder masterKeys(MasterKeys value) {
        this.masterKeys = value;
        return this;
    }

    public UserPoolsBuilder clock(InstantSource value) {
        this.clock = value;
        return this;
    }

    public UserPoolsBuilder random(SecureRandom value) {
        this.random = value;
        return this;
    }

    /**
     * Sets the issuer of a pool's tokens: the same one always for the same pool, ending in {@code /} and the pool's id,
     * as the reference service's does.
     */
    public UserPoolsBuilder issuer(Function<PoolId, URI> value) {
        this.issuer = value;
        return this;
    }

    /**
     * Sets what opens a pool: it builds the pool on the application's stores, keys, sender, hasher and hooks, and may
     * first set what a definition does not hold, such as a list of breached passwords. Called once for each version of
     * a pool's settings; must not ask the directory for that pool.
     */
    public UserPoolsBuilder opener(Function<UserPoolSettings.Builder, UserPool> value) {
        this.opener = value;
        return this;
    }

    /** Sets the first half of new pools' ids: 1 to 32 letters, digits and hyphens; {@code local} unless set. */
    public UserPoolsBuilder region(String value) {
        if (!value.matches("[A-Za-z0-9-]{1,32}")) {
            throw new IllegalArgumentException("a region has 1 to 32 letters, digits and hyphens");
        }
        this.region = value;
        return this;
    }

    /** Sets how long a change may take to be seen on other nodes: more than 0, at most 5 minutes; 5 s unless set. */
    public UserPoolsBuilder bound(Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException("a bound is more than 0 and at most 5 minutes");
        }
        this.bound = value;
        return this;
    }

    /** Sets the most clients of a pool, 1 to 10,000; 1,000 unless set. */
    public UserPoolsBuilder mostClients(int value) {
        if (value < 1 || value > 10_000) {
            throw new IllegalArgumentException("a pool has 1 to 10,000 clients");
        }
        this.mostClients = value;
        return this;
    }

    /** Returns the directory; stores, master keys, clock, random, issuer and opener must be set. */
    public UserPools build() {
        return new UserPools(this);
    }
}
