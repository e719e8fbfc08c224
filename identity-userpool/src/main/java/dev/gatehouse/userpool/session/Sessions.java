package dev.gatehouse.userpool.session;

import dev.gatehouse.ClientId;
import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.FamilyId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.UserId;
import dev.gatehouse.spi.hook.ClientMetadata;
import dev.gatehouse.spi.store.FamilyKey;
import dev.gatehouse.spi.store.TokenFamily;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.token.TokenSigner;
import dev.gatehouse.token.VerifiedToken;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Directory;
import dev.gatehouse.userpool.internal.directory.Found;
import dev.gatehouse.userpool.internal.directory.Tries;
import dev.gatehouse.userpool.internal.group.GroupDirectory;
import dev.gatehouse.userpool.internal.session.FamilyRevoker;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.SecretHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The door of sessions: refresh, revoke, sign out everywhere. Thread-safe; built by the user pool. What each refresh
 * token gets is in the package's table.
 */
public final class Sessions {
    private static final int TRIES = 3;

    private final PoolContext context;
    private final TokenFamilies families;
    private final TokenIssuer issuer;
    private final FamilyRevoker revoker;
    private final OwnTokens tokens;
    private final Directory directory;

    @SuppressWarnings("exports") // for this module alone
    public Sessions(
            PoolContext context, TokenSigner signer, GroupDirectory groups, FamilyRevoker revoker, OwnTokens tokens) {
        this.context = context;
        this.families = new TokenFamilies(context, revoker);
        this.issuer = new TokenIssuer(context, signer, groups);
        this.revoker = revoker;
        this.tokens = tokens;
        this.directory = new Directory(context);
    }

    /**
     * Signs a user in who has proved who it is: protocol "sign-in (last step)". The family is stored, the user read
     * again, and only then are tokens signed, so a sign-out, a disable or a delete that returned before is obeyed.
     *
     * @param user the user as it was read before it proved who it is
     */
    @SuppressWarnings("exports") // for this module alone
    public Outcome<TokenSet> begin(Found user, AppClient client) {
        return begin(user, client, ClientMetadata.none());
    }

    /**
     * Signs a user in as {@link #begin(Found, AppClient)} does.
     *
     * @param clientMetadata what the {@code PreTokenGeneration} hook gets to see
     */
    @SuppressWarnings("exports") // for this module alone
    public Outcome<TokenSet> begin(Found user, AppClient client, ClientMetadata clientMetadata) {
        TokenFamilies.NewFamily made = families.make(user.id(), user.row().sessionEpoch(), client, context.now());
        context.stores().tokenFamilies().insert(made.key(), made.family(), context.newWrite());
        return signIfCurrent(made.key(), made.family(), client, made.secret(), new Occasion(false, clientMetadata));
    }

    /**
     * Exchanges a refresh token for new tokens: protocol "refresh".
     *
     * <p>Refusals: {@code NOT_AUTHORIZED} (not genuine, another client's, expired, revoked, or the user is signed
     * out, disabled or gone), {@code REFRESH_TOKEN_REUSE}, {@code TOO_MANY_REQUESTS} (lost three races).
     */
    public Outcome<TokenSet> refresh(RefreshToken token, ClientId clientId) {
        return refresh(token, clientId, ClientMetadata.none());
    }

    /**
     * Exchanges a refresh token as {@link #refresh(RefreshToken, ClientId)} does.
     *
     * @param clientMetadata what the {@code PreTokenGeneration} hook gets to see; kept nowhere
     */
    public Outcome<TokenSet> refresh(RefreshToken token, ClientId clientId, ClientMetadata clientMetadata) {
        Occasion occasion = new Occasion(true, clientMetadata);
        Optional<AppClient> client = context.settings().client(clientId);
        Optional<RefreshSecret> presented = RefreshSecret.parse(token);
        if (client.isEmpty() || presented.isEmpty()) {
            return Outcome.refused(ErrorCode.NOT_AUTHORIZED);
        }
        FamilyKey key = key(presented.get());
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<Versioned<TokenFamily>> found =
                    context.stores().tokenFamilies().find(key);
            if (found.isEmpty()) {
                return Outcome.refused(ErrorCode.NOT_AUTHORIZED);
            }
            Optional<Outcome<TokenSet>> outcome = exchange(key, found.get(), presented.get(), client.get(), occasion);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return Outcome.refused(ErrorCode.TOO_MANY_REQUESTS);
    }

    /**
     * Exchanges a refresh token as {@link #refresh(RefreshToken, ClientId)} does, for a client that proves itself: its
     * hash is over the user's name or id. Refusals besides: {@code NOT_AUTHORIZED} with the rules of {@link
     * AppClient#authenticate(String, Optional)}; the token then stays as it was.
     */
    public Outcome<TokenSet> refresh(RefreshToken token, ClientId clientId, Optional<SecretHash> proof) {
        Optional<AppClient> client = context.settings().client(clientId);
        if (client.isEmpty()) {
            return Outcome.refused(ErrorCode.NOT_AUTHORIZED);
        }
        List<String> names = client.get().secrets().isEmpty() || proof.isEmpty() ? List.of() : names(token);
        return client.get().authenticate(names, proof).then(done -> refresh(token, clientId));
    }

    /** Returns what a token's user is called, as far as the token says; whether it is genuine is judged later. */
    private List<String> names(RefreshToken token) {
        List<String> names = new ArrayList<>();
        RefreshSecret.parse(token).map(RefreshSecret::user).ifPresent(user -> {
            names.add(user.value());
            directory.find(user).ifPresent(found -> names.add(found.user().username()));
        });
        return names;
    }

    /** Returns how the exchange ended, or empty if another one came between and it must be judged again. */
    private Optional<Outcome<TokenSet>> exchange(
            FamilyKey key, Versioned<TokenFamily> found, RefreshSecret presented, AppClient client, Occasion occasion) {
        TokenFamily family = found.value();
        byte[] secret = families.open(key, family);
        Instant now = context.now();
        if (!presented.genuine(context.pool(), secret)
                || presented.generation() > family.generation()
                || family.revoked()
                || !now.isBefore(family.expiresAt())) {
            return Optional.of(Outcome.refused(ErrorCode.NOT_AUTHORIZED));
        }
        if (!family.client().equals(client.id())) {
            families.revoke(key, family);
            return Optional.of(Outcome.refused(ErrorCode.NOT_AUTHORIZED));
        }
        if (presented.generation() == family.generation()) {
            return rotate(key, found, client, now)
                    .map(current -> signIfCurrent(key, current, client, secret, occasion));
        }
        if (presented.generation() == family.generation() - 1 && inGrace(family, client, now)) {
            return Optional.of(signIfCurrent(key, family, client, secret, occasion));
        }
        families.revoke(key, family);
        return Optional.of(Outcome.refused(ErrorCode.REFRESH_TOKEN_REUSE));
    }

    private boolean inGrace(TokenFamily family, AppClient client, Instant now) {
        Duration grace = client.rotationGrace().orElse(Duration.ZERO);
        if (grace.isZero()) {
            return false;
        }
        return now.isBefore(
                family.rotatedAt().plus(grace).plus(context.settings().clockTolerance()));
    }

    private Optional<TokenFamily> rotate(FamilyKey key, Versioned<TokenFamily> found, AppClient client, Instant now) {
        if (client.rotationGrace().isEmpty()) {
            return Optional.of(found.value());
        }
        TokenFamily next = found.value().toBuilder()
                .generation(found.value().generation() + 1)
                .rotatedAt(now)
                .build();
        boolean won = context.stores().tokenFamilies().replace(key, found.version(), next, context.newWrite());
        return won ? Optional.of(next) : Optional.empty();
    }

    private Outcome<TokenSet> signIfCurrent(
            FamilyKey key, TokenFamily family, AppClient client, byte[] secret, Occasion occasion) {
        Optional<Found> user = families.currentUser(key, family);
        if (user.isEmpty()) {
            families.revoke(key, family);
            return Outcome.refused(ErrorCode.NOT_AUTHORIZED);
        }
        return issuer.issue(user.get(), key.family(), family, client, occasion)
                .map(issued -> new TokenSet(
                        issued.idToken(),
                        issued.accessToken(),
                        RefreshSecret.token(key, family.generation(), secret),
                        client.accessTokenLife()));
    }

    /**
     * Revokes the sign-in that a refresh token belongs to (RFC 7009): protocol "revoke one family". A token that is
     * not genuine has no effect and is answered alike.
     *
     * <p>Refusals: {@code NOT_AUTHORIZED} for an unknown client or a token of another client; {@code
     * UNSUPPORTED_OPERATION} with {@code client.token-revocation} for a client without it.
     *
     * @throws dev.gatehouse.spi.StoreException if it is not certain that the sign-in is revoked
     */
    public Outcome<Done> revoke(RefreshToken token, ClientId clientId) {
        Optional<AppClient> client = context.settings().client(clientId);
        if (client.isEmpty()) {
            return Outcome.refused(ErrorCode.NOT_AUTHORIZED);
        }
        if (!client.get().tokenRevocation()) {
            return Outcome.refused(Refusal.of(ErrorCode.UNSUPPORTED_OPERATION, "client.token-revocation"));
        }
        Optional<RefreshSecret> presented = RefreshSecret.parse(token);
        if (presented.isEmpty()) {
            return Outcome.done();
        }
        FamilyKey key = key(presented.get());
        Optional<TokenFamily> family =
                context.stores().tokenFamilies().find(key).map(Versioned::value);
        if (family.isEmpty() || !presented.get().genuine(context.pool(), families.open(key, family.get()))) {
            return Outcome.done();
        }
        families.revoke(key, family.get());
        return family.get().client().equals(clientId) ? Outcome.done() : Outcome.refused(ErrorCode.NOT_AUTHORIZED);
    }

    /**
     * Ends every session of the user that an access token belongs to: protocol "global sign-out". Refusals:
     * {@code NOT_AUTHORIZED} for a token that is not valid, {@code CONCURRENT_MODIFICATION} after three lost races.
     *
     * @throws dev.gatehouse.spi.StoreException if it is not certain that all sessions have ended; repeat it
     */
    public Outcome<Done> globalSignOut(AccessToken token) {
        return tokens.verify(token)
                .then(verified -> signOutEverywhere(OwnTokens.user(verified))
                        .fold(Outcome::success, refusal -> Outcome.refused(concealed(refusal))));
    }

    /**
     * Ends every session of a user, on an administrator's word. Refusals: {@code USER_NOT_FOUND},
     * {@code CONCURRENT_MODIFICATION}.
     */
    public Outcome<Done> signOutEverywhere(UserId user) {
        return Tries.run(context, tries -> {
            Optional<Found> read = directory.find(user);
            if (read.isEmpty()) {
                return Optional.of(Outcome.refused(ErrorCode.USER_NOT_FOUND));
            }
            UserRow next = read.get().row().toBuilder()
                    .sessionEpoch(read.get().row().sessionEpoch() + 1)
                    .build();
            boolean won = context.stores()
                    .users()
                    .replace(new UserKey(context.pool(), user), read.get().version(), next, context.newWrite());
            if (!won) {
                return Optional.empty();
            }
            revoker.revokeAll(user);
            return Optional.of(Outcome.done());
        });
    }

    /** Verifies an access token of this pool, with revocation; see {@link OwnTokens}. */
    public Outcome<VerifiedToken> verify(AccessToken token) {
        return tokens.verify(token);
    }

    /**
     * Returns whether a sign-in still counts, read from the stores at this moment: the user is there, enabled and not
     * signed out, and the sign-in was not revoked. What an identity pool asks by its server-side token check.
     */
    public boolean isLive(UserId user, FamilyId family) {
        FamilyKey key = new FamilyKey(context.pool(), user, family);
        return context.stores()
                .tokenFamilies()
                .find(key)
                .map(Versioned::value)
                .filter(found -> !found.revoked())
                .flatMap(found -> families.currentUser(key, found))
                .isPresent();
    }

    private FamilyKey key(RefreshSecret secret) {
        return new FamilyKey(context.pool(), secret.user(), secret.family());
    }

    /** The bearer of a token for a user that is gone learns only that the token no longer counts. */
    private static Refusal concealed(Refusal refusal) {
        return refusal.code() == ErrorCode.USER_NOT_FOUND ? Refusal.of(ErrorCode.NOT_AUTHORIZED) : refusal;
    }
}
