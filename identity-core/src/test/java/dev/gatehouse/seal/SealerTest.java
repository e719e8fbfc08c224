package dev.gatehouse.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.PoolId;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SealerTest {
    private static final PoolId POOL = new PoolId("local_photos");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Sealer sealer = new Sealer(keys(1, 1), RANDOM);

    @Property(tries = 200)
    void opensWhatItSealed(@ForAll byte[] plain, @ForAll String row) throws SealException {
        byte[] sealed = sealer.seal(SealPurpose.MESSAGE, POOL, row, plain);

        assertThat(sealed).hasSize(plain.length + Sealer.OVERHEAD);
        assertThat(sealer.open(SealPurpose.MESSAGE, POOL, row, sealed)).isEqualTo(plain);
    }

    @Test
    void neverSealsTheSameValueTwiceAlike() {
        byte[] plain = new byte[16];

        assertThat(sealer.seal(SealPurpose.MESSAGE, POOL, "row", plain))
                .isNotEqualTo(sealer.seal(SealPurpose.MESSAGE, POOL, "row", plain));
    }

    @Test
    void aValueMovedToAnotherRowDoesNotOpen() {
        byte[] sealed = sealer.seal(SealPurpose.MESSAGE, POOL, "row", new byte[16]);

        assertRefused(() -> sealer.open(SealPurpose.MESSAGE, POOL, "other", sealed));
    }

    @Test
    void aValueMovedToAnotherPoolDoesNotOpen() {
        byte[] sealed = sealer.seal(SealPurpose.MESSAGE, POOL, "row", new byte[16]);

        assertRefused(() -> sealer.open(SealPurpose.MESSAGE, new PoolId("local_other"), "row", sealed));
    }

    @Test
    void poolAndRowDoNotRunIntoEachOther() {
        byte[] sealed = sealer.seal(SealPurpose.MESSAGE, new PoolId("ab"), "c", new byte[16]);

        assertRefused(() -> sealer.open(SealPurpose.MESSAGE, new PoolId("a"), "bc", sealed));
    }

    @ParameterizedTest
    @EnumSource(value = SealPurpose.class, names = "MESSAGE", mode = EnumSource.Mode.EXCLUDE)
    void aValueSealedForOnePurposeDoesNotOpenForAnother(SealPurpose other) {
        byte[] sealed = sealer.seal(SealPurpose.MESSAGE, POOL, "row", new byte[16]);
        assertRefused(() -> sealer.open(other, POOL, "row", sealed));

        sealed[5] = (byte) other.number();
        assertRefused(() -> sealer.open(other, POOL, "row", sealed));
    }

    @Test
    void everyStrictPrefixAndEveryChangedByteIsRefused() {
        byte[] sealed = sealer.seal(SealPurpose.MESSAGE, POOL, "row", new byte[16]);
        for (int i = 0; i < sealed.length; i++) {
            byte[] prefix = Arrays.copyOf(sealed, i);
            assertRefused(() -> sealer.open(SealPurpose.MESSAGE, POOL, "row", prefix));
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertRefused(() -> sealer.open(SealPurpose.MESSAGE, POOL, "row", changed));
        }
    }

    @Test
    void aRotatedKeyStillOpensAndIsReportedAsOutdated() throws SealException {
        byte[] sealed = sealer.seal(SealPurpose.MESSAGE, POOL, "row", new byte[] {7});
        Sealer rotated = new Sealer(keys(2, 2), RANDOM);

        assertThat(rotated.open(SealPurpose.MESSAGE, POOL, "row", sealed)).containsExactly(7);
        assertThat(rotated.outdated(sealed)).isTrue();
        assertThat(rotated.outdated(rotated.seal(SealPurpose.MESSAGE, POOL, "row", new byte[0])))
                .isFalse();
    }

    @Test
    void aKeyThatIsGoneRefusesAndNamesNoKey() {
        byte[] sealed = new Sealer(keys(2, 2), RANDOM).seal(SealPurpose.MESSAGE, POOL, "row", new byte[16]);

        assertRefused(() -> sealer.open(SealPurpose.MESSAGE, POOL, "row", sealed));
    }

    @Test
    void aPoolSecretGivesEveryUseAndEveryListOfPartsItsOwnMac() {
        PoolSecret secret = PoolSecret.of(new byte[PoolSecret.LENGTH]);

        assertThat(secret.mac("code", "a", "b")).isEqualTo(secret.mac("code", "a", "b"));
        assertThat(secret.mac("code", "a", "b")).isNotEqualTo(secret.mac("attempt", "a", "b"));
        assertThat(secret.mac("code", "ab")).isNotEqualTo(secret.mac("code", "a", "b"));
        assertThat(secret.mac("code", "a", "")).isNotEqualTo(secret.mac("code", "a"));
        assertThat(secret).hasToString("PoolSecret[redacted]");
    }

    private static MasterKeys keys(int current, int last) {
        Map<Integer, byte[]> keys = new java.util.TreeMap<>();
        for (int id = 1; id <= last; id++) {
            byte[] key = new byte[MasterKeys.KEY_LENGTH];
            Arrays.fill(key, (byte) id);
            keys.put(id, key);
        }
        return MasterKeys.of(current, keys);
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable open) {
        assertThatThrownBy(open).isInstanceOf(SealException.class);
    }
}
