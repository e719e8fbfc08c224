package dev.gatehouse.credentials.guard;

import dev.gatehouse.Outcome;
import dev.gatehouse.credentials.sts.VendedSession;
import dev.gatehouse.policy.AuthorizationRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Puts together what policies may ask of a request: of the session, of the time, and of what the caller verified. */
final class SessionContext {
    private SessionContext() {}

    /**
     * Returns the request to evaluate.
     *
     * @throws IllegalArgumentException if the caller's context names a key that the guard or the session sets
     */
    static Outcome<AuthorizationRequest> request(
            VendedSession session, String action, String resource, Map<String, List<String>> extra, Instant now) {
        Instant time = now.truncatedTo(ChronoUnit.SECONDS);
        AuthorizationRequest.Builder builder = AuthorizationRequest.builder(action, resource)
                .principal(session.principalArn())
                .context("aws:CurrentTime", time.toString())
                .context("aws:EpochTime", Long.toString(time.getEpochSecond()));
        session.conditionKeys().forEach(builder::context);
        extra.forEach(builder::context);
        return builder.tryBuild();
    }
}
