package dev.gatehouse.credentials.sts;

import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.seal.SealException;
import dev.gatehouse.seal.SealPurpose;
import dev.gatehouse.seal.Sealer;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The identity pools whose sessions are taken at one place: one, or all of a directory. A session token names its pool
 * in clear, bound by the seal: a token that names another one does not open. Thread-safe.
 */
public final class SessionPools {
    private final @Nullable Sealer sealer;
    private final Function<PoolId, Optional<PoolSessions>> source;

    private SessionPools(@Nullable Sealer sealer, Function<PoolId, Optional<PoolSessions>> source) {
        this.sealer = sealer;
        this.source = source;
    }

    /** Returns one pool and no other. */
    public static SessionPools only(PoolSessions sessions) {
        return new SessionPools(null, pool -> pool.equals(sessions.pool()) ? Optional.of(sessions) : Optional.empty());
    }

    /**
     * Returns many pools.
     *
     * @param sealer with the master keys of all of them: a token is looked at with it before {@code source} is asked, so
     *     that who makes up tokens causes no look-up
     * @param source returns a pool, or empty if there is none of this id or its credentials are vended elsewhere; what
     *     it throws is passed on
     */
    public static SessionPools of(Sealer sealer, Function<PoolId, Optional<PoolSessions>> source) {
        return new SessionPools(sealer, source);
    }

    /** Returns a pool. */
    Optional<PoolSessions> of(PoolId pool) {
        return source.apply(pool);
    }

    /** Returns the pool of a token; empty where it has none here, or the token is not genuine. */
    Optional<PoolSessions> of(String accessKeyId, Secret token) {
        byte[] bytes = token.use(chars -> TokenFormat.decode(new String(chars)));
        PoolId pool = bytes == null ? null : TokenFormat.pool(bytes);
        return bytes == null || pool == null || !sealed(pool, accessKeyId, bytes)
                ? Optional.empty()
                : source.apply(pool);
    }

    private boolean sealed(PoolId pool, String accessKeyId, byte[] token) {
        if (sealer == null) {
            return true; // there is nothing to look up, and who opens it judges the seal
        }
        try {
            String row = TokenFormat.row(TokenFormat.generation(token), accessKeyId);
            sealer.open(SealPurpose.SESSION_TOKEN, pool, row, TokenFormat.sealed(token));
            return true;
        } catch (SealException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return sealer == null ? "SessionPools[one]" : "SessionPools[many]";
    }
}
