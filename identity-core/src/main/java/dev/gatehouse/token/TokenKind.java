package dev.gatehouse.token;

import java.util.Set;

/** The kinds of tokens, each with rules that no other kind satisfies (RFC 8725 §3.12). May grow. */
public enum TokenKind {
    /** An access token of a Gatehouse pool or of the reference service: {@code token_use} is {@code access}. */
    ACCESS,
    /** An ID token of a Gatehouse pool or of the reference service: {@code token_use} is {@code id}. */
    ID,
    /** An ID token of any OpenID provider (OpenID Connect Core §3.1.3.7); {@code token_use} plays no part. */
    FEDERATED_ID,
    /** A logout token (OpenID Connect Back-Channel Logout §2.4). */
    LOGOUT,
    /** A client's assertion about itself, {@code private_key_jwt} (RFC 7523 §3). */
    CLIENT_ASSERTION;

    /** The accepted values of {@code typ}, in lower case; the empty string stands for none. */
    Set<String> types() {
        return switch (this) {
            case ACCESS -> Set.of("", "jwt", "at+jwt");
            case ID, FEDERATED_ID -> Set.of("", "jwt");
            case LOGOUT -> Set.of("logout+jwt");
            case CLIENT_ASSERTION -> Set.of("", "jwt", "client-authentication+jwt");
        };
    }
}
