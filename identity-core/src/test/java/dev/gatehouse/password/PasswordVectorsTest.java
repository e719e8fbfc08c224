package dev.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.Secret;
import dev.gatehouse.internal.json.Json;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published vectors, each counted. */
class PasswordVectorsTest {
    private final PasswordHasher hasher =
            PasswordHasher.builder(new SecureRandom()).memoryBudgetKib(1 << 20).build();

    @Test
    void everyPasswordHashVectorVerifiesAsPublished() throws Exception {
        int run = 0;
        for (Map<String, Object> vector : list(read("password-hash/password_hash_vectors.json"), "cases")) {
            String encoded = vector.containsKey("encoded") ? text(vector, "encoded") : encode(vector);
            byte[] password = HexFormat.of().parseHex(text(vector, "password_hex"));
            if (encoded.isEmpty()) {
                assertThatIllegalArgumentException().isThrownBy(() -> PasswordHash.of(encoded));
            } else {
                assertThat(matches(password, PasswordHash.of(encoded)))
                        .as(text(vector, "id"))
                        .isEqualTo(vector.get("verify"));
            }
            run++;
        }
        assertThat(run).isEqualTo(58);
    }

    @ParameterizedTest
    @CsvSource({"sha1, 37, 1", "sha256, 41, 0", "sha512, 35, 0"})
    void everyWycheproofPbkdf2VectorVerifies(String digest, int count, int overTheBound) throws Exception {
        int run = 0;
        int refused = 0;
        for (Map<String, Object> group :
                list(read("wycheproof/pbkdf2/pbkdf2_hmac" + digest + "_test.json"), "testGroups")) {
            for (Map<String, Object> vector : list(group, "tests")) {
                PasswordHash stored = PasswordHash.of("$pbkdf2-" + digest + "$" + vector.get("iterationCount") + "$"
                        + base64(text(vector, "salt")) + "$" + base64(text(vector, "dk")));
                if (hasher.supports(stored)) {
                    byte[] password = HexFormat.of().parseHex(text(vector, "password"));
                    assertThat(matches(password, stored))
                            .as(digest + " " + vector.get("tcId"))
                            .isEqualTo(isUtf8(password));
                } else {
                    assertThat(vector.get("iterationCount")).isEqualTo(16_777_216L); // over the bound of 10,000,000
                    refused++;
                }
                run++;
            }
        }
        assertThat(run).isEqualTo(count);
        assertThat(refused).isEqualTo(overTheBound);
    }

    /** "Unix crypt using SHA-256 and SHA-512", Ulrich Drepper, the test table at its end. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello world! | $5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5",
                "Hello world! | $5$rounds=10000$saltstringsaltst$3xv.VbSHBb41AL9AvLeujZkZRBAwqFMz2.opqey6IcA",
                "This is just a test | $5$rounds=5000$toolongsaltstrin$Un/5jzAHMgOGZ5.mWJpuVolil07guHPvOW8mGRcvxa5",
                "a very much longer text to encrypt.  This one even stretches over morethan one line. | $5$rounds=1400$anotherlongsalts$Rx.j8H.h8HjEDGomFU8bDkXm3XIUnzyxf12oP84Bnq1",
                "we have a short salt string but not a short password | $5$rounds=77777$short$JiO1O3ZpDAxGJeaDIuqCoEFysAe1mZNJRs3pw0KQRd/",
                "a short string | $5$rounds=123456$asaltof16chars..$gP3VQ/6X7UUEW3HkBn2w1/Ptq2jxPyzV/cZKmF/wJvD",
                "the minimum number is still observed | $5$rounds=1000$roundstoolow$yfvwcWrQ8l/K0DAWyuPMDNHpIVlTQebY9l/gL972bIC",
                "Hello world! | $6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1",
                "Hello world! | $6$rounds=10000$saltstringsaltst$OW1/O6BYHV6BcXZu8QVeXbDWra3Oeqh0sbHbbMCVNSnCM/UrjmM0Dp8vOuZeHBy/YTBmSK6H9qs/y3RnOaw5v.",
                "This is just a test | $6$rounds=5000$toolongsaltstrin$lQ8jolhgVRVhY4b5pZKaysCLi0QBxGoNeKQzQ3glMhwllF7oGDZxUhx1yxdYcz/e1JSbq3y6JMxxl8audkUEm0",
                "a very much longer text to encrypt.  This one even stretches over morethan one line. | $6$rounds=1400$anotherlongsalts$POfYwTEok97VWcjxIiSOjiykti.o/pQs.wPvMxQ6Fm7I6IoYN3CmLs66x9t0oSwbtEW7o7UmJEiDwGqd8p4ur1",
                "we have a short salt string but not a short password | $6$rounds=77777$short$WuQyW2YR.hBNpjjRhpYD/ifIw05xdfeEyQoMxIXbkvr0gge1a1x3yRULJ5CCaUeOxFmtlcGZelFl5CxtgfiAc0",
                "a short string | $6$rounds=123456$asaltof16chars..$BtCwjqMJGx5hrJhZywWvt0RLE8uZ4oPwcelCjmw2kSYu.Ec6ycULevoBK25fs2xXgMNrCzIMVcgEJAstJeonj1",
                "the minimum number is still observed | $6$rounds=1000$roundstoolow$kUMsbe306n21p9R.FRkW3IGn.S9NPN0x50YhH1xhLsPuWGsUSklZt58jaTfF4ZEQpyUNGc0dqbpBYYBaHHrsX."
            })
    void shaCryptOfTheSpecificationVerifies(String password, String encoded) {
        PasswordHash stored = PasswordHash.of(encoded);

        assertThat(hasher.verify(Secret.of(password), stored).orElseThrow()).isEqualTo(PasswordMatch.MATCH_OUTDATED);
        assertThat(hasher.verify(Secret.of(password + "x"), stored).orElseThrow())
                .isEqualTo(PasswordMatch.MISMATCH);
    }

    @Test
    void scryptOfCryptVerifiesTheSecondVectorOfRfc7914Section12() {
        PasswordHash stored =
                PasswordHash.of("$7$C6..../....SodiumChloride$kBGj9fHznVYFQMEn/qDCfrDevf9YDtcDdKvEqHJLV8D");

        assertThat(hasher.verify(Secret.of("pleaseletmein"), stored).orElseThrow())
                .isEqualTo(PasswordMatch.MATCH_OUTDATED);
        assertThat(hasher.verify(Secret.of("pleaseletmeout"), stored).orElseThrow())
                .isEqualTo(PasswordMatch.MISMATCH);
    }

    @Test
    void everyUserInputPasswordMeetsItsExpectation() throws Exception {
        PasswordHasher cheap =
                PasswordHasher.builder(new SecureRandom()).unsafeCost(64, 1, 1).build();
        int run = 0;
        for (Map<String, Object> vector : list(read("user-input-passwords/passwords.json"), "passwords")) {
            String id = text(vector, "id");
            Secret stored = Secret.of(id.equals("pw-1MB") ? "x".repeat(1 << 20) : text(vector, "stored"));
            Secret tried = Secret.of(text(vector, "tried"));
            switch (text(vector, "expect")) {
                case "fail" ->
                    assertThat(bothMatch(cheap, stored, tried)).as(id).isFalse();
                case "ok" -> assertThat(bothMatch(cheap, stored, tried)).as(id).isTrue();
                // Normalisation is the caller's, before this package: unlike spellings stay unlike here.
                case "document" ->
                    assertThat(bothMatch(cheap, stored, tried)).as(id).isFalse();
                default ->
                    assertThat(PasswordPolicy.nistWithMfa()
                                    .check(stored, List.of())
                                    .asRefusal())
                            .as(id)
                            .isPresent();
            }
            run++;
        }
        assertThat(run).isEqualTo(9);
    }

    private static boolean bothMatch(PasswordHasher cheap, Secret stored, Secret tried) {
        PasswordHash argon2 = cheap.hash(stored).orElseThrow();
        byte[] utf8 = PasswordBytes.of(stored).orElseThrow();
        byte[] cut = Arrays.copyOf(utf8, Math.min(utf8.length, BcryptHash.MAX_PASSWORD_BYTES));
        PasswordHash bcrypt = PasswordHash.of(OpenBSDBCrypt.generate(cut, new byte[16], 4));
        return cheap.verify(tried, argon2).orElseThrow() == PasswordMatch.MATCH
                || cheap.verify(tried, bcrypt).orElseThrow() != PasswordMatch.MISMATCH;
    }

    /** Through the door where the bytes are text, and directly where no text has such bytes. */
    private boolean matches(byte[] password, PasswordHash stored) {
        if (isUtf8(password)) {
            Secret secret = Secret.of(new String(password, StandardCharsets.UTF_8));
            return hasher.verify(secret, stored).orElseThrow() != PasswordMatch.MISMATCH;
        }
        return StoredHash.read(stored).orElseThrow().matches(password);
    }

    private static boolean isUtf8(byte[] password) {
        return Arrays.equals(new String(password, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), password);
    }

    private static String encode(Map<String, Object> vector) {
        String tail = "$" + base64(text(vector, "salt_hex")) + "$" + base64(text(vector, "tag_hex"));
        if (text(vector, "alg").equals("scrypt")) {
            long n = (Long) Objects.requireNonNull(vector.get("N"));
            return "$scrypt$ln=" + Long.numberOfTrailingZeros(n) + ",r=" + vector.get("r") + ",p=" + vector.get("p")
                    + tail;
        }
        assertThat(text(vector, "alg")).isEqualTo("pbkdf2-hmac-sha256");
        return "$pbkdf2-sha256$i=" + vector.get("iterations") + ",l=32" + tail;
    }

    private static String base64(String hex) {
        return Phc.text(HexFormat.of().parseHex(hex));
    }

    private static String text(Map<String, Object> vector, String name) {
        return (String) Objects.requireNonNull(vector.get(name), name);
    }

    @SuppressWarnings("unchecked") // the shape of the vector files
    private static List<Map<String, Object>> list(Map<String, ? extends @Nullable Object> object, String name) {
        return (List<Map<String, Object>>) Objects.requireNonNull(object.get(name), name);
    }

    private static Map<String, @Nullable Object> read(String name) throws Exception {
        try (InputStream in = PasswordVectorsTest.class.getResourceAsStream("/vectors/" + name)) {
            return Json.parseObject(Objects.requireNonNull(in, name).readAllBytes(), 1 << 20);
        }
    }
}
