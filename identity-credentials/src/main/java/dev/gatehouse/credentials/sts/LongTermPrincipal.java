package dev.gatehouse.credentials.sts;

import dev.gatehouse.IdentityId;
import dev.gatehouse.RoleName;
import dev.gatehouse.Secret;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A caller of the token service with an access key that does not end: a deployment, a batch job, an operator. The
 * application makes and keeps it; no store holds it. It can call the token service and what takes a
 * {@link CallerVerifier}, such as administration; the guards of resources refuse its key. What it may do there, and in sessions of its own, is what the policies of its role allow; give each principal a
 * role of its own, so that revoking that role's sessions ends the principal's. Immutable and thread-safe; never prints
 * its key.
 */
public final class LongTermPrincipal {
    static final String ID_PREFIX = "principal::";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern ACCESS_KEY_ID = Pattern.compile("AKIA[A-Z2-7]{16}");
    private static final int LEAST_SECRET = 40;
    private static final int SECRET_BYTES = 30;

    private final String name;
    private final String accessKeyId;
    private final Secret secretKey;
    private final RoleName role;

    private LongTermPrincipal(String name, String accessKeyId, Secret secretKey, RoleName role) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a principal's name has 1 to 64 characters of [A-Za-z0-9_-]");
        }
        if (!ACCESS_KEY_ID.matcher(accessKeyId).matches()) {
            throw new IllegalArgumentException("a long-term access key id is AKIA and 16 characters of [A-Z2-7]");
        }
        if (secretKey.use(chars -> chars.length) < LEAST_SECRET) {
            throw new IllegalArgumentException("a secret access key has at least 40 characters");
        }
        this.name = name;
        this.accessKeyId = accessKeyId;
        this.secretKey = secretKey;
        this.role = role;
    }

    /**
     * Returns a principal with a key that the application has.
     *
     * @param name 1 to 64 characters of {@code [A-Za-z0-9_-]}
     * @param accessKeyId {@code AKIA} and 16 characters of {@code [A-Z2-7]}
     * @param secretKey at least 40 characters; stays the principal's
     * @param role whose policies say what it may do
     * @throws IllegalArgumentException if a part has another form
     */
    public static LongTermPrincipal of(String name, String accessKeyId, Secret secretKey, RoleName role) {
        return new LongTermPrincipal(name, accessKeyId, secretKey, role);
    }

    /** Returns a principal with a new key: 80 random bits of id, 240 of secret. */
    public static LongTermPrincipal generate(String name, RoleName role, SecureRandom random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String id = "AKIA" + TokenFormat.newAccessKeyId(random).substring(4);
        return new LongTermPrincipal(name, id, Secret.of(Base64.getEncoder().encodeToString(bytes)), role);
    }

    /** Returns the name. */
    public String name() {
        return name;
    }

    /** Returns the access key id. */
    public String accessKeyId() {
        return accessKeyId;
    }

    /** Returns the secret access key. */
    public Secret secretKey() {
        return secretKey;
    }

    /** Returns the role whose policies say what it may do. */
    public RoleName role() {
        return role;
    }

    /** Returns what stands for it where sessions name an identity; no identity of a pool is called so. */
    IdentityId id() {
        return new IdentityId(ID_PREFIX + name);
    }

    @Override
    public String toString() {
        return "LongTermPrincipal[" + name + ", " + accessKeyId + "]";
    }
}
