package dev.gatehouse.userpool.recovery;

import dev.gatehouse.ClientId;
import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.spi.message.MessageKind;
import dev.gatehouse.userpool.delivery.CodeDelivery;
import dev.gatehouse.userpool.internal.attempt.AttemptPurpose;
import dev.gatehouse.userpool.internal.attempt.Attempts;
import dev.gatehouse.userpool.internal.code.CodeBinding;
import dev.gatehouse.userpool.internal.code.CodePurpose;
import dev.gatehouse.userpool.internal.code.Codes;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Address;
import dev.gatehouse.userpool.internal.directory.Addresses;
import dev.gatehouse.userpool.internal.directory.Directory;
import dev.gatehouse.userpool.internal.directory.Masks;
import dev.gatehouse.userpool.internal.directory.Resolved;
import dev.gatehouse.userpool.internal.outbox.Intent;
import dev.gatehouse.userpool.internal.outbox.Outbox;
import dev.gatehouse.userpool.internal.password.NewPasswords;
import dev.gatehouse.userpool.settings.Masking;
import java.util.List;
import java.util.Optional;

/** The door of recovery: a user that lost its password sets a new one. Thread-safe; see the package page. */
public final class Recovery {
    private final PoolContext context;
    private final Directory directory;
    private final Codes codes;
    private final Attempts attempts;
    private final Outbox outbox;
    private final Masks masks;
    private final NewPasswords passwords;
    private final PasswordReset reset;

    /** Called by the user pool; applications get this from there. */
    @SuppressWarnings("exports") // the context is how the pool wires its own features
    public Recovery(PoolContext context) {
        this.context = context;
        this.directory = new Directory(context);
        this.codes = new Codes(context);
        this.attempts = new Attempts(context);
        this.outbox = new Outbox(context);
        this.masks = new Masks(context);
        this.passwords = new NewPasswords(context);
        this.reset = new PasswordReset(context);
    }

    /**
     * Sends a recovery code to a verified address; where addresses are the names, also to that of a user who never
     * confirmed it. For everybody else it answers the same and sends nothing.
     *
     * @return where the code is said to go, or {@code LIMIT_EXCEEDED} with the time to wait, {@code
     *     TOO_MANY_REQUESTS}, {@code INVALID_PARAMETER}
     */
    public Outcome<CodeDelivery> forgot(String username) {
        return forgot(username, context.settings().masking());
    }

    /**
     * Sends a recovery code as {@link #forgot(String)} does, masked as the client asks. Refusals besides: {@code
     * RESOURCE_NOT_FOUND} with {@code client}; in masking LEGACY {@code USER_NOT_FOUND}, and {@code INVALID_PARAMETER}
     * with {@code user.no-verified-address}.
     */
    public Outcome<CodeDelivery> forgot(ClientId client, String username) {
        return masking(client).then(masking -> forgot(username, masking));
    }

    private Outcome<Masking> masking(ClientId client) {
        return context.settings().client(client).isPresent()
                ? Outcome.success(context.settings().masking(client))
                : Outcome.refused(Refusal.of(ErrorCode.RESOURCE_NOT_FOUND, "client"));
    }

    /** Returns what a caller who may know it is told of a user that gets no code. */
    private Optional<Refusal> told(Resolved resolved, Masking masking) {
        if (masking != Masking.LEGACY) {
            return Optional.empty();
        }
        if (resolved.user().isEmpty()) {
            return Optional.of(Refusal.of(ErrorCode.USER_NOT_FOUND));
        }
        return address(resolved).isPresent()
                ? Optional.empty()
                : Optional.of(Refusal.of(ErrorCode.INVALID_PARAMETER, "user.no-verified-address"));
    }

    private Outcome<CodeDelivery> forgot(String username, Masking masking) {
        return directory
                .resolve(username)
                .then(resolved -> told(resolved, masking)
                        .<Outcome<Resolved>>map(Outcome::refused)
                        .orElseGet(() -> Outcome.success(resolved)))
                .then(resolved -> attempts.count(AttemptPurpose.MESSAGE, resolved.subject())
                        .map(counted -> {
                            Optional<Address> address = address(resolved);
                            outbox.putOrDecoy(intent(resolved, address), MessageKind.RECOVERY_CODE, resolved.subject());
                            return masks.of(resolved, address);
                        }));
    }

    /**
     * Sets a new password by the recovery code, confirms the address that the code went to, and ends every session.
     * The user is not signed in (OWASP Forgot Password Cheat Sheet). Of several callers with one code one wins.
     *
     * @return done, or {@code CODE_MISMATCH}, {@code EXPIRED_CODE}, {@code INVALID_PASSWORD} and {@code
     *     PASSWORD_HISTORY_POLICY_VIOLATION} (the code stays usable), {@code INVALID_PARAMETER}, {@code
     *     TOO_MANY_FAILED_ATTEMPTS}, {@code TOO_MANY_REQUESTS}, {@code CONCURRENT_MODIFICATION} (ask for a new code;
     *     the new password may already count)
     * @throws dev.gatehouse.spi.StoreException if the outcome is unknown: repeat with a new code
     */
    public Outcome<Done> confirm(RecoveryRequest request) {
        return confirm(request, context.settings().masking());
    }

    /**
     * Sets a new password as {@link #confirm(RecoveryRequest)} does, masked as the client asks. Refusals besides:
     * {@code RESOURCE_NOT_FOUND} with {@code client}, and {@code USER_NOT_FOUND} in masking LEGACY.
     */
    public Outcome<Done> confirm(ClientId client, RecoveryRequest request) {
        return masking(client).then(masking -> confirm(request, masking));
    }

    private Outcome<Done> confirm(RecoveryRequest request, Masking masking) {
        Optional<Refusal> malformed = Codes.malformed(request.code());
        if (malformed.isPresent()) {
            return Outcome.refused(malformed.get());
        }
        // Judged first by what was typed alone, which tells nothing; by the user's attributes once the code was right.
        return passwords
                .judge(request.newPassword(), List.of(request.username()))
                .then(password -> {
                    try (password) {
                        return directory
                                .resolve(request.username())
                                .then(resolved -> masking == Masking.LEGACY
                                                && resolved.user().isEmpty()
                                        ? Outcome.refused(ErrorCode.USER_NOT_FOUND)
                                        : confirm(resolved, request, password));
                    }
                });
    }

    private Outcome<Done> confirm(Resolved resolved, RecoveryRequest request, Secret password) {
        Optional<Address> address = address(resolved);
        CodeBinding binding = CodeBinding.of(resolved.subject(), CodePurpose.RECOVERY, address);
        return codes.check(binding, request.code())
                .then(code -> resolved.user()
                        .map(found ->
                                reset.reset(found, address.orElseThrow(), code, password, request.clientMetadata()))
                        .orElseGet(() -> Outcome.refused(ErrorCode.CODE_MISMATCH)));
    }

    private static Optional<Intent> intent(Resolved resolved, Optional<Address> address) {
        return resolved.user()
                .flatMap(found -> address.map(to -> Intent.code(
                        MessageKind.RECOVERY_CODE,
                        CodePurpose.RECOVERY,
                        found.id(),
                        found.user().username(),
                        to)));
    }

    private Optional<Address> address(Resolved resolved) {
        return resolved.user()
                .flatMap(found -> Addresses.toRecover(context.settings(), found.row(), resolved.typedAddress()));
    }
}
