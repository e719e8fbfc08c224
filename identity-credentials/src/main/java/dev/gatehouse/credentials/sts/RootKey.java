package dev.gatehouse.credentials.sts;

import dev.gatehouse.Secret;
import java.util.regex.Pattern;

/**
 * The access key of an account's root user, from the application's configuration: it may do everything, so that somebody
 * can make the first pools, roles and principals. To rotate it, configure the new one beside the old one, move the
 * clients, and take the old one out; with none configured there is no root user. Immutable and thread-safe; never prints
 * its key.
 */
public final class RootKey {
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern ACCESS_KEY_ID = Pattern.compile("(?!ASIA)[A-Za-z0-9_]{16,128}");
    private static final int LEAST_SECRET = 40;

    private final String account;
    private final String accessKeyId;
    private final Secret secretKey;

    private RootKey(String account, String accessKeyId, Secret secretKey) {
        if (!ACCOUNT.matcher(account).matches()) {
            throw new IllegalArgumentException("an account has 12 digits");
        }
        if (!ACCESS_KEY_ID.matcher(accessKeyId).matches()) {
            throw new IllegalArgumentException(
                    "a root key's access key id has 16 to 128 characters of [A-Za-z0-9_] and does not begin with ASIA");
        }
        if (secretKey.use(chars -> chars.length) < LEAST_SECRET) {
            throw new IllegalArgumentException("a secret access key has at least 40 characters");
        }
        this.account = account;
        this.accessKeyId = accessKeyId;
        this.secretKey = secretKey;
    }

    /**
     * Returns a key.
     *
     * @param account 12 digits
     * @param accessKeyId 16 to 128 characters of {@code [A-Za-z0-9_]}; not {@code ASIA...}, which are temporary
     * @param secretKey at least 40 characters; stays the key's
     * @throws IllegalArgumentException if a part has another form
     */
    public static RootKey of(String account, String accessKeyId, Secret secretKey) {
        return new RootKey(account, accessKeyId, secretKey);
    }

    /** Returns the account, 12 digits. */
    public String account() {
        return account;
    }

    /** Returns the access key id. */
    public String accessKeyId() {
        return accessKeyId;
    }

    /** Returns the secret access key. */
    public Secret secretKey() {
        return secretKey;
    }

    @Override
    public String toString() {
        return "RootKey[" + account + ", " + accessKeyId + "]";
    }
}
