package dev.gatehouse.userpool.internal.code;

import dev.gatehouse.userpool.internal.attempt.AttemptPurpose;

/** What a code is for. A user has at most one live code for each. */
public enum CodePurpose {
    SIGN_UP(AttemptPurpose.SIGN_UP_CODE),
    RECOVERY(AttemptPurpose.RECOVERY_CODE),
    ATTRIBUTE_EMAIL(AttemptPurpose.EMAIL_CODE),
    ATTRIBUTE_PHONE_NUMBER(AttemptPurpose.PHONE_NUMBER_CODE);

    private final AttemptPurpose attempts;

    CodePurpose(AttemptPurpose attempts) {
        this.attempts = attempts;
    }

    /** Returns the counter that guards it. */
    public AttemptPurpose attempts() {
        return attempts;
    }
}
