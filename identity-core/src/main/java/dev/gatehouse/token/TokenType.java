package dev.gatehouse.token;

/**
 * The {@code typ} header of a token that Gatehouse signs (RFC 8725 §3.11). ID and access tokens are also told apart by
 * their {@code token_use} claim, which every verifier of this package demands.
 */
public enum TokenType {
    /** {@code JWT}: ID and access tokens as clients of the reference service expect them. */
    JWT("JWT"),
    /** {@code at+jwt}: an access token by RFC 9068, for resource servers that ask for it. */
    ACCESS_TOKEN("at+jwt"),
    /** {@code logout+jwt}: a logout token (OpenID Connect Back-Channel Logout §2.4). */
    LOGOUT_TOKEN("logout+jwt");

    private final String header;

    TokenType(String header) {
        this.header = header;
    }

    /** Returns the value of the {@code typ} header. */
    public String header() {
        return header;
    }
}
