package dev.gatehouse.credentials.pool;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.credentials.internal.policy.Assumption;
import dev.gatehouse.credentials.internal.policy.SessionTags;
import dev.gatehouse.credentials.internal.policy.TrustPolicies;
import dev.gatehouse.credentials.role.PrincipalTagMap;
import dev.gatehouse.credentials.role.Roles;
import dev.gatehouse.spi.credential.CredentialVendor;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.credential.VendingRequest;
import dev.gatehouse.spi.store.Role;
import dev.gatehouse.token.RevocationView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The last steps of the enhanced flow: role, tags, trust, and what is asked of the vendor. */
final class Vending {
    private static final String SESSION_NAME = "CognitoIdentityCredentials";

    private final RoleChoice choice;
    private final CredentialVendor vendor;
    private final RevocationView revocations;
    private final InstantSource clock;
    private final TrustPolicies trust = new TrustPolicies();

    Vending(Roles roles, CredentialVendor vendor, RevocationView revocations, InstantSource clock) {
        this.choice = new RoleChoice(roles);
        this.vendor = vendor;
        this.revocations = revocations;
        this.clock = clock;
    }

    /**
     * Returns credentials of the role that follows from the login.
     *
     * @param caller whose identity is active
     * @param customRole the ARN of the role that the caller asked for
     */
    Outcome<TemporaryCredentials> vend(
            IdentityPoolSettings settings, Callers.Caller caller, Optional<String> customRole) {
        return choice.choose(settings, caller.first(), customRole)
                .then(chosen -> tags(settings, caller).then(tags -> vend(settings, caller, chosen, tags)));
    }

    /** The tags of a session, and which of them are transitive. */
    private record Tags(Map<String, String> values, Set<String> transitive) {}

    /** What the developer's backend put into a token of the pool's own counts before what a map makes of claims. */
    private static Outcome<Tags> tags(IdentityPoolSettings settings, Callers.Caller caller) {
        Optional<PrincipalTagMap> map = caller.first()
                .flatMap(login -> Optional.ofNullable(settings.principalTags().get(login.provider())));
        if (!caller.tags().isEmpty() || map.isEmpty()) {
            return bounded(new Tags(caller.tags(), Set.of()));
        }
        return map.get().tags(caller.logins().get(0).claims()).then(values -> {
            List<String> transitive = new ArrayList<>(map.get().transitive());
            transitive.retainAll(values.keySet());
            return bounded(new Tags(values, Set.copyOf(transitive)));
        });
    }

    private static Outcome<Tags> bounded(Tags tags) {
        return SessionTags.fault(tags.values(), tags.transitive())
                .<Outcome<Tags>>map(Outcome::refused)
                .orElseGet(() -> Outcome.success(tags));
    }

    private Outcome<TemporaryCredentials> vend(
            IdentityPoolSettings settings, Callers.Caller caller, RoleChoice.Chosen chosen, Tags tags) {
        Role role = chosen.role();
        IdentityId identity = caller.found().id();
        Optional<String> refused = Assumption.byWebIdentity(
                        settings.id().value(), identity.value(), caller.methods(), clock.instant())
                .sessionName(SESSION_NAME)
                .tags(tags.values(), tags.transitive(), false)
                .refusedByTrust(trust.of(role.trustPolicy()), role.arn());
        if (refused.isPresent()) {
            String rule = refused.get().equals("sts:TagSession") ? "role.tag-session" : "role.trust-policy";
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_IDENTITY_POOL_CONFIGURATION, rule));
        }
        if (revocations.isStale(clock.instant())) { // an epoch from a view that never read would be dead at birth
            return Outcome.refused(Refusal.of(ErrorCode.TOO_MANY_REQUESTS, "identity.revocation-view"));
        }
        return vendor.vend(VendingRequest.builder()
                .pool(settings.id(), revocations.poolEpoch())
                .identity(identity, caller.found().identity().epoch())
                .role(
                        chosen.name(),
                        role.arn(),
                        role.incarnation(),
                        Math.max(role.epoch(), revocations.roleEpoch(chosen.name())))
                .sessionName(SESSION_NAME)
                .authenticated(!caller.logins().isEmpty())
                .scopedDown(caller.logins().isEmpty() && !settings.allowUnscopedGuests())
                .principalTags(tags.values())
                .transitiveTagKeys(tags.transitive())
                .context(Map.of(Assumption.AUDIENCE, settings.id().value(), Assumption.SUBJECT, identity.value()))
                .originFamily(caller.logins().stream()
                        .flatMap(login -> login.originFamily().stream())
                        .findFirst())
                .duration(shorter(settings.sessionDuration(), role.maxSessionDuration()))
                .build());
    }

    static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
