package dev.gatehouse.userpool.internal.session;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.UserId;
import dev.gatehouse.spi.store.FamilyKey;
import dev.gatehouse.spi.store.Revocation;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.TokenFamily;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.settings.AppClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Ends sessions: step 2 of the protocols "global sign-out", "disable", "delete user" and "recovery". Each family is
 * revoked and then logged, so that its access tokens die within the revocation bound. Call it after the user's row
 * carries the new epoch; repeating it is harmless, and is how a caller whose process died goes on. Thread-safe.
 */
public final class FamilyRevoker {
    private static final int PAGE = 100;
    private static final Duration LONGEST_TOKEN = Duration.ofDays(1);

    private final PoolContext context;

    public FamilyRevoker(PoolContext context) {
        this.context = context;
    }

    /**
     * Revokes every sign-in of a user and returns when all are logged.
     *
     * @throws dev.gatehouse.spi.StoreException if a store failed: not acknowledged, repeat
     */
    public void revokeAll(UserId user) {
        Optional<Cursor> cursor = Optional.empty();
        do {
            Page<Row<FamilyKey, TokenFamily>> page =
                    context.stores().tokenFamilies().ofUser(context.pool(), user, cursor, PAGE);
            for (Row<FamilyKey, TokenFamily> row : page.items()) {
                if (context.now().isBefore(lastTokenEnds(row.value()))) {
                    revoke(row.key(), row.value());
                }
            }
            cursor = page.next();
        } while (cursor.isPresent());
    }

    /** Revokes one sign-in and returns when it is logged. Logs again if it was revoked before: the log may lack it. */
    public void revoke(FamilyKey key, TokenFamily family) {
        context.stores().tokenFamilies().revoke(key, context.newWrite());
        Instant now = context.now();
        Instant until = now.plus(longestToken(family))
                .plus(context.settings().clockTolerance().multipliedBy(2));
        context.stores()
                .revocations()
                .append(
                        context.pool(),
                        new Revocation(Revocation.Kind.FAMILY, key.family().value(), 0, until),
                        now,
                        context.newWrite());
    }

    /** A refresh just before the family's end gives an access token that outlives it. */
    private Instant lastTokenEnds(TokenFamily family) {
        return family.expiresAt()
                .plus(longestToken(family))
                .plus(context.settings().clockTolerance().multipliedBy(2));
    }

    private Duration longestToken(TokenFamily family) {
        return context.settings()
                .client(family.client())
                .map(FamilyRevoker::longestToken)
                .orElse(LONGEST_TOKEN);
    }

    private static Duration longestToken(AppClient client) {
        Duration access = client.accessTokenLife();
        return access.compareTo(client.idTokenLife()) >= 0 ? access : client.idTokenLife();
    }
}
