package dev.gatehouse.store.cassandra;

import dev.gatehouse.spi.codec.RowType;
import dev.gatehouse.spi.codec.RowTypes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows are and between which nodes their winners are chosen. Immutable.
 *
 * <p>By default token families, one-time values, attempts and the outbox are decided in the home region, all else
 * among all regions. Every process that shares the keyspace must have the same reach for every kind of row.
 */
public final class CassandraSettings {
    /** How long a verb waits for one answer of the cluster, unless set otherwise. */
    public static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);

    private static final Pattern KEYSPACE = Pattern.compile("[a-z][a-z0-9_]{0,47}");

    private final String keyspace;
    private final @Nullable String homeRegion;
    private final @Nullable String homeProfile;
    private final Duration requestTimeout;
    private final Map<String, Reach> reaches;

    private CassandraSettings(Builder builder) {
        this.keyspace = builder.keyspace;
        this.homeRegion = builder.homeRegion;
        this.homeProfile = builder.homeProfile;
        this.requestTimeout = builder.requestTimeout;
        this.reaches = new TreeMap<>(builder.reaches);
    }

    /**
     * Returns a builder of settings for a keyspace, which the operator makes with its replication: three replicas in
     * every data centre.
     *
     * @throws IllegalArgumentException unless it is a lower-case letter, then at most 47 lower-case letters, digits
     *     and underscores
     */
    public static Builder builder(String keyspace) {
        return new Builder(requireKeyspace(keyspace));
    }

    static String requireKeyspace(String keyspace) {
        if (!KEYSPACE.matcher(keyspace).matches()) {
            throw new IllegalArgumentException("a keyspace is a lower-case letter, then letters, digits, underscores");
        }
        return keyspace;
    }

    /** Returns the keyspace. */
    public String keyspace() {
        return keyspace;
    }

    /** Returns the data centre that decides the rows of the home region; empty where the keyspace has only one. */
    public Optional<String> homeRegion() {
        return Optional.ofNullable(homeRegion);
    }

    /** Returns the driver's execution profile for rows of the home region; empty for the default profile. */
    public Optional<String> homeProfile() {
        return Optional.ofNullable(homeProfile);
    }

    /** Returns how long a verb waits for one answer of the cluster. */
    public Duration requestTimeout() {
        return requestTimeout;
    }

    /** Returns between which nodes the winners of a store's rows are chosen. */
    public Reach reach(RowType<?, ?> type) {
        Reach reach = reaches.get(type.name());
        if (reach == null) {
            throw new IllegalArgumentException("no such store: " + type.name());
        }
        return reach;
    }

    /** Returns a table for operators: each store with its levels. */
    public String print() {
        StringBuilder table = new StringBuilder();
        table.append(String.format(
                "keyspace %s, home region %s, profile %s, timeout %s%n",
                keyspace, homeRegion().orElse("(the only one)"), homeProfile().orElse("default"), requestTimeout));
        reaches.forEach((store, reach) ->
                table.append(String.format("%-16s %-13s commit and read %s%n", store, reach.serial(), reach.quorum())));
        Reach all = Reach.EVERY_REGION;
        table.append(String.format("%-16s %-13s write and read %s%n", "revocations", "-", all.quorum()));
        return table.toString();
    }

    @Override
    public String toString() {
        return "CassandraSettings[" + keyspace + "]";
    }

    /** Builds {@link CassandraSettings}. Not thread-safe. */
    public static final class Builder {
        private final String keyspace;
        private final Map<String, Reach> reaches = new TreeMap<>();
        private @Nullable String homeRegion;
        private @Nullable String homeProfile;
        private Duration requestTimeout = REQUEST_TIMEOUT;

        private Builder(String keyspace) {
            this.keyspace = keyspace;
            for (RowType<?, ?> type : RowTypes.all()) {
                reaches.put(type.name(), Reach.EVERY_REGION);
            }
            unsafeHomeRegionOnly(RowTypes.TOKEN_FAMILIES, RowTypes.ONE_TIMES, RowTypes.ATTEMPTS, RowTypes.OUTBOX);
        }

        /**
         * Names the data centre that decides the rows of the home region. Needed where the keyspace is in more than
         * one. The session must reach it: as its local data centre, or by {@link #homeProfile}.
         */
        public Builder homeRegion(String dataCentre) {
            this.homeRegion = dataCentre;
            return this;
        }

        /**
         * Names the driver's execution profile whose local data centre is the home region, for a process elsewhere.
         */
        public Builder homeProfile(String profile) {
            this.homeProfile = profile;
            return this;
        }

        /** Lets all regions decide the rows of these stores together, which costs a round trip between regions. */
        public Builder everyRegion(RowType<?, ?>... types) {
            for (RowType<?, ?> type : types) {
                reaches.put(type.name(), Reach.EVERY_REGION);
            }
            return this;
        }

        /**
         * Lets the home region alone decide the rows of these stores. Unsafe if a process anywhere reaches them
         * otherwise: then an alias may have two owners.
         */
        public Builder unsafeHomeRegionOnly(RowType<?, ?>... types) {
            for (RowType<?, ?> type : types) {
                reaches.put(type.name(), Reach.HOME_REGION);
            }
            return this;
        }

        /**
         * Sets how long a verb waits for one answer of the cluster: longer than the nodes' own timeouts, so that
         * their answer comes first.
         *
         * @throws IllegalArgumentException unless from 100 ms to 60 s
         */
        public Builder requestTimeout(Duration timeout) {
            if (timeout.toMillis() < 100 || timeout.toMillis() > 60_000) {
                throw new IllegalArgumentException("a request timeout is 100 ms to 60 s");
            }
            this.requestTimeout = timeout;
            return this;
        }

        /** Returns the settings. */
        public CassandraSettings build() {
            return new CassandraSettings(this);
        }
    }
}
