package dev.gatehouse.userpool.signup;

import dev.gatehouse.ClientId;
import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.spi.message.MessageKind;
import dev.gatehouse.user.UserStatus;
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
import dev.gatehouse.userpool.settings.Masking;
import java.util.Optional;

/** The door of sign-up: register, confirm, resend. Thread-safe; see the package page for what each may reveal. */
public final class SignUp {
    private final PoolContext context;
    private final ApplicationCheck check;
    private final Registration registration;
    private final Confirmation confirmation;
    private final Directory directory;
    private final Codes codes;
    private final Attempts attempts;
    private final Outbox outbox;
    private final Masks masks;

    /** Called by the user pool; applications get this from there. */
    @SuppressWarnings("exports") // the context is how the pool wires its own features
    public SignUp(PoolContext context) {
        this.context = context;
        this.check = new ApplicationCheck(context);
        this.registration = new Registration(context);
        this.confirmation = new Confirmation(context);
        this.directory = new Directory(context);
        this.codes = new Codes(context);
        this.attempts = new Attempts(context);
        this.outbox = new Outbox(context);
        this.masks = new Masks(context);
    }

    /**
     * Registers a user, unconfirmed, and puts a code for its address into the outbox. Atomic: the user exists once
     * its row is written, and is gone with all its names when {@code unconfirmedLife} ends without confirmation.
     *
     * @return the user, or {@code INVALID_PARAMETER}, {@code INVALID_PASSWORD}, {@code USERNAME_EXISTS} (user names,
     *     or masking REFERENCE), {@code USER_LAMBDA_VALIDATION}, {@code NOT_AUTHORIZED} where sign-up is closed,
     *     {@code RESOURCE_NOT_FOUND} for the client, {@code LIMIT_EXCEEDED}, {@code TOO_MANY_REQUESTS}, {@code
     *     CONCURRENT_MODIFICATION}
     * @throws dev.gatehouse.spi.StoreException if the outcome is unknown
     */
    public Outcome<Registered> register(RegisterRequest request) {
        return check.check(request).then(application -> {
            try {
                return registration.register(application);
            } finally {
                application.password().close();
            }
        });
    }

    /**
     * Confirms a sign-up by its code: the address is verified, becomes a name where the pool has it so, and the user
     * may sign in. Of several callers with one code one wins.
     *
     * @return done, or {@code CODE_MISMATCH}, {@code EXPIRED_CODE}, {@code ALIAS_EXISTS} (the code stays usable), {@code
     *     NOT_AUTHORIZED}, {@code INVALID_PARAMETER}, {@code TOO_MANY_FAILED_ATTEMPTS}, {@code TOO_MANY_REQUESTS},
     *     {@code CONCURRENT_MODIFICATION} (ask for a new code)
     * @throws dev.gatehouse.spi.StoreException if the outcome is unknown
     */
    public Outcome<Done> confirm(ConfirmRequest request) {
        return confirm(request, context.settings().masking());
    }

    /**
     * Confirms a sign-up as {@link #confirm(ConfirmRequest)} does, masked as the client asks. Refusals besides: {@code
     * RESOURCE_NOT_FOUND} with {@code client}, and {@code USER_NOT_FOUND} in masking LEGACY.
     */
    public Outcome<Done> confirm(ClientId client, ConfirmRequest request) {
        return masking(client).then(masking -> confirm(request, masking));
    }

    private Outcome<Done> confirm(ConfirmRequest request, Masking masking) {
        Optional<Refusal> malformed = Codes.malformed(request.code());
        if (malformed.isPresent()) {
            return Outcome.refused(malformed.get());
        }
        return directory.resolve(request.username()).then(resolved -> {
            if (masking == Masking.LEGACY && resolved.user().isEmpty()) {
                return Outcome.refused(ErrorCode.USER_NOT_FOUND);
            }
            if (tells(resolved, masking)) {
                return Outcome.refused(ErrorCode.NOT_AUTHORIZED);
            }
            Optional<Address> address = address(resolved);
            CodeBinding binding = CodeBinding.of(resolved.subject(), CodePurpose.SIGN_UP, address);
            return codes.check(binding, request.code())
                    .then(code ->
                            confirmation.confirm(resolved.user().orElseThrow(), address.orElseThrow(), code, request));
        });
    }

    /**
     * Sends the code again: the same one inside {@code codeResendWindow}, else a new one, which ends the old. For an
     * absent or confirmed user it answers the same and sends nothing.
     *
     * @return where the code is said to go, or {@code LIMIT_EXCEEDED} with the time to wait, {@code
     *     TOO_MANY_REQUESTS}, {@code INVALID_PARAMETER} (in masking REFERENCE also for a confirmed user)
     */
    public Outcome<CodeDelivery> resend(String username) {
        return resend(username, context.settings().masking());
    }

    /**
     * Sends the code again as {@link #resend(String)} does, masked as the client asks. Refusals besides: {@code
     * RESOURCE_NOT_FOUND} with {@code client}, and {@code USER_NOT_FOUND} in masking LEGACY.
     */
    public Outcome<CodeDelivery> resend(ClientId client, String username) {
        return masking(client).then(masking -> resend(username, masking));
    }

    private Outcome<Masking> masking(ClientId client) {
        return context.settings().client(client).isPresent()
                ? Outcome.success(context.settings().masking(client))
                : Outcome.refused(Refusal.of(ErrorCode.RESOURCE_NOT_FOUND, "client"));
    }

    private Outcome<CodeDelivery> resend(String username, Masking masking) {
        return directory.resolve(username).then(resolved -> {
            if (masking == Masking.LEGACY && resolved.user().isEmpty()) {
                return Outcome.refused(ErrorCode.USER_NOT_FOUND);
            }
            if (tells(resolved, masking)) {
                return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "user.confirmed"));
            }
            return attempts.count(AttemptPurpose.MESSAGE, resolved.subject()).map(counted -> {
                Optional<Address> address = address(resolved);
                outbox.putOrDecoy(intent(resolved, address), MessageKind.SIGN_UP_CODE, resolved.subject());
                return masks.of(resolved, address);
            });
        });
    }

    private static Optional<Intent> intent(Resolved resolved, Optional<Address> address) {
        return resolved.user()
                .filter(found -> found.user().status() == UserStatus.UNCONFIRMED
                        && found.user().enabled())
                .flatMap(found -> address.map(to -> Intent.code(
                        MessageKind.SIGN_UP_CODE,
                        CodePurpose.SIGN_UP,
                        found.id(),
                        found.user().username(),
                        to)));
    }

    /** Returns whether the caller is told that the user is past sign-up. */
    private static boolean tells(Resolved resolved, Masking masking) {
        return masking != Masking.STRICT
                && resolved.user()
                        .filter(found -> found.user().status() != UserStatus.UNCONFIRMED)
                        .isPresent();
    }

    private Optional<Address> address(Resolved resolved) {
        return resolved.user().flatMap(found -> Addresses.toConfirm(context.settings(), found.row()));
    }
}
