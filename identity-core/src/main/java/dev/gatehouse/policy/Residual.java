package dev.gatehouse.policy;

import java.util.List;

/**
 * What is left of a statement when the known context is filled in: where it surely applies, whatever the open keys will
 * be, and where it may apply. Sure is never too large, possible never too small.
 *
 * @param grants how an allow grants: {@code NONE} and {@code ACCOUNT} never stand here
 * @param open the keys, as the document writes them, whose values decide between the two regions
 */
record Residual(
        PolicyLayer layer,
        LabelledPolicy policy,
        Statement statement,
        Principals.Grant grants,
        Region sure,
        Region possible,
        List<String> open) {
    boolean denies() {
        return statement.effect() == Effect.DENY;
    }
}
