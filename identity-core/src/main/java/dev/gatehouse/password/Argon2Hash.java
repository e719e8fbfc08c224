package dev.gatehouse.password;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** An Argon2 hash (RFC 9106) of any of the three types, version 0x10 or 0x13. */
final class Argon2Hash implements StoredHash {
    static final int SALT_BYTES = 16;
    static final int TAG_BYTES = 32;
    private static final Pattern FORM = Pattern.compile("\\$argon2(?<type>id|i|d)(?:\\$v=(?<version>16|19))?\\$m=(?<m>"
            + Phc.NUMBER + "),t=(?<t>" + Phc.NUMBER + "),p=(?<p>" + Phc.NUMBER + ")\\$(?<salt>" + Phc.BASE64
            + ")\\$(?<tag>" + Phc.BASE64 + ")");

    private final int type;
    private final int version;
    private final Argon2Cost cost;
    private final byte[] salt;
    private final byte[] tag;

    private Argon2Hash(int type, int version, Argon2Cost cost, byte[] salt, byte[] tag) {
        this.type = type;
        this.version = version;
        this.cost = cost;
        this.salt = salt;
        this.tag = tag;
    }

    /** Returns a hash at {@code cost} that no password is known to match. */
    static Argon2Hash unmatchable(Argon2Cost cost, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        byte[] tag = new byte[TAG_BYTES];
        random.nextBytes(salt);
        random.nextBytes(tag);
        return new Argon2Hash(Argon2Parameters.ARGON2_id, Argon2Parameters.ARGON2_VERSION_13, cost, salt, tag);
    }

    /** Hashes {@code password} with Argon2id, version 0x13. */
    static PasswordHash create(byte[] password, byte[] salt, Argon2Cost cost) {
        byte[] tag = derive(
                password,
                Argon2Parameters.ARGON2_id,
                Argon2Parameters.ARGON2_VERSION_13,
                cost,
                salt,
                new byte[TAG_BYTES]);
        return PasswordHash.of("$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.iterations() + ",p="
                + cost.parallelism() + "$" + Phc.text(salt) + "$" + Phc.text(tag));
    }

    static Optional<StoredHash> read(String encoded) {
        Matcher form = FORM.matcher(encoded);
        if (!form.matches()) {
            return Optional.empty();
        }
        long memory = Long.parseLong(form.group("m"));
        long iterations = Long.parseLong(form.group("t"));
        long parallelism = Long.parseLong(form.group("p"));
        if (!Argon2Cost.isWithinBounds(memory, iterations, parallelism)) {
            return Optional.empty();
        }
        Argon2Cost cost = new Argon2Cost((int) memory, (int) iterations, (int) parallelism);
        int version = "19".equals(form.group("version"))
                ? Argon2Parameters.ARGON2_VERSION_13
                : Argon2Parameters.ARGON2_VERSION_10;
        int type = type(form.group("type"));
        return Phc.bytes(form.group("salt"), 8, 64)
                .flatMap(salt -> Phc.bytes(form.group("tag"), 16, 128)
                        .map(tag -> new Argon2Hash(type, version, cost, salt, tag)));
    }

    private static int type(String name) {
        if (name.equals("id")) {
            return Argon2Parameters.ARGON2_id;
        }
        return name.equals("i") ? Argon2Parameters.ARGON2_i : Argon2Parameters.ARGON2_d;
    }

    @Override
    public long memoryKib() {
        return cost.memoryKib();
    }

    @Override
    public boolean matches(byte[] password) {
        byte[] derived = derive(password, type, version, cost, salt, new byte[tag.length]);
        return MessageDigest.isEqual(derived, tag);
    }

    @Override
    public boolean isBehind(Argon2Cost configured) {
        return type != Argon2Parameters.ARGON2_id
                || version != Argon2Parameters.ARGON2_VERSION_13
                || salt.length < SALT_BYTES
                || tag.length < TAG_BYTES
                || cost.isBelow(configured);
    }

    private static byte[] derive(byte[] password, int type, int version, Argon2Cost cost, byte[] salt, byte[] tag) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(type)
                .withVersion(version)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.iterations())
                .withParallelism(cost.parallelism())
                .withSalt(salt)
                .build());
        argon2.generateBytes(password, tag);
        return tag;
    }
}
