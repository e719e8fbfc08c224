package dev.gatehouse.credentials.sts;

import dev.gatehouse.IdentityId;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.WriteId;
import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import dev.gatehouse.spi.credential.VendingRequest;
import dev.gatehouse.spi.store.PolicyReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The claims inside a session token, as compact JSON with short names. Members that are empty are left out. */
record SessionClaims(VendingRequest grant, Instant issuedAt, Instant expiration) {
    private static final int MAX_BYTES = 8_192;

    byte[] toBytes() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("r", grant.role().value());
        members.put("a", grant.roleArn());
        members.put("n", grant.roleIncarnation().value());
        members.put("re", grant.roleEpoch());
        members.put("i", grant.identity().value());
        members.put("ie", grant.identityEpoch());
        members.put("pe", grant.poolEpoch());
        members.put("s", grant.sessionName());
        members.put("l", grant.authenticated());
        members.put("t", issuedAt.getEpochSecond());
        members.put("x", expiration.getEpochSecond());
        grant.originFamily().ifPresent(family -> members.put("f", family));
        grant.sessionPolicy().ifPresent(policy -> members.put("p", policy));
        grant.sourceIdentity().ifPresent(name -> members.put("o", name));
        grant.userName().ifPresent(name -> members.put("u", name));
        if (grant.scopedDown()) {
            members.put("d", true);
        }
        if (grant.chained()) {
            members.put("h", true);
        }
        if (!grant.sharedSessionPolicies().isEmpty()) {
            Map<String, String> shared = new TreeMap<>();
            grant.sharedSessionPolicies()
                    .forEach(policy ->
                            shared.put(policy.name(), policy.incarnation().value()));
            members.put("q", shared);
        }
        if (!grant.principalTags().isEmpty()) {
            members.put("g", new TreeMap<>(grant.principalTags()));
        }
        if (!grant.transitiveTagKeys().isEmpty()) {
            members.put("y", grant.transitiveTagKeys().stream().sorted().toList());
        }
        Map<String, String> context = SessionKeys.beyond(grant);
        if (!context.isEmpty()) {
            members.put("c", context);
        }
        return Json.write(members).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Returns the claims that {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if it did not: a format of another version, since the seal was genuine
     */
    static SessionClaims of(PoolId pool, byte[] bytes) {
        Map<String, @Nullable Object> members;
        try {
            members = Json.parseObject(bytes, MAX_BYTES);
        } catch (JsonException e) {
            throw new IllegalArgumentException("session claims are not JSON", e);
        }
        Instant issuedAt = Instant.ofEpochSecond(number(members, "t"));
        Instant expiration = Instant.ofEpochSecond(number(members, "x"));
        VendingRequest grant = VendingRequest.builder()
                .pool(pool, number(members, "pe"))
                .identity(new IdentityId(text(members, "i")), number(members, "ie"))
                .role(
                        new RoleName(text(members, "r")),
                        text(members, "a"),
                        new WriteId(text(members, "n")),
                        number(members, "re"))
                .sessionName(text(members, "s"))
                .authenticated(Boolean.TRUE.equals(members.get("l")))
                .originFamily(optional(members, "f"))
                .sessionPolicy(optional(members, "p"))
                .sharedSessionPolicies(map(members, "q").entrySet().stream()
                        .map(policy -> new PolicyReference(policy.getKey(), new WriteId(policy.getValue())))
                        .collect(Collectors.toSet()))
                .scopedDown(Boolean.TRUE.equals(members.get("d")))
                .chained(Boolean.TRUE.equals(members.get("h")))
                .sourceIdentity(optional(members, "o"))
                .userName(optional(members, "u"))
                .transitiveTagKeys(set(members, "y"))
                .principalTags(map(members, "g"))
                .context(map(members, "c"))
                .duration(Duration.between(issuedAt, expiration))
                .build();
        return new SessionClaims(grant, issuedAt, expiration);
    }

    private static String text(Map<String, @Nullable Object> members, String name) {
        return optional(members, name).orElseThrow(() -> new IllegalArgumentException("a session claim is missing"));
    }

    private static Optional<String> optional(Map<String, @Nullable Object> members, String name) {
        return members.get(name) instanceof String value ? Optional.of(value) : Optional.empty();
    }

    private static long number(Map<String, @Nullable Object> members, String name) {
        if (members.get(name) instanceof Long value) {
            return value;
        }
        throw new IllegalArgumentException("a session claim is missing");
    }

    private static Map<String, String> map(Map<String, @Nullable Object> members, String name) {
        Map<String, String> values = new TreeMap<>();
        if (members.get(name) instanceof Map<?, ?> given) {
            given.forEach((key, value) -> values.put(String.valueOf(key), String.valueOf(value)));
        }
        return values;
    }

    private static Set<String> set(Map<String, @Nullable Object> members, String name) {
        return members.get(name) instanceof List<?> given
                ? given.stream().map(String::valueOf).collect(Collectors.toSet())
                : Set.of();
    }

    /** Names nobody and nothing: policies and tags stay inside. */
    @Override
    public String toString() {
        return "SessionClaims[until " + expiration + "]";
    }
}
