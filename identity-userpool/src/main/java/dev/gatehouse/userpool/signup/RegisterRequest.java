package dev.gatehouse.userpool.signup;

import dev.gatehouse.ClientId;
import dev.gatehouse.Secret;
import dev.gatehouse.spi.hook.ClientMetadata;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a user signs up with. Nothing is checked before {@link SignUp#register}. Immutable. */
public final class RegisterRequest {
    private final ClientId client;
    private final String username;
    private final Secret password;
    private final Map<String, String> attributes;
    private final ClientMetadata clientMetadata;
    private final ClientMetadata validationData;

    private RegisterRequest(Builder builder) {
        this.client = builder.client;
        this.username = Objects.requireNonNull(builder.username, "username");
        this.password = Objects.requireNonNull(builder.password, "password");
        this.attributes = Map.copyOf(builder.attributes);
        this.clientMetadata = builder.clientMetadata;
        this.validationData = builder.validationData;
    }

    /** Returns an empty builder; user name and password must be set. */
    public static Builder builder(ClientId client) {
        return new Builder(client);
    }

    public ClientId client() {
        return client;
    }

    /** Returns the user name, or the address where addresses are the names, as typed. */
    public String username() {
        return username;
    }

    /** Returns the password as typed; the caller closes it. */
    public Secret password() {
        return password;
    }

    /** Returns the attributes by name. */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** Returns what the hooks of this call get to see; none unless set. */
    public ClientMetadata clientMetadata() {
        return clientMetadata;
    }

    /** Returns what the {@code PreSignUp} hook judges the user by, beside its attributes; none unless set. */
    public ClientMetadata validationData() {
        return validationData;
    }

    @Override
    public String toString() {
        return "RegisterRequest[" + client + "]";
    }

    /** Builds a {@link RegisterRequest}. Not thread-safe. */
    public static final class Builder {
        private final ClientId client;
        private @Nullable String username;
        private @Nullable Secret password;
        private Map<String, String> attributes = Map.of();
        private ClientMetadata clientMetadata = ClientMetadata.none();
        private ClientMetadata validationData = ClientMetadata.none();

        private Builder(ClientId client) {
            this.client = client;
        }

        public Builder username(String value) {
            this.username = value;
            return this;
        }

        public Builder password(Secret value) {
            this.password = value;
            return this;
        }

        /** Replaces all attributes. */
        public Builder attributes(Map<String, String> value) {
            this.attributes = Map.copyOf(value);
            return this;
        }

        /** Sets what the hooks of this call get to see; it is kept nowhere. */
        public Builder clientMetadata(ClientMetadata value) {
            this.clientMetadata = value;
            return this;
        }

        /** Sets what the {@code PreSignUp} hook judges the user by; it is kept nowhere. */
        public Builder validationData(ClientMetadata value) {
            this.validationData = value;
            return this;
        }

        public RegisterRequest build() {
            return new RegisterRequest(this);
        }
    }
}
