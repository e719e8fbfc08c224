package dev.gatehouse.password;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A PBKDF2 hash (RFC 8018 section 5.2) with HMAC-SHA-1, -256 or -512, as the PHC string
 * {@code $pbkdf2-sha256$i=..,l=..$salt$tag} or in passlib's form {@code $pbkdf2-sha256$rounds$salt$tag}, whose Base64
 * has a dot for the plus.
 */
final class Pbkdf2Hash implements StoredHash {
    private static final Pattern FORM = Pattern.compile(
            "\\$pbkdf2(?<digest>|-sha1|-sha256|-sha512)\\$(?:(?<rounds>" + Phc.NUMBER + ")|i=(?<i>" + Phc.NUMBER
                    + ")(?:,l=(?<l>" + Phc.NUMBER + "))?)\\$(?<salt>[A-Za-z0-9+/.]+)\\$(?<tag>[A-Za-z0-9+/.]+)");
    private static final Map<String, String> ALGORITHMS = Map.of(
            "", "PBKDF2WithHmacSHA1",
            "-sha1", "PBKDF2WithHmacSHA1",
            "-sha256", "PBKDF2WithHmacSHA256",
            "-sha512", "PBKDF2WithHmacSHA512");
    private static final int MAX_ITERATIONS = 10_000_000;

    private final String algorithm;
    private final int iterations;
    private final byte[] salt;
    private final byte[] tag;

    private Pbkdf2Hash(String algorithm, int iterations, byte[] salt, byte[] tag) {
        this.algorithm = algorithm;
        this.iterations = iterations;
        this.salt = salt;
        this.tag = tag;
    }

    static Optional<StoredHash> read(String encoded) {
        Matcher form = FORM.matcher(encoded);
        if (!form.matches()) {
            return Optional.empty();
        }
        String algorithm = ALGORITHMS.getOrDefault(form.group("digest"), "");
        String rounds = form.group("rounds") == null ? "i" : "rounds";
        return Phc.bytes(form.group("salt").replace('.', '+'), 1, 64)
                .flatMap(salt -> Phc.bytes(form.group("tag").replace('.', '+'), 16, 128)
                        .filter(tag ->
                                form.group("l") == null || form.group("l").equals(String.valueOf(tag.length)))
                        .flatMap(tag -> Phc.number(form, rounds, 1, MAX_ITERATIONS)
                                .map(iterations -> new Pbkdf2Hash(algorithm, iterations, salt, tag))));
    }

    @Override
    public long memoryKib() {
        return 8;
    }

    @Override
    public boolean matches(byte[] password) {
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(password));
        char[] chars =
                Arrays.copyOfRange(decoded.array(), decoded.arrayOffset(), decoded.arrayOffset() + decoded.limit());
        PBEKeySpec spec = new PBEKeySpec(chars, salt, iterations, tag.length * Byte.SIZE);
        try {
            byte[] derived =
                    SecretKeyFactory.getInstance(algorithm).generateSecret(spec).getEncoded();
            return MessageDigest.isEqual(derived, tag);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the runtime lacks " + algorithm, e);
        } finally {
            spec.clearPassword();
            Arrays.fill(chars, '\0');
            Arrays.fill(decoded.array(), '\0');
        }
    }
}
