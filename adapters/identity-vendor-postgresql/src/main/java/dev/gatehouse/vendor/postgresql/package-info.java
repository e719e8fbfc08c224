/**
 * PostgreSQL for vended identities: rows that belong to an identity, read by that identity only, enforced by the
 * server.
 *
 * <h2>Two ways</h2>
 * <ul>
 *   <li>{@link dev.gatehouse.vendor.postgresql.PostgresLoginVendor} vends a <b>login of the database</b> that lives as
 *       long as the credentials: the client connects by itself. It is a
 *       {@link dev.gatehouse.spi.credential.CredentialVendor}: access key id = user name, secret key = password, no
 *       session token.
 *   <li>{@link dev.gatehouse.vendor.postgresql.RowSecurity} marks <b>one transaction of the application's own
 *       pool</b> with an identity.
 * </ul>
 * Either way a table's policy asks {@code gatehouse.identity_id()}:
 * <pre>{@code
 * ALTER TABLE note ENABLE ROW LEVEL SECURITY;
 * CREATE POLICY own ON note USING (owner = (SELECT gatehouse.identity_id()));
 * }</pre>
 * The {@code SELECT} around it makes the server ask once for a statement instead of once for a row. {@code
 * gatehouse.principal_tag('team')} tells a principal tag. Both are null for whoever has no identity, and null equals
 * nothing: no rows.
 *
 * <h2>Who is trusted with what</h2>
 * {@link dev.gatehouse.vendor.postgresql.VendingSchema} installs tables and functions under an <b>owner</b>. The
 * <b>application's</b> role may only call functions of the owner: it can make, close and drop vended logins, and no
 * other role. A <b>client</b> can neither write nor read any of it. A login's identity stands in a table under its
 * {@code session_user}, which no client can change. A transaction's identity is a setting, which any client can change;
 * so a guard goes with it, an HMAC over identity, tags, expiry, backend and start of the transaction, under a key that
 * the server's functions and {@code RowSecurity} hold and SQL cannot read. ADR 15 has the reasons.
 *
 * <h2>Rules for the tables</h2>
 * Row-level security does not bind superusers, roles with {@code BYPASSRLS}, nor the table's owner without {@code
 * FORCE ROW LEVEL SECURITY}. Mapped roles own nothing and create nothing: a login that owns an object cannot be dropped
 * (it is closed all the same). The server must ask for passwords ({@code scram-sha-256} in {@code pg_hba.conf}) over
 * TLS; {@code trust} lets anyone in as anyone.
 *
 * <h2>Settings of the login vendor</h2>
 * {@code role(name, databaseRole)}: which role of the identity pool is which of the database; none is vended without.
 * {@code connectionLimit}: 5, 1 to 100, connections of one login at once. Passwords have 40 characters of base64url
 * (240 bits); the verifier is SCRAM-SHA-256 with 4,096 rounds, the server's default, which such a password does not
 * need more of.
 *
 * <h2>Refusals</h2>
 * {@code INVALID_PARAMETER} ({@code postgresql.duration}, {@code postgresql.session-name}), {@code
 * UNSUPPORTED_OPERATION} ({@code postgresql.session-policy}: the database cannot enforce one, be it given,
 * shared or the scope-down of guests; {@code postgresql.source-identity}: it has no place for one), {@code
 * PACKED_POLICY_TOO_LARGE} ({@code postgresql.principal-tags}: over 8,192 characters as JSON), {@code
 * INVALID_IDENTITY_POOL_CONFIGURATION} ({@code postgresql.role}: not mapped, or not vendable in the database), {@code
 * EXPIRED_TOKEN} ({@code postgresql.expired}) from {@code RowSecurity}. An outage is a {@code VendorException} with the
 * SQLSTATE and without the driver's exception, which quotes statements.
 */
@NullMarked
package dev.gatehouse.vendor.postgresql;

import org.jspecify.annotations.NullMarked;
