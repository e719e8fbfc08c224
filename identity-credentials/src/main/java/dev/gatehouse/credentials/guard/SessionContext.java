package dev.gatehouse.credentials.guard;

import dev.gatehouse.Outcome;
import dev.gatehouse.credentials.sts.VendedSession;
import dev.gatehouse.policy.AuthorizationRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts together what policies may ask of a request. What the guard knows wins over what was vended with the session. */
final class SessionContext {
    private static final Pattern ROLE_ARN = Pattern.compile("arn:([a-z-]+):iam::([0-9]*):role/(?:.*/)?([^/]+)");

    private SessionContext() {}

    /**
     * Returns the request to evaluate.
     *
     * @throws IllegalArgumentException if the caller's context names a key that the guard or the session sets
     */
    static Outcome<AuthorizationRequest> request(
            VendedSession session, String action, String resource, Map<String, List<String>> extra, Instant now) {
        Map<String, String> own = new TreeMap<>();
        Instant time = now.truncatedTo(ChronoUnit.SECONDS);
        own.put("aws:CurrentTime", time.toString());
        own.put("aws:EpochTime", Long.toString(time.getEpochSecond()));
        own.put("aws:TokenIssueTime", session.issuedAt().toString());
        own.put("aws:PrincipalArn", session.roleArn());
        own.put("aws:PrincipalType", "AssumedRole");
        own.put("aws:userid", session.roleIncarnation() + ":" + session.sessionName());
        own.put("cognito-identity.amazonaws.com:sub", session.identity().value());
        own.put("cognito-identity.amazonaws.com:aud", session.pool().value());
        AuthorizationRequest.Builder builder = AuthorizationRequest.builder(action, resource)
                .principal(principal(session))
                .principalTags(session.principalTags());
        Set<String> names = new HashSet<>();
        own.forEach((name, value) -> {
            names.add(name.toLowerCase(Locale.ROOT));
            builder.context(name, value);
        });
        session.context().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!lower.startsWith("aws:principaltag/") && names.add(lower)) {
                builder.context(name, value);
            }
        });
        extra.forEach(builder::context);
        return builder.tryBuild();
    }

    private static String principal(VendedSession session) {
        Matcher parts = ROLE_ARN.matcher(session.roleArn());
        return parts.matches()
                ? "arn:" + parts.group(1) + ":sts::" + parts.group(2) + ":assumed-role/" + parts.group(3) + "/"
                        + session.sessionName()
                : session.roleArn();
    }
}
