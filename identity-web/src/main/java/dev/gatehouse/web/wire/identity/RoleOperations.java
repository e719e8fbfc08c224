package dev.gatehouse.web.wire.identity;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.RoleName;
import dev.gatehouse.credentials.directory.IdentityPoolDefinition;
import dev.gatehouse.credentials.role.MappingRule;
import dev.gatehouse.credentials.role.RoleMapping;
import dev.gatehouse.web.wire.model.Input;
import dev.gatehouse.web.wire.operation.Answer;
import dev.gatehouse.web.wire.operation.Arns;
import dev.gatehouse.web.wire.operation.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Which roles the identities of a pool get. */
final class RoleOperations {
    private static final Map<String, MappingRule.Match> MATCHES = Map.of(
            "Equals", MappingRule.Match.EQUALS,
            "StartsWith", MappingRule.Match.STARTS_WITH,
            "Contains", MappingRule.Match.CONTAINS,
            "NotEqual", MappingRule.Match.NOT_EQUAL);

    private RoleOperations() {}

    static Outcome<Map<String, Object>> get(Call call) {
        return call.directories()
                .identityPools()
                .describe(PoolOperations.pool(call))
                .map(pool -> answer(pool, call.directories().arns()));
    }

    /** Sets what is named: a role that is left out stays. */
    static Outcome<Map<String, Object>> set(Call call) {
        Map<String, String> roles = call.input().map("Roles");
        Outcome<Map<String, RoleName>> names = names(roles);
        Outcome<Map<String, RoleMapping>> mappings = mappings(call.input().inputs("RoleMappings"));
        return names.then(named -> mappings.then(mapped -> call.directories()
                        .identityPools()
                        .update(PoolOperations.pool(call), pool -> {
                            Optional.ofNullable(named.get("authenticated")).ifPresent(pool::authenticatedRole);
                            Optional.ofNullable(named.get("unauthenticated")).ifPresent(pool::unauthenticatedRole);
                            if (call.input().has("RoleMappings")) {
                                pool.roleMappings(mapped);
                            }
                        })))
                .map(Answer::nothing);
    }

    private static Outcome<Map<String, RoleName>> names(Map<String, String> arns) {
        Map<String, RoleName> names = new LinkedHashMap<>();
        Outcome<Map<String, RoleName>> outcome = Outcome.success(names);
        for (Map.Entry<String, String> arn : arns.entrySet()) {
            outcome = outcome.then(done -> Arns.roleName(arn.getValue()).map(name -> {
                names.put(arn.getKey(), name);
                return names;
            }));
        }
        return outcome;
    }

    private static Outcome<Map<String, RoleMapping>> mappings(Map<String, Input> inputs) {
        Map<String, RoleMapping> mappings = new LinkedHashMap<>();
        Outcome<Map<String, RoleMapping>> outcome = Outcome.success(mappings);
        for (Map.Entry<String, Input> input : inputs.entrySet()) {
            outcome = outcome.then(done -> mapping(input.getValue()).map(mapping -> {
                mappings.put(input.getKey(), mapping);
                return mappings;
            }));
        }
        return outcome;
    }

    private static Outcome<RoleMapping> mapping(Input input) {
        Optional<RoleMapping.AmbiguousRole> ambiguous = input.maybe("AmbiguousRoleResolution")
                .map(text -> text.equals("Deny")
                        ? RoleMapping.AmbiguousRole.DENY
                        : RoleMapping.AmbiguousRole.AUTHENTICATED_ROLE);
        if (ambiguous.isEmpty()) {
            return invalid("role-mapping.ambiguous-role-missing");
        }
        if (input.text("Type").equals("Token")) {
            return Outcome.success(RoleMapping.token(ambiguous.get()));
        }
        List<Input> rules = input.input("RulesConfiguration")
                .map(configuration -> configuration.structures("Rules"))
                .orElse(List.of());
        if (rules.isEmpty() || rules.size() > RoleMapping.MOST_RULES) {
            return invalid("role-mapping.rules");
        }
        return rules(rules).map(read -> RoleMapping.rules(ambiguous.get(), read));
    }

    private static Outcome<List<MappingRule>> rules(List<Input> inputs) {
        List<MappingRule> rules = new ArrayList<>();
        for (Input input : inputs) {
            Outcome<RoleName> role = Arns.roleName(input.text("RoleARN"));
            if (role.asRefusal().isPresent()) {
                return Outcome.refused(role.asRefusal().get());
            }
            try {
                MappingRule.Match match = Objects.requireNonNull(MATCHES.get(input.text("MatchType")));
                rules.add(new MappingRule(input.text("Claim"), match, input.text("Value"), role.orElseThrow()));
            } catch (IllegalArgumentException e) {
                return invalid("role-mapping.rules");
            }
        }
        return Outcome.success(rules);
    }

    private static Map<String, Object> answer(IdentityPoolDefinition pool, Arns arns) {
        Map<String, String> roles = new TreeMap<>();
        pool.authenticatedRole().ifPresent(role -> roles.put("authenticated", arns.role(role)));
        pool.unauthenticatedRole().ifPresent(role -> roles.put("unauthenticated", arns.role(role)));
        Answer answer = Answer.of().put("IdentityPoolId", pool.id().value()).put("Roles", roles);
        if (!pool.roleMappings().isEmpty()) {
            Map<String, Object> mappings = new TreeMap<>();
            pool.roleMappings().forEach((provider, mapping) -> mappings.put(provider, answer(mapping, arns)));
            answer.put("RoleMappings", mappings);
        }
        return answer.members();
    }

    private static Map<String, Object> answer(RoleMapping mapping, Arns arns) {
        boolean deny = mapping.ambiguous() == RoleMapping.AmbiguousRole.DENY;
        Answer answer = Answer.of()
                .put("Type", mapping.type() == RoleMapping.Type.TOKEN ? "Token" : "Rules")
                .put("AmbiguousRoleResolution", deny ? "Deny" : "AuthenticatedRole");
        if (mapping.type() == RoleMapping.Type.RULES) {
            List<Map<String, Object>> rules = mapping.rules().stream()
                    .map(rule -> Answer.of()
                            .put("Claim", rule.claim())
                            .put("MatchType", matchType(rule.match()))
                            .put("Value", rule.value())
                            .put("RoleARN", arns.role(rule.role()))
                            .members())
                    .toList();
            answer.put("RulesConfiguration", Answer.of().put("Rules", rules));
        }
        return answer.members();
    }

    private static String matchType(MappingRule.Match match) {
        return MATCHES.entrySet().stream()
                .filter(entry -> entry.getValue() == match)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static <T> Outcome<T> invalid(String rule) {
        return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, rule));
    }
}
