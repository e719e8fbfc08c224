package dev.gatehouse.userpool.directory;

import dev.gatehouse.ClientId;
import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Makes ids and secrets of the reference service's shapes. */
final class Ids {
    private static final Pattern POOL = Pattern.compile("[A-Za-z0-9-]{1,32}_[A-Za-z0-9]{1,22}");
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String ALL = LOWER + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int POOL_LENGTH = 9;
    private static final int CLIENT_LENGTH = 26;
    private static final int SECRET_LENGTH = 52;

    private Ids() {}

    /** Returns a new pool's id: the region, {@code _}, and 9 letters and digits (53 bits). */
    static PoolId pool(String region, SecureRandom random) {
        return new PoolId(region + "_" + new String(chars(ALL, POOL_LENGTH, random)));
    }

    /** Returns whether a text is shaped as the ids that {@link #pool} makes. */
    static boolean isPool(String text) {
        return POOL.matcher(text).matches();
    }

    /** Returns a new client's id: 26 lower-case letters and digits (134 bits). */
    static ClientId client(SecureRandom random) {
        return new ClientId(new String(chars(LOWER, CLIENT_LENGTH, random)));
    }

    /** Returns a new client secret: 52 lower-case letters and digits (268 bits). */
    static Secret secret(SecureRandom random) {
        char[] chars = chars(LOWER, SECRET_LENGTH, random);
        try {
            return Secret.copyOf(chars);
        } finally {
            Arrays.fill(chars, '\0');
        }
    }

    private static char[] chars(String alphabet, int length, SecureRandom random) {
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            chars[i] = alphabet.charAt(random.nextInt(alphabet.length()));
        }
        return chars;
    }
}
