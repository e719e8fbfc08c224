package dev.gatehouse.credentials.directory;

/**
 * A user pool whose users may come: the reference service's {@code CognitoIdentityProvider}.
 *
 * @param provider the key of its logins, the pool's issuer without its scheme: 1 to 128 characters
 * @param clientId the app client whose ID tokens are taken: 1 to 128 characters
 * @param serverSideTokenCheck whether every login is checked against the user pool's state at that moment
 */
public record UserPoolLogin(String provider, String clientId, boolean serverSideTokenCheck) {
    /** @throws IllegalArgumentException if a text is empty or too long */
    public UserPoolLogin {
        if (provider.isEmpty() || provider.length() > 128 || clientId.isEmpty() || clientId.length() > 128) {
            throw new IllegalArgumentException("provider and client id have 1 to 128 characters");
        }
    }
}
