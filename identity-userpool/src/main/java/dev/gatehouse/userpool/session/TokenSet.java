package dev.gatehouse.userpool.session;

import dev.gatehouse.token.AccessToken;
import dev.gatehouse.token.IdToken;
import java.time.Duration;

/** What a sign-in or a refresh hands to the client. Immutable; {@code toString} prints no token. */
public final class TokenSet {
    private final IdToken idToken;
    private final AccessToken accessToken;
    private final RefreshToken refreshToken;
    private final Duration expiresIn;

    TokenSet(IdToken idToken, AccessToken accessToken, RefreshToken refreshToken, Duration expiresIn) {
        this.idToken = idToken;
        this.accessToken = accessToken;
        this.refreshToken = refreshToken;
        this.expiresIn = expiresIn;
    }

    public IdToken idToken() {
        return idToken;
    }

    public AccessToken accessToken() {
        return accessToken;
    }

    /** Returns the refresh token to keep: a new one where the client rotates. */
    public RefreshToken refreshToken() {
        return refreshToken;
    }

    /** Returns how long the access token lives. */
    public Duration expiresIn() {
        return expiresIn;
    }

    @Override
    public String toString() {
        return "TokenSet[redacted]";
    }
}
