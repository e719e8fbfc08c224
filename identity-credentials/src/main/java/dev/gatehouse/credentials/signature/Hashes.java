package dev.gatehouse.credentials.signature;

import dev.gatehouse.Secret;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** SHA-256 and HMAC-SHA256, which every Java runtime has. */
final class Hashes {
    static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static final byte[] PREFIX = {'A', 'W', 'S', '4'};

    private Hashes() {}

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm + " is missing", e);
        }
    }

    static String sha256Hex(String text) {
        return hex(digest("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is missing", e);
        }
    }

    /** Returns the signing key of a secret for one day, region and service. */
    static byte[] signingKey(Secret secret, String day, String region, String service) {
        byte[] first = secret.use(Hashes::initialKey);
        try {
            return hmac(hmac(hmac(hmac(first, day), region), service), "aws4_request");
        } finally {
            Arrays.fill(first, (byte) 0);
        }
    }

    private static byte[] initialKey(char[] secret) {
        byte[] whole = new byte[4 + 3 * secret.length];
        ByteBuffer out = ByteBuffer.wrap(whole);
        out.put(PREFIX);
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(secret), out, true);
        byte[] key = Arrays.copyOf(whole, out.position());
        Arrays.fill(whole, (byte) 0);
        return key;
    }

    /** Compares two texts in time that does not depend on where they differ. */
    static boolean same(String ours, String theirs) {
        return MessageDigest.isEqual(ours.getBytes(StandardCharsets.UTF_8), theirs.getBytes(StandardCharsets.UTF_8));
    }
}
