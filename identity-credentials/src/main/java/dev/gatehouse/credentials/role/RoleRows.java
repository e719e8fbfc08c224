package dev.gatehouse.credentials.role;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.WriteId;
import dev.gatehouse.credentials.internal.policy.TrustRules;
import dev.gatehouse.policy.DocumentKind;
import dev.gatehouse.policy.PolicyDocument;
import dev.gatehouse.spi.store.PolicyReference;
import dev.gatehouse.spi.store.Role;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From definitions to rows: judges documents and binds the names of shared policies to incarnations. */
final class RoleRows {
    private static final int MOST_POLICIES = 10;

    /** Stands in a row that is not written yet; insertion puts its write id there. */
    private static final WriteId NONE = new WriteId("0".repeat(32));

    private final SharedPolicies policies;
    private final InstantSource clock;

    RoleRows(SharedPolicies policies, InstantSource clock) {
        this.policies = policies;
        this.clock = clock;
    }

    /** Returns the row of a definition; every name of a shared policy means the one that is there now. */
    Outcome<Role> registered(RoleDefinition definition, Optional<Role> standing) {
        return row(definition, standing, Map.of());
    }

    /** Returns the row of a changed definition; names that the row had already go on to mean what they meant. */
    Outcome<Role> changed(RoleDefinition definition, Role standing) {
        Map<String, PolicyReference> kept = new HashMap<>();
        standing.sharedPolicies().forEach(policy -> kept.put(policy.name(), policy));
        Map<String, PolicyReference> keptBoundary = new HashMap<>(kept);
        standing.sharedBoundary().ifPresent(policy -> keptBoundary.put(policy.name(), policy));
        return row(definition, Optional.of(standing), keptBoundary);
    }

    private Outcome<Role> row(RoleDefinition definition, Optional<Role> standing, Map<String, PolicyReference> kept) {
        Optional<Refusal> fault = fault(definition);
        if (fault.isPresent()) {
            return Outcome.refused(fault.get());
        }
        Set<PolicyReference> shared = new HashSet<>();
        for (String name : definition.sharedPolicies()) {
            resolve(name, kept).ifPresent(shared::add);
        }
        Optional<PolicyReference> boundary = definition.sharedBoundary().flatMap(name -> resolve(name, kept));
        if (shared.size() < definition.sharedPolicies().size()
                || boundary.isPresent() != definition.sharedBoundary().isPresent()) {
            return Outcome.refused(Refusal.of(ErrorCode.RESOURCE_NOT_FOUND, "role.shared-policy"));
        }
        return Outcome.success(Role.builder()
                .arn(definition.arn())
                .incarnation(standing.map(Role::incarnation).orElse(NONE))
                .trustPolicy(definition.trustPolicy())
                .permissionPolicies(definition.permissionPolicies())
                .sharedPolicies(shared)
                .permissionsBoundary(definition.permissionsBoundary())
                .sharedBoundary(boundary)
                .maxSessionDuration(definition.maxSessionDuration())
                .epoch(standing.map(Role::epoch).orElse(0L))
                .createdAt(standing.map(Role::createdAt)
                        .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.MILLIS)))
                .build());
    }

    private Optional<PolicyReference> resolve(String name, Map<String, PolicyReference> kept) {
        return kept.containsKey(name) ? Optional.of(kept.get(name)) : policies.reference(name);
    }

    private static Optional<Refusal> fault(RoleDefinition definition) {
        if (definition.permissionPolicies().size() > MOST_POLICIES
                || definition.sharedPolicies().size() > MOST_POLICIES) {
            return Optional.of(Refusal.of(ErrorCode.LIMIT_EXCEEDED, "role.policies"));
        }
        Outcome<PolicyDocument> trust = PolicyDocument.parse(DocumentKind.TRUST, definition.trustPolicy());
        List<String> permissions =
                new ArrayList<>(definition.permissionPolicies().values());
        definition.permissionsBoundary().ifPresent(permissions::add);
        return permissions.stream()
                .map(json -> PolicyDocument.parse(DocumentKind.IDENTITY, json).asRefusal())
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> trust.fold(TrustRules::broken, Optional::of));
    }
}
