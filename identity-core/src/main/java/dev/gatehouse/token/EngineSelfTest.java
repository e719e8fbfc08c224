package dev.gatehouse.token;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Known answers that an engine must give before it is used: published signatures, and each with one bit changed. */
final class EngineSelfTest {
    private static final Map<String, String> RSA_KEY = Map.of(
            "kty",
            "RSA",
            "e",
            "AQAB",
            "n",
            "n4EPtAOCc9AlkeQHPzHStgAbgs7bTZLwUBZdR8_KuKPEHLd4rHVTeT-O-XV2jRojdNhxJWTDvNd7nqQ0VEiZQHz_AJ"
                    + "mSCpMaJMRBSFKrKb2wqVwGU_NsYOYL-QtiWN2lbzcEe6XC0dApr5ydQLrHqkHHig3RBordaZ6Aj-oBHqFEHYpPe7Tp"
                    + "e-OfVfHd1E6cS6M1FZcD1NNLYD5lFHpPI9bTwJlsde3uhGqC0ZCuEHg8lhzwOHrtIQbS0FVbb9k3-tVTU4fg_3L_vn"
                    + "iUFAKwuCLqKnS2BYwdq_mzSnbLY7h_qixoR7jig3__kRhuaxwUkRz5iaiQkqgc5gHdrNP5zw");
    private static final String RSA_INPUT =
            "eyJhbGciOiJSUzI1NiIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9.SXTigJlzIGEgZGFuZ"
                    + "2Vyb3VzIGJ1c2luZXNzLCBGcm9kbywgZ29pbmcgb3V0IHlvdXIgZG9vci4gWW91IHN0ZXAgb250byB0aGUgcm9hZCw"
                    + "gYW5kIGlmIHlvdSBkb24ndCBrZWVwIHlvdXIgZmVldCwgdGhlcmXigJlzIG5vIGtub3dpbmcgd2hlcmUgeW91IG1pZ"
                    + "2h0IGJlIHN3ZXB0IG9mZiB0by4";
    private static final String RSA_SIGNATURE =
            "MRjdkly7_-oTPTS3AXP41iQIGKa80A0ZmTuV5MEaHoxnW2e5CZ5NlKtainoFmKZopdHM1O2U4mwzJdQx996ivp83xu"
                    + "glII7PNDi84wnB-BDkoBwA78185hX-Es4JIwmDLJK3lfWRa-XtL0RnltuYv746iYTh_qHRD68BNt1uSNCrUCTJDt5a"
                    + "AE6x8wW1Kt9eRo4QPocSadnHXFxnt8Is9UzpERV0ePPQdLuW3IS_de3xyIrDaLGdjluPxUAhb6L2aXic1U12podGU0"
                    + "KLUQSE_oI-ZnmKJ3F4uOZDnd6QZWJushZ41Axf_fcIe8u9ipH84ogoree7vjbU5y18kDquDg";
    private static final Map<String, String> EC_KEY = Map.of(
            "kty", "EC",
            "crv", "P-256",
            "x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
    private static final String EC_INPUT =
            "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6"
                    + "Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    private static final String EC_SIGNATURE =
            "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
    private static final Map<String, String> ED_KEY =
            Map.of("kty", "OKP", "crv", "Ed25519", "x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
    private static final String ED_INPUT = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
    private static final String ED_SIGNATURE =
            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

    private EngineSelfTest() {}

    static void run(SigningEngine engine) {
        JwkReader reader = new JwkReader(engine);
        check(engine, reader.read(RSA_KEY), RSA_INPUT, RSA_SIGNATURE);
        check(engine, reader.read(EC_KEY), EC_INPUT, EC_SIGNATURE);
        check(engine, reader.read(ED_KEY), ED_INPUT, ED_SIGNATURE);
    }

    private static void check(SigningEngine engine, @Nullable VerificationKey key, String input, String signature) {
        if (key == null) {
            throw new IllegalStateException(engine + " cannot read a published key");
        }
        byte[] token = input.getBytes(StandardCharsets.US_ASCII);
        byte[] encoded = signature.getBytes(StandardCharsets.US_ASCII);
        byte[] raw = Base64Url.decode(encoded, 0, encoded.length);
        if (raw == null || !key.verifies(token, token.length, raw)) {
            throw new IllegalStateException(engine + " refuses a published " + key.algorithm() + " signature");
        }
        byte[] changed = raw.clone();
        changed[raw.length / 3] ^= 1;
        byte[] zero = new byte[raw.length];
        if (key.verifies(token, token.length, changed) || key.verifies(token, token.length, zero)) {
            throw new IllegalStateException(engine + " accepts a false " + key.algorithm() + " signature");
        }
    }
}
