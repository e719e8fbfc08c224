package dev.gatehouse.userpool.signin;

import dev.gatehouse.IdentityException;
import dev.gatehouse.Refusal;
import dev.gatehouse.userpool.session.TokenSet;
import java.util.Map;
import java.util.function.Function;

/** How one step of a sign-in ended. */
public sealed interface SignInOutcome {
    /** The user is signed in. */
    record Authenticated(TokenSet tokens) implements SignInOutcome {}

    /**
     * The user must answer a challenge; hand {@code session} back with the answer.
     *
     * @param parameters what the client needs to ask the user; never a secret, but of a user who proved its password:
     *     {@code NEW_PASSWORD_REQUIRED} tells the user's attributes that the client may read ({@code userAttributes}, a
     *     JSON object) and those that the pool requires and the user lacks ({@code requiredAttributes}, a JSON array of
     *     names that begin with {@code userAttributes.})
     */
    record ChallengeRequired(ChallengeName challenge, Map<String, String> parameters, SignInSession session)
            implements SignInOutcome {
        public ChallengeRequired {
            parameters = Map.copyOf(parameters);
        }

        @Override
        public String toString() {
            return "ChallengeRequired[" + challenge + "]";
        }
    }

    /** The attempt failed. The session, if there was one, stays usable within the attempt limits. */
    record Refused(Refusal refusal) implements SignInOutcome {}

    /** Returns what the function for this variant returns. */
    default <R> R fold(
            Function<Authenticated, ? extends R> onAuthenticated,
            Function<ChallengeRequired, ? extends R> onChallenge,
            Function<Refused, ? extends R> onRefused) {
        if (this instanceof Authenticated authenticated) {
            return onAuthenticated.apply(authenticated);
        }
        if (this instanceof ChallengeRequired challenge) {
            return onChallenge.apply(challenge);
        }
        return onRefused.apply((Refused) this);
    }

    /**
     * Returns the tokens.
     *
     * @throws IdentityException if the attempt was refused
     * @throws IllegalStateException if a challenge is still to be answered
     */
    default TokenSet orElseThrow() {
        return fold(
                Authenticated::tokens,
                challenge -> {
                    throw new IllegalStateException("a challenge is still to be answered: " + challenge.challenge());
                },
                refused -> {
                    throw new IdentityException(refused.refusal());
                });
    }
}
