package dev.gatehouse.credentials.pool;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.FamilyId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.token.TokenKind;
import dev.gatehouse.token.TokenVerifier;
import dev.gatehouse.token.VerifiedToken;
import dev.gatehouse.user.ExternalIdentity;
import java.util.HashMap;
import java.util.Map;

/**
 * An identity provider whose tokens an identity pool accepts. Thread-safe.
 */
public final class LoginProvider {
    /** The longest token that is looked at, in characters. */
    public static final int MAX_TOKEN = 50_000;

    /** Says who a token's bearer is, or refuses it. */
    @FunctionalInterface
    public interface Verification {
        /**
         * Verifies one token.
         *
         * @param token as the client presented it; not bounded yet
         * @return the identity, whose provider is this provider's name
         */
        Outcome<ExternalIdentity> verify(String token);
    }

    /** Says whether a sign-in that was proved by a token still counts at this moment. */
    @FunctionalInterface
    public interface LiveCheck {
        /**
         * Returns false if the user behind a login was signed out, disabled or deleted since the token was made.
         *
         * @param login the verified login; a user pool's has its sign-in as {@link ExternalIdentity#originFamily}
         */
        boolean isLive(ExternalIdentity login);
    }

    private final String name;
    private final Verification verification;
    private final LiveCheck check;

    private LoginProvider(String name, Verification verification, LiveCheck check) {
        if (name.isEmpty() || name.length() > 128) {
            throw new IllegalArgumentException("a provider's name has 1 to 128 characters");
        }
        this.name = name;
        this.verification = verification;
        this.check = check;
    }

    /** Returns a provider that {@code verification} speaks for. */
    public static LoginProvider of(String name, Verification verification) {
        return new LoginProvider(name, verification, login -> true);
    }

    /**
     * Returns a user pool as a provider: its ID tokens are logins, their {@code sub} the subject.
     *
     * @param name the key of the login, such as {@code cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab3dE6gHi}: the
     *     issuer without its scheme
     * @param idTokens a verifier of that pool's ID tokens for the clients whose users may come
     */
    public static LoginProvider userPool(String name, TokenVerifier idTokens) {
        return of(name, token -> idTokens.verify(token).then(verified -> identity(name, verified)));
    }

    /**
     * Returns this provider with a check of every login at the moment it is presented, after its token was verified:
     * the reference service's {@code ServerSideTokenCheck}. Without one, what the provider's verifier knows of
     * revocations counts, within the bound of its view.
     */
    public LoginProvider withLiveCheck(LiveCheck live) {
        return new LoginProvider(name, verification, live);
    }

    private static Outcome<ExternalIdentity> identity(String name, VerifiedToken token) {
        if (token.kind() != TokenKind.ID) { // a verifier of access tokens, given by mistake
            return Outcome.refused(Refusal.of(ErrorCode.NOT_AUTHORIZED, "login.token-kind"));
        }
        Map<String, Object> claims = new HashMap<>();
        token.claims().forEach((claim, value) -> {
            if (value != null) {
                claims.put(claim, value);
            }
        });
        return Outcome.success(ExternalIdentity.builder(name, token.subject())
                .claims(claims)
                .originFamily(token.family().map(FamilyId::value))
                .build());
    }

    public String name() {
        return name;
    }

    Outcome<ExternalIdentity> verify(String token) {
        if (token.length() > MAX_TOKEN) {
            return refused("login.length");
        }
        return verification.verify(token).then(identity -> {
            if (!identity.provider().equals(name)) { // or one provider could speak for another's users
                throw new IllegalStateException("a verification answered for another provider");
            }
            if (!storable(identity.subject())) {
                return refused("login.subject");
            }
            return check.isLive(identity) ? Outcome.success(identity) : refused("login.not-live");
        });
    }

    private static Outcome<ExternalIdentity> refused(String rule) {
        return Outcome.refused(Refusal.of(ErrorCode.NOT_AUTHORIZED, rule));
    }

    /** Returns whether a subject can be part of a key: no U+0000 and no half of a surrogate pair. */
    static boolean storable(String subject) {
        return subject.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }

    @Override
    public String toString() {
        return "LoginProvider[" + name + "]";
    }
}
