package dev.gatehouse.userpool.session;

import dev.gatehouse.FamilyId;
import dev.gatehouse.UserId;
import dev.gatehouse.seal.SealException;
import dev.gatehouse.seal.SealPurpose;
import dev.gatehouse.spi.store.FamilyKey;
import dev.gatehouse.spi.store.TokenFamily;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Directory;
import dev.gatehouse.userpool.internal.directory.Found;
import dev.gatehouse.userpool.internal.session.FamilyRevoker;
import dev.gatehouse.userpool.internal.session.FamilySeal;
import dev.gatehouse.userpool.settings.AppClient;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Makes families, seals and opens their keys, and says whether one may still be used. */
final class TokenFamilies {
    static final String SELF_SERVICE_SCOPE = "aws.cognito.signin.user.admin";

    private static final int KEY_LENGTH = 32;

    private final PoolContext context;
    private final Directory directory;
    private final FamilyRevoker revoker;

    TokenFamilies(PoolContext context, FamilyRevoker revoker) {
        this.context = context;
        this.directory = new Directory(context);
        this.revoker = revoker;
    }

    /** Returns a family of generation 1 for a user who just proved who it is, not yet stored. */
    NewFamily make(UserId user, long sessionEpoch, AppClient client, Instant now) {
        FamilyKey key = new FamilyKey(context.pool(), user, new FamilyId(context.newNonce()));
        byte[] secret = new byte[KEY_LENGTH];
        context.random().nextBytes(secret);
        TokenFamily family = TokenFamily.builder()
                .client(client.id())
                .sealedKey(context.sealer().seal(SealPurpose.TOKEN_FAMILY, context.pool(), FamilySeal.row(key), secret))
                .generation(1)
                .rotatedAt(now)
                .sessionEpoch(sessionEpoch)
                .scopes(Set.of(SELF_SERVICE_SCOPE))
                .authenticatedAt(now)
                .expiresAt(now.plus(client.refreshTokenLife()))
                .build();
        return new NewFamily(key, family, secret);
    }

    /** A family that is about to be stored, with its key in the clear. */
    static final class NewFamily {
        private final FamilyKey key;
        private final TokenFamily family;
        private final byte[] secret;

        private NewFamily(FamilyKey key, TokenFamily family, byte[] secret) {
            this.key = key;
            this.family = family;
            this.secret = secret;
        }

        FamilyKey key() {
            return key;
        }

        TokenFamily family() {
            return family;
        }

        byte[] secret() {
            return secret;
        }
    }

    /**
     * Returns the key of a stored family.
     *
     * @throws IllegalStateException if it was sealed elsewhere: the row was tampered with or the master key is gone
     */
    byte[] open(FamilyKey key, TokenFamily family) {
        try {
            return context.sealer()
                    .open(SealPurpose.TOKEN_FAMILY, context.pool(), FamilySeal.row(key), family.sealedKey());
        } catch (SealException e) {
            throw new IllegalStateException("a token family's key does not open", e);
        }
    }

    /** Returns the user of a family if its sessions still count: it is live, enabled, and of the family's epoch. */
    Optional<Found> currentUser(FamilyKey key, TokenFamily family) {
        return directory
                .find(key.user())
                .filter(found -> found.row().sessionEpoch() == family.sessionEpoch())
                .filter(found -> found.user().enabled());
    }

    /** Ends a family: its refresh tokens at once, its other tokens by the revocation log. */
    void revoke(FamilyKey key, TokenFamily family) {
        revoker.revoke(key, family);
    }
}
