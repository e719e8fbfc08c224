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
import dev.gatehouse.user.ExternalIdentity;
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
     * @param identity an active identity, and its epoch as it was read
     * @param login what the caller proved; empty for a guest
     * @param customRole the ARN of the role that the caller asked for
     */
    Outcome<TemporaryCredentials> vend(
            IdentityPoolSettings settings,
            IdentityId identity,
            long identityEpoch,
            Optional<ExternalIdentity> login,
            Optional<String> customRole) {
        return choice.choose(settings, login, customRole)
                .then(chosen -> tags(settings, login)
                        .then(tags -> vend(settings, identity, identityEpoch, login, chosen, tags)));
    }

    /** The tags of a session, and which of them are transitive. */
    private record Tags(Map<String, String> values, Set<String> transitive) {}

    private static Outcome<Tags> tags(IdentityPoolSettings settings, Optional<ExternalIdentity> login) {
        Optional<PrincipalTagMap> map = login.flatMap(
                proved -> Optional.ofNullable(settings.principalTags().get(proved.provider())));
        if (map.isEmpty()) {
            return Outcome.success(new Tags(Map.of(), Set.of()));
        }
        return map.get().tags(login.get().claims()).then(values -> {
            List<String> transitive = new ArrayList<>(map.get().transitive());
            transitive.retainAll(values.keySet());
            Tags tags = new Tags(values, Set.copyOf(transitive));
            Optional<Refusal> fault = SessionTags.fault(values, tags.transitive());
            return fault.<Outcome<Tags>>map(Outcome::refused).orElseGet(() -> Outcome.success(tags));
        });
    }

    private Outcome<TemporaryCredentials> vend(
            IdentityPoolSettings settings,
            IdentityId identity,
            long identityEpoch,
            Optional<ExternalIdentity> login,
            RoleChoice.Chosen chosen,
            Tags tags) {
        Role role = chosen.role();
        Optional<String> refused = Assumption.byWebIdentity(
                        settings.id().value(), identity.value(), methods(login), clock.instant())
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
                .identity(identity, identityEpoch)
                .role(
                        chosen.name(),
                        role.arn(),
                        role.incarnation(),
                        Math.max(role.epoch(), revocations.roleEpoch(chosen.name())))
                .sessionName(SESSION_NAME)
                .authenticated(login.isPresent())
                .scopedDown(login.isEmpty() && !settings.allowUnscopedGuests())
                .principalTags(tags.values())
                .transitiveTagKeys(tags.transitive())
                .context(Map.of(Assumption.AUDIENCE, settings.id().value(), Assumption.SUBJECT, identity.value()))
                .originFamily(login.flatMap(ExternalIdentity::originFamily))
                .duration(shorter(settings.sessionDuration(), role.maxSessionDuration()))
                .build());
    }

    /**
     * Returns the values of {@code amr}. How a provider says that the user signed in stands behind the provider's name:
     * no provider can say that a user came from another one, or is a guest.
     */
    private static List<String> methods(Optional<ExternalIdentity> login) {
        if (login.isEmpty()) {
            return List.of("unauthenticated");
        }
        List<String> methods = new ArrayList<>();
        methods.add("authenticated");
        methods.add(login.get().provider());
        login.get().methods().forEach(method -> methods.add(login.get().provider() + ":" + method));
        return methods;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
