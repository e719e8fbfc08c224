package dev.gatehouse.token;

import static dev.gatehouse.token.Vectors.object;
import static dev.gatehouse.token.Vectors.objects;
import static dev.gatehouse.token.Vectors.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.gatehouse.internal.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The attack tokens and Project Wycheproof's through this path and through Nimbus: the same verdict for the same
 * bytes. Where the two differ, {@code vectors/jwt-attacks/nimbus-differences.csv} and
 * {@code vectors/wycheproof/nimbus-differences.csv} say how and why; a difference that is not listed, or one that is
 * listed and gone, fails.
 */
class NimbusVectorsTest {
    private static final Map<String, @Nullable Object> FILE = Vectors.read("jwt-attacks/jwt_cases.json");
    private static final Map<String, @Nullable Object> CONTEXT = object(FILE.get("context"));
    private static final Instant NOW = Instant.ofEpochSecond((Long) CONTEXT.getOrDefault("now", 0L));

    @Test
    void agreesOnEveryAttackThatNimbusCanBeAskedAbout() throws Exception {
        Map<String, String> differences = new TreeMap<>();
        int run = 0;
        int without = 0;
        for (Map<String, @Nullable Object> attack : objects(FILE.get("cases"))) {
            String verifier = text(attack, "verifier");
            if (verifier.equals("access-eddsa") || verifier.equals("logout") || verifier.equals("client-assertion")) {
                // Nimbus has no EdDSA without Tink, and its rules for the other two kinds are another library's.
                without++;
                continue;
            }
            long skew = attack.get("skew_s") instanceof Long s ? s : 0;
            String id = text(attack, "id");
            String token = text(attack, "token");
            String ours = Vectors.verdict(JwtAttacksTest.verifier(verifier, id, Duration.ofSeconds(skew))
                    .verify(token, expectations(verifier)));
            boolean theirs = NimbusVerdicts.accepts(nimbus(verifier, id, (int) skew), token);
            run++;
            if (ours.equals("accepted") != theirs) {
                differences.put(id, ours);
            }
        }
        assertThat(differences).isEqualTo(listed("jwt-attacks"));
        assertThat(List.of(run, without)).containsExactly(165, 18);
    }

    @Test
    void agreesOnEverySignatureOfWycheproof() throws Exception {
        Map<String, String> differences = new TreeMap<>();
        int run = 0;
        for (String file : List.of("signature", "key", "crypto")) {
            for (Map<String, @Nullable Object> group : objects(
                    Vectors.read("wycheproof/json_web_" + file + "_test.json").get("testGroups"))) {
                for (Map<String, @Nullable Object> test : objects(group.get("tests"))) {
                    if (!(test.get("jws") instanceof String jws)) {
                        continue; // encrypted, or in the JSON form, which neither reads
                    }
                    JwsReader reader = new JwsReader(
                            WycheproofTest.source(group), EnumSet.allOf(SigningAlgorithm.class), Set.of(), true);
                    String ours = Vectors.verdict(reader, jws);
                    boolean theirs = NimbusVerdicts.acceptsSignature(keys(group), jws);
                    run++;
                    if (ours.equals("accepted") != theirs) {
                        differences.put(file + "-" + test.get("tcId"), ours);
                    }
                }
            }
        }
        assertThat(differences).isEqualTo(listed("wycheproof"));
        assertThat(run).isEqualTo(294);
    }

    private static Expectations expectations(String verifier) {
        return verifier.startsWith("id")
                ? Expectations.none().withNonce(text(CONTEXT, "expected_nonce"))
                : Expectations.none();
    }

    private static DefaultJWTProcessor<SecurityContext> nimbus(String verifier, String id, int skew) {
        boolean weak = verifier.equals("access-weak-jwks");
        JWKSet keys = verifier.equals("id-hs256")
                ? new JWKSet(new OctetSequenceKey.Builder(Vectors.base64Url(text(CONTEXT, "hs_key_b64url"))).build())
                : keys(object(CONTEXT.get(weak ? "weak_jwks" : "jwks")));
        JWTClaimsSet.Builder exact = new JWTClaimsSet.Builder().issuer(text(CONTEXT, "issuer"));
        boolean idToken = verifier.startsWith("id");
        String client = text(CONTEXT, "client_id");
        if (idToken) {
            exact.claim("token_use", "id").claim("nonce", text(CONTEXT, "expected_nonce"));
        } else {
            exact.claim("token_use", "access").claim("client_id", client);
        }
        String algorithm = switch (verifier) {
            case "access-es256" -> "ES256";
            case "access-es384" -> "ES384";
            case "access-ps256" -> "PS256";
            case "id-hs256" -> "HS256";
            default -> weak && id.contains("secp256k1") ? "ES256" : "RS256";
        };
        return NimbusVerdicts.processor(keys, algorithm, exact.build(), idToken ? client : null, NOW, skew);
    }

    private static JWKSet keys(Map<String, @Nullable Object> group) {
        Map<String, @Nullable Object> key = group.containsKey("keys")
                ? group
                : object(group.get(group.containsKey("public") ? "public" : "private"));
        List<JWK> keys = new ArrayList<>();
        for (Map<String, @Nullable Object> jwk : key.containsKey("keys") ? objects(key.get("keys")) : List.of(key)) {
            try {
                keys.add(JWK.parse(Json.write(jwk)));
            } catch (ParseException e) {
                // One key that Nimbus does not read would lose it the whole set; ours leaves such keys out too.
                assertThat(e).hasMessageNotContaining(Json.write(jwk));
            }
        }
        return new JWKSet(keys);
    }

    /** Case and our verdict, where Nimbus says the opposite; the third column says why, and is there for each. */
    private static Map<String, String> listed(String set) throws IOException {
        Map<String, String> listed = new TreeMap<>();
        String path = "/vectors/" + set + "/nimbus-differences.csv";
        try (InputStream in = Objects.requireNonNull(NimbusVectorsTest.class.getResourceAsStream(path), path)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList()) {
                String[] columns = line.split(";", 3);
                assertThat(columns).as(line).hasSize(3);
                assertThat(columns[2]).as("why " + columns[0]).hasSizeGreaterThan(20);
                listed.put(columns[0], columns[1]);
            }
        }
        return listed;
    }
}
