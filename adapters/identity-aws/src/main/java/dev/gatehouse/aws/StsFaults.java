package dev.gatehouse.aws;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Refusal;
import java.util.Optional;
import java.util.Set;

/** What an STS's error codes mean here ("AssumeRoleWithWebIdentity, Errors" and "Common Errors", AWS STS API). */
final class StsFaults {
    private static final Set<String> THROTTLING = Set.of(
            "Throttling",
            "Throttled",
            "RequestThrottled",
            "RequestLimitExceeded",
            "TooManyRequests",
            "SlowDown",
            "LimitExceeded",
            "BandwidthLimitExceeded");
    private static final Set<String> OUTAGES =
            Set.of("IDPCommunicationError", "InternalFailure", "InternalError", "ServiceUnavailable", "RequestTimeout");

    private StsFaults() {}

    /** Returns the refusal that a code stands for; empty if it is none, or unknown. */
    static Optional<Refusal> refusal(StsFault fault) {
        return Optional.ofNullable(
                switch (fault.code()) {
                    case "ExpiredToken" -> Refusal.of(ErrorCode.EXPIRED_TOKEN, "sts.expired-token");
                    case "InvalidIdentityToken" -> Refusal.of(ErrorCode.NOT_AUTHORIZED, "sts.invalid-identity-token");
                    case "IDPRejectedClaim" -> Refusal.of(ErrorCode.NOT_AUTHORIZED, "sts.idp-rejected-claim");
                    case "AccessDenied" -> Refusal.of(ErrorCode.ACCESS_DENIED, "sts.access-denied");
                    case "MalformedPolicyDocument" ->
                        Refusal.of(ErrorCode.MALFORMED_POLICY_DOCUMENT, "sts.session-policy");
                    case "PackedPolicyTooLarge" -> Refusal.of(ErrorCode.PACKED_POLICY_TOO_LARGE, "sts.packed-policy");
                    case "RegionDisabled" ->
                        Refusal.of(ErrorCode.INVALID_IDENTITY_POOL_CONFIGURATION, "sts.region-disabled");
                    case "ValidationError", "InvalidParameterValue" ->
                        Refusal.of(ErrorCode.INVALID_PARAMETER, "sts.validation");
                    default -> null;
                });
    }

    static boolean isThrottling(int status, Optional<StsFault> fault) {
        return status == 429
                || fault.filter(named -> THROTTLING.contains(named.code())).isPresent();
    }

    static boolean isOutage(int status, Optional<StsFault> fault) {
        return status >= 500
                || fault.filter(named -> OUTAGES.contains(named.code())).isPresent();
    }
}
