package dev.gatehouse.userpool.internal.attempt;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.throttle.Throttle;
import dev.gatehouse.userpool.settings.UserPoolSettings;

/** What is attempted: each purpose has counters of its own, one per user over all clients, sessions and spellings. */
public enum AttemptPurpose {
    /** A password at sign-in or before a change. */
    PASSWORD("password", ErrorCode.TOO_MANY_FAILED_ATTEMPTS),
    /** The code of a sign-up. */
    SIGN_UP_CODE("code.sign-up", ErrorCode.TOO_MANY_FAILED_ATTEMPTS),
    /** The code of a recovery. */
    RECOVERY_CODE("code.recovery", ErrorCode.TOO_MANY_FAILED_ATTEMPTS),
    /** The code of a new e-mail address. */
    EMAIL_CODE("code.email", ErrorCode.TOO_MANY_FAILED_ATTEMPTS),
    /** The code of a new phone number. */
    PHONE_NUMBER_CODE("code.phone-number", ErrorCode.TOO_MANY_FAILED_ATTEMPTS),
    /** A message that a caller without a token, or with one, makes us send. */
    MESSAGE("message", ErrorCode.LIMIT_EXCEEDED);

    private final String label;
    private final ErrorCode blocked;

    AttemptPurpose(String label, ErrorCode blocked) {
        this.label = label;
        this.blocked = blocked;
    }

    String label() {
        return label;
    }

    /** Returns what a blocked attempt is refused with. */
    ErrorCode blocked() {
        return blocked;
    }

    Throttle throttle(UserPoolSettings settings) {
        return switch (this) {
            case PASSWORD -> settings.passwordThrottle();
            case MESSAGE -> settings.messageThrottle();
            case SIGN_UP_CODE, RECOVERY_CODE, EMAIL_CODE, PHONE_NUMBER_CODE -> settings.codeThrottle();
        };
    }
}
