package dev.gatehouse.vendor.postgresql;

import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Marks a transaction of the application with an identity, so that row-level security shows that identity's rows and no
 * others. The mark ends with the transaction, or at its expiry if that is sooner. SQL that runs in the transaction, an
 * injected one too, can drop the mark but cannot change it to another identity. See the package's page for the trust
 * model. Thread-safe.
 */
public final class RowSecurity {
    // Every name is qualified: what an earlier user of a pooled connection did to its search path changes nothing.
    private static final String TRANSACTION =
            "SELECT pg_catalog.pg_backend_pid(), extract(epoch FROM pg_catalog.now()),"
                    + " r.rolsuper, r.rolbypassrls FROM pg_catalog.pg_roles AS r"
                    + " WHERE r.rolname OPERATOR(pg_catalog.=) current_user";
    private static final String MARK = "SELECT pg_catalog.set_config('gatehouse.identity_id', ?, true),"
            + " pg_catalog.set_config('gatehouse.principal_tags', ?, true),"
            + " pg_catalog.set_config('gatehouse.guard', ?, true)";

    private final GuardKey key;
    private final InstantSource clock;

    /**
     * Returns what marks transactions.
     *
     * @param key a key that {@link VendingSchema#installGuardKey} installed
     * @param clock tells what has expired; the server compares with its own as well
     */
    public RowSecurity(GuardKey key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    /**
     * Marks the open transaction of a connection. A second mark in the same transaction replaces the first.
     *
     * @param connection with auto-commit off, as a role that row-level security binds; stays open
     * @param identity whose rows to show, as the credential guard or the identity pool told
     * @param tags the principal tags
     * @param until when the identity's credentials end
     * @return done, or {@code EXPIRED_TOKEN} ({@code postgresql.expired}), or {@code PACKED_POLICY_TOO_LARGE}
     *     ({@code postgresql.principal-tags})
     * @throws IllegalArgumentException if auto-commit is on: the mark would be gone before the next statement
     * @throws IllegalStateException if the role is a superuser or has {@code BYPASSRLS}: it would see every row
     * @throws SQLException if the server fails; the transaction is then not marked
     */
    public Outcome<Done> enter(Connection connection, IdentityId identity, Map<String, String> tags, Instant until)
            throws SQLException {
        if (connection.getAutoCommit()) {
            throw new IllegalArgumentException("the connection has no transaction: auto-commit is on");
        }
        if (!clock.instant().isBefore(until)) {
            return Outcome.refused(Refusal.of(ErrorCode.EXPIRED_TOKEN, "postgresql.expired"));
        }
        Optional<String> tagText = TagText.of(tags);
        if (tagText.isEmpty()) {
            return Outcome.refused(Refusal.of(ErrorCode.PACKED_POLICY_TOO_LARGE, "postgresql.principal-tags"));
        }
        String guard = guard(connection, identity, tagText.get(), until);
        try (PreparedStatement statement = connection.prepareStatement(MARK)) {
            statement.setString(1, identity.value());
            statement.setString(2, tagText.get());
            statement.setString(3, guard);
            statement.execute();
        }
        return Outcome.done();
    }

    private String guard(Connection connection, IdentityId identity, String tags, Instant until) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TRANSACTION);
                ResultSet row = statement.executeQuery()) {
            if (!row.next() || row.getBoolean(3) || row.getBoolean(4)) {
                throw new IllegalStateException("row-level security does not bind this role");
            }
            long start = row.getBigDecimal(2).movePointRight(6).longValueExact();
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, until);
            return key.guard(row.getInt(1), start, micros, identity.value(), tags);
        }
    }

    @Override
    public String toString() {
        return "RowSecurity[" + key + "]";
    }
}
