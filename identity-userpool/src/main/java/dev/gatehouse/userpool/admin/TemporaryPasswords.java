package dev.gatehouse.userpool.admin;

import dev.gatehouse.Secret;
import dev.gatehouse.password.PasswordPolicy;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/**
 * Makes temporary passwords: 20 random characters of four kinds (over 100 bits), without those that read alike; more
 * or fewer only where the policy demands it.
 */
final class TemporaryPasswords {
    private static final int LENGTH = 20;
    private static final int TRIES = 16;
    private static final List<String> KINDS =
            List.of("ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnopqrstuvwxyz", "23456789", "!#$%*+-=?@_");
    private static final String ALL = String.join("", KINDS);

    private TemporaryPasswords() {}

    /**
     * Returns a password that the policy accepts.
     *
     * @throws IllegalStateException if the policy accepts none of many
     */
    static Secret generate(PasswordPolicy policy, List<String> contextWords, SecureRandom random) {
        int length = Math.min(Math.max(LENGTH, policy.minLength()), policy.maxLength());
        for (int i = 0; i < TRIES; i++) {
            Secret candidate = candidate(length, random);
            if (policy.check(candidate, contextWords).asRefusal().isEmpty()) {
                return candidate;
            }
            candidate.close();
        }
        throw new IllegalStateException("the password policy accepts no generated password");
    }

    private static Secret candidate(int length, SecureRandom random) {
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            String from = i < KINDS.size() ? KINDS.get(i) : ALL;
            chars[i] = from.charAt(random.nextInt(from.length()));
        }
        for (int i = length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            char swapped = chars[i];
            chars[i] = chars[j];
            chars[j] = swapped;
        }
        try {
            return Secret.copyOf(chars);
        } finally {
            Arrays.fill(chars, '\0');
        }
    }
}
