package dev.gatehouse.credentials.sts;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Refusal;
import dev.gatehouse.credentials.internal.policy.SessionTags;
import dev.gatehouse.policy.DocumentKind;
import dev.gatehouse.policy.PolicyDocument;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** The form of what callers ask (AWS Security Token Service API Reference, AssumeRole, "Request Parameters"). */
final class RequestLimits {
    static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");

    private static final int MAX_ARN = 2_048;
    private static final int MAX_POLICY = 2_048;
    private static final int MOST_ARNS = 10;
    private static final Pattern ROLE_ARN =
            Pattern.compile("arn:[a-z-]{1,32}:iam::[0-9]{12}:role/(?:[!-~]{1,510}/)?([A-Za-z0-9_+=,.@-]{1,64})");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");

    private RequestLimits() {}

    static Optional<Refusal> fault(AssumeRoleRequest request) {
        if (request.roleArn().length() > MAX_ARN
                || !ROLE_ARN.matcher(request.roleArn()).matches()) {
            return invalid("sts.role-arn");
        }
        if (!SESSION_NAME.matcher(request.sessionName()).matches()) {
            return invalid("sts.session-name");
        }
        if (request.duration()
                .filter(life -> life.compareTo(LocalSts.MIN_DURATION) < 0 || life.compareTo(LocalSts.MAX_DURATION) > 0)
                .isPresent()) {
            return invalid("sts.duration");
        }
        if (!request.externalId()
                .map(EXTERNAL_ID::matcher)
                .map(m -> m.matches())
                .orElse(true)) {
            return invalid("sts.external-id");
        }
        if (!request.sourceIdentity().map(RequestLimits::isSource).orElse(true)) {
            return invalid("sts.source-identity");
        }
        if (request.policyArns().size() > MOST_ARNS) {
            return Optional.of(Refusal.of(ErrorCode.LIMIT_EXCEEDED, "sts.policy-arns"));
        }
        return SessionTags.fault(request.tags(), request.transitiveTagKeys())
                .or(() -> request.policy()
                        .flatMap(json -> PolicyDocument.parse(DocumentKind.IDENTITY, json, MAX_POLICY)
                                .asRefusal()));
    }

    /** Returns whether {@code text} can be a source identity. */
    static boolean isSource(String text) {
        return SESSION_NAME.matcher(text).matches() && !text.startsWith("aws:");
    }

    /** Returns the role's name in an ARN that {@link #fault} let pass. */
    static String roleName(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    static Duration orElseAnHour(Optional<Duration> duration) {
        return duration.orElse(Duration.ofHours(1));
    }

    private static Optional<Refusal> invalid(String rule) {
        return Optional.of(Refusal.of(ErrorCode.INVALID_PARAMETER, rule));
    }
}
