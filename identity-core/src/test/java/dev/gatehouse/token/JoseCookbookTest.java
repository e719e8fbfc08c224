package dev.gatehouse.token;

import static dev.gatehouse.token.Vectors.object;
import static dev.gatehouse.token.Vectors.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 7520 §4 and RFC 8037 appendix A. Detached and multiple signatures (§4.5, §4.8) have no compact form to verify. */
class JoseCookbookTest {
    @ParameterizedTest
    @CsvSource({"4_1.rsa_v15_signature.json, RS256", "4_2.rsa-pss_signature.json, PS384", "ed25519_jws.json, EDDSA"})
    void verifiesThePublishedTokenAndReadsItsPayload(String file, SigningAlgorithm algorithm) throws Exception {
        Map<String, @Nullable Object> example = Vectors.read("jose-cookbook/" + file);
        Map<String, @Nullable Object> input = object(example.get("input"));
        Map<String, @Nullable Object> jwk = new HashMap<>(object(input.get("key")));
        List.of("d", "p", "q", "dp", "dq", "qi").forEach(jwk::remove);
        jwk.put("alg", algorithm.joseName());
        JwsReader reader = new JwsReader(Vectors.jwks(List.of(jwk)), EnumSet.of(algorithm), Set.of(), true);
        String compact = text(object(example.get("output")), "compact");

        JwsReader.Signed signed = reader.read(compact);

        assertThat(signed.payload()).isEqualTo(Vectors.bytes(text(input, "payload")));
    }
}
