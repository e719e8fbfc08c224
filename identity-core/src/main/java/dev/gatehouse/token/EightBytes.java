package dev.gatehouse.token;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes of JSON text looked at as one number, the first byte lowest. */
final class EightBytes {
    /** Set in the marks of a byte. */
    static final long HIGH = 0x8080808080808080L;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;

    private EightBytes() {}

    static long at(byte[] bytes, int index) {
        return (long) WORDS.get(bytes, index);
    }

    /**
     * Marks each byte that is a control character, a quote, a backslash or beyond ASCII. Bytes behind a marked one may be
     * marked falsely, the first never is. Only the bits of {@link #HIGH} say anything.
     */
    static long special(long word) {
        long control = word - EACH * 0x20;
        return control | equal(word, '"') | equal(word, '\\') | word;
    }

    /** Marks each byte that is this character, with the same caution. */
    static long equal(long word, char ascii) {
        return (word ^ EACH * ascii) - EACH;
    }
}
