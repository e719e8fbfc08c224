package dev.gatehouse.vendor.postgresql;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.RoleName;
import dev.gatehouse.Secret;
import dev.gatehouse.spi.VendorException;
import dev.gatehouse.spi.credential.CredentialVendor;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.credential.VendingRequest;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Vends logins of a PostgreSQL database, one for each vending, that end with the credentials: the access key id is the
 * user name ({@code gh_} and 26 characters that tell nothing), the secret key the password, the session token empty.
 * See the package's page for the trust model. Thread-safe.
 */
public final class PostgresLoginVendor implements CredentialVendor {
    private static final Duration MIN_DURATION = Duration.ofMinutes(15);
    private static final Duration MAX_DURATION = Duration.ofHours(12);
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final char[] ALPHABET = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();
    private static final int NAME_LENGTH = 26;
    private static final int PASSWORD_BYTES = 30;
    private static final int BATCH = 100;

    private final LoginFunctions functions;
    private final Map<RoleName, String> roles;
    private final int connectionLimit;
    private final InstantSource clock;
    private final SecureRandom random;

    private PostgresLoginVendor(Builder builder) {
        this.functions = new LoginFunctions(builder.application);
        this.roles = Map.copyOf(builder.roles);
        this.connectionLimit = builder.connectionLimit;
        this.clock = builder.clock;
        this.random = builder.random;
    }

    /**
     * Returns a builder.
     *
     * @param application connects as a role that {@link VendingSchema#admit} let in
     * @param clock says when credentials end; the server compares with its own clock
     * @param random makes names and passwords
     */
    public static Builder builder(DataSource application, InstantSource clock, SecureRandom random) {
        return new Builder(application, clock, random);
    }

    /**
     * Makes a login of the role that the request's is mapped to.
     *
     * @return the login, or a refusal of the package's list
     * @throws VendorException if the server cannot be reached or fails; a login that may have been made there is
     *     unknown to everyone and dropped by maintenance at its end
     */
    @Override
    public Outcome<TemporaryCredentials> vend(VendingRequest request) {
        Optional<Refusal> fault = fault(request);
        if (fault.isPresent()) {
            return Outcome.refused(fault.get());
        }
        String role = roles.get(request.role());
        if (role == null) {
            return Outcome.refused(notVendable());
        }
        Optional<String> tags = TagText.of(request.principalTags());
        if (tags.isEmpty()) {
            return Outcome.refused(Refusal.of(ErrorCode.PACKED_POLICY_TOO_LARGE, "postgresql.principal-tags"));
        }
        Instant expiration = clock.instant().plus(request.duration()).truncatedTo(ChronoUnit.SECONDS);
        String login = newName();
        char[] password = newPassword();
        try {
            String verifier = ScramVerifier.of(password, random);
            String identity = request.identity().value();
            return functions.vend(login, verifier, identity, role, tags.get(), expiration, connectionLimit)
                    ? Outcome.success(TemporaryCredentials.of(
                            login, Secret.copyOf(password), Secret.copyOf(new char[0]), expiration))
                    : Outcome.refused(notVendable());
        } catch (SQLException e) {
            throw LoginFunctions.failed(e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /**
     * Closes logins that have expired, ends their sessions and drops them. Called by the application's scheduler; safe
     * on all nodes at once. A session that outlives its login until then sees no row that asks for an identity.
     *
     * @param budget how many logins to close and to drop at most, 1 to 10,000
     * @throws VendorException if the server cannot be reached; the next call goes on
     */
    public LoginSweep maintain(int budget) {
        if (budget < 1 || budget > 10_000) {
            throw new IllegalArgumentException("a budget is 1 to 10,000 logins");
        }
        try {
            int closed = functions.close(Optional.empty(), budget);
            return new LoginSweep(closed, functions.dropClosed(budget));
        } catch (SQLException e) {
            throw LoginFunctions.failed(e);
        }
    }

    /**
     * Closes every login of an identity at once, ends their sessions and drops them: what to call when the identity is
     * disabled or revoked. A login that is being vended at the same time may escape; repeat the call afterwards.
     *
     * @return how many were closed
     * @throws VendorException if the server cannot be reached; repeat the call
     */
    public int end(IdentityId identity) {
        try {
            int closed = 0;
            for (int batch = BATCH; batch == BATCH; closed += batch) {
                batch = functions.close(Optional.of(identity.value()), BATCH);
            }
            for (int dropped = BATCH; dropped == BATCH; ) {
                dropped = functions.dropClosed(BATCH);
            }
            return closed;
        } catch (SQLException e) {
            throw LoginFunctions.failed(e);
        }
    }

    private static Optional<Refusal> fault(VendingRequest request) {
        Duration duration = request.duration();
        if (duration.compareTo(MIN_DURATION) < 0 || duration.compareTo(MAX_DURATION) > 0) {
            return Optional.of(Refusal.of(ErrorCode.INVALID_PARAMETER, "postgresql.duration"));
        }
        if (!SESSION_NAME.matcher(request.sessionName()).matches()) {
            return Optional.of(Refusal.of(ErrorCode.INVALID_PARAMETER, "postgresql.session-name"));
        }
        if (request.sessionPolicy().isPresent()
                || !request.sharedSessionPolicies().isEmpty()
                || request.scopedDown()) {
            return Optional.of(Refusal.of(ErrorCode.UNSUPPORTED_OPERATION, "postgresql.session-policy"));
        }
        return request.sourceIdentity().isPresent()
                ? Optional.of(Refusal.of(ErrorCode.UNSUPPORTED_OPERATION, "postgresql.source-identity"))
                : Optional.empty();
    }

    private static Refusal notVendable() {
        return Refusal.of(ErrorCode.INVALID_IDENTITY_POOL_CONFIGURATION, "postgresql.role");
    }

    private String newName() {
        byte[] bytes = new byte[NAME_LENGTH];
        random.nextBytes(bytes);
        StringBuilder name = new StringBuilder("gh_");
        for (byte b : bytes) {
            name.append(ALPHABET[b & 31]);
        }
        return name.toString();
    }

    private char[] newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        byte[] text = Base64.getUrlEncoder().encode(bytes);
        char[] password = new char[text.length];
        for (int i = 0; i < text.length; i++) {
            password[i] = (char) text[i];
        }
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(text, (byte) 0);
        return password;
    }

    @Override
    public String toString() {
        return "PostgresLoginVendor" + roles.keySet();
    }

    /** Builds a {@link PostgresLoginVendor}. Not thread-safe. */
    public static final class Builder {
        private final DataSource application;
        private final InstantSource clock;
        private final SecureRandom random;
        private final Map<RoleName, String> roles = new HashMap<>();
        private int connectionLimit = 5;

        private Builder(DataSource application, InstantSource clock, SecureRandom random) {
            this.application = application;
            this.clock = clock;
            this.random = random;
        }

        /** Maps a role of the identity pool to one of the database that {@link VendingSchema#allow} allowed. */
        public Builder role(RoleName role, String databaseRole) {
            roles.put(role, databaseRole);
            return this;
        }

        /** Sets how many connections one login may hold at once; 5 unless set, 1 to 100. */
        public Builder connectionLimit(int value) {
            this.connectionLimit = value;
            return this;
        }

        /**
         * Returns the vendor.
         *
         * @throws IllegalArgumentException if the connection limit is out of bounds
         */
        public PostgresLoginVendor build() {
            if (connectionLimit < 1 || connectionLimit > 100) {
                throw new IllegalArgumentException("connectionLimit is 1 to 100");
            }
            return new PostgresLoginVendor(this);
        }
    }
}
