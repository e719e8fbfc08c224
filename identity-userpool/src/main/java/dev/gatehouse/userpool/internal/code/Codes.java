package dev.gatehouse.userpool.internal.code;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.OneTime;
import dev.gatehouse.spi.store.OneTimeKey;
import dev.gatehouse.spi.store.OneTimeStore;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.userpool.internal.attempt.Attempts;
import dev.gatehouse.userpool.internal.context.PoolContext;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Mints, checks and takes one-time codes. Thread-safe; see the package for the rules. */
public final class Codes {
    /** How many digits a code has. */
    public static final int DIGITS = 6;

    private static final int TRIES = 3;
    private static final BigInteger CODES = BigInteger.TEN.pow(DIGITS);

    private final PoolContext context;
    private final Attempts attempts;

    public Codes(PoolContext context) {
        this.context = context;
        this.attempts = new Attempts(context);
    }

    /**
     * Returns the code to send now: the live one if it was made inside the resend window for the same binding, else
     * a new one, which ends the old. Its life begins with this call. Of two callers at once both get the same code.
     * Empty if three races were lost; try again later.
     */
    public Optional<Secret> mint(CodeBinding binding) {
        OneTimeKey key = key(binding);
        OneTimeStore store = context.stores().oneTimes();
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Versioned<OneTime>> found = store.find(key);
            Instant now = context.now();
            if (found.isPresent() && resends(found.get().value(), binding, now)) {
                return Optional.of(Secret.of(derive(binding, found.get().value().nonce())));
            }
            String nonce = context.newNonce();
            String code = derive(binding, nonce);
            OneTime next = OneTime.builder()
                    .nonce(nonce)
                    .mac(mac(binding, nonce, code))
                    .issuedAt(now)
                    .expiresAt(now.plus(context.settings().codeLife()))
                    .build();
            WriteId write = context.newWrite();
            boolean won = found.isPresent()
                    ? store.replace(key, found.get().version(), next, write)
                    : store.insert(key, next, write);
            if (won) {
                return Optional.of(Secret.of(code));
            }
        }
        return Optional.empty();
    }

    /** Returns a refusal if {@code code} cannot be one at all. Touches no store and knows no user. */
    public static Optional<Refusal> malformed(Secret code) {
        boolean sound = code.use(chars -> {
            boolean digits = chars.length == DIGITS;
            for (int i = 0; digits && i < chars.length; i++) {
                digits = chars[i] >= '0' && chars[i] <= '9';
            }
            return digits;
        });
        return sound ? Optional.empty() : Optional.of(Refusal.of(ErrorCode.INVALID_PARAMETER, "code.six-digits"));
    }

    /**
     * Counts an attempt, then compares. Always the same store verbs: those of {@link Attempts#count}, and one find.
     *
     * @param code six digits, as {@link #malformed} checked
     * @return what takes the code, or a refusal: {@code CODE_MISMATCH}, {@code EXPIRED_CODE}, or one of {@link
     *     Attempts#count}
     */
    public Outcome<Presented> check(CodeBinding binding, Secret code) {
        return attempts.count(binding.purpose().attempts(), binding.user()).then(counted -> {
            OneTimeKey key = key(binding);
            Optional<Versioned<OneTime>> found = context.stores().oneTimes().find(key);
            String nonce = found.map(row -> row.value().nonce()).orElse("");
            byte[] presented = code.use(chars -> mac(binding, nonce, new String(chars)));
            byte[] stored = found.map(row -> row.value().mac()).orElseGet(() -> new byte[presented.length]);
            if (!MessageDigest.isEqual(stored, presented) || found.isEmpty()) {
                return Outcome.refused(ErrorCode.CODE_MISMATCH);
            }
            OneTime value = found.get().value();
            if (value.takenBy().isPresent() || !context.now().isBefore(value.expiresAt())) {
                return Outcome.refused(ErrorCode.EXPIRED_CODE);
            }
            return Outcome.success(new Presented(key, found.get(), counted));
        });
    }

    /** A right code, not yet taken. */
    public final class Presented {
        private final OneTimeKey key;
        private final Versioned<OneTime> row;
        private final Attempts.Counted counted;

        private Presented(OneTimeKey key, Versioned<OneTime> row, Attempts.Counted counted) {
            this.key = key;
            this.row = row;
            this.counted = counted;
        }

        /** Takes the code: of all callers that ever presented it exactly one gets true. */
        public boolean take() {
            return context.stores().oneTimes().take(key, row, context.newWrite());
        }

        /** Forgets the attempts that were counted, once the flow has succeeded. */
        public void succeeded() {
            attempts.clear(counted);
        }
    }

    private boolean resends(OneTime row, CodeBinding binding, Instant now) {
        return row.takenBy().isEmpty()
                && now.isBefore(row.expiresAt())
                && now.isBefore(row.issuedAt().plus(context.settings().codeResendWindow()))
                && MessageDigest.isEqual(row.mac(), mac(binding, row.nonce(), derive(binding, row.nonce())));
    }

    private OneTimeKey key(CodeBinding binding) {
        byte[] digest = context.secret()
                .mac("code.key", binding.user().value(), binding.purpose().name());
        return new OneTimeKey(
                context.pool(), Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
    }

    private byte[] mac(CodeBinding binding, String nonce, String code) {
        return context.secret()
                .mac(
                        "code",
                        binding.user().value(),
                        binding.purpose().name(),
                        binding.destination(),
                        binding.nonce(),
                        nonce,
                        code);
    }

    /** Returns the six digits of a nonce. 256 bits modulo 10^6: the bias is below 2^-235. */
    private String derive(CodeBinding binding, String nonce) {
        byte[] digest = context.secret()
                .mac(
                        "code.value",
                        binding.user().value(),
                        binding.purpose().name(),
                        binding.destination(),
                        binding.nonce(),
                        nonce);
        String digits = new BigInteger(1, digest).mod(CODES).toString();
        return "0".repeat(DIGITS - digits.length()) + digits;
    }
}
