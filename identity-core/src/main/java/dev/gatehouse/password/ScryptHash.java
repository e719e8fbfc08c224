package dev.gatehouse.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * An scrypt hash (RFC 7914), as the PHC string {@code $scrypt$ln=..,r=..,p=..$salt$tag} or as {@code $7$} of
 * {@code crypt(3)}.
 */
final class ScryptHash implements StoredHash {
    private static final Pattern PHC = Pattern.compile("\\$scrypt\\$ln=(?<ln>" + Phc.NUMBER + "),r=(?<r>" + Phc.NUMBER
            + "),p=(?<p>" + Phc.NUMBER + ")\\$(?<salt>" + Phc.BASE64 + ")\\$(?<tag>" + Phc.BASE64 + ")");
    private static final Pattern CRYPT = Pattern.compile(
            "\\$7\\$(?<ln>[./0-9A-Za-z])(?<r>[./0-9A-Za-z]{5})(?<p>[./0-9A-Za-z]{5})(?<salt>[^$]{0,64})\\$(?<tag>[./0-9A-Za-z]{43})");
    private static final int MAX_LN = 20;
    private static final int MAX_R = 32;
    private static final int MAX_P = 16;
    /** The memory that all lanes of one hash may touch: 2 GiB. */
    private static final long MAX_TOUCHED_KIB = 2L << 20;

    private final int n;
    private final int r;
    private final int p;
    private final byte[] salt;
    private final byte[] tag;

    private ScryptHash(int n, int r, int p, byte[] salt, byte[] tag) {
        this.n = n;
        this.r = r;
        this.p = p;
        this.salt = salt;
        this.tag = tag;
    }

    static Optional<StoredHash> readPhc(String encoded) {
        Matcher form = PHC.matcher(encoded);
        if (!form.matches()) {
            return Optional.empty();
        }
        return Phc.bytes(form.group("salt"), 0, 64)
                .flatMap(salt -> Phc.bytes(form.group("tag"), 16, 128)
                        .flatMap(tag -> Phc.number(form, "ln", 1, MAX_LN)
                                .flatMap(ln -> Phc.number(form, "r", 1, MAX_R)
                                        .flatMap(r -> Phc.number(form, "p", 1, MAX_P)
                                                .flatMap(p -> bounded(ln, r, p, salt, tag))))));
    }

    static Optional<StoredHash> readCrypt(String encoded) {
        Matcher form = CRYPT.matcher(encoded);
        if (!form.matches()) {
            return Optional.empty();
        }
        byte[] salt = form.group("salt").getBytes(StandardCharsets.US_ASCII);
        long ln = Crypt64.number(form.group("ln"));
        long r = Crypt64.number(form.group("r"));
        long p = Crypt64.number(form.group("p"));
        boolean usable = ln >= 1 && ln <= MAX_LN && r >= 1 && r <= MAX_R && p >= 1 && p <= MAX_P;
        return usable ? bounded((int) ln, (int) r, (int) p, salt, Crypt64.bytes(form.group("tag"))) : Optional.empty();
    }

    private static Optional<StoredHash> bounded(int ln, int r, int p, byte[] salt, byte[] tag) {
        long memoryKib = ((long) r << ln) >> 3;
        boolean usable = memoryKib <= Argon2Cost.MAX_MEMORY_KIB
                && memoryKib * p <= MAX_TOUCHED_KIB
                && (r > 1 || ln < 16); // RFC 7914 section 2: N < 2^(128 r / 8)
        return usable ? Optional.of(new ScryptHash(1 << ln, r, p, salt, tag)) : Optional.empty();
    }

    @Override
    public long memoryKib() {
        return (128L * n * r + 128L * r * p) / 1024 + 1;
    }

    @Override
    public boolean matches(byte[] password) {
        return MessageDigest.isEqual(SCrypt.generate(password, salt, n, r, p, tag.length), tag);
    }
}
