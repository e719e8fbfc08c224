package dev.gatehouse.password;

import dev.gatehouse.Secret;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The UTF-8 of a password, bounded. */
final class PasswordBytes {
    /** The longest password that is hashed: 256 code points of four bytes. */
    static final int MAX_BYTES = 1024;

    private PasswordBytes() {}

    /** Returns the UTF-8, to be wiped by the caller, or empty if it is too long or has an unpaired surrogate. */
    static Optional<byte[]> of(Secret password) {
        return password.use(chars -> chars.length > MAX_BYTES ? Optional.empty() : encode(chars));
    }

    private static Optional<byte[]> encode(char[] chars) {
        byte[] longest = new byte[3 * chars.length];
        ByteBuffer out = ByteBuffer.wrap(longest);
        CoderResult result = StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .encode(CharBuffer.wrap(chars), out, true);
        boolean usable = !result.isError() && out.position() <= MAX_BYTES;
        Optional<byte[]> bytes = usable ? Optional.of(Arrays.copyOf(longest, out.position())) : Optional.empty();
        Arrays.fill(longest, (byte) 0);
        return bytes;
    }
}
