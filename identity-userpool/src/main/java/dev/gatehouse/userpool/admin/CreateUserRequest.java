package dev.gatehouse.userpool.admin;

import dev.gatehouse.Secret;
import dev.gatehouse.spi.hook.ClientMetadata;
import dev.gatehouse.spi.message.Channel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A user to be made by an administrator. Immutable; {@code toString} prints nothing of the user. */
public final class CreateUserRequest {
    private final String username;
    private final Map<String, String> attributes;
    private final @Nullable Secret temporaryPassword;
    private final boolean suppressMessage;
    private final Set<Channel> mediums;
    private final ClientMetadata clientMetadata;
    private final ClientMetadata validationData;

    private CreateUserRequest(Builder builder) {
        this.username = builder.username;
        Map<String, String> all = new HashMap<>(builder.attributes);
        builder.verified.forEach(attribute -> all.put(attribute + "_verified", "true"));
        this.attributes = Map.copyOf(all);
        this.temporaryPassword = builder.temporaryPassword;
        this.suppressMessage = builder.suppressMessage;
        this.mediums = Set.copyOf(builder.mediums);
        this.clientMetadata = builder.clientMetadata;
        this.validationData = builder.validationData;
    }

    /**
     * Returns a builder of a user who gets a generated password by message.
     *
     * @param username the user name; where the pool's users are known by an address, that address
     */
    public static Builder builder(String username) {
        return new Builder(username);
    }

    public String username() {
        return username;
    }

    /** Returns the attributes, those that say which addresses are verified among them. */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** Returns the temporary password; empty to generate one. */
    public Optional<Secret> temporaryPassword() {
        return Optional.ofNullable(temporaryPassword);
    }

    /** Returns whether no invitation is sent. */
    public boolean suppressMessage() {
        return suppressMessage;
    }

    /** Returns how the invitation is to travel, once each; empty for the best address that there is. */
    public Set<Channel> mediums() {
        return mediums;
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
        return "CreateUserRequest[redacted]";
    }

    /** Builds a {@link CreateUserRequest}. Not thread-safe. */
    public static final class Builder {
        private final String username;
        private Map<String, String> attributes = Map.of();
        private Set<String> verified = Set.of();
        private @Nullable Secret temporaryPassword;
        private boolean suppressMessage;
        private Set<Channel> mediums = Set.of();
        private ClientMetadata clientMetadata = ClientMetadata.none();
        private ClientMetadata validationData = ClientMetadata.none();

        private Builder(String username) {
            this.username = username;
        }

        /** Sets the attributes; values have at most 2,048 characters. */
        public Builder attributes(Map<String, String> value) {
            this.attributes = Map.copyOf(value);
            return this;
        }

        /**
         * Sets which addresses need no code, on the administrator's word.
         *
         * @param value of {@code email} and {@code phone_number}
         * @throws IllegalArgumentException if it holds anything else
         */
        public Builder verified(Set<String> value) {
            if (!Set.of("email", "phone_number").containsAll(value)) {
                throw new IllegalArgumentException("only email and phone_number can be verified");
            }
            this.verified = Set.copyOf(value);
            return this;
        }

        /** Sets the password of the first sign-in. */
        public Builder temporaryPassword(Secret value) {
            this.temporaryPassword = value;
            return this;
        }

        /** Sends no invitation: the application hands over the temporary password, which it must then choose. */
        public Builder suppressMessage() {
            this.suppressMessage = true;
            return this;
        }

        /** Sends the invitation by each of these that the user has an address for, and by no other. */
        public Builder mediums(Set<Channel> value) {
            this.mediums = Set.copyOf(value);
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

        public CreateUserRequest build() {
            return new CreateUserRequest(this);
        }
    }
}
