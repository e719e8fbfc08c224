package dev.gatehouse.credentials.sts;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.seal.SealException;
import dev.gatehouse.seal.SealPurpose;
import dev.gatehouse.seal.Sealer;
import java.time.InstantSource;

/** Opens the session tokens of one identity pool. Does no I/O and keeps nothing. Thread-safe. */
public final class StsSessions {
    private final PoolId pool;
    private final StsKeys keys;
    private final Sealer sealer;
    private final InstantSource clock;

    /** Returns what opens tokens of {@code pool}; those of other pools do not open. */
    public StsSessions(PoolId pool, StsKeys keys, Sealer sealer, InstantSource clock) {
        this.pool = pool;
        this.keys = keys;
        this.sealer = sealer;
        this.clock = clock;
    }

    /**
     * Opens a session token that came with an access key id. That the caller also holds the secret key is not proved
     * by it: verify the request's signature with {@link VendedSession#secretKey()}.
     *
     * @return the session, or {@code NOT_AUTHORIZED} with {@code sts.access-key-id} if the id is not of temporary
     *     credentials, with {@code sts.token} if the token is not genuine, of another id, another pool or a key that is
     *     no longer here; {@code EXPIRED_TOKEN} at its expiration and after
     */
    public Outcome<VendedSession> open(String accessKeyId, Secret token) {
        if (!temporary(accessKeyId)) {
            return Outcome.refused(Refusal.of(ErrorCode.NOT_AUTHORIZED, "sts.access-key-id"));
        }
        String text = token.use(String::new);
        byte[] bytes = TokenFormat.decode(text);
        byte[] key = bytes == null ? null : keys.key(TokenFormat.generation(bytes));
        if (bytes == null || key == null || !pool.equals(TokenFormat.pool(bytes))) {
            return refused();
        }
        SessionClaims claims;
        try {
            String row = TokenFormat.row(TokenFormat.generation(bytes), accessKeyId);
            claims = SessionClaims.of(
                    pool, sealer.open(SealPurpose.SESSION_TOKEN, pool, row, TokenFormat.sealed(bytes)));
        } catch (SealException e) {
            return refused();
        }
        if (!clock.instant().isBefore(claims.expiration())) { // "expires at t" means invalid at t
            return Outcome.refused(Refusal.of(ErrorCode.EXPIRED_TOKEN, "sts.expired"));
        }
        return Outcome.success(new VendedSession(
                accessKeyId,
                TokenFormat.secretKey(key, accessKeyId, text),
                claims.grant(),
                claims.issuedAt(),
                claims.expiration()));
    }

    /** Returns the pool whose tokens are opened. */
    public PoolId pool() {
        return pool;
    }

    /** Returns whether an access key id can be of temporary credentials. */
    static boolean temporary(String accessKeyId) {
        return accessKeyId.length() == 20
                && TokenFormat.ACCESS_KEY_ID.matcher(accessKeyId).matches();
    }

    private static Outcome<VendedSession> refused() {
        return Outcome.refused(Refusal.of(ErrorCode.NOT_AUTHORIZED, "sts.token"));
    }

    @Override
    public String toString() {
        return "StsSessions[" + pool + "]";
    }
}
