package dev.gatehouse.internal.curve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Project Wycheproof's vectors straight through the tables, with no provider to fall back to. */
class CurveWycheproofTest {
    private static final BigInteger N =
            ECNamedCurveTable.getParameterSpec("secp256r1").getN();

    @Test
    void judgesEcdsaSignaturesAsPublished() throws IOException, JsonException {
        Tally tally = new Tally();
        for (Map<?, ?> group : groups("ecdsa_secp256r1_sha256_p1363_test.json")) {
            VerificationTable table = ecdsa(group);
            for (Map<?, ?> test : objects(group.get("tests"))) {
                byte[] message = hex(test, "msg");
                tally.add(test, table.verify(message, 0, message.length, hex(test, "sig")));
            }
        }
        assertThat(tally.wrong).isEmpty();
        assertThat(tally.run).isEqualTo(165);
    }

    @Test
    void judgesEcdsaSignaturesInDerAsPublishedOnceTheyAreTwoNumbers() throws IOException, JsonException {
        Tally tally = new Tally();
        int unreadable = 0;
        for (Map<?, ?> group : groups("ecdsa_secp256r1_sha256_test.json")) {
            VerificationTable table = ecdsa(group);
            for (Map<?, ?> test : objects(group.get("tests"))) {
                byte[] message = hex(test, "msg");
                Optional<byte[]> plain = plain(hex(test, "sig"));
                // Not DER, or r or s out of range: no JSON Web Signature looks like that.
                unreadable += plain.isEmpty() ? 1 : 0;
                tally.add(
                        test,
                        plain.map(signature -> table.verify(message, 0, message.length, signature))
                                .orElse(false));
            }
        }
        assertThat(tally.wrong).isEmpty();
        assertThat(tally.run).isEqualTo(299);
        assertThat(unreadable).isEqualTo(173);
    }

    @Test
    void judgesEd25519SignaturesAsPublished() throws IOException, JsonException {
        Tally tally = new Tally();
        int keysWithoutTable = 0;
        for (Map<?, ?> group : groups("ed25519_test.json")) {
            byte[] key = hex((Map<?, ?>) Objects.requireNonNull(group.get("publicKey")), "pk");
            Optional<VerificationTable> table = Ed25519.of(key);
            keysWithoutTable += table.isEmpty() ? 1 : 0;
            for (Map<?, ?> test : objects(group.get("tests"))) {
                byte[] message = hex(test, "msg");
                tally.add(
                        test,
                        table.map(present -> present.verify(message, 0, message.length, hex(test, "sig")))
                                .orElse(false));
            }
        }
        assertThat(tally.wrong).isEmpty();
        assertThat(tally.run).isEqualTo(95);
        assertThat(keysWithoutTable).isZero();
    }

    private static final class Tally {
        private final List<String> wrong = new ArrayList<>();
        private int run;

        void add(Map<?, ?> test, boolean verdict) {
            run++;
            if (verdict != "valid".equals(test.get("result"))) {
                wrong.add(test.get("tcId") + " " + test.get("comment"));
            }
        }
    }

    private static Optional<byte[]> plain(byte[] der) throws IOException {
        try {
            BigInteger[] numbers = StandardDSAEncoding.INSTANCE.decode(N, der);
            return Optional.of(PlainDSAEncoding.INSTANCE.encode(N, numbers[0], numbers[1]));
        } catch (IOException | IllegalArgumentException | ClassCastException e) {
            // Bouncy Castle casts whatever stands where a number should.
            return Optional.empty();
        }
    }

    private static VerificationTable ecdsa(Map<?, ?> group) {
        byte[] encoded = hex((Map<?, ?>) Objects.requireNonNull(group.get("publicKey")), "uncompressed");
        ECPoint point =
                ECNamedCurveTable.getParameterSpec("secp256r1").getCurve().decodePoint(encoded);
        return EcdsaP256.of(
                        point.getAffineXCoord().toBigInteger(),
                        point.getAffineYCoord().toBigInteger())
                .orElseThrow();
    }

    private static List<Map<?, ?>> groups(String file) throws IOException, JsonException {
        try (InputStream in = Objects.requireNonNull(
                CurveWycheproofTest.class.getResourceAsStream("/vectors/wycheproof/" + file), file)) {
            return objects(Json.parseObject(in.readAllBytes(), 8 << 20).get("testGroups"));
        }
    }

    private static List<Map<?, ?>> objects(@Nullable Object value) {
        List<Map<?, ?>> objects = new ArrayList<>();
        for (Object item : (List<?>) Objects.requireNonNull(value)) {
            objects.add((Map<?, ?>) item);
        }
        return objects;
    }

    private static byte[] hex(Map<?, ?> object, String name) {
        return HexFormat.of().parseHex((String) Objects.requireNonNull(object.get(name), name));
    }
}
