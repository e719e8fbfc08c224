package dev.gatehouse.password;

import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a proposed password must satisfy. Immutable and thread-safe. Lengths are counted in code points, after the
 * normalisation that the caller has applied ({@code dev.gatehouse.name.Names}).
 */
public final class PasswordPolicy {
    /** The most earlier passwords that a policy can forbid. */
    public static final int MAX_HISTORY_SIZE = 24;

    private static final int MAX_LENGTH = 256;
    private static final int MAX_CONTEXT_WORDS = 32;
    /** The reference service's symbols; a space inside the password counts too. */
    private static final String SYMBOLS = "^$*.[]{}()?-\"!@#%&/\\,><':;|_~`+=";

    private final int minLength;
    private final int maxLength;
    private final boolean requiresUppercase;
    private final boolean requiresLowercase;
    private final boolean requiresNumber;
    private final boolean requiresSymbol;
    private final boolean refusesEdgeSpace;
    private final boolean refusesCommon;
    private final @Nullable CompromisedPasswords compromised;
    private final int historySize;
    private final Duration temporaryPasswordValidity;

    private PasswordPolicy(Builder builder) {
        this.minLength = builder.minLength;
        this.maxLength = builder.maxLength;
        this.requiresUppercase = builder.requiresUppercase;
        this.requiresLowercase = builder.requiresLowercase;
        this.requiresNumber = builder.requiresNumber;
        this.requiresSymbol = builder.requiresSymbol;
        this.refusesEdgeSpace = builder.refusesEdgeSpace;
        this.refusesCommon = builder.refusesCommon;
        this.compromised = builder.compromised;
        this.historySize = builder.historySize;
        this.temporaryPasswordValidity = builder.temporaryPasswordValidity;
    }

    /** Returns a builder that starts from {@link #nist()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns NIST SP 800-63B-4 section 3.1.1.1 for a password that is the only factor: 15 to 256, blocklist, no composition rules. */
    public static PasswordPolicy nist() {
        return builder().build();
    }

    /** Returns {@link #nist()} with at least 8 characters: for pools where every user has a second factor. */
    public static PasswordPolicy nistWithMfa() {
        return builder().minLength(8).build();
    }

    /** Returns the reference service's default: 8 to 256, all four kinds of character, no outer space, no blocklist. */
    public static PasswordPolicy reference() {
        return builder()
                .minLength(8)
                .requireUppercase(true)
                .requireLowercase(true)
                .requireNumber(true)
                .requireSymbol(true)
                .refuseEdgeSpace(true)
                .refuseCommonAndContext(false)
                .build();
    }

    /** Returns a builder holding this policy's settings. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.minLength = minLength;
        builder.maxLength = maxLength;
        builder.requiresUppercase = requiresUppercase;
        builder.requiresLowercase = requiresLowercase;
        builder.requiresNumber = requiresNumber;
        builder.requiresSymbol = requiresSymbol;
        builder.refusesEdgeSpace = refusesEdgeSpace;
        builder.refusesCommon = refusesCommon;
        builder.compromised = compromised;
        builder.historySize = historySize;
        builder.temporaryPasswordValidity = temporaryPasswordValidity;
        return builder;
    }

    /**
     * Judges a proposed password. One over the maximum is refused unread.
     *
     * @param contextWords what must not occur in it: the user name, the e-mail address (its local part is taken), the
     *     application's name. Case is ignored; words under 4 characters are; at most 32 words are read
     * @return done, or {@link ErrorCode#INVALID_PASSWORD} with all the rules that are broken, by the names in the
     *     package's page
     */
    public Outcome<Done> check(Secret proposed, Collection<String> contextWords) {
        List<String> broken = proposed.use(chars -> broken(chars, contextWords));
        if (broken.isEmpty() && compromised != null && compromised.contains(proposed)) {
            broken = List.of("password.compromised");
        }
        return broken.isEmpty() ? Outcome.done() : Outcome.refused(Refusal.of(ErrorCode.INVALID_PASSWORD, broken));
    }

    /** Returns how many earlier passwords may not be used again, 0 to 24. */
    public int historySize() {
        return historySize;
    }

    /** Returns how long a password set by an administrator lets its user in. */
    public Duration temporaryPasswordValidity() {
        return temporaryPasswordValidity;
    }

    /** Returns the fewest characters, in code points. */
    public int minLength() {
        return minLength;
    }

    /** Returns the most characters, in code points. */
    public int maxLength() {
        return maxLength;
    }

    /** Returns whether one of A to Z is needed. */
    public boolean requiresUppercase() {
        return requiresUppercase;
    }

    /** Returns whether one of a to z is needed. */
    public boolean requiresLowercase() {
        return requiresLowercase;
    }

    /** Returns whether one of 0 to 9 is needed. */
    public boolean requiresNumber() {
        return requiresNumber;
    }

    /** Returns whether a symbol, or an inner space, is needed. */
    public boolean requiresSymbol() {
        return requiresSymbol;
    }

    /** Returns whether a space at either end is refused. */
    public boolean refusesEdgeSpace() {
        return refusesEdgeSpace;
    }

    /** Returns whether common passwords and the context words are refused. */
    public boolean refusesCommonAndContext() {
        return refusesCommon;
    }

    /** Returns the list of breached passwords that is asked. */
    public Optional<CompromisedPasswords> compromisedPasswords() {
        return Optional.ofNullable(compromised);
    }

    private List<String> broken(char[] chars, Collection<String> contextWords) {
        if (chars.length > 2 * maxLength || Character.codePointCount(chars, 0, chars.length) > maxLength) {
            return List.of("password.max-length");
        }
        if (!Utf8.isWellFormed(chars)) {
            return List.of("password.malformed");
        }
        List<String> broken = new ArrayList<>();
        require(Character.codePointCount(chars, 0, chars.length) >= minLength, "password.min-length", broken);
        require(!requiresUppercase || hasBetween(chars, 'A', 'Z'), "password.requires-uppercase", broken);
        require(!requiresLowercase || hasBetween(chars, 'a', 'z'), "password.requires-lowercase", broken);
        require(!requiresNumber || hasBetween(chars, '0', '9'), "password.requires-number", broken);
        require(!requiresSymbol || hasSymbol(chars), "password.requires-symbol", broken);
        require(!refusesEdgeSpace || !hasEdgeSpace(chars), "password.edge-space", broken);
        if (refusesCommon) {
            require(!CommonPasswords.contains(chars), "password.common", broken);
            require(!containsContext(chars, contextWords), "password.contains-context", broken);
        }
        return broken;
    }

    private static void require(boolean holds, String rule, List<String> broken) {
        if (!holds) {
            broken.add(rule);
        }
    }

    private static boolean hasBetween(char[] chars, char first, char last) {
        for (char c : chars) {
            if (c >= first && c <= last) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasSymbol(char[] chars) {
        for (int i = 0; i < chars.length; i++) {
            boolean innerSpace = chars[i] == ' ' && i > 0 && i < chars.length - 1;
            if (innerSpace || SYMBOLS.indexOf(chars[i]) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasEdgeSpace(char[] chars) {
        return chars.length > 0 && (chars[0] == ' ' || chars[chars.length - 1] == ' ');
    }

    private static boolean containsContext(char[] chars, Collection<String> words) {
        return words.stream().limit(MAX_CONTEXT_WORDS).anyMatch(word -> {
            int at = word.lastIndexOf('@');
            return ContextWord.occursIn(chars, at > 0 ? word.substring(0, at) : word);
        });
    }

    @Override
    public String toString() {
        return "PasswordPolicy[" + minLength + " to " + maxLength + " characters, history " + historySize + "]";
    }

    /** Collects the settings of a {@link PasswordPolicy}. Not thread-safe. */
    public static final class Builder {
        private int minLength = 15;
        private int maxLength = MAX_LENGTH;
        private boolean requiresUppercase;
        private boolean requiresLowercase;
        private boolean requiresNumber;
        private boolean requiresSymbol;
        private boolean refusesEdgeSpace;
        private boolean refusesCommon = true;
        private @Nullable CompromisedPasswords compromised;
        private int historySize;
        private Duration temporaryPasswordValidity = Duration.ofDays(7);

        private Builder() {}

        /**
         * Sets the fewest characters, 6 to 99.
         *
         * @throws IllegalArgumentException if it is outside
         */
        public Builder minLength(int codePoints) {
            this.minLength = within(codePoints, 6, 99);
            return this;
        }

        /**
         * Sets the most characters, 64 to 256; at least {@link #minLength}.
         *
         * @throws IllegalArgumentException if it is outside
         */
        public Builder maxLength(int codePoints) {
            this.maxLength = within(codePoints, 64, MAX_LENGTH);
            return this;
        }

        /** Sets whether one of A to Z is needed. */
        public Builder requireUppercase(boolean required) {
            this.requiresUppercase = required;
            return this;
        }

        /** Sets whether one of a to z is needed. */
        public Builder requireLowercase(boolean required) {
            this.requiresLowercase = required;
            return this;
        }

        /** Sets whether one of 0 to 9 is needed. */
        public Builder requireNumber(boolean required) {
            this.requiresNumber = required;
            return this;
        }

        /** Sets whether one of the reference service's symbols, or an inner space, is needed. */
        public Builder requireSymbol(boolean required) {
            this.requiresSymbol = required;
            return this;
        }

        /** Sets whether a space at either end is refused. */
        public Builder refuseEdgeSpace(boolean refused) {
            this.refusesEdgeSpace = refused;
            return this;
        }

        /** Sets whether common passwords and the context words are refused. */
        public Builder refuseCommonAndContext(boolean refused) {
            this.refusesCommon = refused;
            return this;
        }

        /** Sets the list of breached passwords to ask. */
        public Builder compromisedPasswords(CompromisedPasswords list) {
            this.compromised = list;
            return this;
        }

        /**
         * Sets how many earlier passwords may not be used again, 0 to 24.
         *
         * @throws IllegalArgumentException if it is outside
         */
        public Builder historySize(int passwords) {
            this.historySize = within(passwords, 0, MAX_HISTORY_SIZE);
            return this;
        }

        /**
         * Sets how long a temporary password is good, over 0 to 365 days.
         *
         * @throws IllegalArgumentException if it is outside
         */
        public Builder temporaryPasswordValidity(Duration validity) {
            if (validity.isZero() || validity.isNegative() || validity.compareTo(Duration.ofDays(365)) > 0) {
                throw new IllegalArgumentException("a validity of over 0 to 365 days");
            }
            this.temporaryPasswordValidity = validity;
            return this;
        }

        /**
         * Returns the policy.
         *
         * @throws IllegalArgumentException if the least length is above the most
         */
        public PasswordPolicy build() {
            if (minLength > maxLength) {
                throw new IllegalArgumentException("the least length is above the most");
            }
            return new PasswordPolicy(this);
        }

        private static int within(int value, int min, int max) {
            if (value < min || value > max) {
                throw new IllegalArgumentException("a value of " + min + " to " + max);
            }
            return value;
        }
    }
}
