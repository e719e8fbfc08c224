package dev.gatehouse.token;

import static dev.gatehouse.token.Vectors.object;
import static dev.gatehouse.token.Vectors.objects;
import static dev.gatehouse.token.Vectors.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every attack token is refused by the rule that it attacks; see the set's README. */
class JwtAttacksTest {
    private static final Map<String, @Nullable Object> FILE = Vectors.read("jwt-attacks/jwt_cases.json");
    private static final Map<String, @Nullable Object> CONTEXT = object(FILE.get("context"));
    private static final Instant NOW = Instant.ofEpochSecond((Long) CONTEXT.getOrDefault("now", 0L));
    private static final String ISSUER = text(CONTEXT, "issuer");
    private static final String CLIENT = text(CONTEXT, "client_id");

    /** What may refuse the attacks of a class, where one rule per class is enough. */
    private static final Map<String, Set<String>> RULES = Map.ofEntries(
            Map.entry("alg-none", Set.of("jwt.alg", "jwt.format")),
            Map.entry("signature", Set.of("jwt.signature")),
            Map.entry("key-confusion", Set.of("jwt.alg", "jwt.kid")),
            Map.entry("ecdsa", Set.of("jwt.signature")),
            Map.entry("header-key", Set.of("jwt.kid", "jwt.signature")),
            Map.entry("crit", Set.of("jwt.crit")),
            Map.entry("encoding", Set.of("jwt.format", "jwt.jwe")),
            Map.entry("type-confusion", Set.of("jwt.token-use", "jwt.typ")),
            Map.entry("jwe", Set.of("jwt.jwe", "jwt.format")),
            Map.entry("resource", Set.of("jwt.jwe", "jwt.length", "jwt.claims", "jwt.header")),
            Map.entry("weak-key", Set.of("jwt.kid", "jwt.alg")));

    /** What may refuse an attack on claims, by the part of its id that names the claim. */
    private static final Map<String, String> CLAIM_RULES = Map.ofEntries(
            Map.entry("iss", "jwt.iss"),
            Map.entry("exp", "jwt.exp"),
            Map.entry("no-exp", "jwt.exp"),
            Map.entry("expired", "jwt.exp"),
            Map.entry("nbf", "jwt.nbf"),
            Map.entry("iat", "jwt.iat"),
            Map.entry("use", "jwt.token-use"),
            Map.entry("client", "jwt.client"),
            Map.entry("sub", "jwt.sub"),
            Map.entry("scope", "jwt.scope"),
            Map.entry("aud", "jwt.aud"),
            Map.entry("azp", "jwt.azp"),
            Map.entry("nonce", "jwt.nonce"),
            Map.entry("no-nonce", "jwt.nonce"),
            Map.entry("at-hash", "jwt.at-hash"),
            Map.entry("c-hash", "jwt.c-hash"),
            Map.entry("jti", "jwt.jti"),
            Map.entry("no-jti", "jwt.jti"),
            Map.entry("events", "jwt.events"),
            Map.entry("no-events", "jwt.events"),
            Map.entry("typ", "jwt.typ"));

    /** Where the file leaves the choice to us, what we chose. */
    private static final Map<String, String> CHOICES = Map.ofEntries(
            Map.entry("ok-aud-array-azp", "accepted"), // OpenID Connect Core §3.1.3.7 allows it beside our azp
            Map.entry("ecdsa-malleable", "accepted"), // mathematically good; tokens are revoked by origin_jti
            Map.entry("hdr-x5c-empty", "accepted"), // x5c is never looked at
            Map.entry("kid-null", "jwt.kid"),
            Map.entry("acc-exp-huge", "jwt.exp"), // beyond the year 9999
            Map.entry("acc-exp-long-overflow", "jwt.exp"),
            Map.entry("acc-exp-float-overflow", "jwt.exp"),
            Map.entry("acc-scope-array", "jwt.scope"),
            Map.entry("acc-scope-newline", "jwt.scope"),
            Map.entry("json-lone-surrogate", "jwt.claims"),
            Map.entry("ca-aud-token-endpoint", "jwt.aud")); // only the issuer, as the 2025 guidance asks

    @Test
    void meetsEveryAttackWithTheRuleItAttacks() {
        Map<String, String> wrong = new TreeMap<>();
        int run = 0;
        int encrypted = 0;
        Set<String> presented = new HashSet<>();
        for (Map<String, @Nullable Object> attack : objects(FILE.get("cases"))) {
            String id = text(attack, "id");
            String expected = text(attack, "expect");
            Duration skew = Duration.ofSeconds(attack.get("skew_s") instanceof Long s ? s : 0);
            TokenVerifier verifier = verifier(text(attack, "verifier"), id, skew);
            String verdict = assertTimeout(
                    Duration.ofSeconds(2),
                    () -> Vectors.verdict(verifier.verify(text(attack, "token"), expectations(attack))));
            run++;
            if (id.equals("jwe-ok-nested")) {
                // Encrypted tokens are not supported in this release: its baseline is refused as the attacks are.
                encrypted++;
                assertThat(verdict).isEqualTo("jwt.jwe");
            } else if (!fits(attack, id, expected, verdict)) {
                wrong.put(id, expected + " but " + verdict);
            }
            if (expected.equals("accept-then-reject")) {
                // The verifier sees no history; whoever calls it takes the jti once (one-time store).
                String jti = verifier.verify(text(attack, "token"))
                        .orElseThrow()
                        .tokenId()
                        .orElseThrow();
                assertThat(presented.add(jti)).isTrue();
                assertThat(presented.add(jti)).isFalse();
            }
            if (attack.get("expect_claims") instanceof Map<?, ?> claims) {
                VerifiedToken token = verifier.verify(text(attack, "token"), expectations(attack))
                        .orElseThrow();
                claims.forEach((name, value) ->
                        assertThat(token.claims().get(String.valueOf(name))).isEqualTo(value));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(run).isEqualTo(183);
        assertThat(encrypted).isEqualTo(1);
    }

    private static boolean fits(Map<String, @Nullable Object> attack, String id, String expected, String verdict) {
        String choice = CHOICES.get(id);
        if (choice != null) {
            return choice.equals(verdict);
        }
        return switch (expected) {
            case "accept", "skew", "accept-then-reject" -> verdict.equals("accepted");
            case "reject", "reject-preferred", "reject-if-code-given" ->
                allowed(attack, id).contains(verdict);
            default -> false;
        };
    }

    private static Set<String> allowed(Map<String, @Nullable Object> attack, String id) {
        String kind = text(attack, "class");
        Set<String> rules = RULES.get(kind);
        if (rules != null) {
            return rules;
        }
        if (kind.equals("json")) {
            // An empty object is good JSON; it lacks every claim.
            return id.equals("json-empty-object") ? Set.of("jwt.token-use") : Set.of("jwt.header", "jwt.claims");
        }
        if (id.contains("azp-other")) {
            return Set.of("jwt.azp");
        }
        if (id.equals("ca-iss-sub-differ")) {
            return Set.of("jwt.iss", "jwt.sub");
        }
        String attacked = id.substring(id.indexOf('-') + 1);
        Map<String, String> hits = new HashMap<>();
        CLAIM_RULES.forEach((name, rule) -> {
            if (attacked.equals(name) || attacked.startsWith(name + "-")) {
                hits.put(name, rule);
            }
        });
        return Set.copyOf(hits.values());
    }

    private static Expectations expectations(Map<String, @Nullable Object> attack) {
        if (!text(attack, "verifier").startsWith("id")) {
            return Expectations.none();
        }
        return Expectations.none()
                .withNonce(text(CONTEXT, "expected_nonce"))
                .withAccessToken("the-access-token-that-came-along")
                .withCode("the-code-that-came-along");
    }

    static TokenVerifier verifier(String name, String id, Duration skew) {
        boolean weak = name.equals("access-weak-jwks");
        StaticJwks keys = Vectors.jwks((List<?>) java.util.Objects.requireNonNull(
                object(CONTEXT.get(weak ? "weak_jwks" : "jwks")).get("keys")));
        JwkSource source = name.equals("id-hs256")
                ? StaticJwks.of(VerificationKey.sharedSecret(Vectors.base64Url(text(CONTEXT, "hs_key_b64url"))))
                : keys;
        TokenVerifier.Builder builder = TokenVerifier.offline(source, InstantSource.fixed(NOW))
                .issuer(ISSUER)
                .clients(CLIENT)
                .clockTolerance(skew);
        if (name.equals("id-hs256")) {
            builder.allowMissingKeyId();
        }
        boolean weakCurve = weak && id.contains("secp256k1");
        builder.algorithms(
                switch (name) {
                    case "access-es256" -> SigningAlgorithm.ES256;
                    case "access-es384" -> SigningAlgorithm.ES384;
                    case "access-eddsa" -> SigningAlgorithm.EDDSA;
                    case "access-ps256" -> SigningAlgorithm.PS256;
                    case "id-hs256" -> SigningAlgorithm.HS256;
                    default -> weakCurve ? SigningAlgorithm.ES256 : SigningAlgorithm.RS256;
                });
        if (name.startsWith("id")) {
            builder.kind(TokenKind.ID);
        } else if (name.equals("logout")) {
            builder.kind(TokenKind.LOGOUT);
        } else if (name.equals("client-assertion")) {
            builder.kind(TokenKind.CLIENT_ASSERTION).audience(ISSUER);
        } else {
            builder.kind(TokenKind.ACCESS);
        }
        return builder.build();
    }
}
