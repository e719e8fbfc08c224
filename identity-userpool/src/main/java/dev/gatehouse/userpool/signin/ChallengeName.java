package dev.gatehouse.userpool.signin;

/**
 * What a user must do next during sign-in. The names are the reference service's {@code ChallengeNameType}; more are
 * added with their features.
 */
public enum ChallengeName {
    /** The password is temporary; answer with a new one. */
    NEW_PASSWORD_REQUIRED
}
