package dev.gatehouse.token;

/**
 * The ID and access token of one sign-in, as {@link TokenSigner#signIn} signed them. Never printed.
 *
 * @param idToken for the client
 * @param accessToken for the services that the client calls
 */
public record SignInTokens(IdToken idToken, AccessToken accessToken) {}
