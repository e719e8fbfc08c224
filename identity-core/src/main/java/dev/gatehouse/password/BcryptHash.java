package dev.gatehouse.password;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * A bcrypt hash, {@code $2a$}, {@code $2b$} or {@code $2y$}. bcrypt reads 72 bytes; a longer password would match the
 * hash of its first 72, so it matches none (CVE-2025-22228), in the time of any other (CVE-2025-22234). A NUL in the
 * password is a byte as any other and ends nothing.
 */
final class BcryptHash implements StoredHash {
    static final int MAX_PASSWORD_BYTES = 72;
    private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$(?<cost>[0-9]{2})\\$[./A-Za-z0-9]{53}");
    private static final int MIN_COST = 4;
    private static final int MAX_COST = 16;

    private final String encoded;

    private BcryptHash(String encoded) {
        this.encoded = encoded;
    }

    static Optional<StoredHash> read(String encoded) {
        Matcher form = FORM.matcher(encoded);
        if (!form.matches()) {
            return Optional.empty();
        }
        int cost = Integer.parseInt(form.group("cost"));
        return cost >= MIN_COST && cost <= MAX_COST ? Optional.of(new BcryptHash(encoded)) : Optional.empty();
    }

    @Override
    public long memoryKib() {
        return 8;
    }

    @Override
    public boolean matches(byte[] password) {
        boolean whole = password.length <= MAX_PASSWORD_BYTES;
        byte[] read = Arrays.copyOf(password, Math.min(password.length, MAX_PASSWORD_BYTES));
        try {
            boolean matches = OpenBSDBCrypt.checkPassword(encoded, read);
            return whole && matches;
        } finally {
            Phc.wipe(read);
        }
    }
}
