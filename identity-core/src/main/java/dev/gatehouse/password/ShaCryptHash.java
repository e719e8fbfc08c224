package dev.gatehouse.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hash of Unix {@code crypt(3)} with SHA-256 ({@code $5$}) or SHA-512 ({@code $6$}), after Ulrich Drepper, "Unix
 * crypt using SHA-256 and SHA-512", version 0.6. Step numbers below are that document's.
 */
final class ShaCryptHash implements StoredHash {
    private static final Pattern FORM = Pattern.compile("\\$(?<id>[56])\\$(?:rounds=(?<rounds>" + Phc.NUMBER
            + ")\\$)?(?<salt>[^$]{0,16})\\$(?<tag>[./0-9A-Za-z]{43}|[./0-9A-Za-z]{86})");
    private static final int DEFAULT_ROUNDS = 5_000;
    private static final int MIN_ROUNDS = 1_000;
    private static final int MAX_ROUNDS = 1_000_000;

    private final String algorithm;
    private final int rounds;
    private final byte[] salt;
    private final byte[] tag;

    private ShaCryptHash(String algorithm, int rounds, byte[] salt, byte[] tag) {
        this.algorithm = algorithm;
        this.rounds = rounds;
        this.salt = salt;
        this.tag = tag;
    }

    static Optional<StoredHash> read(String encoded) {
        Matcher form = FORM.matcher(encoded);
        if (!form.matches() || form.group("tag").length() != (form.group("id").equals("5") ? 43 : 86)) {
            return Optional.empty();
        }
        String algorithm = form.group("id").equals("5") ? "SHA-256" : "SHA-512";
        Optional<Integer> rounds = form.group("rounds") == null
                ? Optional.of(DEFAULT_ROUNDS)
                : Phc.number(form, "rounds", MIN_ROUNDS, MAX_ROUNDS);
        byte[] salt = form.group("salt").getBytes(StandardCharsets.US_ASCII);
        byte[] tag = form.group("tag").getBytes(StandardCharsets.US_ASCII);
        return rounds.map(count -> new ShaCryptHash(algorithm, count, salt, tag));
    }

    @Override
    public long memoryKib() {
        return 8;
    }

    @Override
    public boolean matches(byte[] password) {
        byte[] derived = derive(password);
        byte[] text = encode(derived).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(text, tag);
    }

    private byte[] derive(byte[] password) {
        MessageDigest digest = digest();
        byte[] a = initial(digest, password);
        for (int i = 0; i < password.length; i++) { // steps 13 to 15
            digest.update(password);
        }
        byte[] p = Crypt64.repeat(digest.digest(), password.length); // step 16
        for (int i = 0; i < 16 + (a[0] & 0xff); i++) { // steps 17 to 19
            digest.update(salt);
        }
        byte[] s = Crypt64.repeat(digest.digest(), salt.length); // step 20
        for (int i = 0; i < rounds; i++) { // step 21
            boolean odd = i % 2 != 0;
            digest.update(odd ? p : a);
            if (i % 3 != 0) {
                digest.update(s);
            }
            if (i % 7 != 0) {
                digest.update(p);
            }
            digest.update(odd ? a : p);
            a = digest.digest();
        }
        Phc.wipe(p, s);
        return a;
    }

    private byte[] initial(MessageDigest digest, byte[] password) {
        digest.update(password); // steps 4 to 8
        digest.update(salt);
        digest.update(password);
        byte[] b = digest.digest();
        digest.update(password); // steps 1 to 3
        digest.update(salt);
        byte[] repeated = Crypt64.repeat(b, password.length); // steps 9 and 10
        digest.update(repeated);
        for (int bits = password.length; bits > 0; bits >>= 1) { // step 11
            digest.update((bits & 1) != 0 ? b : password);
        }
        Phc.wipe(b, repeated);
        return digest.digest(); // step 12
    }

    /** Step 22: the bytes in their scattered order, three at a time. */
    private static String encode(byte[] derived) {
        boolean sha256 = derived.length == 32;
        StringBuilder out = new StringBuilder(86);
        int a = 0;
        int b = derived.length / 3;
        int c = 2 * b;
        for (int group = 0; group < derived.length / 3; group++) {
            Crypt64.append(out, ((derived[a] & 0xff) << 16) | ((derived[b] & 0xff) << 8) | (derived[c] & 0xff), 4);
            int first = a;
            a = (sha256 ? c : b) + 1;
            int second = b;
            b = (sha256 ? first : c) + 1;
            c = (sha256 ? second : first) + 1;
        }
        if (sha256) {
            Crypt64.append(out, ((derived[31] & 0xff) << 8) | (derived[30] & 0xff), 3);
        } else {
            Crypt64.append(out, derived[63] & 0xff, 2);
        }
        Arrays.fill(derived, (byte) 0);
        return out.toString();
    }

    private MessageDigest digest() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the runtime lacks " + algorithm, e);
        }
    }
}
