package dev.gatehouse.name;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.util.VersionInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes the shipped Unicode table from ICU4J. To take a new Unicode version: raise ICU4J, run {@link #main} with the
 * path of the resource, and raise the rule version in {@link Names} if a name of an old version changes its form.
 */
final class UnicodeTableGenerator {
    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();
    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);

    private UnicodeTableGenerator() {}

    public static void main(String[] arguments) throws IOException {
        Files.write(Path.of(arguments[0]), generate());
    }

    static byte[] generate() {
        UnicodeTableGenerator generator = new UnicodeTableGenerator();
        generator.out.writeBytes(UnicodeTable.MAGIC.getBytes(StandardCharsets.US_ASCII));
        VersionInfo version = UCharacter.getUnicodeVersion();
        generator.out.write(version.getMajor());
        generator.out.write(version.getMinor());
        generator.properties();
        generator.decompositions();
        generator.lowerCase();
        return generator.out.toByteArray();
    }

    static int word(int point) {
        int word = UCharacter.getType(point)
                | (UCharacter.getDirection(point) << UnicodeTable.DIRECTION_SHIFT)
                | (UCharacter.getIntPropertyValue(point, UProperty.JOINING_TYPE) << UnicodeTable.JOINING_SHIFT)
                | (script(point) << UnicodeTable.SCRIPT_SHIFT)
                | (UCharacter.getCombiningClass(point) << UnicodeTable.COMBINING_SHIFT);
        String text = UCharacter.toString(point);
        int hangul = UCharacter.getIntPropertyValue(point, UProperty.HANGUL_SYLLABLE_TYPE);
        boolean surrogate = point >= 0xD800 && point <= 0xDFFF;
        String folded = surrogate ? text : NFKC.normalize(UCharacter.foldCase(NFKC.normalize(text), true));
        return word
                | flag(
                        UnicodeTable.IGNORABLE,
                        UCharacter.hasBinaryProperty(point, UProperty.DEFAULT_IGNORABLE_CODE_POINT))
                | flag(
                        UnicodeTable.NONCHARACTER,
                        UCharacter.hasBinaryProperty(point, UProperty.NONCHARACTER_CODE_POINT))
                | flag(UnicodeTable.CASED, UCharacter.hasBinaryProperty(point, UProperty.CASED))
                | flag(UnicodeTable.CASE_IGNORABLE, UCharacter.hasBinaryProperty(point, UProperty.CASE_IGNORABLE))
                | flag(UnicodeTable.OLD_HANGUL, hangul >= 1 && hangul <= 3)
                | flag(UnicodeTable.HAS_COMPAT, !surrogate && !NFKC.isNormalized(text))
                | flag(UnicodeTable.IDNA_UNSTABLE, !text.equals(folded));
    }

    private static int script(int point) {
        return switch (UScript.getScript(point)) {
            case UScript.GREEK -> UnicodeTable.GREEK;
            case UScript.HEBREW -> UnicodeTable.HEBREW;
            case UScript.HIRAGANA, UScript.KATAKANA, UScript.HAN -> UnicodeTable.KANA_OR_HAN;
            default -> 0;
        };
    }

    private static int flag(int flag, boolean set) {
        return set ? flag : 0;
    }

    private void properties() {
        Map<Integer, Integer> words = new LinkedHashMap<>();
        UnicodeTableGenerator runs = new UnicodeTableGenerator();
        int count = 0;
        int start = 0;
        int word = word(0);
        for (int point = 1; point <= UnicodeTable.MAX + 1; point++) {
            int next = point <= UnicodeTable.MAX ? word(point) : -1;
            if (next != word) {
                runs.number(point - start);
                Integer index = words.putIfAbsent(word, words.size());
                runs.number(index == null ? words.size() - 1 : index);
                count++;
                start = point;
                word = next;
            }
        }
        number(words.size());
        words.keySet().forEach(this::number);
        number(count);
        out.writeBytes(runs.out.toByteArray());
    }

    private void decompositions() {
        UnicodeTableGenerator entries = new UnicodeTableGenerator();
        int count = 0;
        int last = 0;
        for (int point = 0; point <= UnicodeTable.MAX; point++) {
            String mapping = NFKC.getRawDecomposition(point);
            if (mapping == null || (point >= 0xAC00 && point <= 0xD7A3)) {
                continue;
            }
            entries.number(point - last);
            last = point;
            count++;
            int[] parts = mapping.codePoints().toArray();
            entries.number((parts.length << 2) | kind(point));
            int before = 0;
            for (int part : parts) {
                entries.difference(part - before);
                before = part;
            }
        }
        number(count);
        out.writeBytes(entries.out.toByteArray());
    }

    private static int kind(int point) {
        if (NFC.getRawDecomposition(point) != null) {
            boolean excluded = UCharacter.hasBinaryProperty(point, UProperty.FULL_COMPOSITION_EXCLUSION);
            return excluded ? UnicodeTable.CANONICAL : UnicodeTable.COMPOSES;
        }
        int type = UCharacter.getIntPropertyValue(point, UProperty.DECOMPOSITION_TYPE);
        boolean width = type == UCharacter.DecompositionType.WIDE || type == UCharacter.DecompositionType.NARROW;
        return width ? UnicodeTable.WIDTH : UnicodeTable.COMPAT;
    }

    private void lowerCase() {
        UnicodeTableGenerator entries = new UnicodeTableGenerator();
        int count = 0;
        int last = 0;
        for (int point = 0; point <= UnicodeTable.MAX; point++) {
            int lower = UCharacter.toLowerCase(point);
            if (lower != point) {
                entries.number(point - last);
                entries.difference(lower - point);
                last = point;
                count++;
            }
        }
        number(count);
        out.writeBytes(entries.out.toByteArray());
    }

    private void difference(int value) {
        number((value << 1) ^ (value >> 31));
    }

    private void number(int value) {
        int rest = value;
        while (rest >>> 7 != 0) {
            out.write((rest & 127) | 128);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
