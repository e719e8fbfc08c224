package dev.gatehouse.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What an ID token must say about the one sign-in that asked for it (OpenID Connect Core §3.1.3.6, §3.1.3.7 and
 * §3.3.2.11). Immutable and thread-safe.
 */
public final class Expectations {
    private static final Expectations NONE = new Expectations(null, null, null);

    private final @Nullable String nonce;
    private final @Nullable String accessToken;
    private final @Nullable String code;

    private Expectations(@Nullable String nonce, @Nullable String accessToken, @Nullable String code) {
        this.nonce = nonce;
        this.accessToken = accessToken;
        this.code = code;
    }

    /** Returns no expectations: a resource server that is shown a token, say. */
    public static Expectations none() {
        return NONE;
    }

    /** Returns these with the nonce that was sent; the token must carry it. */
    public Expectations withNonce(String sent) {
        return new Expectations(sent, accessToken, code);
    }

    /** Returns these with the access token that came along; an {@code at_hash}, if the token has one, must fit it. */
    public Expectations withAccessToken(String received) {
        return new Expectations(nonce, received, code);
    }

    /** Returns these with the code that came along; a {@code c_hash}, if the token has one, must fit it. */
    public Expectations withCode(String received) {
        return new Expectations(nonce, accessToken, received);
    }

    /** Returns the rule that the token breaks, or null. */
    @Nullable
    TokenRule broken(VerifiedToken token) {
        if (this == NONE) {
            return null; // and the claims stay undecoded
        }
        if (nonce != null && !(token.claims().get("nonce") instanceof String carried && isSame(carried, nonce))) {
            return TokenRule.NONCE;
        }
        if (accessToken != null && !fits(token, "at_hash", accessToken)) {
            return TokenRule.AT_HASH;
        }
        return code != null && !fits(token, "c_hash", code) ? TokenRule.C_HASH : null;
    }

    private static boolean fits(VerifiedToken token, String claim, String value) {
        if (!token.claims().containsKey(claim)) {
            return true;
        }
        byte[] hash = Digests.of(token.algorithm().hash(), value.getBytes(StandardCharsets.US_ASCII));
        String half = Base64Url.text(Arrays.copyOf(hash, hash.length / 2));
        return token.claims().get(claim) instanceof String carried && isSame(carried, half);
    }

    private static boolean isSame(String left, String right) {
        return MessageDigest.isEqual(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Expectations[redacted]";
    }
}
