package dev.gatehouse.credentials.directory;

import dev.gatehouse.RoleName;
import dev.gatehouse.credentials.role.MappingRule;
import dev.gatehouse.credentials.role.PrincipalTagMap;
import dev.gatehouse.credentials.role.RoleMapping;
import dev.gatehouse.spi.internal.setting.Members;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The members of a definition that go by provider: role mappings and tag maps. What is not set has no member, so that
 * an absent one reads as none. Unreadable ones throw {@code IllegalArgumentException}: read as none, a mapping that
 * denies would turn into the authenticated role.
 */
final class MappingCodec {
    private MappingCodec() {}

    static Map<String, Object> roleMappings(Map<String, RoleMapping> mappings) {
        return each(mappings, mapping -> {
            Map<String, Object> members = new TreeMap<>();
            members.put("type", mapping.type().name());
            members.put("ambiguous", mapping.ambiguous().name());
            if (mapping.type() == RoleMapping.Type.RULES) {
                members.put(
                        "rules",
                        mapping.rules().stream().map(MappingCodec::rule).toList());
            }
            return members;
        });
    }

    private static Map<String, Object> rule(MappingRule rule) {
        return new TreeMap<>(Map.of(
                "claim",
                rule.claim(),
                "match",
                rule.match().name(),
                "value",
                rule.value(),
                "role",
                rule.role().value()));
    }

    static Map<String, Object> principalTags(Map<String, PrincipalTagMap> tags) {
        return each(
                tags,
                map -> new TreeMap<>(Map.of(
                        "claims",
                        new TreeMap<>(map.claims()),
                        "transitive",
                        List.copyOf(new TreeSet<>(map.transitive())))));
    }

    static Map<String, RoleMapping> readRoleMappings(Map<?, ?> members) {
        return read(members, "roleMappings", mapping -> {
            RoleMapping.AmbiguousRole ambiguous = RoleMapping.AmbiguousRole.valueOf(Members.text(mapping, "ambiguous"));
            return switch (RoleMapping.Type.valueOf(Members.text(mapping, "type"))) {
                case TOKEN -> RoleMapping.token(ambiguous);
                case RULES ->
                    RoleMapping.rules(
                            ambiguous,
                            Members.objects(mapping, "rules").stream()
                                    .map(MappingCodec::readRule)
                                    .toList());
            };
        });
    }

    private static MappingRule readRule(Map<?, ?> rule) {
        return new MappingRule(
                Members.text(rule, "claim"),
                MappingRule.Match.valueOf(Members.text(rule, "match")),
                Members.text(rule, "value"),
                new RoleName(Members.text(rule, "role")));
    }

    static Map<String, PrincipalTagMap> readPrincipalTags(Map<?, ?> members) {
        return read(
                members,
                "principalTags",
                map -> PrincipalTagMap.of(Members.texts(map, "claims"))
                        .transitive(Set.copyOf(Members.list(map, "transitive").stream()
                                .map(String::valueOf)
                                .toList())));
    }

    private static <T> Map<String, Object> each(Map<String, T> values, Function<T, Map<String, Object>> form) {
        Map<String, Object> members = new TreeMap<>();
        values.forEach((provider, value) -> members.put(provider, form.apply(value)));
        return members;
    }

    private static <T> Map<String, T> read(Map<?, ?> members, String name, Function<Map<?, ?>, T> form) {
        Map<String, T> values = new TreeMap<>();
        if (members.containsKey(name)) {
            Map<?, ?> byProvider = Members.object(members, name);
            byProvider.keySet().forEach(key -> {
                String provider = String.valueOf(key);
                values.put(provider, form.apply(Members.object(byProvider, provider)));
            });
        }
        return values;
    }
}
