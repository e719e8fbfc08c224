package dev.gatehouse.userpool.directory;

import dev.gatehouse.ClientId;
import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.ClientSecret;
import dev.gatehouse.userpool.settings.InvalidSettingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a stored app client is defined to be. Immutable; prints no secret. */
public final class ClientDefinition {
    private final PoolId pool;
    private final String name;
    private final AppClient client;
    private final Instant createdAt;
    private final Instant modifiedAt;

    ClientDefinition(PoolId pool, Builder values, Instant createdAt, Instant modifiedAt) {
        this.pool = pool;
        this.name = values.name;
        this.client = values.client;
        this.createdAt = createdAt;
        this.modifiedAt = modifiedAt;
    }

    /** Returns its id: 26 lower-case letters and digits. */
    public ClientId id() {
        return client.id();
    }

    /** Returns the pool that it belongs to. */
    public PoolId pool() {
        return pool;
    }

    /** Returns its name, for people. */
    public String name() {
        return name;
    }

    /** Returns its settings and secrets. */
    public AppClient client() {
        return client;
    }

    /** Returns its secrets, the oldest first: at most two. */
    public List<ClientSecret> secrets() {
        return client.secrets();
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant modifiedAt() {
        return modifiedAt;
    }

    @Override
    public String toString() {
        return "ClientDefinition[" + id() + " of " + pool + "]";
    }

    /** What is to be set; what is not named stays as it is. Not thread-safe. */
    public static final class Builder {
        String name = "";
        AppClient client;
        /** Members of a newer version, kept as they are. */
        Map<String, Object> others = Map.of();
        /** Secrets that a new client is to have. */
        final List<NewSecret> secrets = new ArrayList<>();

        Builder(AppClient client) {
            this.client = client;
        }

        /** Sets the name: 1 to 128 letters, digits, white space and {@code + = , . @ - _}. */
        public Builder name(String value) {
            this.name = value;
            return this;
        }

        /**
         * Changes settings; those that {@code change} does not name stay. Secrets are not among them.
         *
         * @throws InvalidSettingException if a setting is out of bounds; {@link UserPools} makes a refusal of it
         */
        public Builder settings(Consumer<AppClient.Builder> change) {
            AppClient.Builder next = client.toBuilder();
            change.accept(next);
            this.client = next.build();
            return this;
        }

        /** Gives a new client a generated secret of 52 letters and digits; for {@link UserPools#createClient} alone. */
        public Builder generateSecret() {
            secrets.add(new NewSecret.Generated());
            return this;
        }

        /**
         * Gives a new client a secret of the caller's own: 24 to 64 letters, digits, {@code _} and {@code +}, stored
         * sealed; for {@link UserPools#createClient} alone.
         */
        public Builder secret(Secret value) {
            secrets.add(new NewSecret.Own(value));
            return this;
        }
    }
}
