package dev.gatehouse.web.wire.sts;

import dev.gatehouse.Refusal;
import dev.gatehouse.web.internal.signed.Fault;

/** What the library refuses, as errors of the query protocol. */
final class StsFaults {
    private StsFaults() {}

    /** Why a caller is not believed. */
    static StsFault ofCaller(Refusal refusal) {
        Fault fault = Fault.of(refusal);
        return switch (fault) {
            case MISSING -> new StsFault("MissingAuthenticationToken", 403, fault.message());
            case INCOMPLETE, PRESIGNED -> new StsFault("IncompleteSignature", 400, fault.message());
            case MISMATCH, SCOPE, CLOCK, UNSIGNED -> new StsFault("SignatureDoesNotMatch", 403, fault.message());
            case UNKNOWN_CLIENT -> new StsFault("InvalidClientTokenId", 403, fault.message());
            case EXPIRED -> new StsFault("ExpiredToken", 403, fault.message());
            case BUSY -> new StsFault("Throttling", 400, fault.message());
        };
    }

    /**
     * Why a session is not given.
     *
     * @param who {@code User: arn is not} or {@code Not}
     * @param action that is asked for
     * @param role that it is asked for, or empty
     */
    static StsFault ofSession(Refusal refusal, String who, String action, String role) {
        String rule = refusal.rules().isEmpty() ? "" : refusal.rules().get(0);
        return switch (refusal.code()) {
            case ACCESS_DENIED -> StsFault.denied(denial(rule, who, action, role));
            case INVALID_IDENTITY_TOKEN ->
                new StsFault(
                        "InvalidIdentityToken", 400, "The web identity token that was passed could not be validated.");
            case EXPIRED_TOKEN ->
                new StsFault("ExpiredTokenException", 400, "The web identity token that was passed is expired.");
            case MALFORMED_POLICY_DOCUMENT ->
                new StsFault("MalformedPolicyDocument", 400, "The policy document is malformed: " + rule);
            case PACKED_POLICY_TOO_LARGE ->
                new StsFault(
                        "PackedPolicyTooLarge",
                        400,
                        "Session policies and tags together do not fit into a session token.");
            case INVALID_PARAMETER, LIMIT_EXCEEDED -> StsFault.invalid(invalid(rule));
            default -> ofCaller(refusal);
        };
    }

    private static String denial(String rule, String who, String action, String role) {
        return switch (rule) {
            case "sts.root" -> "Roles may not be assumed by root accounts, nor sessions made for them.";
            case "sts.long-term-only" -> "Cannot call GetSessionToken with session credentials";
            case "sts.source-identity" -> "A source identity that is set cannot be changed.";
            case "sts.tag-session" -> who + " authorized to perform: sts:TagSession" + on(role);
            case "sts.set-source-identity" -> who + " authorized to perform: sts:SetSourceIdentity" + on(role);
            default -> who + " authorized to perform: " + action + on(role);
        };
    }

    private static String on(String role) {
        return role.isEmpty() ? "" : " on resource: " + role;
    }

    private static String invalid(String rule) {
        return switch (rule) {
            case "sts.duration" -> "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.";
            case "sts.chained-duration" ->
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.";
            case "sts.role-arn" ->
                "1 validation error detected: Value at 'roleArn' failed to satisfy constraint: Member must be a role's"
                        + " ARN";
            default -> "1 validation error detected: " + rule;
        };
    }
}
