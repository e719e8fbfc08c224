package dev.gatehouse.token;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/** Published keys with signatures that they made, for {@link EngineSelfTest}. The private halves are public knowledge. */
final class KnownAnswers {
    /** RFC 7520 §3.3, §3.4 and §4.1. */
    static final Answer RSA = new Answer(
            SigningAlgorithm.RS256,
            Map.of(
                    "kty",
                    "RSA",
                    "e",
                    "AQAB",
                    "n",
                    "n4EPtAOCc9AlkeQHPzHStgAbgs7bTZLwUBZdR8_KuKPEHLd4rHVTeT-O-XV2jRojdNhxJWTDvNd7nqQ0VEiZQHz_AJmS"
                            + "CpMaJMRBSFKrKb2wqVwGU_NsYOYL-QtiWN2lbzcEe6XC0dApr5ydQLrHqkHHig3RBordaZ6Aj-oBHqFEHYpPe7Tpe-Of"
                            + "VfHd1E6cS6M1FZcD1NNLYD5lFHpPI9bTwJlsde3uhGqC0ZCuEHg8lhzwOHrtIQbS0FVbb9k3-tVTU4fg_3L_vniUFAKw"
                            + "uCLqKnS2BYwdq_mzSnbLY7h_qixoR7jig3__kRhuaxwUkRz5iaiQkqgc5gHdrNP5zw"),
            decoded("MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCfgQ-0A4Jz0CWR5Ac_MdK2ABuCzttNkvBQFl1Hz8q4"
                    + "o8Qct3isdVN5P475dXaNGiN02HElZMO813uepDRUSJlAfP8AmZIKkxokxEFIUqspvbCpXAZT82xg5gv5C2JY3aVvNwR7"
                    + "pcLR0CmvnJ1AuseqQceKDdEGit1pnoCP6gEeoUQdik97tOl7459V8d3UTpxLozUVlwPU00tgPmUUek8j1tPAmWx17e6E"
                    + "aoLRkK4QeDyWHPA4eu0hBtLQVVtv2Tf61VNTh-D_cv--eJQUArC4IuoqdLYFjB2r-bNKdstjuH-qLGhHuOKDf_-RGG5r"
                    + "HBSRHPmJqJCSqBzmAd2s0_nPAgMBAAECggEAbWUC9B-EFRIo8kpGfh0ZuyGPvMNKvYWNtB_ikiH9k20eT-O1q_I78eiZ"
                    + "kpXxXQ0UTEs2LsNRS-8uJbvQ-A1irkwMSMkK1J3XTGgdrhCku9gRldY7sNA_AKZGh-Q661_42rINLRCe8W-nZ34ui_qO"
                    + "fkLnK9QWDDqpaIsA-bMwWWSDFu2MUBYwkHTMEzLYGqOe04noqeq1hExBTHBOBdkMXiuFhUq1BU6l-DqEiWxqg82sXt2h"
                    + "-LMnT3046AOYJoRioz75tSUQfGCshWTBnP5uDjd18kKhyv07lhfSJdrPdM5Plyl21hsFf4L_mHCuoFau7gdsPfHPxxjV"
                    + "OcOpBrQzwQKBgQDdKXGD8PBNclxvrT3lGhfKBAIBnlGcC9mWejXKEe2dR7H9-nsBn_2dFo7sdf_5IV8ZB661qjZMOMMB"
                    + "ZThW6mTyvD0lHQDNnQ3Z--4gCav9YKyYal42pCd6_VPsjISyeHxQy36fkJp-GSKTOESyuad0fovE6u9EmWw-npm_xtSr"
                    + "SQKBgQC4oTZ2H5xN_oREXiTh7-PLvwZ89hQhpTKhJIm4HOncK5uTc4KqzqCtPxtH9y7QObUxnBaa12oPIj3ketR6rcw_"
                    + "Xm8ww43yUdN5m7aWYq_CpbtqdXlTOEzWJnvPjIyS5TAVagG_Jjz3wRe9EP6F2pHEeVKoBnX3bMHelUUnSzukVwKBgAfD"
                    + "1b15Lya49i_hmEO798va-isOYPUmoVwcLFlM6dfU1ZYCPmFfOatTSG9a8ULQ_iLF10d_k2p3r7kT0beTgTnYjBkKfKW7"
                    + "duoJY2HylPxPcZ_kVCx89PnnfRPYFyyg-FRp4Kc_j30P6tvaZOcVh6CadNPUH9R7woYsUV-fXoYpAoGACLDmDGduhylc"
                    + "9o7r84rEUVn7pzQ6PF83Y-iBZx5NT-TpnOZKF1pErAMVeKzFEl41DlHHqqBLSM0W1sOFbwTxYWZDm6sI6og5iTbwQGIC"
                    + "3gnJKbi_7k_vJgGHwHxgPaX2PnvP-zyEkDERuf-ry4c_Z11Cq9AqC2yeL6kdKT1cYF8CgYEA3PiqvXQN0zwMeE-sBvZg"
                    + "i289XP9XCQF3VWqPzMKnIgQp7_Tugo6-NZBKCQsMf3HaEGBjTVJs_jcK8-TRXvaKe-7ZMaQj8VfBdYkssbu0NKDDhjJ-"
                    + "GtiseaDVWt7dcH0cfwxgFUHpQh7FoCrjFJ6h6ZEpMF6xmujs4qMpPz8aaI4"),
            "eyJhbGciOiJSUzI1NiIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9.SXTigJlzIGEgZGFuZ"
                    + "2Vyb3VzIGJ1c2luZXNzLCBGcm9kbywgZ29pbmcgb3V0IHlvdXIgZG9vci4gWW91IHN0ZXAgb250byB0aGUgcm9hZCw"
                    + "gYW5kIGlmIHlvdSBkb24ndCBrZWVwIHlvdXIgZmVldCwgdGhlcmXigJlzIG5vIGtub3dpbmcgd2hlcmUgeW91IG1pZ"
                    + "2h0IGJlIHN3ZXB0IG9mZiB0by4",
            decoded("MRjdkly7_-oTPTS3AXP41iQIGKa80A0ZmTuV5MEaHoxnW2e5CZ5NlKtainoFmKZopdHM1O2U4mwzJdQx996ivp83xu"
                    + "glII7PNDi84wnB-BDkoBwA78185hX-Es4JIwmDLJK3lfWRa-XtL0RnltuYv746iYTh_qHRD68BNt1uSNCrUCTJDt5a"
                    + "AE6x8wW1Kt9eRo4QPocSadnHXFxnt8Is9UzpERV0ePPQdLuW3IS_de3xyIrDaLGdjluPxUAhb6L2aXic1U12podGU0"
                    + "KLUQSE_oI-ZnmKJ3F4uOZDnd6QZWJushZ41Axf_fcIe8u9ipH84ogoree7vjbU5y18kDquDg"),
            true);

    /** RFC 7515 appendix A.3. Signing takes a random number, so only verification has a known answer. */
    static final Answer EC = new Answer(
            SigningAlgorithm.ES256,
            Map.of(
                    "kty",
                    "EC",
                    "crv",
                    "P-256",
                    "x",
                    "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                    "y",
                    "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"),
            prefixed(
                    "3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420",
                    "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"),
            "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6"
                    + "Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ",
            decoded("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"),
            false);

    /** RFC 8037 appendix A.1 and A.4. */
    static final Answer ED25519 = new Answer(
            SigningAlgorithm.EDDSA,
            Map.of("kty", "OKP", "crv", "Ed25519", "x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"),
            prefixed("302e020100300506032b657004220420", "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"),
            "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc",
            decoded("hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"),
            true);

    /** SHA-256 of the deterministic ML-DSA-44 signature, by the key of the all-zero seed, of what {@link #EC} signed. */
    static final String ML_DSA_44_SHA256 = "BKQeXkcZFHekMDlbiJyg9KD-ynDwVOHRnJk8GfkwGsc";

    /** The same of ML-DSA-65. */
    static final String ML_DSA_65_SHA256 = "rXR87SVw6MdgDqi-u2wIA2gdPrP41gDh_Dk8i1oyWas";

    private KnownAnswers() {}

    /** A key in both halves, what it signed, and the signature; {@code repeats} if signing again must give the same. */
    static final class Answer {
        private final SigningAlgorithm algorithm;
        private final Map<String, Object> publicJwk;
        private final byte[] pkcs8;
        private final String input;
        private final byte[] signature;
        private final boolean repeats;

        Answer(
                SigningAlgorithm algorithm,
                Map<String, Object> publicJwk,
                byte[] pkcs8,
                String input,
                byte[] signature,
                boolean repeats) {
            this.algorithm = algorithm;
            this.publicJwk = publicJwk;
            this.pkcs8 = pkcs8;
            this.input = input;
            this.signature = signature;
            this.repeats = repeats;
        }

        SigningAlgorithm algorithm() {
            return algorithm;
        }

        /** The required members of the public key. */
        Map<String, Object> publicJwk() {
            return publicJwk;
        }

        byte[] pkcs8() {
            return pkcs8;
        }

        String input() {
            return input;
        }

        byte[] signature() {
            return signature;
        }

        boolean repeats() {
            return repeats;
        }
    }

    private static byte[] prefixed(String hex, String rest) {
        byte[] prefix = HexFormat.of().parseHex(hex);
        byte[] tail = decoded(rest);
        byte[] whole = new byte[prefix.length + tail.length];
        System.arraycopy(prefix, 0, whole, 0, prefix.length);
        System.arraycopy(tail, 0, whole, prefix.length, tail.length);
        return whole;
    }

    private static byte[] decoded(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
