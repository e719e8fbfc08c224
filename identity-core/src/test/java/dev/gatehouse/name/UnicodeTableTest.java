package dev.gatehouse.name;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class UnicodeTableTest {
    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();
    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();

    @Test
    void theShippedTableIsWhatIcuGenerates() throws IOException {
        try (InputStream shipped = UnicodeTable.class.getResourceAsStream(UnicodeTable.RESOURCE)) {
            assertThat(shipped).isNotNull();
            assertThat(shipped.readAllBytes())
                    .as("run UnicodeTableGenerator.main to renew it")
                    .isEqualTo(UnicodeTableGenerator.generate())
                    .hasSizeLessThan(100_000);
        }
        assertThat(UnicodeTable.version()).isEqualTo(1600);
    }

    @Test
    void everyCodePointHasThePropertiesAndMappingsOfIcu() {
        for (int point = 0; point <= UnicodeTable.MAX; point++) {
            if (point >= 0xD800 && point <= 0xDFFF) {
                continue;
            }
            String text = Character.toString(point);
            int[] one = {point};
            if (UnicodeTable.word(point) != UnicodeTableGenerator.word(point)
                    || UnicodeTable.category(point) != UCharacter.getType(point)
                    || !CodePoints.text(Normalization.nfc(one)).equals(NFC.normalize(text))
                    || !CodePoints.text(Normalization.nfkc(one)).equals(NFKC.normalize(text))
                    || !CodePoints.text(LowerCase.map(one)).equals(UCharacter.toLowerCase(Locale.ROOT, text))) {
                assertThat(Integer.toHexString(point))
                        .as("code point that differs from ICU")
                        .isNull();
            }
        }
        assertThat(UnicodeTable.lower(0x2C2F))
                .as("the letter on which JDK 17 and 25 differ")
                .isEqualTo(0x2C5F);
    }

    @Property(tries = 300)
    void textsNormalizeAndLowerAsIcuDoes(@ForAll long seed, @ForAll @IntRange(max = 40) int length) {
        Random random = new Random(seed);
        int[] pools = {0x41, 0x3A3, 0x300, 0xAC00, 0x1100, 0x600, 0x900, 0x1F00, 0xFB1D, 0x1D100, 0x11000, 0xF900};
        int[] points = random.ints(length, 0, pools.length)
                .map(pool -> pools[pool] + random.nextInt(random.nextBoolean() ? 16 : 160))
                .toArray();
        String text = CodePoints.text(points);

        assertThat(CodePoints.text(Normalization.nfc(points))).isEqualTo(NFC.normalize(text));
        assertThat(CodePoints.text(Normalization.nfkc(points))).isEqualTo(NFKC.normalize(text));
        assertThat(CodePoints.text(LowerCase.map(points))).isEqualTo(UCharacter.toLowerCase(Locale.ROOT, text));
    }
}
