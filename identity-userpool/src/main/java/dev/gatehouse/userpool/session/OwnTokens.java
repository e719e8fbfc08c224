package dev.gatehouse.userpool.session;

import dev.gatehouse.Outcome;
import dev.gatehouse.UserId;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.token.JwkSource;
import dev.gatehouse.token.RevocationView;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.token.TokenKind;
import dev.gatehouse.token.TokenVerifier;
import dev.gatehouse.token.VerifiedToken;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.settings.UserPoolSettings;

/** Verifies this pool's own tokens, with revocation: no I/O but the occasional look at the log. Thread-safe. */
public final class OwnTokens {
    /** What a pool without clients demands: no client has such an id, so no token is taken. */
    private static final String NO_CLIENT = "no-client";

    private final TokenVerifier accessTokens;
    private final TokenVerifier idTokens;

    @SuppressWarnings("exports") // for this module alone
    public OwnTokens(PoolContext context, JwkSource keys, RevocationView revocations) {
        this.accessTokens = verifier(context, keys, revocations, TokenKind.ACCESS);
        this.idTokens = verifier(context, keys, revocations, TokenKind.ID);
    }

    private static TokenVerifier verifier(
            PoolContext context, JwkSource keys, RevocationView revocations, TokenKind kind) {
        UserPoolSettings settings = context.settings();
        SigningAlgorithm[] algorithms = settings.algorithms().toArray(SigningAlgorithm[]::new);
        return TokenVerifier.revocable(keys, revocations, context.clock())
                .kind(kind)
                .issuer(settings.issuer().toString())
                .algorithms(algorithms[0], algorithms)
                .clients(clients(settings))
                .clockTolerance(settings.clockTolerance())
                .build();
    }

    private static String[] clients(UserPoolSettings settings) {
        return settings.clients().isEmpty()
                ? new String[] {NO_CLIENT}
                : settings.clients().keySet().stream().map(Object::toString).toArray(String[]::new);
    }

    /** Returns the verifier of access tokens. */
    public TokenVerifier accessTokens() {
        return accessTokens;
    }

    /** Returns the verifier of ID tokens: what an identity pool takes as logins. */
    public TokenVerifier idTokens() {
        return idTokens;
    }

    /** Verifies an access token. */
    public Outcome<VerifiedToken> verify(AccessToken token) {
        return accessTokens.verify(token.value());
    }

    /** Returns whom a verified token of this pool belongs to. */
    public static UserId user(VerifiedToken token) {
        return new UserId(token.subject());
    }
}
